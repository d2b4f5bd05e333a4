"""Why a payment failed that the wallet did not decline; its own codes are the wallet's."""

NOT_SENT = "not_sent"
"""The wallet could not be reached."""
REFUSED = "refused"
"""The wallet did not take the request."""
METHOD_DELETED = "method_deleted"
"""The borrower deleted the method that it was scheduled with."""
