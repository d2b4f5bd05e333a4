"""The tab Transactions: one page of an account's list."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from sqlmodel import Session

from models.accounts import CREDIT_KINDS
from models.swipes import SwipeState
from models.transactions import Transaction, TransactionKind
from services.accounts.repository import account_for
from services.accounts.views import Tone
from services.disputes.marks import can_be_disputed, marks_of
from services.language import _, formats
from services.subject import Subject
from services.swipes.words import category_in_words
from services.transactions.listing import PAGE, Found, listed
from services.transactions.query import Asked, as_query, asked_of, page_of
from services.transactions.views import AskedView, Row, TransactionsPage
from services.transactions.words import kind_word

TAB = {"tab": "transactions"}
RAISING = (
    TransactionKind.ADVANCE,
    TransactionKind.PURCHASE,
    TransactionKind.CASH_ADVANCE,
    TransactionKind.BALANCE_TRANSFER,
    TransactionKind.INTEREST,
    TransactionKind.LATE_FEE,
    TransactionKind.FEE,
)


def transactions_page(
    session: Session, subject: Subject, number: object, query: Mapping[str, object]
) -> TransactionsPage:
    """What the address asks for. Raises `NotFound`."""
    account = account_for(session, subject, number)
    asked, problems = asked_of(query)
    found, more = listed(session, account, asked)
    is_line = account.kind in CREDIT_KINDS
    return TransactionsPage(
        is_line=is_line,
        rows=_rows(session, found, is_line),
        asked=_shown(asked),
        filtered=asked.filters,
        place=_place(asked, len(found)),
        previous=_address(page_of(asked, asked.page - 1)) if asked.page > 1 else "",
        following=_address(page_of(asked, asked.page + 1)) if more else "",
        here=_address(asked),
        everything=_address(Asked(sort=asked.sort)) if asked.filters or asked.page > 1 else "",
        export=as_query(replace(asked, page=1)) if asked.filters else "",
        problem=_problem(problems),
    )


def effect(one: Found) -> int:
    """Cents by which it raised what is owed, or will; below zero it lowered it."""
    if one.entry is None:
        return one.swipe.amount if one.swipe else 0
    if one.reverses is not None:
        return -effect(Found(one.reverses, None))
    if one.entry.kind is TransactionKind.OPENING:
        return one.entry.after_principal + one.entry.after_interest_due + one.entry.after_fees_due
    return one.entry.amount if one.entry.kind in RAISING else -one.entry.amount


def what(one: Found) -> str:
    """The merchant, or the kind's name."""
    if one.swipe:
        return one.swipe.merchant
    return kind_word(one.entry.kind) if one.entry else ""


def _rows(session: Session, found: Sequence[Found], is_line: bool) -> tuple[Row, ...]:
    rows = tuple(_row(one, is_line) for one in found)
    marks = marks_of(session, [row.key for row in rows]) if is_line else {}
    return tuple(
        replace(row, dispute=marks[row.key].line, dispute_tone=marks[row.key].tone)
        if row.key in marks
        else row
        for row in rows
    )


def _row(one: Found, is_line: bool) -> Row:
    return _line_row(one) if is_line else _loan_row(one)


def _loan_row(one: Found) -> Row:
    entry = one.entry
    assert entry is not None
    status, tone = _loan_status(one)
    day = formats.day(entry.effective_on)
    return Row(
        key=one.key,
        day=day,
        name=f"{kind_word(entry.kind)}, {day}",
        what=kind_word(entry.kind),
        amount="–" if entry.kind is TransactionKind.OPENING else formats.money(entry.amount),
        to_principal=_part(entry, entry.to_principal),
        to_interest=_part(entry, entry.to_interest),
        to_fees=_part(entry, entry.to_fees),
        balance=formats.money(entry.after_principal),
        status=status,
        tone=tone,
    )


def _part(entry: Transaction, cents: int) -> str:
    """Nothing where nothing is divided: only payments and their reversals are."""
    divided = entry.kind in (TransactionKind.PAYMENT, TransactionKind.REVERSAL)
    return formats.money(cents) if divided else ""


def _loan_status(one: Found) -> tuple[str, Tone]:
    """Of an entry that is simply posted, nothing."""
    word, tone = _status(one)
    return ("", "mute") if word == _("Posted") else (word, tone)


def _line_row(one: Found) -> Row:
    entry, swipe = one.entry, one.swipe
    on = entry.effective_on if entry else swipe.swiped_on if swipe else None
    day = formats.day(on) if on else ""
    status, tone = _status(one)
    cents = effect(one)
    kind = kind_word(entry.kind) if entry else _("Purchase")
    return Row(
        key=one.key,
        day=day,
        name=f"{what(one)}, {formats.money(cents)}, {day}",
        what=what(one),
        kind=(category_in_words(swipe.category) or kind) if swipe else "",
        amount=formats.money(cents),
        status=status,
        tone=tone,
        disputable=can_be_disputed(entry, swipe),
    )


def status_word(one: Found) -> str:
    return _status(one)[0]


def _status(one: Found) -> tuple[str, Tone]:
    if one.entry is None:
        if one.swipe and one.swipe.state is SwipeState.REVERSED:
            return _("Reversed"), "mute"
        return _("Pending"), "info"
    if one.reversed_by is not None:
        return _("Reversed"), "bad"
    return (_("Pending"), "info") if one.under_way else (_("Posted"), "mute")


def _shown(asked: Asked) -> AskedView:
    return AskedView(
        words=asked.words,
        since=str(asked.since or ""),
        until=str(asked.until or ""),
        sort=asked.sort.value,
    )


def _place(asked: Asked, rows: int) -> str:
    first = (asked.page - 1) * PAGE + 1
    if not rows:
        return ""
    return _("Transactions {first} to {last}").format(
        first=formats.number(first), last=formats.number(first + rows - 1)
    )


def _address(asked: Asked) -> str:
    return f"?{as_query(asked, **TAB)}"


def _problem(problems: tuple[str, ...]) -> str:
    if "order" in problems:
        return _("The period ends before it begins. Choose other dates.")
    if problems:
        return _("A date of the period could not be read. The search was made without it.")
    return ""
