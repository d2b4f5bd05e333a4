"""The payoff, and the fees in it."""

from sqlmodel import Session, col, select

from models.transactions import Transaction, TransactionKind
from services.accounts.standing import Standing
from services.explain.entries import named
from services.explain.interest import interest
from services.explain.views import Part, Step, step
from services.language import _, formats
from services.servicing.payoff import payoff as payoff_on

FEES_SHOWN = 5


def payoff(session: Session, one: Standing) -> tuple[Step, ...]:
    assert one.terms is not None
    ends_it = payoff_on(one.position, one.terms, one.on)
    day = formats.day(one.on)
    words = (
        _(
            "This amount ends the account if it is paid on {day}. Each day after adds about"
            " {per_diem} of interest."
        )
        if ends_it.per_diem
        else _("This amount ends the account if it is paid on {day}. Days after add no interest.")
    ).format(day=day, per_diem=formats.money(ends_it.per_diem))
    parts = [
        Part(_("Principal"), ends_it.principal),
        Part(_("Interest accrued until {day}").format(day=day), ends_it.interest),
        Part(_("Unpaid fees"), ends_it.fees),
    ]
    total = Part(_("Payoff amount on {day}").format(day=day), ends_it.amount)
    first = step(words, parts, total)
    return (
        first,
        *(interest(session, one) if ends_it.interest else ()),
        *(fees(session, one) if ends_it.fees else ()),
    )


def fees(session: Session, one: Standing) -> tuple[Step, ...]:
    """Each late fee, the newest one by one, less what was paid of them."""
    position = one.position
    found = session.exec(
        select(Transaction)
        .where(
            Transaction.account_id == one.account.id,
            col(Transaction.kind).in_((TransactionKind.LATE_FEE, TransactionKind.FEE)),
        )
        .order_by(col(Transaction.sequence).desc())
        .limit(FEES_SHOWN)
    ).all()
    assessed = position.fees_due + position.paid_fees
    shown = sum(fee.amount for fee in found)
    parts = [
        Part(_("Earlier fees"), assessed - shown),
        *(Part(named(fee), fee.amount) for fee in reversed(found)),
        Part(_("Paid toward fees"), -position.paid_fees),
    ]
    words = _(
        "A late fee is charged once for a payment that is not made within its grace days. Fees bear"
        " no interest."
    )
    total = Part(_("Unpaid fees"), position.fees_due)
    return (step(words, (part for part in parts if part.cents), total),)
