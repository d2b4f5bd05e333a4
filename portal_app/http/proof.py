"""`POST /session/proof/here`: fresh proof without leaving the page that asks for it."""

from typing import Any

from starlette.routing import Route

from portal_app import routes
from portal_app.http.json_posts import json_post
from services import passkeys
from services.database import unit_of_work
from services.errors import InvalidInput, PortalError
from services.logins import Visit
from services.profile import proof
from services.profile.words import problem_in_words, problem_of
from services.subject import Subject


def _prove(subject: Subject, body: dict[str, Any], visit: Visit) -> dict[str, Any]:
    typed = body.get("typed")
    if not isinstance(typed, str):
        raise InvalidInput("typed", "not_text")
    proof.prove(subject, typed, visit)
    return {}


def _prove_by_passkey(subject: Subject, body: dict[str, Any], visit: Visit) -> dict[str, Any]:
    passkeys.prove(subject, body.get("credential"), visit)
    return {}


def _send(subject: Subject, body: dict[str, Any], visit: Visit) -> dict[str, Any]:
    with unit_of_work() as session:
        proof.send(session, subject, visit)
    return {}


def _say(error: PortalError) -> str:
    return problem_in_words(problem_of(error))


ROUTES = [
    Route(routes.PROOF_HERE, json_post(_prove, _say), methods=["POST"]),
    Route(routes.PROOF_HERE_PASSKEY, json_post(_prove_by_passkey, _say), methods=["POST"]),
    Route(routes.PROOF_HERE_SEND, json_post(_send, _say), methods=["POST"]),
]
