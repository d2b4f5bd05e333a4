"""Documents over HTTP: who may add, read and see which; what a refusal says."""

from contextlib import ExitStack

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select
from starlette.responses import HTMLResponse
from starlette.testclient import TestClient

from models.accounts import Account, AccountLink
from models.customers import Login
from models.documents import Document
from portal_app.http import compose, documents, receiving
from portal_app.http.buckets import Buckets
from portal_app.http.receiving import AT_ONCE, AT_ONCE_IN_ALL, Slots, too_slow
from services import storage
from services.database import reading, unit_of_work
from services.documents import quota, removing
from services.documents.content import MOST_BYTES
from services.documents.errors import UploadsBusy
from services.documents.repository import FOLDER
from services.roles import AgentRole
from services.sessions import cookie_name
from tests.support.agents import agent_cookie, agent_subject
from tests.support.borrowers import borrower, entered
from tests.support.customers import loan
from tests.support.files import docx, pdf, picture

BASE = "http://localhost:8000"
OWN = {"Origin": BASE, "Sec-Fetch-Site": "same-origin"}
POSTED = "/accounts/L-1/documents"
FOREIGN = (
    {},
    {"Origin": "https://evil.example"},
    {"Origin": BASE, "Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
)


@pytest.fixture
def browser(portal_db: Engine, monkeypatch: pytest.MonkeyPatch) -> TestClient:
    monkeypatch.setattr(documents, "_buckets", Buckets())
    return TestClient(compose(HTMLResponse("page")), base_url=BASE, follow_redirects=False)


def logged_in(name: str) -> str:
    """Her cookie; L-1 is hers."""
    login_id = borrower(f"{name}@example.com")
    with unit_of_work() as session:
        customer_id = session.exec(select(Login.customer_id).where(Login.id == login_id)).one()
        account = session.exec(select(Account).where(Account.number == "L-1")).first()
        if account is not None:
            session.add(AccountLink(customer_id=customer_id or 0, account_id=account.id or 0))
    if account is None:
        loan("L-1", customer_id or 0)
    return f"{cookie_name()}={entered(f'{name}@example.com')}"


@pytest.fixture
def maria(browser: TestClient) -> str:
    return logged_in("maria")


def post(browser: TestClient, cookie: str, *, name: str = "a.pdf", content: bytes = b"", **more):
    headers = {**more.pop("headers", OWN), "Cookie": cookie}
    file = (name, content or pdf(), "text/html")
    return browser.post(more.pop("path", POSTED), files={"file": file}, headers=headers, **more)


def added(browser: TestClient, cookie: str, **more) -> str:
    answer = post(browser, cookie, **more)
    assert answer.status_code == 201, answer.text
    return answer.json()["key"]


def rows() -> list[Document]:
    with reading() as session:
        return list(session.exec(select(Document).where(col(Document.deleted_at).is_(None))))


def test_it_comes_back_as_it_went(browser: TestClient, maria: str) -> None:
    key = added(browser, maria, name="Proof of insurance.pdf")
    answer = browser.get(f"{POSTED}/{key}", headers={"Cookie": maria})
    assert (answer.content, answer.headers["content-type"]) == (pdf(), "application/pdf")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-security-policy"] == "default-src 'none'; sandbox"
    told = answer.headers["content-disposition"]
    assert told.startswith('attachment; filename="Proof of insurance.pdf"')
    assert answer.headers["content-length"] == str(len(pdf()))


@pytest.mark.parametrize(
    ("name", "content", "kind", "shown"),
    [
        ("a.pdf", pdf(), "application/pdf", "inline"),
        ("a.png", picture("PNG"), "image/png", "inline"),
        ("a.jpg", picture("JPEG"), "image/jpeg", "inline"),
        ("a.txt", b"hello", "text/plain; charset=utf-8", "attachment"),
        ("a.csv", b"a,b", "text/csv; charset=utf-8", "attachment"),
    ],
)
def test_only_pdf_and_pictures_are_shown_in_the_page(
    browser: TestClient, maria: str, name: str, content: bytes, kind: str, shown: str
) -> None:
    key = added(browser, maria, name=name, content=content)
    answer = browser.get(f"/documents/view/L-1/{key}", headers={"Cookie": maria})
    assert answer.headers["content-type"] == kind
    assert answer.headers["content-disposition"].startswith(shown)
    policy = answer.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert "script-src" not in policy
    assert ("frame-ancestors 'self'" in policy) is (shown == "inline")


def test_strangers_other_borrowers_and_agents_get_nothing(browser: TestClient, maria: str) -> None:
    key, luis, agent = added(browser, maria), logged_in("luis"), agent_cookie()
    views = (f"{POSTED}/{key}", f"/documents/view/L-1/{key}", f"/es{POSTED}/{key}")
    for path in views:
        missing = browser.get(path.replace(key, "0" * 24), headers={"Cookie": maria})
        foreign = browser.get(path, headers={"Cookie": luis})
        assert foreign.status_code == missing.status_code == 404
        assert foreign.content == missing.content
        for cookie in ("", agent, "x=y"):
            assert browser.get(path, headers={"Cookie": cookie}).status_code == 303
        cross = {"Cookie": maria, "Sec-Fetch-Site": "cross-site"}
        assert browser.get(path, headers=cross).status_code == 403
    for cookie in ("", agent, f"{cookie_name()}=x"):
        assert post(browser, cookie).status_code == 401
    assert post(browser, luis, path="/accounts/L-9/documents").status_code == 404
    assert len(rows()) == 1


def test_other_sites_post_nothing(browser: TestClient, maria: str) -> None:
    for headers in FOREIGN:
        assert post(browser, maria, headers=headers).status_code == 403
    assert rows() == []


def test_an_account_that_is_hidden_meanwhile_takes_nothing(browser: TestClient, maria: str) -> None:
    key = added(browser, maria)
    with unit_of_work() as session:
        session.exec(select(AccountLink)).one().web_access = False
    assert post(browser, maria).status_code == 404
    assert browser.get(f"{POSTED}/{key}", headers={"Cookie": maria}).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "status", "words"),
    [
        ("a.pdf", b"<html><script>alert(1)</script>", 422, "web page"),
        ("a.svg", b"<svg onload='alert(1)'/>", 422, "program or a web page"),
        ("a.png", b"<svg onload='alert(1)'/>", 422, "web page"),
        ("../../a.pdf", pdf(), 422, "name of this file"),
        ("a\u202efdp.exe", pdf(), 422, "name of this file"),
        ("a.pdf.exe", pdf(), 422, "program"),
        ("a.docx", docx(**{"word/a.xml": b"<x/>" * 800_000}), 422, "unpacks"),
        ("a.pdf", pdf(after=docx()), 422, "two kinds"),
        ("a.pdf", pdf() + b"\0" * MOST_BYTES, 413, "larger than 25 MB"),
    ],
)
def test_what_is_refused_is_told_why(
    browser: TestClient, maria: str, name: str, content: bytes, status: int, words: str
) -> None:
    answer = post(browser, maria, name=name, content=content)
    assert (answer.status_code, words in answer.json()["problem"]) == (status, True), answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert (rows(), storage.names(FOLDER)) == ([], [])
    spanish = post(browser, maria, name=name, content=content, path=f"/es{POSTED}")
    assert spanish.json()["problem"] != answer.json()["problem"]


