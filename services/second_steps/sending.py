"""A code on its way: made, put into the outbox, and its destination in a masked form."""

from sqlmodel import Session

from models.second_steps import CodePurpose, Method
from services import audit
from services.errors import TooManyAttempts
from services.logins import throttle
from services.logins.pending import Pending
from services.masking import masked
from services.messages import mail, text
from services.messages.letters import codes as letters
from services.second_steps import codes
from services.second_steps.codes import Asker


def asker_of(pending: Pending) -> Asker:
    purpose = CodePurpose.PHONE if pending.row.phone else CodePurpose.LOG_IN
    return Asker(pending.login_id, purpose, pending_id=pending.row.id)


def destination_of(pending: Pending) -> str:
    """Where codes of the pending log-in's method go; "" when it has no such place."""
    if pending.row.method is Method.EMAIL:
        return pending.login.email
    on_file = pending.customer.phone if pending.customer else None
    return pending.row.phone or on_file or ""


def is_sent(session: Session, pending: Pending) -> bool:
    """`send_code`; False when too many went out."""
    try:
        send_code(session, pending)
    except TooManyAttempts:
        return False
    return True


def send_code(session: Session, pending: Pending) -> None:
    """A new code by the pending log-in's method; the older ones are void.

    Raises `TooManyAttempts` when too many went out, whoever asked for them.
    """
    method, destination = pending.row.method, destination_of(pending)
    assert method is not None
    throttle.charge(session, throttle.send_limits(destination, pending.row.address))
    asker = asker_of(pending)
    deliver(session, asker, method, destination, pending.row.language, pending.login.customer_id)
    audit.record(
        session,
        f"{pending.login.door}:second_step:sent",
        login_id=pending.login_id,
        address=pending.row.address,
        detail=f"{method} {masked(destination)}",
    )


def deliver(
    session: Session,
    asker: Asker,
    method: Method,
    destination: str,
    language: str,
    customer_id: int | None,
) -> None:
    """Make a code for `asker` and send it."""
    code = codes.make(session, asker, method, destination)
    if method is Method.EMAIL:
        mail(
            session,
            destination,
            letters.log_in(code, codes.LIFE),
            language=language,
            customer_id=customer_id,
        )
        return
    is_new = asker.purpose is CodePurpose.PHONE
    words = letters.confirm_phone_text if is_new else letters.log_in_text
    text(
        session,
        destination,
        words(code, codes.LIFE),
        language=language,
        customer_id=customer_id,
    )
