"""Notices of changes: heard once, in whatever order they were committed, and dropped when old."""

from datetime import timedelta

from sqlalchemy import Engine, func
from sqlmodel import select, update

from models.base import utc_now
from models.live import LiveNotice
from portal_app.live import Heard, OpenTabs
from services import live
from services.database import reading, unit_of_work
from services.doors import Door
from tests.support.borrowers import borrower


def tell(*logins: int) -> None:
    with unit_of_work() as session:
        live.tell(session, logins)


def heard(ear: Heard, now: float = 0.0) -> set[int]:
    with reading() as session:
        return ear.take(live.notices_after(session, ear.low), now)


def test_each_is_heard_once(portal_db: Engine) -> None:
    maria, luis = borrower("maria@example.com"), borrower("luis@example.com")
    ear = Heard()
    tell(maria)
    assert heard(ear) == {maria}
    assert heard(ear) == set()
    tell(maria, luis, luis)
    assert heard(ear) == {maria, luis}


def test_one_that_is_committed_after_a_later_one_is_not_missed() -> None:
    ear = Heard(window=30)
    assert ear.take([(7, 1)], 0) == {1}
    assert ear.low == 0
    assert ear.take([(6, 2), (7, 1)], 29) == {2}
    ear.take([], 60)
    assert ear.low == 7


def test_old_ones_are_dropped_and_new_ones_stay(portal_db: Engine) -> None:
    maria = borrower("maria@example.com")
    tell(maria)
    with unit_of_work() as session:
        assert not live.has_old_notices(session)
        long_ago = utc_now() - live.KEPT - timedelta(seconds=1)
        session.execute(update(LiveNotice).values(at=long_ago))
        live.tell(session, [maria])
    with unit_of_work() as session:
        assert live.has_old_notices(session)
        live.prune(session)
        assert session.exec(select(func.count()).select_from(LiveNotice)).one() == 1


def test_what_is_told_after_all_others_are_old_is_heard(portal_db: Engine) -> None:
    maria = borrower("maria@example.com")
    ear = Heard(window=30)
    tell(maria)
    assert heard(ear, now=0) == {maria}
    assert heard(ear, now=60) == set()
    with unit_of_work() as session:
        session.execute(update(LiveNotice).values(at=utc_now() - live.KEPT * 2))
    with unit_of_work() as session:
        live.prune(session)
        assert not live.has_old_notices(session)
    tell(maria)
    assert heard(ear, now=61) == {maria}


def test_a_tab_that_came_back_on_another_socket_stays() -> None:
    tabs = OpenTabs()
    tabs.add("first", "tab", {Door.PORTAL: 1, Door.LMS: 2})
    tabs.add("second", "tab", {Door.PORTAL: 1})
    tabs.remove("first")
    assert tabs.of([1, 2]) == [("tab", Door.PORTAL)]
    tabs.remove("second")
    assert not tabs
