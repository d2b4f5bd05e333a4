"""What people text back: STOP, START, HELP. By phone number, whoever its customers are.

STOP always counts; answers are limited, so that nobody's phone is made to talk to itself.
"""

import re
from datetime import timedelta
from enum import StrEnum

from sqlmodel import Session, col, select

from models.customers import Customer, Login
from services import audit
from services.database import unit_of_work
from services.logins import throttle
from services.masking import masked
from services.messages import Draft, Text, text
from services.messages.letters import consent
from services.messages.stops import resume, stop
from services.phones import normal_phone

ANSWERS = 6
"""To one number in an hour."""
_WINDOW = timedelta(hours=1)


Owner = tuple[int | None, str | None]
"""A customer's id, and the language that their login has chosen."""


class Reply(StrEnum):
    STOP = "stop"
    START = "start"
    HELP = "help"


_WORDS = {
    # 47 CFR 64.1200(a)(10) names the first seven; the carriers' own, and Spanish
    Reply.STOP: frozenset(
        {"stop", "quit", "end", "revoke", "optout", "cancel", "unsubscribe"}
        | {"stopall", "alto", "parar", "cancelar", "baja"}
    ),
    Reply.START: frozenset({"start", "unstop", "iniciar", "alta"}),
    Reply.HELP: frozenset({"help", "info", "ayuda"}),
}
_VERBS = {Reply.STOP: "stopped", Reply.START: "resumed", Reply.HELP: "help_asked"}
_ANSWERS = {
    Reply.STOP: consent.stopped,
    Reply.START: consent.resumed,
    Reply.HELP: consent.help_text,
}


def meant(words: str) -> Reply | None:
    """The keyword that is the whole message, whatever its case, spaces and signs."""
    plain = re.sub(r"[\W_]+", "", words[:40].casefold())
    return next((reply for reply, known in _WORDS.items() if plain in known), None)


def take_in(sender: str, words: str) -> Reply | None:
    """Note what came from `sender`; the answer goes through the outbox.

    None for what is no keyword or from no number: nothing is kept of it. What is so already is
    neither noted nor answered again.
    """
    phone, reply = normal_phone(sender), meant(words)
    if phone is None or reply is None:
        return None
    with unit_of_work() as session:
        changes = _changes(session, phone, reply)
        answers = changes and throttle.is_first(session, f"sms:{phone}", ANSWERS, _WINDOW)
        owners = _owners(session, phone)
        if changes and (answers or reply is not Reply.HELP):
            _record(session, phone, reply, owners)
        if answers:
            _answer(session, phone, _ANSWERS[reply](), owners)
    return reply


def _changes(session: Session, phone: str, reply: Reply) -> bool:
    match reply:
        case Reply.STOP:
            return stop(session, phone)
        case Reply.START:
            return resume(session, phone)
        case Reply.HELP:
            return True


def _record(session: Session, phone: str, reply: Reply, owners: list[Owner]) -> None:
    for customer_id, _language in owners or [(None, None)]:
        audit.record(
            session,
            f"system:sms:{_VERBS[reply]}",
            customer_id=customer_id,
            detail=masked(phone),
        )


def _owners(session: Session, phone: str) -> list[Owner]:
    found = (
        select(Customer.id, Login.language)
        .outerjoin(Login, col(Login.customer_id) == col(Customer.id))
        .where(Customer.phone == phone)
        .order_by(col(Customer.id))
    )
    return [(customer_id, language) for customer_id, language in session.exec(found).all()]


def _answer(session: Session, phone: str, words: Draft[Text], owners: list[Owner]) -> None:
    """Always sent: it is what the owner has just asked for."""
    languages = [language for _id, language in owners if language]
    customer_id = owners[0][0] if owners else None
    text(session, phone, words, language=(languages or ["en"])[0], customer_id=customer_id)
