"""Changes of the profile: native posts, each answered by 303 to the page, which says what became
of it.

A change without fresh proof leads to the proof, and from there back to the change.
"""

import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from portal_app import routes
from portal_app.http.posts import Refused, login_address, own_form, page_address, parsed_json
from portal_app.http.second_step import qr_svg
from portal_app.http.visits import remember_next, visit_of
from services import passkeys
from services.database import reading, unit_of_work
from services.errors import NotLoggedIn, PortalError
from services.logins import Visit
from services.profile import authenticator, browsers, email, password, phone, preferences, proof
from services.profile.errors import ProofNeeded
from services.profile.words import problem_of
from services.sessions import subject_for, token_in_cookies
from services.subject import Subject

Form = dict[str, str]
Change = Callable[[Subject, Form, Visit], str]
"""The answer: what the page says (`services.profile.words`), or an address of its own."""


def _post(what: str, change: Change) -> Callable[[Request], Awaitable[Response]]:
    """`what`: the dialog that a failure leads back to, "" for none."""

    async def endpoint(request: Request) -> Response:
        try:
            form = await own_form(request)
        except Refused as refused:
            return Response(status_code=refused.status)
        visit, cookies = visit_of(request, form), request.headers.get("cookie", "")
        dialog = form.get("change", "") or what
        try:
            done = await run_in_threadpool(_changed, cookies, change, form, visit)
        except NotLoggedIn:
            return _to_login(visit.language)
        except ProofNeeded:
            return _see(visit.language, change=dialog)
        except PortalError as problem:
            return _see(visit.language, change=dialog, problem=problem_of(problem))
        if done.startswith("/"):
            return RedirectResponse(done, 303)
        return _see(visit.language, **_parts(done))

    return endpoint


def _parts(done: str) -> Form:
    """`change=phone-code`, or the name of a notice."""
    name, _sign, value = done.partition("=")
    return {name: value} if value else {"done": name}


def _changed(cookies: str, change: Change, form: Form, visit: Visit) -> str:
    return change(_subject(cookies), form, visit)


def _subject(cookies: str) -> Subject:
    with unit_of_work() as session:
        subject = subject_for(session, token_in_cookies(cookies))
    if subject is None:
        raise NotLoggedIn()
    return subject


def _see(language: str, **query: str) -> Response:
    """`at` is new each time, so that a page that is reloaded says nothing again."""
    asked = {name: value for name, value in query.items() if value}
    tail = urlencode({**asked, "at": secrets.token_hex(4)})
    return RedirectResponse(f"{page_address(routes.PROFILE, language)}?{tail}", 303)


def _to_login(language: str) -> Response:
    response = RedirectResponse(login_address(language, "ended"), 303)
    remember_next(response, page_address(routes.PROFILE, language))
    return response


def _prove(subject: Subject, form: Form, visit: Visit) -> str:
    proof.prove(subject, form.get("password") or form.get("code", ""), visit)
    return f"change={form.get('change', '')}"


def _prove_by_passkey(subject: Subject, form: Form, visit: Visit) -> str:
    passkeys.prove(subject, parsed_json(form.get("credential", "")), visit)
    return f"change={form.get('change', '')}"


def _send_proof(subject: Subject, form: Form, visit: Visit) -> str:
    with unit_of_work() as session:
        proof.send(session, subject, visit)
    return f"change={form.get('change', '')}"


def _email(subject: Subject, form: Form, visit: Visit) -> str:
    with unit_of_work() as session:
        email.ask(session, subject, form.get("email", ""), visit)
    return "email-sent"


def _password(subject: Subject, form: Form, visit: Visit) -> str:
    password.change(subject, form.get("password", ""), visit)
    return "password"


def _phone(subject: Subject, form: Form, visit: Visit) -> str:
    with unit_of_work() as session:
        phone.ask(session, subject, form.get("phone", ""), visit)
    return "change=phone-code"


def _phone_code(subject: Subject, form: Form, visit: Visit) -> str:
    phone.confirm(subject, form.get("code", ""), visit)
    return "phone"


def _authenticator(subject: Subject, form: Form, visit: Visit) -> str:
    authenticator.set_up(subject, form.get("code", ""), visit)
    return page_address(routes.RECOVERY_CODES, visit.language)


def _authenticator_off(subject: Subject, form: Form, visit: Visit) -> str:
    with unit_of_work() as session:
        authenticator.remove(session, subject, visit)
    return "authenticator-off"


def _codes(subject: Subject, form: Form, visit: Visit) -> str:
    with unit_of_work() as session:
        authenticator.renew_codes(session, subject, visit)
    return page_address(routes.RECOVERY_CODES, visit.language)


def _log_out(subject: Subject, form: Form, visit: Visit) -> str:
    """One of the sessions, or all but this one."""
    which = _number(form.get("session", ""))
    with unit_of_work() as session:
        if which is None:
            browsers.log_out_others(session, subject)
        else:
            browsers.log_out(session, subject, which)
    return "logged-out"


def _forget_device(subject: Subject, form: Form, visit: Visit) -> str:
    with unit_of_work() as session:
        browsers.forget_device(session, subject, _number(form.get("device", "")), visit)
    return "device-forgotten"


def _preferences(subject: Subject, form: Form, visit: Visit) -> str:
    """The page comes back in the language that was chosen."""
    language, zone = form.get("chosen", ""), form.get("zone", "")
    with unit_of_work() as session:
        preferences.choose(session, subject, language, zone, visit)
    return f"{page_address(routes.PROFILE, language)}?done=saved&at={secrets.token_hex(4)}"


def _number(text: str) -> int | None:
    """None for "all"; an id that is no number is nobody's."""
    if text == "all":
        return None
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


async def get_qr(request: Request) -> Response:
    """The QR code of the authenticator that this session may set up; nobody else's."""
    try:
        address = await run_in_threadpool(_set_up_address, request.headers.get("cookie", ""))
    except PortalError:
        return Response(status_code=404)
    headers = {"Cache-Control": "no-store", "Cross-Origin-Resource-Policy": "same-origin"}
    return Response(qr_svg(address), media_type="image/svg+xml", headers=headers)


def _set_up_address(cookies: str) -> str:
    subject = _subject(cookies)
    with reading() as session:
        return authenticator.offered(session, subject).address


_POSTS: dict[str, tuple[str, Change]] = {
    routes.SESSION_PROOF: ("", _prove),
    routes.SESSION_PROOF_SEND: ("", _send_proof),
    routes.SESSION_PROOF_PASSKEY: ("", _prove_by_passkey),
    routes.PROFILE_EMAIL: ("email", _email),
    routes.PROFILE_PASSWORD: ("password", _password),
    routes.PROFILE_PHONE: ("phone", _phone),
    routes.PROFILE_PHONE_CODE: ("phone-code", _phone_code),
    routes.PROFILE_AUTHENTICATOR: ("authenticator", _authenticator),
    routes.PROFILE_AUTHENTICATOR_OFF: ("authenticator-off", _authenticator_off),
    routes.PROFILE_CODES: ("codes", _codes),
    routes.PROFILE_LOG_OUT: ("", _log_out),
    routes.PROFILE_FORGET_DEVICE: ("", _forget_device),
    routes.PROFILE_PREFERENCES: ("", _preferences),
}

ROUTES = [
    *(Route(path, _post(*given), methods=["POST"]) for path, given in _POSTS.items()),
    Route(routes.PROFILE_QR, get_qr, methods=["GET"]),
]
