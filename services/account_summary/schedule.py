"""The chart *Amortization schedule* as it is first drawn: lines, ticks, words."""

from collections.abc import Sequence
from datetime import date

from services.account_summary.entries import Entry, history_before
from services.account_summary.frame import SIZE, Frame, frame_of, line
from services.account_summary.series import Point, Series
from services.account_summary.views import Lines, ScheduleChart, Tick
from services.accounts.standing import Standing
from services.language import _, formats

_LATE = 850
"""Units from the left beyond which a word does not fit to the right."""
_APART = 75
"""Units that a word is high."""


def schedule_frame(series: Series) -> Frame:
    points = series.points
    most = max(max(one.balance, one.principal, one.interest) for one in points)
    return frame_of(points[0].on, points[-1].on, most)


def chart_key(one: Standing, entries: Sequence[Entry]) -> str:
    """Another one when the chart is another."""
    return f"{one.on:%y%m%d}-{len(entries)}"


def schedule_chart(one: Standing, series: Series, entries: Sequence[Entry]) -> ScheduleChart:
    """Empty where the ledger has nothing to draw; words only where all of it is one day."""
    if not series.history:
        return ScheduleChart()
    frame, first, last = schedule_frame(series), series.history[0], series.points[-1]
    if frame.start == frame.end:
        return ScheduleChart(
            key=chart_key(one, entries),
            told=_told(one, series),
            before=_no_line(entries, frame.start),
            after=_after(one),
        )
    today = frame.across(one.on) if series.projection else None
    principal_at, interest_at = frame.down(last.principal), frame.down(last.interest)
    if abs(principal_at - interest_at) < _APART:  # both above both lines: none strikes a word out
        if principal_at < interest_at:
            principal_at, interest_at = principal_at - _APART, principal_at
        else:
            principal_at, interest_at = interest_at, interest_at - _APART
    return ScheduleChart(
        key=chart_key(one, entries),
        lines=_lines(frame, series.history),
        ahead=_lines(frame, [series.history[-1], *series.projection]),
        ticks=tuple(Tick(formats.short_money(t), _css(frame.down(t))) for t in frame.ticks),
        start=formats.month_and_year(frame.start),
        end=formats.month_and_year(frame.end),
        today="" if today is None else _css(today),
        today_late=today is not None and today > _LATE,
        balance_at=_css(frame.down(first.balance)),
        principal_at=_css(principal_at),
        interest_at=_css(interest_at),
        told=_told(one, series),
        before=_before(entries),
        after=_after(one),
    )


def _lines(frame: Frame, points: Sequence[Point]) -> Lines:
    return Lines(
        line(frame, [(one.on, one.balance) for one in points]),
        line(frame, [(one.on, one.principal) for one in points]),
        line(frame, [(one.on, one.interest) for one in points]),
    )


def _css(units: int) -> str:
    return f"{units * 100 / SIZE:g}%"


def _told(one: Standing, series: Series) -> str:
    first, now, last = series.history[0], series.history[-1], series.points[-1]
    past = _(
        "From {first} to {now} the principal balance went from {from_balance} to {to_balance};"
        " {principal} of principal and {interest} of interest were paid."
    ).format(
        first=formats.day(first.on),
        now=formats.day(now.on),
        from_balance=formats.money(first.balance),
        to_balance=formats.money(now.balance),
        principal=formats.money(now.principal),
        interest=formats.money(now.interest),
    )
    if not series.projection:
        return past
    ahead = _("It is projected to be {balance} on {last}, with {interest} of interest paid in all.")
    return f"{past} " + ahead.format(
        balance=formats.money(last.balance),
        last=formats.day(last.on),
        interest=formats.money(last.interest),
    )


def _no_line(entries: Sequence[Entry], day: date) -> str:
    boarded = history_before(entries)
    if boarded is None:
        words = _("All of it happened on {day}: there is no line to draw.")
        return words.format(day=formats.day(day))
    return _with_figures(
        _(
            "There is no line to draw: by {day} {principal} of principal and {interest} of interest"
            " had been paid, and the single payments are not in this record."
        ),
        boarded,
    )


def _before(entries: Sequence[Entry]) -> str:
    """Of a boarded account: what is known of the time before the lines begin."""
    boarded = history_before(entries)
    if boarded is None:
        return ""
    return _with_figures(
        _(
            "The lines begin on {day}. By then {principal} of principal and {interest} of interest"
            " had been paid; the single payments are not in this record."
        ),
        boarded,
    )


def _with_figures(words: str, boarded: Entry) -> str:
    return words.format(
        day=formats.day(boarded.on),
        principal=formats.money(boarded.principal),
        interest=formats.money(boarded.interest),
    )


def _after(one: Standing) -> str:
    if not one.position.written_off:
        return ""
    return _("{amount} of principal was written off by the lender.").format(
        amount=formats.money(one.position.written_off)
    )
