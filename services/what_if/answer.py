"""A plan's outcome in words, beside what happens without it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlmodel import Session

from services.account_summary.entries import entries_of
from services.account_summary.frame import line
from services.account_summary.schedule import chart_key, schedule_frame
from services.account_summary.series import series_of
from services.accounts.standing import Standing, standing
from services.accounts.words import title
from services.language import _, formats, ngettext
from services.money import plain
from services.servicing.position import accrue
from services.servicing.terms import Terms
from services.subject import Subject
from services.what_if.asked import Asked, plan_in
from services.what_if.curves import Curve, Point, points, small_path
from services.what_if.errors import NothingToPlan
from services.what_if.plan import Outcome, Plan, first_installment, play


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be asked; days as YYYY-MM-DD for date fields, `usual` in words."""

    account: str = ""
    today: str = ""
    first: str = ""
    last: str = ""
    usual: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """A figure with the plan, and in words what it is without it."""

    label: str
    planned: str
    usual: str


@dataclass(frozen=True, slots=True)
class Answer:
    """`shown` false: nothing was asked yet. `pay_now` is the plain amount, "" where it is none
    that could be paid today. Paths are in a box of `frame.SIZE` units; `curve` is for the
    amortization chart.
    """

    shown: bool = False
    headline: str = ""
    changes: tuple[Change, ...] = ()
    usual_path: str = ""
    planned_path: str = ""
    pay_now: str = ""
    pay_words: str = ""
    curve: Curve = field(default_factory=Curve)


def offer(session: Session, subject: Subject, number: object) -> Offer:
    """Raises NotFound, NothingToPlan."""
    one = standing(session, subject, number)
    terms = _terms(one)
    usual = play(one.position, terms, one.on, Plan())
    first, last = first_installment(one.position, terms, one.on), usual.paid_off_on
    assert last is not None
    return Offer(
        account=f"{title(one.account)} {formats.masked(one.account.number)}",
        today=one.on.isoformat(),
        first=min(first or last, last).isoformat(),
        last=last.isoformat(),
        usual=_("As scheduled: paid off on {day}, {interest} of interest to come.").format(
            day=formats.day(last), interest=formats.money(usual.interest)
        ),
    )


def answer(session: Session, subject: Subject, asked: Asked) -> Answer:
    """Raises NotFound, NothingToPlan, and as `plan_in`."""
    one = standing(session, subject, asked.number)
    terms = _terms(one)
    plan = plan_in(asked, one.position, terms, one.on)
    usual, planned = (play(one.position, terms, one.on, each) for each in (Plan(), plan))
    last = usual.paid_off_on
    assert last is not None
    principal, drawn = one.position.principal, points(planned, one.on, one.position.principal)
    owed = accrue(one.position, terms, one.on).owed
    now = min(_pay_now(one, plan), owed) if _is_better(usual, planned) else 0
    return Answer(
        shown=True,
        headline=_headline(usual, planned),
        changes=(*_changes(usual, planned, plan), *_final(one, planned)),
        usual_path=small_path(points(usual, one.on, principal), last, principal),
        planned_path=small_path(drawn, last, principal),
        pay_now=plain(now) if now else "",
        pay_words=_pay_words(one, plan, now, owed) if now else "",
        curve=_curve(session, one, asked, drawn),
    )


def _curve(session: Session, one: Standing, asked: Asked, drawn: Sequence[Point]) -> Curve:
    entries = entries_of(session, one.account.id or 0)
    series = series_of(one, entries)
    return Curve(
        key=chart_key(one, entries),
        path=line(schedule_frame(series), drawn),
        query=asked.query,
        words=_("What if: paid off on {day}").format(day=formats.day(drawn[-1].on)),
    )


def _terms(one: Standing) -> Terms:
    """Raises NothingToPlan."""
    if one.terms is None or not one.payable:
        raise NothingToPlan
    return one.terms


def _is_better(usual: Outcome, planned: Outcome) -> bool:
    """Whether it saves interest, or payments."""
    return planned.interest < usual.interest or planned.installments < usual.installments


def _headline(usual: Outcome, planned: Outcome) -> str:
    saved, fewer = usual.interest - planned.interest, usual.installments - planned.installments
    if not _is_better(usual, planned):
        return _("This changes nothing: you are done by then without paying more.")
    interest = formats.money(max(0, saved))
    if fewer <= 0:
        return _("You save {interest} of interest.").format(interest=interest)
    return ngettext(
        "You are done {count} month sooner and save {interest} of interest.",
        "You are done {count} months sooner and save {interest} of interest.",
        fewer,
    ).format(count=formats.number(fewer), interest=interest)


def _changes(usual: Outcome, planned: Outcome, plan: Plan) -> tuple[Change, ...]:
    more = Change(_("Extra each month"), formats.money(plan.extra), "")
    return (
        *((more,) if plan.extra else ()),
        _change(_("Paid off on"), _day(planned.paid_off_on), _day(usual.paid_off_on)),
        _change(
            _("Payments to come"),
            formats.number(planned.installments),
            formats.number(usual.installments),
        ),
        _change(
            _("Interest to come"), formats.money(planned.interest), formats.money(usual.interest)
        ),
    )


def _final(one: Standing, planned: Outcome) -> tuple[Change, ...]:
    """What becomes of a last payment that is far larger than the others."""
    if one.balloon is None:
        return ()
    amount = formats.money(planned.rows[-1].payment)
    return (_change(_("Final payment"), amount, formats.money(one.balloon.amount)),)


def _change(label: str, planned: str, usual: str) -> Change:
    return Change(label, planned, _("instead of {usual}").format(usual=usual))


def _day(day: date | None) -> str:
    return formats.day(day) if day else "–"


def _pay_now(one: Standing, plan: Plan) -> int:
    """Cents that begin the plan today; 0: it begins later, or asks for nothing more."""
    late = one.past_due.amount if one.past_due else 0
    if plan.lump and plan.lump_on == one.on:
        return late + plan.lump
    if plan.extra:
        return late + (one.next_due.amount if one.next_due else 0) + plan.extra
    return 0


def _pay_words(one: Standing, plan: Plan, now: int, owed: int) -> str:
    if now == owed:
        words = _("{amount} now: all that you owe today.")
    elif one.past_due and plan.lump:
        words = _(
            "{amount} now with what is past due, what is beyond your next payment to principal."
        )
    elif one.past_due:
        words = _("{amount} now: what is past due, your next payment, and the extra to principal.")
    elif plan.lump:
        words = _("{amount} now, what is beyond your next payment to principal.")
    else:
        words = _("{amount} now: your next payment, and the extra to principal.")
    return words.format(amount=formats.money(now))
