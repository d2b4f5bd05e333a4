"""Logo upload, export of the audit log: agents with the role, from our own pages, within limits."""

import csv
from io import BytesIO, StringIO

import pytest
from PIL import Image
from sqlalchemy import Engine
from sqlmodel import col, select
from starlette.applications import Starlette
from starlette.testclient import TestClient

from models.audit import AuditEntry
from portal_app.http import compose
from services.database import reading
from services.lender_settings import current_brand
from services.roles import AgentRole
from services.sessions import cookie_name
from tests.support.agents import agent_cookie
from tests.support.borrowers import borrower, entered

OWN = {"Origin": "http://localhost:8000", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def client(portal_db: Engine) -> TestClient:
    app = compose(Starlette())
    return TestClient(app, base_url="http://localhost:8000", follow_redirects=False)


def png(size: tuple[int, int] = (64, 64)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#123456").save(out, "PNG")
    return out.getvalue()


def post(client: TestClient, cookie: str, content: bytes, **headers: str):
    return client.post(
        "/lms/settings/logo",
        files={"logo": ("../../x.svg", content, "image/svg+xml")},
        headers={**OWN, "Cookie": cookie, **headers},
    )


def actions() -> list[str]:
    with reading() as session:
        return [*session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id)))]


def test_an_administrator_changes_and_removes_it(client: TestClient) -> None:
    cookie = agent_cookie()
    answer = post(client, cookie, png())
    assert (answer.status_code, answer.headers["location"]) == (303, "/lms/settings/#logo-saved")
    assert current_brand().logo.endswith("-64x64.png")
    client.post(
        "/lms/settings/logo",
        data={"remove": "yes"},
        files={"logo": ("", b"")},
        headers={**OWN, "Cookie": cookie},
    )
    assert current_brand().logo == ""


@pytest.mark.parametrize(
    ("content", "notice"),
    [
        (b"", "logo-missing"),
        (b"<svg/>", "logo-not-a-picture"),
        (png()[:50], "logo-broken"),
        (b"\0" * 1_000_001, "logo-too-big"),
        (b"\0" * 3_000_000, "logo-too-big"),
        (png((4, 4)), "logo-too-small"),
    ],
)
def test_what_is_no_logo_is_told(client: TestClient, content: bytes, notice: str) -> None:
    answer = post(client, agent_cookie(), content)
    assert answer.headers["location"] == f"/lms/settings/#{notice}"
    assert current_brand().logo == ""


def test_others_change_nothing(client: TestClient) -> None:
    servicer = agent_cookie(AgentRole.SERVICER)
    assert post(client, servicer, png()).headers["location"] == "/lms/settings/#not-allowed"
    assert actions()[-1] == "lms:settings:refused"
    borrower("maria@example.com")
    token = entered("maria@example.com")
    for cookie in ("", f"{cookie_name()}={token}", servicer.partition("=")[0] + f"={token}"):
        assert post(client, cookie, png()).headers["location"] == "/lms/login/#ended"
    assert current_brand().logo == ""


def test_other_sites_and_other_forms_are_refused(client: TestClient) -> None:
    cookie = agent_cookie()
    assert post(client, cookie, png(), Origin="http://evil.example").status_code == 403
    assert post(client, cookie, png(), **{"Sec-Fetch-Site": "same-site"}).status_code == 403
    plain = client.post("/lms/settings/logo", content=b"x=1", headers={**OWN, "Cookie": cookie})
    assert plain.status_code == 415
    torn = {**OWN, "Cookie": cookie, "Content-Type": "multipart/form-data"}
    assert client.post("/lms/settings/logo", content=b"x", headers=torn).status_code == 400
    many = [("logo", (f"{one}.png", png())) for one in range(3)]
    several = client.post("/lms/settings/logo", files=many, headers={**OWN, "Cookie": cookie})
    assert several.status_code == 400
    assert current_brand().logo == ""


def export(client: TestClient, cookie: str, query: str = "", **headers: str):
    return client.get(f"/lms/audit/export.csv{query}", headers={"Cookie": cookie, **headers})


def test_the_log_is_taken_as_it_is_found(client: TestClient) -> None:
    cookie = agent_cookie(AgentRole.SERVICER)
    answer = export(client, cookie, "?action=lms:session")
    assert answer.headers["content-type"].startswith("text/csv")
    assert answer.headers["cache-control"] == "no-store"
    assert "attachment" in answer.headers["content-disposition"]
    rows = list(csv.reader(StringIO(answer.text.removeprefix("\ufeff"))))
    assert [row[2] for row in rows] == ["action", "lms:session:started"]
    assert rows[1][4] == "servicer@lender.example"
    assert actions()[-1] == "lms:audit:exported"


def test_the_log_is_for_agents_with_the_role(client: TestClient) -> None:
    assert export(client, agent_cookie(AgentRole.VIEWER)).status_code == 403
    assert actions()[-1] == "lms:audit:refused"
    assert export(client, "").headers["location"] == "/lms/login/#ended"
    administrator = agent_cookie()
    away = {"Sec-Fetch-Site": "cross-site"}
    assert export(client, administrator, **away).status_code == 403
    assert export(client, administrator, "?from=2026-13-01").status_code == 400
    assert "lms:audit:exported" not in actions()
