"""A bank account is validated by the amounts of two micro-entries before it is charged."""

import asyncio
from datetime import timedelta

from sqlmodel import Session, col, func, select

from wallet import events, profiles
from wallet.column_types import utc_now
from wallet.problems import NotVerifiable, TooManyTries, VerificationFailed
from wallet.processors.base import ProcessorUnavailable
from wallet.schemas import ProfileOut
from wallet.service import Wallet
from wallet.tables import Kind, PaymentProfile, ProfileStatus

MOST_TRIES = 3
MOST_GUESSES = 9
"""Of a reference in a day, over all its bank accounts: one that is deleted and typed anew has three
tries more, and two amounts below a dollar are only some thousands of pairs."""
A_DAY = timedelta(hours=24)


async def verify(wallet: Wallet, profile_id: str, amounts: tuple[int, int]) -> ProfileOut:
    """The profile, verified; also when it was before.

    Raises:
        ProfileNotFound, NotVerifiable, VerificationFailed, ProcessorUnavailable
    """
    profile = await asyncio.to_thread(_take_try, wallet, profile_id)
    if profile.status is ProfileStatus.VERIFIED:
        return profiles.to_out(profile)
    try:
        right = await wallet.processor.confirm_micro_entries(profile_id, amounts)
    except ProcessorUnavailable:
        await asyncio.to_thread(_give_try_back, wallet, profile_id)
        raise
    return await asyncio.to_thread(_conclude, wallet, profile_id, right)


def require_guesses(session: Session, reference: str | None) -> None:
    """Before an account is added that would be guessed at. Raises TooManyTries."""
    tries = select(func.coalesce(func.sum(PaymentProfile.verification_tries), 0)).where(
        PaymentProfile.reference == reference,
        PaymentProfile.kind == Kind.BANK,
        PaymentProfile.status != ProfileStatus.VERIFIED,
        col(PaymentProfile.created_at) > utc_now() - A_DAY,
    )
    if int(session.exec(tries).one()) >= MOST_GUESSES:
        raise TooManyTries


def _take_try(wallet: Wallet, profile_id: str) -> PaymentProfile:
    # Counted before the processor is asked: questions at the same time are not more than three.
    with wallet.database.write() as session:
        profile = profiles.existing(session, profile_id, lock=True)
        if profile.status is ProfileStatus.UNVERIFIED and profile.verification_tries < MOST_TRIES:
            profile.verification_tries += 1
        elif profile.status is not ProfileStatus.VERIFIED or profile.kind is not Kind.BANK:
            raise NotVerifiable
        return profile


def _give_try_back(wallet: Wallet, profile_id: str) -> None:
    with wallet.database.write() as session:
        profiles.existing(session, profile_id, lock=True).verification_tries -= 1


def _conclude(wallet: Wallet, profile_id: str, right: bool) -> ProfileOut:
    with wallet.database.write() as session:
        profile = profiles.existing(session, profile_id, lock=True)
        left = MOST_TRIES - profile.verification_tries
        if right and profile.status is ProfileStatus.UNVERIFIED:
            profile.status = ProfileStatus.VERIFIED
            events.record_profile_verified(session, profile)
        elif not right and not left and profile.status is ProfileStatus.UNVERIFIED:
            profile.status = ProfileStatus.FAILED
    if profile.status is not ProfileStatus.VERIFIED:
        raise VerificationFailed(tries_left=left)
    return profiles.to_out(profile)
