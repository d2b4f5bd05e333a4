"""Micro-entries to bank accounts that are still to be verified: sent when one is saved, and by the
wallet itself when the processor was away then, or the wallet ended in between. An account that is
refused, or that no entries could be sent to for `GIVEN_UP_AFTER`, has failed: its owner is told."""

import asyncio
import logging
from contextlib import suppress
from datetime import datetime, timedelta

from sqlmodel import col, select

from wallet import events, profiles
from wallet.column_types import utc_now
from wallet.problems import ProfileNotFound
from wallet.processors.base import BankAccount, EntriesRefused, ProcessorUnavailable
from wallet.service import Wallet
from wallet.tables import PaymentProfile, ProfileStatus

log = logging.getLogger("wallet.entries")

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(days=1)
GIVEN_UP_AFTER = timedelta(days=10)
BATCH = 20
LOOK_EVERY_SECONDS = 30.0


async def send(wallet: Wallet, profile_id: str) -> bool:
    """Once per profile, however often it is asked; what the processor is away for stays due.

    False: it refused the account.
    """
    try:
        await _send(wallet, profile_id)
    except ProcessorUnavailable:
        return True
    except EntriesRefused:
        await asyncio.to_thread(_fail, wallet, profile_id)
        return False
    return True


async def send_due(wallet: Wallet, now: datetime | None = None) -> int:
    """What nobody has sent yet; how many the processor took."""
    sent, at = 0, now or utc_now()
    for profile_id, created_at in await asyncio.to_thread(_claim, wallet, at):
        try:
            await _send(wallet, profile_id)
            sent += 1
        except (ProcessorUnavailable, EntriesRefused) as error:
            if isinstance(error, EntriesRefused) or at - created_at > GIVEN_UP_AFTER:
                log.warning("the micro-entries of %s are given up", profile_id)
                await asyncio.to_thread(_fail, wallet, profile_id)
            else:
                log.warning("the micro-entries of %s wait for the processor", profile_id)
    return sent


async def run(wallet: Wallet) -> None:
    """For ever."""
    while True:
        try:
            await send_due(wallet)
        except Exception as error:  # the loop outlives whatever one round meets
            log.warning("micro-entries wait: %s", type(error).__name__)
        await asyncio.sleep(LOOK_EVERY_SECONDS)


async def _send(wallet: Wallet, profile_id: str) -> None:
    account = await asyncio.to_thread(_account, wallet, profile_id)
    if account is not None:
        await wallet.processor.send_micro_entries(profile_id, account)
    await asyncio.to_thread(_note_sent, wallet, profile_id)


def _claim(wallet: Wallet, now: datetime) -> list[tuple[str, datetime]]:
    """Put off before they are sent: another process of the wallet leaves them alone."""
    due = (
        select(PaymentProfile)
        .where(col(PaymentProfile.entries_due_at) <= now)
        .order_by(col(PaymentProfile.entries_due_at))
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    with wallet.database.write() as session:
        rows = list(session.exec(due))
        for row in rows:
            waited = max(now - row.created_at, FIRST_PAUSE)
            row.entries_due_at = now + min(waited, LONGEST_PAUSE)
        return [(row.id, row.created_at) for row in rows]


def _account(wallet: Wallet, profile_id: str) -> BankAccount | None:
    """None: it was deleted, or is verified or refused by now."""
    with wallet.database.read() as session, suppress(ProfileNotFound):
        profile = profiles.existing(session, profile_id)
        instrument = profiles.instrument_of(wallet.vault, profile)
        if profile.status is ProfileStatus.UNVERIFIED and isinstance(instrument, BankAccount):
            return instrument
    return None


def _note_sent(wallet: Wallet, profile_id: str) -> None:
    with wallet.database.write() as session:
        session.get_one(PaymentProfile, profile_id).entries_due_at = None


def _fail(wallet: Wallet, profile_id: str) -> None:
    """Once, unless it was deleted or verified by now."""
    with wallet.database.write() as session, suppress(ProfileNotFound):
        profile = profiles.existing(session, profile_id, lock=True)
        profile.entries_due_at = None
        if profile.status is ProfileStatus.UNVERIFIED:
            profile.status = ProfileStatus.FAILED
            events.record_profile_failed(session, profile)
