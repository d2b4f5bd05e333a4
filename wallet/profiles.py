"""Payment profiles: a card or bank account behind a token."""

import asyncio
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from sqlalchemy import Row, bindparam
from sqlmodel import Session, col, func, select

from wallet import idempotency
from wallet.column_types import new_id, utc_now
from wallet.database import one_at_a_time
from wallet.idempotency import Answer
from wallet.numbers import brand_of
from wallet.problems import ProfileExists, ProfileInUse, ProfileNotFound, TooManyTries
from wallet.processors.base import BankAccount, Card, Instrument
from wallet.schemas import BankAccountIn, BankDetails, CardDetails, CardIn, ProfileOut
from wallet.service import Wallet
from wallet.tables import Charge, ChargeState, Kind, PaymentProfile, ProfileStatus
from wallet.vault import Place, Vault

SCOPE = "payment-profiles"
_BY_ID = select(PaymentProfile).where(PaymentProfile.id == bindparam("of_id"))
_BY_ID_LOCKED = _BY_ID.with_for_update()

SENT_WITHIN = timedelta(minutes=1)
"""By the request that saves a bank account; after that, by the wallet itself (`entries`)."""
LATER_FIELDS = {"reference": None, "status": ProfileStatus.VERIFIED}
"""Left out of a request's digest when they say nothing new, so that old repeats are repeats."""
UNTOLD = {"number", "account_number", "routing_number"}
"""Only their last four count for what makes two requests the same: else whoever has the portal's
key could repeat a request with one number after the other until it is taken for the first."""
MOST_OF_REFERENCE = 60
"""Boarded in a day, deleted ones too: `ProfileExists` would tell a number that is guessed often."""
A_DAY = timedelta(hours=24)


async def create(wallet: Wallet, given: CardIn | BankAccountIn, key: str | None) -> Answer:
    """A new profile; with a key, the same one for a repeat.

    Raises:
        KeyReused, ProfileExists, TooManyTries
    """
    return await asyncio.to_thread(_create, wallet, given, key or new_id("auto"))


def _create(wallet: Wallet, given: CardIn | BankAccountIn, key: str) -> Answer:
    content, vault = _canonical(given), wallet.vault
    digest = vault.fingerprint("request", content)
    with wallet.database.write() as session:
        fresh, answer = idempotency.claim(
            # A repeat is one also while keys are rotated.
            session,
            SCOPE,
            key,
            digest,
            lambda first: vault.matches(first, "request", content),
        )
        if fresh:
            profile = sealed(vault, given, given.reference, given.status)
            if given.reference is not None:
                one_at_a_time(session, given.reference)
                _require_few(session, given.reference)
            add(session, vault, profile)
            answer = idempotency.complete(session, SCOPE, key, to_out(profile))
    assert answer is not None
    return answer


def _require_few(session: Session, reference: str) -> None:
    boarded = select(func.count()).where(
        PaymentProfile.reference == reference, col(PaymentProfile.created_at) > utc_now() - A_DAY
    )
    if session.exec(boarded).one() >= MOST_OF_REFERENCE:
        raise TooManyTries


def get(wallet: Wallet, profile_id: str) -> ProfileOut:
    with wallet.database.read() as session:
        return to_out(existing(session, profile_id))


def delete(wallet: Wallet, profile_id: str) -> None:
    """Erases the number; the charges made with it stay.

    Raises:
        ProfileInUse: while the outcome of a charge on it is unknown.
    """
    with wallet.database.write() as session:
        profile = existing(session, profile_id, lock=True)
        unknown = select(Charge.id).where(
            Charge.payment_profile_id == profile_id, Charge.state == ChargeState.PROCESSING
        )
        if session.exec(unknown.limit(1)).first() is not None:
            raise ProfileInUse
        profile.sealed = profile.fingerprint = None
        profile.deleted_at = utc_now()


def existing(session: Session, profile_id: str, lock: bool = False) -> PaymentProfile:
    """The profile, unless it was deleted; `lock` until the transaction ends."""
    query = _BY_ID_LOCKED if lock else _BY_ID
    profile = session.exec(query, params={"of_id": profile_id}).first()
    if profile is None or profile.deleted_at is not None:
        raise ProfileNotFound
    return profile


