"""An export asked for by a borrower: of one account or of all that they see."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlmodel import Session

from services import audit
from services.accounts.repository import account_for
from services.database import reading, unit_of_work
from services.exports.as_csv import csv_export
from services.exports.as_json import json_export
from services.exports.as_ofx import ofx_export
from services.exports.reading import numbers
from services.subject import Subject
from services.transactions.query import Asked, as_query, asked_of


class Form(StrEnum):
    CSV = "csv"
    OFX = "ofx"
    JSON = "json"


_MADE: dict[Form, tuple[str, Callable[[Subject, list[str], Asked], Iterator[str]]]] = {
    Form.CSV: ("text/csv", csv_export),
    Form.OFX: ("application/x-ofx", ofx_export),
    Form.JSON: ("application/json", json_export),
}


@dataclass(frozen=True, slots=True)
class Export:
    """`pieces` are made while they are read; the entry of the audit log comes before the first."""

    name: str
    media_type: str
    pieces: Iterator[str]


def export(subject: Subject, number: object, form: Form, query: Mapping[str, object]) -> Export:
    """`number` None: all accounts that the subject sees. The search applies, not order and page.

    Raises `NotFound`.
    """
    asked, _problems = asked_of(query)
    media_type, made = _MADE[form]
    with reading() as session:
        wanted = _wanted(session, subject, number)
    name = f"{wanted[0]}-transactions" if number is not None else "transactions"
    detail = f"{form.value} {', '.join(wanted)} {as_query(asked)}".strip()
    account = wanted[0] if number is not None else None
    pieces = _recorded(subject, account, detail, made(subject, wanted, asked))
    return Export(f"{name}.{form.value}", media_type, pieces)


def _wanted(session: Session, subject: Subject, number: object) -> list[str]:
    if number is None:
        return numbers(session, subject)
    return [account_for(session, subject, number).number]


def _recorded(
    subject: Subject, number: str | None, detail: str, pieces: Iterator[str]
) -> Iterator[str]:
    with unit_of_work() as session:
        account = account_for(session, subject, number) if number is not None else None
        audit.record(
            session,
            "portal:transactions:exported",
            login_id=subject.login_id,
            actor_login_id=subject.login_id,
            customer_id=subject.customer_id,
            account_id=account.id if account else None,
            detail=detail,
        )
    yield from pieces
