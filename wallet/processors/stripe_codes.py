"""Stripe's words in ours: decline codes, and Nacha codes of returned debits."""

from typing import Any, TypeGuard

from wallet.tables import DeclineCode

# https://docs.stripe.com/declines/codes; every other one is a plain decline, as Stripe advises
# for codes such as `lost_card` or `fraudulent`, which the payer must not be told.
DECLINES = {
    "insufficient_funds": DeclineCode.INSUFFICIENT_FUNDS,
    "withdrawal_count_limit_exceeded": DeclineCode.INSUFFICIENT_FUNDS,
    "expired_card": DeclineCode.EXPIRED_CARD,
    "invalid_expiry_month": DeclineCode.EXPIRED_CARD,
    "invalid_expiry_year": DeclineCode.EXPIRED_CARD,
    "processing_error": DeclineCode.PROCESSING_ERROR,
    "issuer_not_available": DeclineCode.PROCESSING_ERROR,
    "reenter_transaction": DeclineCode.PROCESSING_ERROR,
    "try_again_later": DeclineCode.PROCESSING_ERROR,
}
ACCOUNT_REFUSED = {
    *("account_number_invalid", "routing_number_invalid", "bank_account_bad_routing_numbers"),
    *("bank_account_declined", "bank_account_restricted", "bank_account_unusable"),
    "payment_method_microdeposit_failed",
}
"""https://docs.stripe.com/error-codes: of the account itself. Other refusals are of our request."""
GAVE_NOTHING = ("failed", "canceled")
"""Refunds."""
# Stripe's failure codes of ACH debits, and the Nacha return that each stands for first.
RETURNS = {
    "insufficient_funds": "R01",
    "account_closed": "R02",
    "bank_account_closed": "R02",
    "no_account": "R03",
    "bank_account_unusable": "R03",
    "invalid_account_number": "R04",
    "debit_not_authorized": "R10",
    "bank_account_restricted": "R16",
}
# Reasons of disputes over ACH debits: a debit that comes back after it was paid is one.
LATE_RETURNS = {
    "insufficient_funds": "R01",
    "incorrect_account_details": "R03",
    "debit_not_authorized": "R10",
    "customer_initiated": "R10",
    "fraudulent": "R10",
}
# Of a dispute that holds money back. An inquiry (`warning_…`) has not taken any, and what was
# `won` or `prevented` is the lender's.
TAKES_MONEY = {
    "needs_response",
    "under_review",
    "appeal_needs_response",
    "appeal_under_review",
    "lost",
}


def late_return_of(dispute: dict[str, Any]) -> str | None:
    """The Nacha code of a dispute over a debit: the network's own where Stripe passes it on."""
    network = dispute.get("network_reason_code")
    if _is_nacha(network):
        return network
    return LATE_RETURNS.get(str(dispute.get("reason")))


def decline_of(error: dict[str, Any]) -> DeclineCode:
    """Of an error object of Stripe's: `decline_code` is the more exact of the two."""
    for name in ("decline_code", "code"):
        if (found := DECLINES.get(str(error.get(name)))) is not None:
            return found
    return DeclineCode.CARD_DECLINED


def return_of(intent: dict[str, Any]) -> str | None:
    """The Nacha code of a failed debit: the network's own where Stripe passes it on."""
    error = intent.get("last_payment_error") or {}
    account = (error.get("payment_method") or {}).get("us_bank_account") or {}
    blocked = (account.get("status_details") or {}).get("blocked") or {}
    network = blocked.get("network_code") or error.get("network_decline_code")
    if _is_nacha(network):
        return network
    charge = intent.get("latest_charge") or {}
    for code in (charge.get("failure_code"), error.get("code"), error.get("decline_code")):
        if code in RETURNS:
            return RETURNS[code]
    return None


def _is_nacha(code: object) -> TypeGuard[str]:
    return isinstance(code, str) and len(code) == 3 and code.startswith("R")