def instrument_of(vault: Vault, profile: PaymentProfile | Row[Any]) -> Instrument:
    """The number in clear, for the processor only."""
    assert profile.sealed is not None
    inside = json.loads(vault.open(profile.sealed, place_of(profile)))
    if profile.kind is Kind.CARD:
        assert profile.exp_month is not None
        assert profile.exp_year is not None
        return Card(inside["number"], profile.exp_month, profile.exp_year, inside["holder"])
    return BankAccount(
        inside["routing_number"],
        inside["account_number"],
        str(profile.account_type),
        inside["holder"],
    )


def place_of(profile: PaymentProfile | Row[Any]) -> Place:
    return Place("payment_profiles", "sealed", profile.id)


def to_out(profile: PaymentProfile) -> ProfileOut:
    return ProfileOut.model_validate(profile, from_attributes=True)


def reseal(vault: Vault, profile: PaymentProfile) -> None:
    """Under the active key, whichever it was sealed with."""
    assert profile.sealed is not None
    _seal(vault, profile, json.loads(vault.open(profile.sealed, place_of(profile))))


def add(session: Session, vault: Vault, profile: PaymentProfile) -> None:
    """Raises ProfileExists when the reference has the number already."""
    if profile.reference is not None:
        one_at_a_time(session, profile.reference)
        if any(is_same(vault, other, profile) for other in _others(session, profile)):
            raise ProfileExists
    session.add(profile)
    session.flush()


def _others(session: Session, profile: PaymentProfile) -> Iterator[PaymentProfile]:
    return iter(
        session.exec(
            select(PaymentProfile).where(
                PaymentProfile.reference == profile.reference,
                PaymentProfile.kind == profile.kind,
                PaymentProfile.last4 == profile.last4,
                col(PaymentProfile.deleted_at).is_(None),
            )
        )
    )


def is_same(vault: Vault, saved: PaymentProfile, given: PaymentProfile) -> bool:
    """Whether both are the same card or account, whichever key was active when it was saved."""
    assert given.sealed is not None
    identity = _identity(json.loads(vault.open(given.sealed, place_of(given))))
    return vault.matches(saved.fingerprint or "", given.kind.value, identity)


def sealed(
    vault: Vault,
    given: CardDetails | BankDetails,
    reference: str | None,
    status: ProfileStatus,
) -> PaymentProfile:
    if isinstance(given, CardDetails):
        number = given.number.get_secret_value()
        inside: dict[str, str | None] = {
            "number": number,
            "holder": given.holder,
            "zip": given.zip,
        }
        profile = PaymentProfile(
            id=new_id("pp"),
            kind=Kind.CARD,
            brand=brand_of(number),
            last4=number[-4:],
            exp_month=given.exp_month,
            exp_year=given.exp_year,
        )
    else:
        routing = given.routing_number.get_secret_value()
        account = given.account_number.get_secret_value()
        inside = {"routing_number": routing, "account_number": account, "holder": given.holder}
        profile = PaymentProfile(
            id=new_id("pp"),
            kind=Kind.BANK,
            last4=account[-4:],
            account_type=given.account_type,
            bank_name=given.bank_name,
        )
        if status is ProfileStatus.UNVERIFIED:
            profile.entries_due_at = utc_now() + SENT_WITHIN
    profile.reference, profile.status = reference, status
    _seal(vault, profile, inside)
    return profile


def _seal(vault: Vault, profile: PaymentProfile, inside: dict[str, str | None]) -> None:
    profile.sealed = vault.seal(json.dumps(inside).encode(), place_of(profile))
    profile.fingerprint = vault.fingerprint(profile.kind.value, _identity(inside))


def _identity(inside: dict[str, str | None]) -> bytes:
    parts = (inside.get("number"), inside.get("routing_number"), inside.get("account_number"))
    return ":".join(part for part in parts if part).encode()


def _canonical(given: CardIn | BankAccountIn) -> bytes:
    plain = {
        name: value.get_secret_value()[-4:] if name in UNTOLD else value
        for name, value in given
        if name not in LATER_FIELDS or value != LATER_FIELDS[name]
    }
    return json.dumps(plain, sort_keys=True).encode()
