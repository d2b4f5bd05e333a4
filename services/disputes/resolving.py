"""Agents move a dispute on: it is reviewed, then resolved for the borrower or as billed."""

from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import Session, col, select

from models.accounts import Account, AccountLink
from models.credit_lines import BalanceType, LineEntry
from models.swipes import Dispute, DisputeState, SwipeState
from models.transactions import Transaction, TransactionKind
from portal_app.settings import get_settings
from services import audit, live
from services.accounts.views import Tone
from services.business_date import today
from services.customers.repository import customer_for
from services.disputes import states
from services.disputes.errors import MoreThanDisputed, StillPending
from services.disputes.notices import tell_owner
from services.disputes.things import Thing, thing_of
from services.disputes.views import NO_CASE, Case, case_of, title_of
from services.disputes.words import TONES, reason_in_words, state_in_words
from services.errors import InvalidInput, NotFound
from services.language import formats
from services.ledger import lines, lock_account
from services.ledger.disputed import hold_disputed
from services.money import plain
from services.roles import AgentRole, require
from services.subject import AgentSubject
from services.swipes.taking_in import fee_went_back

PAGE = 6
LONGEST_NOTE = 300
ANSWER_WITHIN = timedelta(days=90)
"""Two billing cycles, at most 90 days: 12 CFR 1026.13(c)(2)."""
MOVES = {
    "in_review": DisputeState.IN_REVIEW,
    "for_borrower": DisputeState.RESOLVED_FOR_BORROWER,
    "as_billed": DisputeState.RESOLVED_AS_BILLED,
}


@dataclass(frozen=True, slots=True)
class DisputeRow:
    """`open`: an agent can still move it."""

    case: str = ""
    account: str = ""
    title: str = ""
    amount: str = ""
    day: str = ""
    reason: str = ""
    state: str = ""
    tone: Tone = "mute"
    answer_by: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class DisputesPage:
    rows: tuple[DisputeRow, ...] = ()
    more: bool = False


@dataclass(frozen=True, slots=True)
class CaseForAgent:
    """`left`: what can still be credited, as it is typed."""

    row: DisputeRow = DisputeRow()
    case: Case = NO_CASE
    left: str = ""


def disputes_of(
    session: Session, agent: AgentSubject, customer_id: object, page: object = 0
) -> DisputesPage:
    """On the customer's accounts, the newest first. Raises `NotFound`."""
    customer = customer_for(session, agent, customer_id)
    nth = page if isinstance(page, int) and 0 <= page < 1_000 else 0
    found = session.exec(
        select(Dispute, Account)
        .join(Account, col(Account.id) == col(Dispute.account_id))
        .join(AccountLink, col(AccountLink.account_id) == col(Account.id))
        .where(col(AccountLink.customer_id) == customer.id)
        .order_by(col(Dispute.id).desc())
        .offset(nth * PAGE)
        .limit(PAGE + 1)
    ).all()
    rows = (row_of(session, dispute, account) for dispute, account in found[:PAGE])
    return DisputesPage(tuple(rows), len(found) > PAGE)


def case_for(
    session: Session, agent: AgentSubject, customer_id: object, case_number: object
) -> CaseForAgent:
    """All of one. Raises `NotFound`."""
    dispute, account = _dispute(session, agent, customer_id, case_number)
    return CaseForAgent(
        row_of(session, dispute, account),
        case_of(session, dispute, dispute.login_id),
        plain(_left(session, thing_of(session, dispute, account))),
    )


