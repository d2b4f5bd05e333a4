"""A customer's accounts with all figures that an agent needs (PRODUCT.md, 7)."""

from urllib.parse import quote

from sqlmodel import Session, col, select

from models.accounts import Account, AccountLink
from services.accounts.standing import Standing, standings_in
from services.accounts.words import status, title
from services.customers.repository import customer_for
from services.customers.views import LinkedAccount, LinkedPage
from services.language import formats
from services.servicing.payoff import payoff
from services.subject import AgentSubject

PAGE = 6
"""Rows that are sent with every switch: below 2 KB (P7)."""
NONE = "–"


def linked(
    session: Session, agent: AgentSubject, customer_id: object, after: str = ""
) -> LinkedPage:
    """By account number, after that of `after`. Raises `NotFound`."""
    customer = customer_for(session, agent, customer_id)
    query = (
        select(Account, AccountLink)
        .join(AccountLink, col(AccountLink.account_id) == col(Account.id))
        .where(col(AccountLink.customer_id) == customer.id, col(Account.number) > after)
        .order_by(col(Account.number))
        .limit(PAGE + 1)
    )
    found = standings_in(session, query)
    return LinkedPage(tuple(_row(*one) for one in found[:PAGE]), len(found) > PAGE)


def _row(one: Standing, link: AccountLink) -> LinkedAccount:
    word, tone = status(one)
    due_on, due = _due(one)
    late = one.past_due
    return LinkedAccount(
        number=one.account.number,
        slug=quote(one.account.number, safe=""),
        title=title(one.account),
        status=word,
        tone=tone,
        payoff=formats.money(_payoff(one)),
        principal=formats.money(one.position.principal),
        due_on=due_on,
        due=due,
        late_days=formats.number(late.days) if late else "0",
        late=formats.money(late.amount if late else 0),
        role=link.role.value,
        web=link.web_access,
        email=link.email_access,
        sms=link.sms_access,
        payable=one.payable,
    )


def _payoff(one: Standing) -> int:
    """Of a line of credit all that is owed."""
    return payoff(one.position, one.terms, one.on).amount if one.terms else one.position.owed


def _due(one: Standing) -> tuple[str, str]:
    """Day and amount; of a line of credit those of its minimum payment."""
    if one.line and one.is_open and one.line.minimum_due_on:
        return formats.day(one.line.minimum_due_on), formats.money(one.line.minimum_due)
    if one.next_due:
        return formats.day(one.next_due.due_date), formats.money(one.next_due.amount)
    return NONE, NONE
