"""Expected failures as RFC 9457 problems. Texts are fixed: none repeats what was submitted."""

from typing import Any, ClassVar

MEDIA_TYPE = "application/problem+json"


class Problem(Exception):
    """An answer other than success; `status`, `code` and `title` belong to the class."""

    status: ClassVar[int] = 500
    code: ClassVar[str] = "internal"
    title: ClassVar[str] = "The wallet failed."
    detail: ClassVar[str] = ""
    retry_after: ClassVar[int | None] = None

    def __init__(self, **extra: Any) -> None:
        super().__init__(self.code)
        self.extra = extra

    def body(self) -> dict[str, Any]:
        return {
            "type": f"urn:problem:wallet:{self.code}",
            "title": self.title,
            "status": self.status,
            "detail": self.detail or self.title,
            "code": self.code,
            **self.extra,
        }

    def headers(self) -> dict[str, str]:
        return {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}


class InternalError(Problem):
    """`reference` is in the log beside what happened."""


class Unauthorized(Problem):
    status, code, title = 401, "unauthorized", "The portal's key is missing or wrong."

    def headers(self) -> dict[str, str]:
        return {"WWW-Authenticate": "Bearer"}


class SessionExpired(Problem):
    status, code, title = 401, "session-expired", "The form has expired."
    detail = "Its ticket or token is unknown, used or too old: open the form again."

    def headers(self) -> dict[str, str]:
        return {"WWW-Authenticate": "Bearer"}


class OriginRefused(Problem):
    status, code, title = 403, "origin-refused", "Only the wallet's own pages may send this."


class NotFound(Problem):
    status, code, title = 404, "not-found", "There is nothing at this address."


class MethodNotAllowed(Problem):
    status, code, title = 405, "method-not-allowed", "This address does not take this method."


class ProfileNotFound(Problem):
    status, code, title = 404, "payment-profile-not-found", "There is no such payment profile."


class SessionNotFound(Problem):
    status, code, title = 404, "session-not-found", "There is no such session."


class ChargeNotFound(Problem):
    status, code, title = 404, "charge-not-found", "There is no such charge."


class RefundNotFound(Problem):
    status, code, title = 404, "refund-not-found", "There is no such refund."


class ProfileInUse(Problem):
    status, code, title = 409, "payment-profile-in-use", "A charge on it is being processed."
    retry_after = 5


class ProfileExists(Problem):
    status, code, title = 409, "payment-profile-exists", "This number is saved already."


class SessionSaved(Problem):
    status, code, title = 409, "session-saved", "The form was used for another payment method."


class NotVerifiable(Problem):
    status, code, title = 409, "not-verifiable", "There is nothing to verify, or no try left."


class ChargeNotRefundable(Problem):
    status, code, title = 409, "charge-not-refundable", "The charge cannot be refunded now."
    detail = "Refundable: a card charge once approved, a bank charge once settled."


class RefundExceedsCharge(Problem):
    status, code, title = 409, "refund-exceeds-charge", "More than is left of the charge."


class CardNotFound(Problem):
    status, code, title = 404, "card-not-found", "There is no such issued card."


class SwipeNotFound(Problem):
    status, code, title = 404, "swipe-not-found", "There is no such swipe."


class CardNotActive(Problem):
    status, code, title = 409, "card-not-active", "The card's status allows no swipe."


class SwipeOverLimit(Problem):
    status, code, title = 409, "swipe-over-limit", "More than the card's limit is authorized."


class SwipeIsOver(Problem):
    status, code, title = 409, "swipe-is-over", "The swipe was reversed."


class TooLarge(Problem):
    status, code, title = 413, "too-large", "The request is larger than the wallet takes."


class ValidationFailed(Problem):
    """`errors`: a list of `{"field", "message"}`."""

    status, code, title = 422, "validation", "The request is not valid."


class ProfileUnverified(Problem):
    """Nacha Operating Rules, 2.5.17.4: an account of a WEB debit is validated before its use."""

    status, code, title = 422, "profile-unverified", "The bank account is not verified yet."
    detail = "Nothing was charged."


class VerificationFailed(Problem):
    """`tries_left`: after the last, the profile is failed."""

    status, code, title = 422, "verification-failed", "These are not the amounts."


class CardRefused(Problem):
    """`errors`: as of ValidationFailed."""

    status, code, title = 422, "card-refused", "The processor did not confirm the card."
    detail = "Nothing was saved or charged."


class KeyMissing(Problem):
    status, code, title = 422, "idempotency-key-missing", "The header Idempotency-Key is required."


class KeyReused(Problem):
    status, code, title = 422, "idempotency-key-reused", "This key came with another request."
    detail = "A key belongs to one request; repeat that request unchanged, or use a new key."


class TooManyTries(Problem):
    status, code, title = 429, "too-many-tries", "Too many tries to save a payment method."


class ProcessorDown(Problem):
    status, code, title = 502, "processor-unavailable", "The processor gave no answer."
    detail = "Whether money moved is unknown. Repeat with the same key."
    retry_after = 5


class Stopping(Problem):
    status, code, title = 503, "stopping", "The wallet is stopping."
    detail = "Whether money moved is unknown. Repeat with the same key."
    retry_after = 5


class DatabaseBusy(Problem):
    status, code, title = 503, "database-busy", "The database gave no answer in time."
    detail = "Repeat with the same key."
    retry_after = 2
