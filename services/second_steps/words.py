"""Methods as a borrower reads them."""

from models.second_steps import Method
from services.language import _


def way_in_words(method: Method) -> str:
    match method:
        case Method.SMS:
            return _("Text message")
        case Method.EMAIL:
            return _("Email")
        case Method.AUTHENTICATOR:
            return _("Authenticator app")
        case Method.RECOVERY_CODE:
            return _("Recovery code")
