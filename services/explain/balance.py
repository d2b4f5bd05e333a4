"""The current balance: what was advanced less the principal paid, the newest entries one by one."""

from sqlmodel import Session

from services.accounts.standing import Standing
from services.explain.entries import named, newest
from services.explain.views import Part, Step, step
from services.language import _, formats

SHOWN = 6


def balance(session: Session, one: Standing) -> tuple[Step, ...]:
    entries = newest(session, one.account.id or 0, SHOWN + 1)
    earlier = entries.pop(0) if len(entries) > SHOWN else None
    parts: list[Part] = []
    before = 0
    if earlier is not None:
        until = formats.day(earlier.effective_on)
        parts = [
            Part(_("Advanced until {day}").format(day=until), earlier.after_advanced),
            Part(_("Principal paid until {day}").format(day=until), -earlier.after_paid_principal),
            Part(_("Charged off until {day}").format(day=until), -earlier.after_written_off),
        ]
        before = earlier.after_principal
    for entry in entries:
        change = entry.after_principal - before
        whole = _("of {amount} paid").format(amount=formats.money(entry.amount))
        is_part = change < 0 < entry.to_principal != entry.amount
        parts.append(Part(named(entry), change, whole if is_part else ""))
        before = entry.after_principal
    words = _(
        "The balance is the principal that you still owe: what was advanced, less all that your"
        " payments have put toward principal. Interest and fees are not in it."
    )
    total = Part(_("Current balance"), one.position.principal)
    return (step(words, (part for part in parts if part.cents), total),)
