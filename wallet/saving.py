"""What a borrower types into a frame becomes a payment profile: one per session."""

import asyncio

from wallet import entries, events, profiles, sessions, verification
from wallet.authorizations import authorization_of
from wallet.numbers import brand_of, security_code_length
from wallet.problems import (
    CardRefused,
    ProfileNotFound,
    SessionExpired,
    SessionSaved,
    ValidationFailed,
)
from wallet.processors.base import Card, CardCheck
from wallet.service import Wallet
from wallet.session_schemas import FrameBankIn, FrameCardIn, SavedOut
from wallet.session_tables import WalletSession
from wallet.tables import Kind, PaymentProfile, ProfileStatus

Given = FrameCardIn | FrameBankIn
REFUSED_FIELDS = {
    CardCheck.SECURITY_CODE_WRONG: "security_code",
    CardCheck.REFUSED: "number",
}


async def save(wallet: Wallet, opened: WalletSession, given: Given) -> SavedOut:
    """The session's profile; for a repeat, the same.

    Raises:
        ValidationFailed, CardRefused, ProfileExists, SessionSaved, SessionExpired,
        TooManyTries, ProcessorUnavailable
    """
    if given.kind not in opened.kinds.split(","):
        raise _invalid("kind", "is not offered here")
    if isinstance(given, FrameCardIn) and opened.payment_profile_id is None:
        await _check(wallet, given)
    profile = await asyncio.to_thread(_save, wallet, opened, given)
    if profile.kind is Kind.BANK and not await entries.send(wallet, profile.id):
        profile.status = ProfileStatus.FAILED
    return SavedOut.model_validate(profile, from_attributes=True)


async def _check(wallet: Wallet, given: FrameCardIn) -> None:
    today, number = wallet.today(), given.number.get_secret_value()
    code = given.security_code.get_secret_value()
    if (given.exp_year, given.exp_month) < (today.year, today.month):
        raise _invalid("exp_month", "has passed")
    if len(code) != security_code_length(brand_of(number)):
        raise _invalid("security_code", "has another length on this card")
    card = Card(number, given.exp_month, given.exp_year, given.holder)
    found = await wallet.processor.check_card(card, code, given.zip)
    if found is not CardCheck.PASSED:
        field = f"body.{REFUSED_FIELDS[found]}"
        raise CardRefused(errors=[{"field": field, "message": "was not confirmed"}])


def _save(wallet: Wallet, opened: WalletSession, given: Given) -> PaymentProfile:
    profile = profiles.sealed(wallet.vault, given, opened.reference, _status_of(given))
    if isinstance(given, FrameBankIn):
        profile.bank_name = wallet.banks.get(given.routing_number.get_secret_value())
    profile.authorization = authorization_of(profile.kind, opened.language, opened.lender)
    with wallet.database.write() as session:
        row = sessions.locked(session, opened.id)
        if row.payment_profile_id is not None:
            try:
                saved = profiles.existing(session, row.payment_profile_id)
            except ProfileNotFound:
                raise SessionExpired from None
            return _same(wallet, saved, profile)
        if profile.kind is Kind.BANK:
            verification.require_guesses(session, profile.reference)
        profiles.add(session, wallet.vault, profile)
        row.payment_profile_id = profile.id
        events.record_profile_created(session, profile, row.id)
    return profile


def _same(wallet: Wallet, saved: PaymentProfile, profile: PaymentProfile) -> PaymentProfile:
    if profiles.is_same(wallet.vault, saved, profile):
        return saved
    raise SessionSaved


def _status_of(given: Given) -> ProfileStatus:
    is_card = isinstance(given, FrameCardIn)
    return ProfileStatus.VERIFIED if is_card else ProfileStatus.UNVERIFIED


def _invalid(field: str, message: str) -> ValidationFailed:
    return ValidationFailed(errors=[{"field": f"body.{field}", "message": message}])
