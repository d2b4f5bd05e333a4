"""Same key, same answer: the one mechanism by which money moves at most once.

A key is claimed and its row committed before the processor is called; the first answer is stored
with the outcome. A crash in between leaves a claimed key without an answer, which a repeat, a
look-up or the next start finishes by asking the processor what the key did.
"""

import asyncio
import hashlib
import json
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel
from sqlmodel import Session, select

from wallet.database import Database
from wallet.inserts import insert_if_absent
from wallet.problems import KeyReused
from wallet.tables import IdempotencyKey, utc_now

Result = TypeVar("Result")
CREATED = 201


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

    def begin(self, session: Session) -> None:
        """Insert the row in its state `processing`; a raised `Problem` forgets the key."""
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


async def once(database: Database, operation: Operation[Any], digest: str) -> Answer:
    """Does the operation unless its key was answered.

    Raises:
        KeyReused: when the key came with another digest.
    """
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


def claim(session: Session, scope: str, key: str, digest: str) -> tuple[bool, IdempotencyKey]:
    """Whether the key is new, and its row, locked for the rest of the transaction."""
    values = {"scope": scope, "key": key, "digest": digest, "created_at": utc_now()}
    fresh = insert_if_absent(session, IdempotencyKey, values)
    row = _locked(session, scope, key)
    if row.digest != digest:
        raise KeyReused
    return fresh, row


def complete(row: IdempotencyKey, first_answer: BaseModel) -> None:
    row.status, row.answer = CREATED, first_answer.model_dump_json()


def answer_of(row: IdempotencyKey, replayed: bool) -> Answer | None:
    if row.status is None or row.answer is None:
        return None
    return Answer(row.status, row.answer, replayed)


def _begin(
    database: Database, operation: Operation[Any], digest: str
) -> tuple[bool, Answer | None]:
    with database.write() as session:
        fresh, row = claim(session, operation.scope, operation.key, digest)
        if fresh:
            operation.begin(session)
        return fresh, answer_of(row, replayed=True)


def _finish(
    database: Database, operation: Operation[Result], result: Result, replayed: bool
) -> Answer:
    with database.write() as session:
        row = _locked(session, operation.scope, operation.key)
        if row.answer is None:
            complete(row, operation.finish(session, result))
        answer = answer_of(row, replayed)
    assert answer is not None
    return answer


def _locked(session: Session, scope: str, key: str) -> IdempotencyKey:
    where = (IdempotencyKey.scope == scope, IdempotencyKey.key == key)
    return session.exec(select(IdempotencyKey).where(*where).with_for_update()).one()
