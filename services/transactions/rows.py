"""Entries and swipes as rows of the list."""

from collections.abc import Sequence
from dataclasses import replace

from sqlmodel import Session

from models.accounts import CREDIT_KINDS, Account
from models.swipes import SwipeState
from models.transactions import Transaction, TransactionKind
from services.disputes.marks import can_be_disputed, marks_of
from services.language import _, formats
from services.swipes.words import category_in_words
from services.transactions.listing import Found
from services.transactions.views import NO_BADGE, Row
from services.transactions.words import entry_word, kind_word, swipe_kind

RAISING = (
    TransactionKind.ADVANCE,
    TransactionKind.PURCHASE,
    TransactionKind.CASH_ADVANCE,
    TransactionKind.BALANCE_TRANSFER,
    TransactionKind.INTEREST,
    TransactionKind.LATE_FEE,
    TransactionKind.FEE,
)


def rows_of(session: Session, account: Account, found: Sequence[Found]) -> tuple[Row, ...]:
    if account.kind not in CREDIT_KINDS:
        return tuple(_loan_row(one) for one in found)
    rows = tuple(_line_row(one) for one in found)
    marks = marks_of(session, [row.key for row in rows])
    return tuple(
        replace(row, dispute=(marks[row.key].line, marks[row.key].tone))
        if row.key in marks
        else row
        for row in rows
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
    return entry_word(one.entry) if one.entry else ""


def status(one: Found) -> tuple[str, str]:
    """Word and tone of the badge."""
    if one.entry is None:
        if one.swipe and one.swipe.state is SwipeState.REVERSED:
            return _("Reversed"), "mute"
        return _("Pending"), "info"
    if one.reversed_by is not None:
        return _("Reversed"), "bad"
    return (_("Pending"), "info") if one.under_way else (_("Posted"), "mute")


def _loan_row(one: Found) -> Row:
    entry = one.entry
    assert entry is not None
    is_opening = entry.kind is TransactionKind.OPENING
    return Row(
        key=one.key,
        cells=(
            formats.day(entry.effective_on),
            entry_word(entry),
            "–" if is_opening else formats.money(entry.amount),
            _part(entry, entry.to_principal),
            _part(entry, entry.to_interest),
            _part(entry, entry.to_fees),
            formats.money(entry.after_principal),
        ),
        # that it is posted goes without saying
        status=status(one) if one.reversed_by or one.under_way else NO_BADGE,
    )


def _part(entry: Transaction, cents: int) -> str:
    """Nothing where nothing is divided: only payments and their reversals are."""
    divided = entry.kind in (TransactionKind.PAYMENT, TransactionKind.REVERSAL)
    return formats.money(cents) if divided else ""


def _kind(one: Found) -> str:
    if one.entry is not None:
        return kind_word(one.entry.kind)
    return kind_word(swipe_kind(one.swipe)) if one.swipe else ""


def _line_row(one: Found) -> Row:
    entry, swipe = one.entry, one.swipe
    on = entry.effective_on if entry else swipe.swiped_on if swipe else None
    category = category_in_words(swipe.category) or _kind(one) if swipe else ""
    return Row(
        key=one.key,
        cells=(formats.day(on) if on else "", what(one), formats.money(effect(one)), category),
        status=status(one),
        disputable=can_be_disputed(entry, swipe),
    )
