"""The documented test numbers and what each comes to.

Any other card number is declined and any other account returns as R03, so that a real number
typed into a sandbox never looks paid.
"""

from dataclasses import dataclass

from wallet.tables import DeclineCode

ROUTING_NUMBER = "110000000"
TIMES_OUT_AFTER_SUCCESS = "4000000000003220"
CHARGED_BACK_LATER = "4000000000000259"
REFUNDS_FAIL_LATER = "4000000000005126"
APPROVED = {
    "4242424242424242",
    "5555555555554444",
    TIMES_OUT_AFTER_SUCCESS,
    CHARGED_BACK_LATER,
    REFUNDS_FAIL_LATER,
}
DECLINED = {
    "4000000000000002": DeclineCode.CARD_DECLINED,
    "4000000000009995": DeclineCode.INSUFFICIENT_FUNDS,
    "4000000000000069": DeclineCode.EXPIRED_CARD,
    "4000000000000119": DeclineCode.PROCESSING_ERROR,
}
SECURITY_CODE_WRONG = "4000000000000127"
"""Refused when it is saved in a frame, whatever the code."""
MICRO_ENTRIES = (11, 24)
ENTRIES_REFUSED = "000666666661"
"""Its bank takes no micro-entries: it is never verified."""
SETTLES = "000123456789"
RETURNS_LATER = {"000444444440": "R10"}
"""Settles, and is returned weeks afterwards: Nacha gives a consumer 60 days to say R10."""
# Nacha return reason codes: insufficient funds, account closed, no account, not authorized.
RETURNS = {
    "000222222227": "R01",
    "000111111113": "R02",
    "000111111116": "R03",
    "000333333335": "R10",
}
UNKNOWN_ACCOUNT = "R03"


@dataclass(frozen=True)
class BankResult:
    """None when the entry settles, else the Nacha code with which it returns."""

    return_code: str | None


def card_decline(number: str) -> DeclineCode | None:
    if number in APPROVED:
        return None
    return DECLINED.get(number, DeclineCode.CARD_DECLINED)


def bank_result(routing_number: str, account_number: str) -> BankResult:
    settles = account_number == SETTLES or account_number in RETURNS_LATER
    if routing_number == ROUTING_NUMBER and settles:
        return BankResult(None)
    if routing_number == ROUTING_NUMBER and account_number in RETURNS:
        return BankResult(RETURNS[account_number])
    return BankResult(UNKNOWN_ACCOUNT)
