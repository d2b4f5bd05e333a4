"""For programs: the shape is in docs/transactions-export.md and only grows. Names are English."""

import json
from collections.abc import Iterator
from typing import Any

from models.base import utc_now
from models.transactions import Transaction
from services.database import reading
from services.exports.as_csv import reference
from services.exports.reading import AccountHead, entries, head, unposted
from services.money import plain
from services.subject import Subject
from services.transactions.listing import Found
from services.transactions.query import Asked
from services.transactions.rows import effect
from services.transactions.words import swipe_kind

VERSION = 1
_EVERY = 200


def json_export(subject: Subject, numbers: list[str], asked: Asked) -> Iterator[str]:
    """One object, in pieces; nothing is held but the piece."""
    top = {"format": "transactions", "version": VERSION, "made_at": utc_now().isoformat()}
    yield json.dumps(top)[:-1] + ', "accounts": ['
    for place, number in enumerate(numbers):
        with reading() as session:
            account = head(session, subject, number)
        yield ("," if place else "") + "\n" + _dumped(_head(account))[:-1] + ', "transactions": ['
        yield from _joined(_all(subject, account, asked))
        yield "]}"
    yield "\n]}\n"


def _all(subject: Subject, account: AccountHead, asked: Asked) -> Iterator[str]:
    for one in entries(subject, account.number, asked):
        yield _dumped(_posted(account, one))
    for one in unposted(subject, account.number, asked):
        yield _dumped(_unposted(account, one))


def _joined(rows: Iterator[str]) -> Iterator[str]:
    piece: list[str] = []
    for number, row in enumerate(rows):
        piece.append(("," if number else "") + "\n" + row)
        if len(piece) == _EVERY:
            yield "".join(piece)
            piece.clear()
    yield "".join(piece)


def _dumped(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False)


def _head(account: AccountHead) -> dict[str, Any]:
    return {
        "number": account.number,
        "kind": account.kind.value,
        "name": account.title,
        "currency": "USD",
        "as_of": account.on.isoformat(),
        "balance": plain(account.owed),
        "available_credit": None if account.available is None else plain(account.available),
    }


def _posted(account: AccountHead, one: Found) -> dict[str, Any]:
    entry = one.entry
    assert entry is not None
    swiped = one.swipe
    return {
        "reference": reference(account, one),
        "date": entry.effective_on.isoformat(),
        "posted_at": entry.posted_at.isoformat(),
        "type": entry.kind.value,
        "status": _status(one),
        "amount": plain(entry.amount),
        "effect": plain(effect(one)),
        "to_principal": plain(entry.to_principal),
        "to_interest": plain(entry.to_interest),
        "to_fees": plain(entry.to_fees),
        "to_unapplied": plain(entry.to_unapplied),
        "balance_after": {
            "principal": plain(entry.after_principal),
            "interest_due": plain(entry.after_interest_due),
            "fees_due": plain(entry.after_fees_due),
        },
        "merchant": swiped.merchant if swiped else None,
        "category": (swiped.category or None) if swiped else None,
        "reverses": _reference_of(account, one.reverses),
        "reason": entry.reason.value if entry.reason else None,
        "reason_code": entry.reason_code,
    }


def _unposted(account: AccountHead, one: Found) -> dict[str, Any]:
    swipe = one.swipe
    assert swipe is not None
    return {
        "reference": reference(account, one),
        "date": swipe.swiped_on.isoformat(),
        "type": swipe_kind(swipe).value,
        "status": swipe.state.value,
        "amount": plain(swipe.amount),
        "merchant": swipe.merchant,
        "category": swipe.category or None,
    }


def _status(one: Found) -> str:
    if one.reversed_by is not None:
        return "reversed"
    return "pending" if one.under_way else "posted"


def _reference_of(account: AccountHead, entry: Transaction | None) -> str | None:
    return f"{account.number}-{entry.sequence}" if entry else None
