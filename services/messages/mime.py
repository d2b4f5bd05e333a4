"""A message as an email (RFC 5322), ready for the wire."""

import hashlib
import hmac
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from portal_app.settings import get_settings
from services.messages.parcel import Parcel


def as_email(parcel: Parcel, sender: str) -> EmailMessage:
    """From the lender's name at `sender`; a line end in any header raises ValueError.

    Date and Message-ID are those of the row, so that a second copy is known as one.
    """
    email = EmailMessage(SMTP)
    email["From"] = Address(parcel.sender_name, addr_spec=sender)
    email["To"] = Address(addr_spec=parcel.recipient)
    email["Subject"] = parcel.subject
    email["Date"] = parcel.created_at
    email["Message-ID"] = message_id(parcel.id, sender)
    email["Auto-Submitted"] = "auto-generated"
    if parcel.may_repeat:
        email["X-Portal-Retry"] = "possible duplicate"
    email.set_content(parcel.text, charset="utf-8", cte="quoted-printable")
    email.add_alternative(parcel.html, "html", charset="utf-8", cte="quoted-printable")
    email["Content-Language"] = parcel.language  # last: set_content takes Content-… away
    return email


def message_id(id: int, sender: str) -> str:
    """Of a row, for ever; it tells nobody how many mails there are."""
    key = get_settings().secret_key()
    name = hmac.new(key, f"message {id}".encode(), hashlib.sha256).hexdigest()[:32]
    return f"<{name}@{sender.rpartition('@')[2]}>"
