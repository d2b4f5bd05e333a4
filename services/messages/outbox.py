"""Writing into the outbox, in the caller's unit of work; the worker sends what was committed."""

import re
from datetime import timedelta
from zoneinfo import ZoneInfo

from sqlmodel import Session

from models.base import utc_now
from models.customers import Login
from models.messages import Channel, Message
from portal_app.settings import get_settings
from services.emails import normal_email
from services.errors import InvalidInput
from services.language import _, current_language, use_language
from services.messages.layout import as_html, as_text
from services.messages.letter import Draft, Kind, Letter, Text, plain_letter
from services.messages.letterhead import letterhead
from services.messages.plain import one_line
from services.messages.stops import stopped_at

_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_LONGEST_SUBJECT = 200


def mail(
    session: Session,
    to: str,
    letter: Draft[Letter],
    *,
    language: str,
    customer_id: int | None = None,
    zone: ZoneInfo | None = None,
    secret: bool = False,
    expires_in: timedelta | None = None,
) -> Message:
    """Put an email to `to` into the outbox, worded in `language`, its times in `zone`.

    `secret` and `expires_in` add to what the letter says of itself. Raises InvalidInput (`to`)
    for what is no plain address, ValueError for a link out of this portal.
    """
    address = normal_email(to)
    if address is None:
        raise InvalidInput("to", "not_an_address")
    head = letterhead(session, zone)
    with use_language(language):
        written = plain_letter(letter.write(head))
        _require_own(written)
        message = Message(
            channel=Channel.EMAIL,
            recipient=address,
            template=letter.name,
            language=current_language(),
            subject=written.subject[:_LONGEST_SUBJECT],
            text=as_text(written, head.lender),
            html=as_html(written, head.lender, current_language()),
        )
    return _posted(
        session, message, customer_id, written.secret or secret, expires_in or written.lasts
    )


def text(
    session: Session,
    to: str,
    words: Draft[Text],
    *,
    language: str,
    customer_id: int | None = None,
    kind: Kind = Kind.SECURITY,
    secret: bool = False,
    expires_in: timedelta | None = None,
) -> Message | None:
    """Put an SMS to `to` (E.164) into the outbox; None: a servicing one, and STOP came from there.

    Raises InvalidInput (`to`) for another form.
    """
    if not _PHONE.fullmatch(to):
        raise InvalidInput("to", "not_a_phone")
    if kind is Kind.SERVICING and stopped_at(session, to) is not None:
        return None
    with use_language(language):
        written = words.write(letterhead(session))
        lines = [one_line(written.words)]
        if kind is Kind.SERVICING:
            lines.append(_("Reply STOP to end these texts."))
        message = Message(
            channel=Channel.SMS,
            recipient=to,
            template=words.name,
            language=current_language(),
            text=" ".join(lines) + (f"\n\n{written.last_line}" if written.last_line else ""),
        )
    return _posted(
        session, message, customer_id, written.secret or secret, expires_in or written.lasts
    )


def mail_owner(
    session: Session, login: Login, letter: Draft[Letter], *, to: str | None = None
) -> Message:
    """`mail` to a login's own address (or to its former one), language and time zone."""
    return mail(
        session,
        to or login.email,
        letter,
        language=login.language or current_language(),
        customer_id=login.customer_id,
        zone=ZoneInfo(login.time_zone) if login.time_zone else None,
    )


def _require_own(letter: Letter) -> None:
    if letter.action is None:
        return
    address = letter.action[1]
    if not address.startswith(f"{get_settings().portal_base_url}/") or one_line(address) != address:
        raise ValueError("a letter leads into this portal only")


def _posted(
    session: Session,
    message: Message,
    customer_id: int | None,
    is_secret: bool,
    lasts: timedelta | None,
) -> Message:
    message.customer_id = customer_id
    message.is_secret = is_secret
    message.created_at = message.due_at = utc_now()
    message.expires_at = message.created_at + lasts if lasts else None
    session.add(message)
    session.flush()
    return message
