"""The last payment: where it went, and how its interest came about."""

from sqlmodel import Session, col, select

from models.transactions import Transaction
from services.accounts.standing import Standing
from services.errors import NotFound
from services.explain.entries import named
from services.explain.interest import accrued_part, method_words
from services.explain.views import Part, Step, step
from services.language import _
from services.ledger.rows import last_payment as newest_payment
from services.servicing.daycount import interest as interest_for


def last_payment(session: Session, one: Standing) -> tuple[Step, ...]:
    """Raises NotFound where there is none."""
    paid = newest_payment(session, one.account.id or 0)
    if paid is None:
        raise NotFound
    words = _("A payment goes to fees first, then to interest, then to principal.")
    parts = [
        Part(_("To fees"), paid.to_fees),
        Part(_("To interest"), paid.to_interest),
        Part(_("To principal"), paid.to_principal),
        Part(_("Not needed, kept for you"), paid.to_unapplied),
    ]
    whole = step(words, (part for part in parts if part.cents), Part(named(paid), paid.amount))
    return (whole, *_its_interest(session, one, paid)) if paid.to_interest else (whole,)


def _its_interest(session: Session, one: Standing, paid: Transaction) -> tuple[Step, ...]:
    terms = one.terms
    before = session.exec(
        select(Transaction).where(
            Transaction.account_id == paid.account_id,
            col(Transaction.sequence) == paid.sequence - 1,
        )
    ).one_or_none()
    if before is None or terms is None:
        return ()
    accrued = paid.to_interest + paid.after_interest_due - before.after_interest_due
    since, until = before.after_accrued_through, paid.after_accrued_through
    part = accrued_part(terms, before.after_principal, since, until, accrued)
    if accrued != interest_for(terms, before.after_principal, since, until):
        # the terms were others then
        part = Part(_("Interest since {entry}").format(entry=named(before)), accrued)
    parts = [
        Part(_("Interest that was not paid before"), before.after_interest_due, named(before)),
        part,
        Part(_("Still unpaid afterwards"), -paid.after_interest_due),
    ]
    total = Part(_("To interest"), paid.to_interest)
    return (step(method_words(terms), (part for part in parts if part.cents), total),)
