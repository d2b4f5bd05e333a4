"""A pending log-in is found by its own token, at its own door, while it lasts."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import update

from models.base import utc_now
from models.customers import Customer, Door, Login
from models.second_steps import Method, PendingLogIn
from services.database import unit_of_work
from services.errors import NotLoggedIn
from services.logins.pending import LIFE, Visit, begin, find, finish, is_pending
from tests.support.borrowers import borrower


@pytest.fixture
def token(portal_db: Engine) -> str:
    login = borrower("maria@example.com")
    with unit_of_work() as session:
        return begin(session, session.get_one(Login, login), Method.EMAIL, Visit("127.0.0.1"))[0]


def change(table: type, **values: object) -> None:
    with unit_of_work() as session:
        session.execute(update(table).values(**values))


def is_open(token: str, door: Door = Door.PORTAL) -> bool:
    with unit_of_work() as session:
        try:
            find(session, token, door)
        except NotLoggedIn:
            assert not is_pending(token, door)
            return False
    return is_pending(token, door)


def test_it_lasts_fifteen_minutes(token: str) -> None:
    assert timedelta(minutes=15) == LIFE
    assert is_open(token)
    change(PendingLogIn, expires_at=utc_now() + timedelta(seconds=9))
    assert is_open(token)
    change(PendingLogIn, expires_at=utc_now())
    assert not is_open(token)


def test_it_is_used_once(token: str) -> None:
    with unit_of_work() as session:
        finish(session, find(session, token, Door.PORTAL))
    assert not is_open(token)


@pytest.mark.parametrize(
    ("table", "values"),
    [(Login, {"disabled_at": utc_now()}), (Customer, {"portal_access": False})],
    ids=["disabled", "access"],
)
def test_who_was_shut_out_meanwhile_cannot_go_on(
    token: str, table: type, values: dict[str, object]
) -> None:
    change(table, **values)
    assert not is_open(token)


@pytest.mark.parametrize(("own", "other"), [tuple(Door), tuple(Door)[::-1]])
def test_it_is_of_one_door(token: str, own: Door, other: Door) -> None:
    change(Login, door=own)
    assert is_open(token, own)
    assert not is_open(token, other)


@pytest.mark.parametrize("other", ["", "x", "x" * 43, "ñ" * 43])
def test_another_token_is_nobodys(token: str, other: str) -> None:
    assert not is_open(other)