def move(
    session: Session,
    agent: AgentSubject,
    customer_id: object,
    case_number: object,
    to: object,
    note: object,
    credit: int = 0,
) -> None:
    """Take the next step; `credit` cents are given back when it is for the borrower.

    Raises `NotAllowed`, `NotFound`, `DisputeIsOver`, `StillPending`, `MoreThanDisputed`,
    `InvalidInput` (`to`; `note` missing or too_long).
    """
    require(agent, AgentRole.SERVICER)
    dispute, account = _dispute(session, agent, customer_id, case_number)
    state = MOVES.get(to) if isinstance(to, str) else None
    if state is None:
        raise InvalidInput("to", "missing")
    said = _note(note, state)
    assert dispute.id is not None
    lock_account(session, dispute.account_id)
    dispute = states.locked(session, dispute.id)
    states.advance(session, dispute, state, said)
    thing = thing_of(session, dispute, account)
    if state is DisputeState.RESOLVED_FOR_BORROWER and credit:
        dispute.credit_id = _credit(session, thing, credit).id
        session.add(dispute)
    hold_disputed(session, dispute.account_id)
    tell_owner(session, thing, dispute)
    live.tell_account(session, dispute.account_id)
    audit.record(
        session,
        "lms:dispute:moved",
        login_id=dispute.login_id,
        actor_login_id=agent.login_id,
        account_id=dispute.account_id,
        address=agent.address,
        detail=f"{dispute.case_number} {state.value} {formats.money(credit) if credit else ''}",
    )


def _credit(session: Session, thing: Thing, amount: int) -> Transaction:
    """12 CFR 1026.13(e)(1): the disputed amount is credited."""
    if thing.entry is None and thing.swipe and thing.swipe.state is SwipeState.PENDING:
        raise StillPending
    left = _left(session, thing)
    if not 0 < amount <= left:
        raise MoreThanDisputed(left)
    assert thing.account.id is not None
    kind = _balance_type(session, thing)
    return lines.post_credit(session, thing.account.id, amount, today(session), kind)


def _left(session: Session, thing: Thing) -> int:
    """Cents of the thing that nothing has given back yet."""
    if thing.swipe:
        return thing.amount if thing.swipe.state is SwipeState.POSTED else 0
    if thing.entry and fee_went_back(session, thing.entry):
        return 0
    return thing.amount


def _balance_type(session: Session, thing: Thing) -> BalanceType | None:
    """None of a fee: what is given back of it goes as a payment does, to fees first."""
    if thing.swipe:
        return thing.swipe.balance_type
    if thing.entry is None or thing.entry.kind is TransactionKind.FEE:
        return None
    entry = session.get(LineEntry, thing.entry.id)
    return entry.balance_type if entry else None


def _dispute(
    session: Session, agent: AgentSubject, customer_id: object, case_number: object
) -> tuple[Dispute, Account]:
    customer = customer_for(session, agent, customer_id)
    if not isinstance(case_number, str) or not case_number.isascii():
        raise NotFound
    found = session.exec(
        select(Dispute, Account)
        .join(Account, col(Account.id) == col(Dispute.account_id))
        .join(AccountLink, col(AccountLink.account_id) == col(Account.id))
        .where(
            col(AccountLink.customer_id) == customer.id,
            col(Dispute.case_number) == case_number[:20].replace("\x00", ""),
        )
    ).first()
    if found is None:
        raise NotFound
    return found[0], found[1]


def _note(given: object, state: DisputeState) -> str:
    """Why, for the borrower to read; a resolution needs one (12 CFR 1026.13(e), (f))."""
    text = given.strip() if isinstance(given, str) else ""
    if not text and state is not DisputeState.IN_REVIEW:
        raise InvalidInput("note", "missing")
    if len(text) > LONGEST_NOTE:
        raise InvalidInput("note", "too_long")
    if not text.isprintable():
        raise InvalidInput("note", "not_printable")
    return text


def row_of(session: Session, dispute: Dispute, account: Account) -> DisputeRow:
    thing = thing_of(session, dispute, account)
    received = dispute.created_at.astimezone(get_settings().zone).date()
    return DisputeRow(
        case=dispute.case_number,
        account=account.number,
        title=title_of(thing),
        amount=formats.money(thing.amount),
        day=formats.day(thing.on),
        reason=reason_in_words(dispute.reason),
        state=state_in_words(dispute.state),
        tone=TONES[dispute.state],
        answer_by=formats.day(received + ANSWER_WITHIN),
        open=dispute.state in states.STEPS,
    )
