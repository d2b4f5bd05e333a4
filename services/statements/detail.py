"""What a statement prints beside its row's figures, as JSON: amounts are cents, rates text."""

import json
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from models.accounts import Account
from models.transactions import Transaction
from services.credit_lines.closing import Closing
from services.credit_lines.interest import TypeInterest
from services.money import round_half_up


def detail_of(
    session: Session, account: Account, closing: Closing, entries: Sequence[Transaction]
) -> str:
    return json.dumps(
        {
            "interest": [_interest(one) for one in closing.by_type],
            "in_grace": closing.in_grace,
            "entries": [_entry(one) for one in entries],
        },
        default=_plain,
    )


def _interest(one: TypeInterest) -> dict[str, Any]:
    return {
        "balance_type": one.balance_type.value,
        "rate": one.rate,
        "days": one.days,
        "average": round_half_up(one.average),
        "interest": one.interest,
        "in_grace": one.in_grace,
    }


def _entry(one: Transaction) -> dict[str, Any]:
    return {
        "sequence": one.sequence,
        "kind": one.kind.value,
        "on": one.effective_on,
        "amount": one.amount,
    }


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    raise TypeError(type(value).__name__)
