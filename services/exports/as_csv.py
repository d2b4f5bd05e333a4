"""For a spreadsheet: one line an entry, headings and kinds in the borrower's language."""

from collections.abc import Iterator

from services.csv_text import csv_pieces
from services.database import reading
from services.exports.reading import AccountHead, entries, head, unposted
from services.language import _
from services.money import plain
from services.subject import Subject
from services.swipes.words import category_in_words
from services.transactions.listing import Found
from services.transactions.query import Asked
from services.transactions.rows import effect, status, what
from services.transactions.words import entry_word, kind_word, reason_words, swipe_kind


def csv_export(subject: Subject, numbers: list[str], asked: Asked) -> Iterator[str]:
    return csv_pieces(_header(), _rows(subject, numbers, asked))


def _header() -> list[str]:
    return [
        *(_("Account"), _("Date"), _("Type"), _("Description"), _("Category"), _("Amount")),
        *(_("To principal"), _("To interest"), _("To fees"), _("Balance after")),
        *(_("Status"), _("Reason"), _("Reference")),
    ]


def _rows(subject: Subject, numbers: list[str], asked: Asked) -> Iterator[list[str]]:
    for number in numbers:
        with reading() as session:
            account = head(session, subject, number)
        for one in entries(subject, number, asked):
            yield _posted(account, one)
        for one in unposted(subject, number, asked):
            yield _unposted(account, one)


def _posted(account: AccountHead, one: Found) -> list[str]:
    entry = one.entry
    assert entry is not None
    owed = entry.after_principal
    if account.is_line:
        owed += entry.after_interest_due + entry.after_fees_due
    return [
        account.number,
        entry.effective_on.isoformat(),
        entry_word(entry),
        what(one),
        category_in_words(one.swipe.category) if one.swipe else "",
        plain(effect(one) if account.is_line else entry.amount),
        plain(entry.to_principal),
        plain(entry.to_interest),
        plain(entry.to_fees),
        plain(owed),
        status(one)[0],
        reason_words(entry),
        reference(account, one),
    ]


def _unposted(account: AccountHead, one: Found) -> list[str]:
    swipe = one.swipe
    assert swipe is not None
    return [
        *(account.number, swipe.swiped_on.isoformat()),
        *(kind_word(swipe_kind(swipe)), swipe.merchant),
        *(category_in_words(swipe.category), plain(swipe.amount), "", "", "", ""),
        *(status(one)[0], "", reference(account, one)),
    ]


def reference(account: AccountHead, one: Found) -> str:
    """The same for an entry in every export, and in no other account."""
    if one.entry is not None:
        return f"{account.number}-{one.entry.sequence}"
    return f"{account.number}-s{one.swipe.id}" if one.swipe else account.number
