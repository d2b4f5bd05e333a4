"""Trusted devices: a browser that skips the second step for 30 days."""

from datetime import timedelta

from sqlmodel import Session, col, select, update

from models.base import utc_now
from models.second_steps import TrustedDevice
from services.sealing import TOKEN_LENGTH, new_token, token_hash

LIFE = timedelta(days=30)


def trust(session: Session, login_id: int, address: str, user_agent: str) -> tuple[str, int]:
    """Token for the browser's cookie, and the device's id."""
    token, now = new_token(), utc_now()
    device = TrustedDevice(
        token_hash=token_hash(token),
        login_id=login_id,
        address=address[:45],
        user_agent=user_agent[:200],
        created_at=now,
        last_used_at=now,
        expires_at=now + LIFE,
    )
    session.add(device)
    session.flush()
    return token, device.id or 0


def recognise(session: Session, login_id: int, token: str) -> int | None:
    """The id of the trusted device of this login that shows `token`, else None."""
    if len(token) != TOKEN_LENGTH:
        return None
    device = session.exec(
        select(TrustedDevice).where(
            TrustedDevice.token_hash == token_hash(token),
            TrustedDevice.login_id == login_id,
            col(TrustedDevice.revoked_at).is_(None),
            col(TrustedDevice.expires_at) > utc_now(),
        )
    ).first()
    if device is None:
        return None
    device.last_used_at = utc_now()
    session.add(device)
    return device.id


def trusted(session: Session, login_id: int) -> list[TrustedDevice]:
    """Newest use first."""
    found = select(TrustedDevice).where(
        TrustedDevice.login_id == login_id,
        col(TrustedDevice.revoked_at).is_(None),
        col(TrustedDevice.expires_at) > utc_now(),
    )
    return list(session.exec(found.order_by(col(TrustedDevice.last_used_at).desc())).all())


def revoke(session: Session, login_id: int, device_id: int | None = None) -> None:
    """One of the login's devices, or all of them: after a new password, a reset second step."""
    which = [col(TrustedDevice.login_id) == login_id, col(TrustedDevice.revoked_at).is_(None)]
    if device_id is not None:
        which.append(col(TrustedDevice.id) == device_id)
    session.execute(update(TrustedDevice).where(*which).values(revoked_at=utc_now()))
