"""The words of the audit log: `source:subject:verb`, such as `lms:access:web_withdrawn`.

Add a verb here before recording it; the past tense, what happened and not what was tried, but for
`refused` and `failed`.
"""

from functools import lru_cache

SOURCES = {
    "portal": "a borrower's pages",
    "lms": "the agents' pages",
    "system": "commands, the worker, other systems",
}

VERBS: dict[str, tuple[str, ...]] = {
    "account": ("created", "changed", "charged_off", "seen", "refused"),
    "access": (
        *("granted", "withdrawn", "linked", "unlinked", "role_changed", "refused"),
        *("web_granted", "web_withdrawn", "email_granted", "email_withdrawn"),
        *("sms_granted", "sms_withdrawn"),
    ),
    "agent": ("created", "changed", "disabled", "enabled", "seen", "refused"),
    "audit": ("searched", "exported", "head_lost", "refused"),
    "collateral": ("added", "changed", "removed", "refused"),
    "customer": ("created", "changed", "flagged", "searched", "seen", "policy_changed", "refused"),
    "device": ("trusted", "revoked", "all_revoked", "seen_first"),
    "dispute": ("opened", "moved", "withdrawn", "refused"),
    "document": ("added", "deleted", "shown", "hidden", "seen", "refused"),
    "link": ("sent", "used", "voided", "refused", "throttled"),
    "login": (
        *("created", "failed", "locked", "throttled", "disabled", "enabled"),
        "second_step_required",
    ),
    "paper": ("seen", "mailed", "waits_again", "refused"),
    "passkey": ("added", "renamed", "removed", "used", "failed", "refused"),
    "password": ("set", "changed", "reset", "reset_requested", "refused"),
    "payment": ("made", "posted", "reversed", "cancelled", "refused"),
    "payoff": ("quoted",),
    "payment_method": ("added", "deleted", "made_default", "verified", "verification_failed"),
    "profile": (
        *("email_change_requested", "email_changed", "phone_changed", "phone_removed"),
        *("language_changed", "time_zone_changed", "proved", "proof_failed", "changed"),
    ),
    "recovery_codes": ("made", "seen", "used", "failed"),
    "request": ("refused", "throttled"),
    "second_step": (
        *("sent", "passed", "failed", "locked", "replayed", "throttled", "refused"),
        *("set_up", "removed", "disabled", "enabled", "reset"),
    ),
    "session": ("started", "ended", "others_ended", "all_ended", "expired", "refused"),
    "settings": ("changed", "logo_changed", "text_published", "seen", "refused"),
    "sms": ("stopped", "resumed", "help_asked"),
    "statements": ("electronic_chosen", "paper_chosen", "seen"),
    "transactions": ("exported",),
    "signup": ("requested", "completed", "refused", "throttled"),
}


class UnknownAction(ValueError):
    """A programming error: no such word; `VERBS` has them all."""


@lru_cache
def known() -> frozenset[str]:
    return frozenset(
        f"{source}:{subject}:{verb}"
        for source in SOURCES
        for subject, verbs in VERBS.items()
        for verb in verbs
    )


def checked(action: str) -> str:
    """`action`; raises `UnknownAction`."""
    if action not in known():
        raise UnknownAction(f"{action!r} is not in services/audit/actions.py")
    return action
