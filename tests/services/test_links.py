"""Single-use links: one address, one use, thirty minutes, one owner, one door."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import select, update

from models.base import utc_now
from models.customers import Customer, Door, Login
from models.single_use_links import LinkPurpose, SingleUseLink
from services import links
from services.database import reading, unit_of_work
from services.links import LinkDead
from tests.support.agents import agent_cookie
from tests.support.borrowers import borrower

RESET, SIGN_UP = LinkPurpose.RESET_PASSWORD, LinkPurpose.SIGN_UP


@pytest.fixture(autouse=True)
def maria(portal_db: Engine) -> int:
    return borrower("maria@example.com")


def made(login_id: int, purpose: LinkPurpose = RESET, email: str = "") -> str:
    """Token of a new link."""
    with unit_of_work() as session:
        address = links.make_link(session, purpose, login=session.get(Login, login_id), email=email)
    return address.rpartition("/")[2]


def use(token: str, door: Door = Door.PORTAL, *purposes: LinkPurpose) -> links.Opened:
    with unit_of_work() as session:
        return links.use(session, token, door, *(purposes or (RESET,)))


def test_a_link_lies_in_this_portal_and_only_its_hash_is_kept(maria: int) -> None:
    with unit_of_work() as session:
        address = links.make_link(session, RESET, login=session.get(Login, maria), language="es")
    base, _, token = address.rpartition("/")
    assert base == "http://localhost:8000/es/reset"
    with reading() as session:
        row = session.exec(select(SingleUseLink)).one()
    assert token not in str(row.model_dump())
    assert row.email == "maria@example.com"
    assert row.expires_at - row.created_at == timedelta(minutes=30)


def test_it_works_once(maria: int) -> None:
    token = made(maria)
    for _ in range(2):
        with reading() as session:
            assert links.look(session, token, Door.PORTAL, RESET).login
    opened = use(token)
    assert opened.login
    assert opened.login.id == maria
    assert opened.customer
    with pytest.raises(LinkDead):
        use(token)


def test_of_parallel_uses_one_succeeds(maria: int) -> None:
    token = made(maria)

    def attempt(_number: int) -> bool:
        try:
            use(token)
        except LinkDead:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(8))) == 1


def test_of_links_made_at_once_one_is_alive(maria: int) -> None:
    with ThreadPoolExecutor(6) as pool:
        tokens = list(pool.map(lambda _number: made(maria), range(6)))
    alive = []
    for token in tokens:
        with reading() as session:
            try:
                alive.append(links.look(session, token, Door.PORTAL, RESET))
            except LinkDead:
                continue
    assert len(alive) == 1


def test_a_newer_one_voids_the_older_of_its_purpose_and_owner(maria: int) -> None:
    other = borrower("luis@example.com")
    first, new_email = made(maria), made(maria, LinkPurpose.CONFIRM_EMAIL, email="new@example.com")
    theirs = made(other)
    second = made(maria)
    with pytest.raises(LinkDead):
        use(first)
    assert use(theirs).login
    assert use(second).login
    assert use(new_email, Door.PORTAL, LinkPurpose.CONFIRM_EMAIL).email == "new@example.com"


def test_a_link_ends_after_half_an_hour(maria: int) -> None:
    token = made(maria)
    with unit_of_work() as session:
        session.execute(update(SingleUseLink).values(expires_at=utc_now() - timedelta(seconds=1)))
    with pytest.raises(LinkDead):
        use(token)


def test_a_link_is_of_one_door_and_one_purpose(maria: int) -> None:
    agent_cookie()
    with unit_of_work() as session:
        agent = session.exec(select(Login).where(Login.door == Door.LMS)).one()
        address = links.make_link(session, RESET, login=agent)
    assert address.startswith("http://localhost:8000/lms/reset/")
    agents, own = address.rpartition("/")[2], made(maria)
    for token, door, purpose in (
        (agents, Door.PORTAL, RESET),
        (own, Door.LMS, RESET),
        (own, Door.PORTAL, SIGN_UP),
        (own, Door.PORTAL, LinkPurpose.CONFIRM_EMAIL),
    ):
        with pytest.raises(LinkDead):
            use(token, door, purpose)
    assert use(agents, Door.LMS).login
    assert use(own).login


@pytest.mark.parametrize("token", ["", "x", "x" * 43, "ñ" * 43, "%00" * 20, "x" * 10_000])
def test_what_is_no_token(token: str) -> None:
    with pytest.raises(LinkDead):
        use(token)


@pytest.mark.parametrize("change", ["access", "disabled", "email"])
def test_a_link_ends_with_what_it_was_made_for(maria: int, change: str) -> None:
    token = made(maria)
    with unit_of_work() as session:
        login = session.get(Login, maria)
        assert login
        customer = session.get(Customer, login.customer_id)
        assert customer
        if change == "access":
            customer.portal_access = False
        elif change == "disabled":
            login.disabled_at = utc_now()
        else:
            login.email = "elsewhere@example.com"
    with pytest.raises(LinkDead):
        use(token)