def test_an_empty_file_is_told_so(browser: TestClient, maria: str) -> None:
    answer = browser.post(POSTED, files={"file": ("a.pdf", b"")}, headers={**OWN, "Cookie": maria})
    assert (answer.status_code, "empty" in answer.json()["problem"]) == (422, True)


def test_a_form_of_another_shape_is_refused(browser: TestClient, maria: str) -> None:
    headers = {**OWN, "Cookie": maria}
    torn = {**headers, "Content-Type": "multipart/form-data"}
    two = [("file", ("a.pdf", pdf())), ("file", ("b.pdf", pdf()))]
    for status, sent in (
        (415, {"content": b"x", "headers": headers}),
        (415, {"json": {}, "headers": headers}),
        (400, {"content": b"x", "headers": torn}),
        (400, {"files": {"other": ("a.pdf", pdf())}, "headers": headers}),
        (400, {"files": two, "headers": headers}),
        (400, {"files": {"file": (None, b"no file")}, "headers": headers}),
        (400, {"data": {str(n): "x" for n in range(9)}, "files": two[:1], "headers": headers}),
    ):
        answer = browser.post(POSTED, **sent)
        assert (answer.status_code, "Nothing was added" in answer.text) == (status, True), sent
    assert (rows(), storage.names(FOLDER)) == ([], [])


