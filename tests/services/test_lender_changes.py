"""Settings change by an administrator only, checked, and each change says old → new."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin
from sqlalchemy import Engine
from sqlmodel import col, select

from models.audit import AuditEntry
from models.lender import UnknownAccess
from services import storage
from services.database import reading, unit_of_work
from services.errors import InvalidInput, NotAllowed
from services.lender_settings import Lender, current
from services.lender_settings.changing import (
    BrandChange,
    LogInChange,
    change_brand,
    change_log_in,
    change_logo,
    is_adjusted,
)
from services.lender_settings.logos import keep_logo, stored_logo
from services.roles import AgentRole
from tests.support.agents import agent_subject

BRAND = BrandChange("Acme Lending", "1-800-555-0199", "#FFCC00")
LOG_IN = LogInChange(True, False, True, True, False, UnknownAccess.GRANT)


def details() -> list[tuple[str, str]]:
    with reading() as session:
        found = session.exec(select(AuditEntry).order_by(col(AuditEntry.id)))
        return [(entry.action, entry.detail) for entry in found]


def now() -> Lender:
    with reading() as session:
        return current(session)


def picture(kind: str = "PNG", size: tuple[int, int] = (64, 32), **options: object) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "#0e5a45").save(out, kind, **options)
    return out.getvalue()


def test_a_changed_brand_counts_at_once_and_is_in_the_log(portal_db: Engine) -> None:
    with unit_of_work() as session:
        answer = change_brand(session, agent_subject(), BRAND)
    assert now() == answer
    assert (answer.name, answer.color) == ("Acme Lending", "#ffcc00")
    assert is_adjusted(answer.color)
    assert details() == [
        ("lms:settings:changed", "name: Juniper Lending → Acme Lending"),
        ("lms:settings:changed", "support_phone: 1-800-555-0142 → 1-800-555-0199"),
        ("lms:settings:changed", "color: none → #ffcc00"),
    ]
    with reading() as session:
        entry = session.exec(select(AuditEntry)).first()
    assert entry
    assert (entry.actor_login_id, entry.address) == (77, "203.0.113.7")


def test_what_stays_the_same_is_no_entry(portal_db: Engine) -> None:
    with unit_of_work() as session:
        change_brand(session, agent_subject(), BRAND)
    before = details()
    with unit_of_work() as session:
        change_brand(session, agent_subject(), replace(BRAND, color="#ffcc00 "))
    assert details() == before


@pytest.mark.parametrize("role", [AgentRole.VIEWER, AgentRole.SERVICER])
def test_other_roles_change_nothing(portal_db: Engine, role: AgentRole) -> None:
    agent, before = agent_subject(role), now()
    with unit_of_work() as session:
        with pytest.raises(NotAllowed):
            change_brand(session, agent, BRAND)
        with pytest.raises(NotAllowed):
            change_log_in(session, agent, LOG_IN)
        with pytest.raises(NotAllowed):
            change_logo(session, agent, picture())
    assert now() == before
    assert details() == []


@pytest.mark.parametrize(
    ("change", "field", "problem"),
    [
        ({"name": "  "}, "name", "missing"),
        ({"name": "x" * 81}, "name", "too_long"),
        ({"name": "Ac\u202eme"}, "name", "not_printable"),
        ({"name": "Acme\nBcc: x"}, "name", "not_printable"),
        ({"support_phone": ""}, "support_phone", "not_a_phone"),
        ({"support_phone": "call us"}, "support_phone", "not_a_phone"),
        ({"support_phone": "١٢٣٤٥٦٧٨"}, "support_phone", "not_a_phone"),
        ({"color": "green"}, "color", "not_a_color"),
        ({"color": "#12345;"}, "color", "not_a_color"),
        ({"color": "#١٢٣٤٥٦"}, "color", "not_a_color"),
    ],
)
def test_what_cannot_be_used_names_the_field(
    portal_db: Engine, change: dict[str, str], field: str, problem: str
) -> None:
    with unit_of_work() as session, pytest.raises(InvalidInput) as refused:
        change_brand(session, agent_subject(), replace(BRAND, **change))
    assert (refused.value.field, refused.value.problem) == (field, problem)
    assert details() == []


def test_a_required_second_step_must_be_offered(portal_db: Engine) -> None:
    with unit_of_work() as session:
        assert change_log_in(session, agent_subject(), LOG_IN).second_step_required
    none = replace(LOG_IN, offers_sms=False, offers_email=False, offers_authenticator=False)
    with unit_of_work() as session, pytest.raises(InvalidInput):
        change_log_in(session, agent_subject(), none)
    assert now().without_access is UnknownAccess.GRANT
    assert ("lms:settings:changed", "without_access: ask_lender → grant") in details()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_painted_anew(portal_db: Engine, kind: str) -> None:
    with unit_of_work() as session:
        lender = change_logo(session, agent_subject(), picture(kind, (2000, 1000)))
    stored = stored_logo(lender.logo)
    assert stored
    assert Image.open(BytesIO(stored)).size == (512, 256)
    assert now().brand.logo == lender.logo
    assert details()[0][0] == "lms:settings:logo_changed"
    with unit_of_work() as session:
        assert change_logo(session, agent_subject(), None).logo == ""


def test_nothing_hidden_in_a_picture_survives(portal_db: Engine) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", "<script>secret</script>")
    name = keep_logo(picture(pnginfo=info) + b"<?php trailing")
    stored = stored_logo(name)
    assert stored
    assert b"secret" not in stored
    assert b"trailing" not in stored
    rotated = Image.Exif()
    rotated[0x0112] = 6
    assert keep_logo(picture("JPEG", exif=rotated)).endswith("-32x64.png")


def _bomb() -> bytes:
    out = BytesIO()
    Image.new("1", (40_000, 40_000)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "missing"),
        (b"\0" * 1_000_001, "too_big"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>", "not_a_picture"),
        (b"<?xml version='1.0'?><svg/>", "not_a_picture"),
        (b"<html><script>", "not_a_picture"),
        (b"GIF89a" + b"\0" * 60, "not_a_picture"),
        (picture("BMP"), "not_a_picture"),
        (picture()[:60], "broken"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 300, "broken"),
        (b"\xff\xd8\xff\xe0" + b"\xff" * 300, "broken"),
        (picture(size=(8, 8)), "too_small"),
        (picture(size=(2000, 20)), "too_small"),
    ],
)
def test_what_is_no_logo(portal_db: Engine, content: bytes, problem: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        keep_logo(content)
    assert (refused.value.field, refused.value.problem) == ("logo", problem)


def test_a_bomb_is_refused_by_its_header(portal_db: Engine) -> None:
    bomb = _bomb()
    assert len(bomb) < 1_000_000
    with pytest.raises(InvalidInput) as refused:
        keep_logo(bomb)
    assert refused.value.problem == "too_big"


@pytest.mark.parametrize("name", ["../keys", "a/b", ".hidden", "", "x" * 200, "A.png"])
def test_stored_files_have_plain_names(portal_db: Engine, name: str) -> None:
    with pytest.raises(ValueError, match="name"):
        storage.get("brand", name)
    with pytest.raises(ValueError, match="name"):
        storage.put("brand", name, b"")
