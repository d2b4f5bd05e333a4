"""What the dialog shows: texts in the borrower's language."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.swipes import Dispute, DisputeReason, DisputeState, DisputeStep
from portal_app.settings import get_settings
from services.accounts.views import Tone
from services.disputes.states import STEPS
from services.disputes.things import Thing, last_day
from services.disputes.words import TONES, reason_in_words, state_in_words
from services.language import _, formats
from services.transactions.words import kind_word


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Step:
    when: str
    state: str
    note: str


@dataclass(frozen=True, slots=True)
class Case:
    """`number` "": not disputed yet. `open`: it can still be withdrawn, by who opened it (`mine`);
    nobody else reads their words.
    """

    number: str = ""
    title: str = ""
    state: str = ""
    tone: Tone = "mute"
    reason: str = ""
    words: str = ""
    open: bool = False
    mine: bool = False
    steps: tuple[Step, ...] = ()


NO_CASE = Case()


@dataclass(frozen=True, slots=True)
class DisputeDialog:
    """`until`: the last day for it, "" while no statement shows the entry."""

    title: str = ""
    amount: str = ""
    day: str = ""
    until: str = ""
    reasons: tuple[Choice, ...] = ()
    case: Case = NO_CASE


def dialog_of(
    session: Session, thing: Thing, dispute: Dispute | None, login_id: int
) -> DisputeDialog:
    until = last_day(session, thing)
    return DisputeDialog(
        title=title_of(thing),
        amount=formats.money(thing.amount),
        day=formats.day(thing.on),
        until=formats.day(until) if until else "",
        reasons=tuple(Choice(one.value, reason_in_words(one)) for one in DisputeReason),
        case=case_of(session, dispute, login_id) if dispute else NO_CASE,
    )


def case_of(session: Session, dispute: Dispute, login_id: int) -> Case:
    zone = get_settings().zone
    steps = session.exec(
        select(DisputeStep)
        .where(col(DisputeStep.dispute_id) == dispute.id)
        .order_by(col(DisputeStep.id))
    ).all()
    return Case(
        number=dispute.case_number,
        title=_("Case {number}").format(number=dispute.case_number),
        state=state_in_words(dispute.state),
        tone=TONES[dispute.state],
        reason=reason_in_words(dispute.reason),
        words=dispute.words if dispute.login_id == login_id else "",
        open=DisputeState.WITHDRAWN in STEPS.get(dispute.state, ()),
        mine=dispute.login_id == login_id,
        steps=tuple(
            Step(formats.day(one.at.astimezone(zone).date()), state_in_words(one.state), one.note)
            for one in steps
        ),
    )


def title_of(thing: Thing) -> str:
    """Of a swipe its merchant, else the kind of entry."""
    if thing.swipe:
        return thing.swipe.merchant
    assert thing.entry is not None
    return kind_word(thing.entry.kind)