def test_a_quota_says_until_when(
    browser: TestClient, maria: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quota, "MOST_FILES_A_DAY", 1)
    added(browser, maria)
    answer = post(browser, maria)
    assert (answer.status_code, "in 24 hours" in answer.json()["problem"]) == (429, True)


def test_refused_files_have_a_rate_too(
    browser: TestClient, maria: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(documents, "_buckets", Buckets(lambda: 0.0, burst=2))
    found = [post(browser, maria, content=b"MZ").status_code for _time in range(4)]
    assert found == [422, 422, 429, 429]


@pytest.mark.parametrize(
    ("size", "seconds", "is_too_slow"),
    [
        (0, 20, False),
        (16 * 1024 * 21 - 1, 21, True),
        (16 * 1024 * 21, 21, False),
        (26_000_000, 901, True),
    ],
)
def test_what_trickles_in_ends(size: int, seconds: float, is_too_slow: bool) -> None:
    assert too_slow(size, seconds) is is_too_slow


def test_what_comes_too_slowly_is_told_so(
    browser: TestClient, maria: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receiving, "too_slow", lambda size, seconds: True)
    answer = post(browser, maria)
    assert (answer.status_code, "too slowly" in answer.json()["problem"]) == (408, True)
    assert (rows(), storage.names(FOLDER)) == ([], [])


def test_so_many_at_once_of_one_person_and_of_all() -> None:
    slots = Slots()
    with ExitStack() as mine, ExitStack() as others:
        for _time in range(AT_ONCE):
            mine.enter_context(slots.one("a"))
        with pytest.raises(UploadsBusy), slots.one("a"):
            pass
        for number in range(AT_ONCE_IN_ALL - AT_ONCE):
            others.enter_context(slots.one(f"other {number}"))
        with pytest.raises(UploadsBusy), slots.one("b"):
            pass
        mine.close()
        with slots.one("b"):
            pass


def test_an_agent_adds_and_borrowers_see_what_is_visible(browser: TestClient, maria: str) -> None:
    path = "/lms/accounts/L-1/documents"
    agent = agent_cookie(AgentRole.SERVICER)
    hidden = added(browser, agent, path=path)
    shown = added(browser, agent, path=f"{path}?visible=yes&section=tax")
    wanted = [browser.get(f"{POSTED}/{one}", headers={"Cookie": maria}) for one in (hidden, shown)]
    assert [one.status_code for one in wanted] == [404, 200]
    assert browser.get(f"{path}/{hidden}", headers={"Cookie": agent}).content == pdf()
    assert browser.get(f"{path}/{hidden}", headers={"Cookie": maria}).status_code == 303
    viewer = agent_cookie(AgentRole.VIEWER)
    assert post(browser, viewer, path=path).status_code == 403
    assert post(browser, maria, path=path).status_code == 401
    assert post(browser, agent, path="/lms/accounts/L-9/documents").status_code == 404
    removing.show(agent_subject(login_id=1), "L-1", shown, False)
    assert browser.get(f"{POSTED}/{shown}", headers={"Cookie": maria}).status_code == 404
