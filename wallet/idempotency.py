"""Same key, same answer: the one mechanism by which money moves at most once.

A key is claimed and its row committed before a processor outside is called; the first answer is
stored with the outcome. A crash in between leaves a claimed key without an answer, which a repeat,
a look-up or the next start finishes by asking the processor what the key did. What needs nothing
outside is claimed, done and answered in one transaction.
"""

import asyncio
import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel
from sqlalchemy import bindparam, select, update
from sqlmodel import Session

from wallet.database import Database
from wallet.inserts import insert_if_absent
from wallet.problems import KeyReused
from wallet.service import Wallet
from wallet.tables import IdempotencyKey, table_of, utc_now

Result = TypeVar("Result")
CREATED = 201
KEYS = table_of(IdempotencyKey).c
_THIS = (KEYS.scope == bindparam("of_scope"), KEYS.key == bindparam("of_key"))
_SEEN = select(KEYS.digest, KEYS.status, KEYS.answer).where(*_THIS).with_for_update()
_ANSWERED = update(table_of(IdempotencyKey)).where(*_THIS)


@dataclass(frozen=True)
class Answer:
    """The first answer to a key; `replayed` when an earlier request claimed it."""

    status: int
    body: str
    replayed: bool


class Operation(Protocol[Result]):
    """What is done once per key: `begin` and `finish` in a transaction, the rest outside."""

    scope: str
    key: str

    def begin(self, session: Session) -> BaseModel | None:
        """Insert the row in its state `processing`; a raised `Problem` forgets the key.

        The first answer, when all could be done in this transaction.
        """
        ...

    async def find(self) -> Result | None:
        """What the processor already did for the key."""
        ...

    async def perform(self) -> Result: ...

    def finish(self, session: Session, result: Result) -> BaseModel:
        """Write the result and its event; the model returned is the first answer."""
        ...


def digest_of(content: dict[str, Any]) -> str:
    """SHA-256 of what makes two requests the same. For content without secrets."""
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


async def once(wallet: Wallet, operation: Operation[Any], digest: str) -> Answer:
    """Does the operation unless its key was answered.

    Raises:
        KeyReused: when the key came with another digest.
    """
    database = wallet.database
    fresh, answer = await asyncio.to_thread(_begin, database, operation, digest)
    if answer is not None:
        return answer
    result = None if fresh else await operation.find()
    if result is None:
        result = await operation.perform()
    return await asyncio.to_thread(_finish, database, operation, result, not fresh)


async def resolve(database: Database, operation: Operation[Any]) -> None:
    """Finishes a claimed key if the processor knows it; never starts anything."""
    result = await operation.find()
    if result is not None:
        await asyncio.to_thread(_finish, database, operation, result, True)


def claim(
    session: Session,
    scope: str,
    key: str,
    digest: str,
    is_same: Callable[[str], bool] | None = None,
) -> tuple[bool, Answer | None]:
    """Whether the key is new, and the answer it has; locked for the rest of the transaction.

    `is_same` says of the digest that the key came with first whether it is of this request.
    """
    values = {"scope": scope, "key": key, "digest": digest, "created_at": utc_now()}
    if insert_if_absent(session, IdempotencyKey, values):
        return True, None
    known, answer = _seen(session, scope, key)
    if not (is_same(known) if is_same else known == digest):
        raise KeyReused
    return False, answer


def complete(session: Session, scope: str, key: str, first_answer: BaseModel) -> Answer:
    """Keeps the first answer to a claimed key."""
    body = first_answer.model_dump_json()
    values = {"of_scope": scope, "of_key": key, "status": CREATED, "answer": body}
    session.connection().execute(_ANSWERED, values)
    return Answer(CREATED, body, replayed=False)


def _begin(
    database: Database, operation: Operation[Any], digest: str
) -> tuple[bool, Answer | None]:
    with database.write() as session:
        fresh, answer = claim(session, operation.scope, operation.key, digest)
        first = operation.begin(session) if fresh else None
        if first is not None:
            answer = complete(session, operation.scope, operation.key, first)
    return fresh, answer


def _finish(
    database: Database, operation: Operation[Result], result: Result, replayed: bool
) -> Answer:
    with database.write() as session:
        _, answer = _seen(session, operation.scope, operation.key)
        if answer is None:
            first = operation.finish(session, result)
            answer = complete(session, operation.scope, operation.key, first)
    return replace(answer, replayed=replayed)


def _seen(session: Session, scope: str, key: str) -> tuple[str, Answer | None]:
    """The digest and the answer of a claimed key, locked."""
    row = session.connection().execute(_SEEN, {"of_scope": scope, "of_key": key}).one()
    known = None if row.answer is None else Answer(row.status, row.answer, replayed=True)
    return row.digest, known
