"""What the schedule asks for: the next payment, and what is past due."""

from sqlmodel import Session

from services.accounts.standing import Standing
from services.errors import NotFound
from services.explain.views import Part, Step, step
from services.language import _, formats, ngettext
from services.servicing.duedates import due_before, due_date
from services.servicing.level import level_payment
from services.servicing.position import accrue


def next_due(session: Session, one: Standing) -> tuple[Step, ...]:
    """Raises NotFound where nothing falls due."""
    terms, position, due = one.terms, one.position, one.next_due
    if due is None or terms is None:
        raise NotFound
    total = Part(_("Due on {day}").format(day=formats.day(due.due_date)), due.amount)
    level = level_payment(terms)
    credited = max(0, position.schedule_credit - (due.number - 1) * level)
    if due.number < terms.payments and due.amount == level - credited:
        words = _(
            "Payment {number} of {count} of your schedule. All scheduled payments but the last are"
            " alike."
        ).format(
            number=formats.number(one.paid_before + due.number), count=formats.number(one.payments)
        )
        if one.balloon:
            last = _("The last one is projected to be {amount} on {day}: all that is left by then.")
            day = formats.day(one.balloon.due_date)
            words += " " + last.format(amount=formats.money(one.balloon.amount), day=day)
        parts = [
            Part(_("Scheduled payment"), level),
            Part(_("Already paid toward it"), -credited),
        ]
    else:
        words = _(
            "The last payment takes what is left: all that will be owed on {day}, if nothing else"
            " is paid before."
        ).format(day=formats.day(due.due_date))
        parts = _all_owed(one, total.cents)
    return (step(words, (part for part in parts if part.cents), total),)


def past_due(session: Session, one: Standing) -> tuple[Step, ...]:
    """Raises NotFound where nothing is past due."""
    terms, position, late = one.terms, one.position, one.past_due
    if late is None or terms is None:
        raise NotFound
    total = Part(_("Past due since {day}").format(day=formats.day(late.since)), late.amount)
    passed, level = due_before(terms, one.on), level_payment(terms)
    if passed < terms.payments and late.amount == passed * level - position.schedule_credit:
        asked = ngettext(
            "{count} scheduled payment of {amount} until {day}",
            "{count} scheduled payments of {amount} until {day}",
            passed,
        ).format(
            count=formats.number(passed),
            amount=formats.money(level),
            day=formats.day(due_date(terms, passed)),
        )
        words = _("What your schedule has asked for so far, less what you have paid toward it.")
        parts = [
            Part(asked, passed * level),
            Part(_("Paid toward them"), -position.schedule_credit),
        ]
    else:
        words = _("The schedule has come to its end: all that is owed is due.")
        now = accrue(position, terms, one.on)
        parts = [
            Part(_("Principal"), now.principal),
            Part(_("Interest"), now.interest_due),
            Part(_("Unpaid fees"), now.fees_due),
        ]
    return (step(words, (part for part in parts if part.cents), total),)


def _all_owed(one: Standing, amount: int) -> list[Part]:
    """What is owed on the due date, less what is past due."""
    terms, due = one.terms, one.next_due
    assert terms is not None
    assert due is not None
    then = accrue(one.position, terms, max(due.due_date, one.on))
    late = one.past_due.amount if one.past_due else 0
    return [
        Part(_("Principal"), then.principal),
        Part(_("Interest until then"), then.interest_due),
        Part(_("Unpaid fees"), then.fees_due),
        Part(_("Past due, asked for beside it"), -late),
    ]
