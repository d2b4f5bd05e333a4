"""Recovery codes: ten, shown once, each used once."""

import secrets

from sqlmodel import Session, col, delete, func, select, update

from models.base import utc_now
from models.second_steps import RecoveryCode
from services.sealing import keyed_hash, seal, unseal

HOW_MANY = 10
_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""No characters that are mistaken for each other; 31 of them, ten in a code: 49 bits."""
_PURPOSE = "recovery code"


def renew(session: Session, login_id: int) -> None:
    """Ten new ones, to be shown until `seen`; the old ones are gone."""
    session.execute(delete(RecoveryCode).where(col(RecoveryCode.login_id) == login_id))
    for code in [_new() for _ in range(HOW_MANY)]:
        session.add(
            RecoveryCode(
                login_id=login_id,
                code_hash=_hash(login_id, code),
                sealed=seal(_PURPOSE, code),
            )
        )


def to_show(session: Session, login_id: int) -> list[str]:
    """The codes, such as `7f3kd-x9m2q`, until the borrower has saved them; then none."""
    rows = session.exec(
        select(RecoveryCode.sealed)
        .where(RecoveryCode.login_id == login_id, col(RecoveryCode.sealed).is_not(None))
        .order_by(col(RecoveryCode.id))
    ).all()
    return [_shown(unseal(_PURPOSE, sealed)) for sealed in rows if sealed]


def seen(session: Session, login_id: int) -> None:
    """They are saved: from now on only their hashes are kept."""
    session.execute(
        update(RecoveryCode).where(col(RecoveryCode.login_id) == login_id).values(sealed=None)
    )


def left(session: Session, login_id: int) -> int:
    unused = select(func.count()).where(
        RecoveryCode.login_id == login_id, col(RecoveryCode.used_at).is_(None)
    )
    return session.exec(unused).one()


def accept(session: Session, login_id: int, typed: str) -> bool:
    """Whether it is one of the login's unused ones; it is used up then."""
    code = "".join(c for c in typed.lower() if c in _ALPHABET)
    used = session.execute(
        update(RecoveryCode)
        .where(
            col(RecoveryCode.login_id) == login_id,
            col(RecoveryCode.code_hash) == _hash(login_id, code),
            col(RecoveryCode.used_at).is_(None),
        )
        .values(used_at=utc_now(), sealed=None)
    )
    return used.rowcount == 1  # pyright: ignore[reportAttributeAccessIssue]


def remove(session: Session, login_id: int) -> None:
    session.execute(delete(RecoveryCode).where(col(RecoveryCode.login_id) == login_id))


def _new() -> str:
    return "".join(secrets.choice(_ALPHABET) for _ in range(10))


def _shown(code: str) -> str:
    return f"{code[:5]}-{code[5:]}"


def _hash(login_id: int, code: str) -> str:
    return keyed_hash("recovery code", f"{login_id}:{code}")
