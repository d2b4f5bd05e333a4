"""Proof that it is you, and passkeys."""

from services.language import formats
from services.language.catalog import gettext as _
from services.language.words.saying import words
from services.passkeys.errors import PasskeyRefused, PasskeysNotOffered, TooManyPasskeys
from services.profile.errors import ProofNeeded


@words.register
def _proof_needed(error: ProofNeeded) -> str:
    return _("Show that it is you first. Nothing was changed.")


@words.register
def _passkey_refused(error: PasskeyRefused) -> str:
    return _("That passkey did not work. Nothing was changed. Please try again.")


@words.register
def _passkeys_not_offered(error: PasskeysNotOffered) -> str:
    return _("Passkeys are not in use here.")


@words.register
def _too_many_passkeys(error: TooManyPasskeys) -> str:
    return _("You have {most} passkeys, the most there can be. Remove one first.").format(
        most=formats.number(error.most)
    )
