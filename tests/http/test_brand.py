"""`/brand.css` and the logo: always as the settings are now, and cheap to ask for."""

import re
from io import BytesIO

import pytest
from PIL import Image
from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.testclient import TestClient

from models.lender import LenderSettings
from portal_app.http import compose
from services.database import unit_of_work
from services.lender_settings.logos import keep_logo


@pytest.fixture
def client(portal_db: Engine) -> TestClient:
    return TestClient(compose(Starlette()), base_url="http://localhost:8000")


def set_up(**values: object) -> None:
    with unit_of_work() as session:
        session.merge(LenderSettings(id=1, **values))


def test_it_is_asked_for_every_time_and_answers_304_when_unchanged(client: TestClient) -> None:
    first = client.get("/brand.css")
    assert first.headers["cache-control"] == "no-cache"
    assert '--lender-name:"Juniper Lending"' in first.text
    again = client.get("/brand.css", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.headers["cache-control"]) == (304, "no-cache")
    set_up(name="Acme", color="#8a1c5b")
    changed = client.get("/brand.css", headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200
    assert '--lender-name:"Acme"' in changed.text
    assert "--brand:#8a1c5b" in changed.text


def test_a_logo_is_named_by_the_stylesheet_and_served_for_ever(client: TestClient) -> None:
    out = BytesIO()
    Image.new("RGB", (200, 100), "#0e5a45").save(out, "JPEG")
    set_up(logo=keep_logo(out.getvalue()))
    css = client.get("/brand.css").text
    address = re.search(r'--lender-logo:url\("([^"]+)"\)', css)
    assert address
    assert '--lender-initial:"";' in css
    assert "--lender-mark-width:56px;" in css
    picture = client.get(address[1])
    assert picture.headers["content-type"] == "image/png"
    assert picture.headers["x-content-type-options"] == "nosniff"
    assert "immutable" in picture.headers["cache-control"]
    assert Image.open(BytesIO(picture.content)).size == (200, 100)


@pytest.mark.parametrize("name", ["logo.png", "..%2f..%2fkeys", f"logo-{'0' * 32}-9x9.png", "%00"])
def test_other_names_are_unknown(client: TestClient, name: str) -> None:
    assert client.get(f"/brand/{name}").status_code == 404
