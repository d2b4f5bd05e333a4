"""Fresh proof inside a page: posted as JSON, answered in the page's language."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from starlette.responses import HTMLResponse
from starlette.testclient import TestClient

from portal_app.http import compose
from portal_app.routes import PROOF_HERE, PROOF_HERE_PASSKEY, PROOF_HERE_SEND
from services import passkeys, sessions
from services.database import reading
from services.sessions import cookie_name, who_is
from tests.support.borrowers import PASSWORD, borrower, entered
from tests.support.passkeys import add, new_maria
from tests.support.profiles import age

BASE = "http://localhost:8000"
OWN = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def token(portal_db: Engine) -> str:
    borrower("maria@example.com")
    return entered("maria@example.com")


@pytest.fixture
def browser(token: str) -> Iterator[TestClient]:
    with TestClient(compose(HTMLResponse("page")), base_url=BASE) as client:
        client.headers["Cookie"] = f"{cookie_name()}={token}"
        yield client


def is_fresh(token: str) -> bool:
    subject = who_is(token)
    assert subject
    with reading() as session:
        return sessions.is_fresh(session, subject.session_id)


def test_the_password_makes_the_session_fresh(browser: TestClient, token: str) -> None:
    subject = who_is(token)
    assert subject
    age(subject)
    wrong = browser.post(PROOF_HERE, json={"typed": "wrong", "language": "es"}, headers=OWN)
    assert (wrong.status_code, is_fresh(token)) == (422, False)
    assert "contraseña" in wrong.json()["problem"]
    right = browser.post(PROOF_HERE, json={"typed": PASSWORD}, headers=OWN)
    assert (right.status_code, right.json(), is_fresh(token)) == (200, {}, True)


@pytest.mark.parametrize("typed", [None, 7, {"a": 1}, ["x"], "", "x" * 5_000])
def test_strange_proof_proves_nothing(browser: TestClient, token: str, typed: object) -> None:
    subject = who_is(token)
    assert subject
    age(subject)
    answer = browser.post(PROOF_HERE, json={"typed": typed}, headers=OWN)
    assert (answer.status_code, is_fresh(token)) == (422, False)


@pytest.mark.parametrize("shown", [None, 7, "x", {"id": "x"}, {"response": []}, ["x"]])
def test_what_is_no_passkey_proves_nothing(browser: TestClient, token: str, shown: object) -> None:
    subject = who_is(token)
    assert subject
    age(subject)
    body = {"credential": shown, "language": "es"}
    answer = browser.post(PROOF_HERE_PASSKEY, json=body, headers=OWN)
    assert (answer.status_code, is_fresh(token)) == (422, False)
    assert "llave" in answer.json()["problem"]


def test_a_passkey_makes_the_session_fresh(portal_db: Engine) -> None:
    maria = new_maria()
    key = add(maria)
    age(maria)
    token = entered("maria@example.com")
    subject = who_is(token)
    assert subject
    age(subject)
    with reading() as session:
        options = passkeys.options_to_prove(session, subject)
    with TestClient(compose(HTMLResponse("page")), base_url=BASE) as client:
        client.headers["Cookie"] = f"{cookie_name()}={token}"
        answers = [
            client.post(PROOF_HERE_PASSKEY, json={"credential": key.get(options)}, headers=OWN)
            for _ in range(2)
        ]
    assert [one.status_code for one in answers] == [200, 422]  # a challenge works once
    assert is_fresh(token)


@pytest.mark.parametrize("path", [PROOF_HERE, PROOF_HERE_SEND, PROOF_HERE_PASSKEY])
def test_nobody_proves_without_a_session_or_from_elsewhere(browser: TestClient, path: str) -> None:
    foreign = {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"}
    assert browser.post(path, json={"typed": PASSWORD}, headers=foreign).status_code == 403
    del browser.headers["Cookie"]
    assert browser.post(path, json={"typed": PASSWORD}, headers=OWN).status_code == 401
