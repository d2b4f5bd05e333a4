"""The top of an account's page for agents: key figures, and who is tied to it."""

from sqlmodel import Session, col, select

from models.accounts import Account, AccountLink
from models.customers import Customer
from services import audit
from services.accounts.repository import any_account
from services.accounts.standing import Standing, any_standing
from services.accounts.views import Figure
from services.accounts.words import status, title
from services.language import formats
from services.ledger.charging_off import is_chargeable
from services.lms_accounts.views import AccountHolder, AccountView
from services.servicing.payoff import payoff
from services.subject import AgentSubject

MOST_HOLDERS = 8
"""Customers that are listed: below 2 KB (P7)."""
NONE = "–"
LOAN_TABS = ("overview", "transactions", "documents", "collateral")
LINE_TABS = ("overview", "transactions", "statements", "documents", "disputes")


def account_view(session: Session, agent: AgentSubject, number: object) -> AccountView:
    """Any role may look. Raises `NotFound`."""
    one = any_standing(session, agent, number)
    word, tone = status(one)
    holders = _holders(session, one.account)
    return AccountView(
        number=one.account.number,
        title=title(one.account),
        status=word,
        tone=tone,
        tabs=LINE_TABS if one.line else LOAN_TABS,
        figures=_line_figures(one) if one.line else _loan_figures(one),
        holders=holders[:MOST_HOLDERS],
        more_holders=len(holders) > MOST_HOLDERS,
        payable=one.payable,
        chargeable=is_chargeable(one.account, one.position.principal),
    )


def record_seen(session: Session, agent: AgentSubject, number: object) -> None:
    """Who looked at which account is in the log. Raises `NotFound`."""
    account = any_account(session, agent, number)
    audit.record(
        session,
        "lms:account:seen",
        actor_login_id=agent.login_id,
        account_id=account.id,
        address=agent.address,
    )


def account_at(session: Session, agent: AgentSubject, typed: object) -> str:
    """The number of the account that was typed, as it is or in small letters; "" without one."""
    text = typed.strip() if isinstance(typed, str) else ""
    if not 0 < len(text) <= 40 or not text.isprintable():
        return ""
    wanted = col(Account.number).in_({text, text.upper()})
    return session.exec(select(Account.number).where(wanted).limit(1)).first() or ""


def _loan_figures(one: Standing) -> tuple[Figure, ...]:
    assert one.terms is not None
    due, terms = one.next_due, one.terms
    left = f"{min(one.remaining, one.payments)} of {one.payments}"
    return (
        Figure("Principal balance", formats.money(one.balance)),
        Figure("Payoff", formats.money(payoff(one.position, terms, one.on).amount)),
        Figure("Next due date", formats.day(due.due_date) if due else NONE),
        Figure("Next due amount", formats.money(due.amount if due else 0)),
        *_late(one),
        Figure("Interest rate", formats.percent(terms.rate)),
        Figure("Remaining payments", left),
        *_ends(one),
    )


def _line_figures(one: Standing) -> tuple[Figure, ...]:
    line = one.line
    assert line is not None
    due_on = line.minimum_due_on if one.is_open else None
    return (
        Figure("Total balance", formats.money(one.balance)),
        Figure("Statement balance left", formats.money(line.statement_balance)),
        Figure("Minimum due", formats.money(line.minimum_due if one.is_open else 0)),
        Figure("Due date", formats.day(due_on) if due_on else NONE),
        *_late(one),
        Figure("Credit limit", formats.money(line.credit_limit)),
        Figure("Available credit", formats.money(one.available)),
        *_ends(one),
    )


def _late(one: Standing) -> tuple[Figure, ...]:
    late = one.past_due
    return (
        Figure("Days past due", formats.number(late.days) if late else "0"),
        Figure("Amount past due", formats.money(late.amount if late else 0)),
    )


def _ends(one: Standing) -> tuple[Figure, ...]:
    opened = Figure("Opened", formats.day(one.account.opened_on))
    closed = one.account.closed_on
    written = one.position.written_off
    return (
        opened,
        *((Figure("Closed", formats.day(closed)),) if closed else ()),
        *((Figure("Written off", formats.money(written)),) if written else ()),
        *(
            (Figure("Unapplied money", formats.money(one.position.unapplied)),)
            if one.position.unapplied
            else ()
        ),
    )


def _holders(session: Session, account: Account) -> tuple[AccountHolder, ...]:
    rows = session.exec(
        select(Customer, AccountLink)
        .join(AccountLink, col(AccountLink.customer_id) == col(Customer.id))
        .where(col(AccountLink.account_id) == account.id)
        .order_by(col(AccountLink.id))
        .limit(MOST_HOLDERS + 1)
    ).all()
    return tuple(
        AccountHolder(
            id=customer.id or 0,
            name=f"{customer.first_name} {customer.last_name}",
            email=customer.email,
            role=link.role.value.capitalize(),
            access=_access(link),
        )
        for customer, link in rows
    )


def _access(link: AccountLink) -> str:
    switches = (("Web", link.web_access), ("Email", link.email_access), ("SMS", link.sms_access))
    return ", ".join(word for word, on in switches if on) or "None"
