"""From the outbox to a carrier: once, in order, again after failures, and marked when in doubt."""

import os
import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from models.base import utc_now
from models.messages import Channel, Message
from portal_app.settings import SettingsError, get_settings
from portal_app.wiring import carriers
from services.database import reading, unit_of_work
from services.messages import mail
from services.messages.claims import CLAIM, PAUSES, claim, note
from services.messages.errors import NotNow, Refused, Unknown
from services.messages.letters import codes, security
from services.messages.parcel import Carrier, Outbox, Parcel
from services.messages.postman import Postman, deliver
from services.messages.smtp import Server, Smtp
from tests.support.dying_postman import DIED
from tests.support.mail_server import CUT, Desk, mail_server
from tests.support.portal import ROOT
from tests.wallet.support.waiting import until

LATER = timedelta(seconds=1)


class Scripted:
    """A carrier that raises what it is given, in order, and remembers what it was handed."""

    def __init__(self, *failures: Exception) -> None:
        self.failures, self.handed = list(failures), list[Parcel]()

    def send(self, parcel: Parcel) -> None:
        self.handed.append(parcel)
        if self.failures:
            raise self.failures.pop(0)


def write(to: str = "maria@example.com", lasts: timedelta = timedelta(minutes=10)) -> None:
    with unit_of_work() as session:
        mail(session, to, codes.log_in("123456", lasts), language="en")


def messages() -> list[Message]:
    with reading() as session:
        return [*session.exec(select(Message).order_by(col(Message.id)))]


def work(carrier: Carrier, now: datetime) -> int:
    """One worker's look at `now`; how many mails it took."""
    parcels = claim(Channel.EMAIL, 10, now)
    for parcel in parcels:
        deliver(parcel, carrier)
    return len(parcels)


def smtp(where: str) -> Smtp:
    return Smtp(Server.parse(f"smtp://{where}"), "no-reply@localhost")


def test_a_mail_is_sent_once(portal_db: Engine) -> None:
    write()
    desk = Desk()
    with mail_server(desk) as where:
        assert work(smtp(where), utc_now()) == 1
        assert work(smtp(where), utc_now() + timedelta(days=1)) == 0
    assert len(desk.taken) == 1
    (row,) = messages()
    assert row.sent_at
    assert (row.tries, row.problem, row.failed_at, row.claimed_until) == (1, "", None, None)
    assert "123456" in row.text, "the demo's inbox shows it"


def test_a_temporary_refusal_is_tried_again_and_is_no_duplicate(portal_db: Engine) -> None:
    write()
    desk = Desk("451 come back")
    with mail_server(desk) as where:
        work(smtp(where), utc_now())
        assert work(smtp(where), utc_now()) == 0, "not before its time"
        assert work(smtp(where), utc_now() + PAUSES[0] + LATER) == 1
    (taken,) = desk.taken
    assert taken["X-Portal-Retry"] is None
    assert messages()[0].sent_at
    assert messages()[0].problem == "451 come back"


def test_a_refusal_for_good_ends_it(portal_db: Engine) -> None:
    write()
    with mail_server(Desk(rcpt="550 nobody")) as where:
        work(smtp(where), utc_now())
    (row,) = messages()
    assert (row.sent_at, row.problem) == (None, "550 nobody")
    assert row.failed_at
    assert work(Scripted(), utc_now() + timedelta(days=1)) == 0


def test_it_is_given_up_after_the_last_pause(portal_db: Engine) -> None:
    write(lasts=timedelta(days=9))
    carrier = Scripted(*[NotNow("away")] * 99)
    now = utc_now()
    for pause in (timedelta(0), *PAUSES):
        now += pause + LATER
        assert work(carrier, now) == 1
    (row,) = messages()
    assert len(carrier.handed) == row.tries == len(PAUSES) + 1
    assert row.failed_at
    assert work(carrier, now + timedelta(days=1)) == 0


def test_what_is_of_no_use_any_more_is_not_sent(portal_db: Engine) -> None:
    write(lasts=timedelta(minutes=10))
    carrier = Scripted()
    assert work(carrier, utc_now() + timedelta(minutes=11)) == 0
    assert carrier.handed == []
    assert messages()[0].problem == "expired"


def test_a_lost_answer_is_one_more_copy_and_marked(portal_db: Engine) -> None:
    write()
    desk = Desk(CUT, "250 taken")
    with mail_server(desk) as where:
        work(smtp(where), utc_now())
        assert messages()[0].problem.startswith("possible duplicate")
        work(smtp(where), utc_now() + PAUSES[0] + LATER)
    first, second = desk.taken
    assert first["Message-ID"] == second["Message-ID"]
    assert (first["X-Portal-Retry"], second["X-Portal-Retry"]) == (None, "possible duplicate")
    assert messages()[0].sent_at


def test_a_doubt_outlives_a_temporary_refusal_and_ends_with_the_next(portal_db: Engine) -> None:
    write(lasts=timedelta(days=1))
    carrier = Scripted(Unknown("lost"), NotNow("451"), Unknown("lost again"))
    now = utc_now()
    for pause in (timedelta(0), *PAUSES[:4]):
        now += pause + LATER
        work(carrier, now)
    assert [one.may_repeat for one in carrier.handed] == [False, True, True]
    assert messages()[0].failed_at


def die(where: str, now: datetime) -> int:
    command = [sys.executable, "-m", "tests.support.dying_postman", where, now.isoformat()]
    return subprocess.run(command, cwd=ROOT, env=os.environ, check=False, timeout=240).returncode


def test_a_worker_killed_after_the_server_took_it(portal_db: Engine) -> None:
    write(lasts=timedelta(days=1))
    write("luis@example.com", lasts=timedelta(days=1))
    desk = Desk()
    now = utc_now() + LATER
    with mail_server(desk) as where:
        assert die(where, now) == DIED
        assert work(smtp(where), now) == 1, "the other mail: the first is still claimed"
        assert work(smtp(where), now + CLAIM + LATER) == 1
        assert work(smtp(where), now + 3 * CLAIM) == 0
    to_maria = [one["X-Portal-Retry"] for one in desk.taken if "maria" in one["To"]]
    assert to_maria == [None, "possible duplicate"]
    row = messages()[0]
    assert row.sent_at
    assert row.problem.startswith("possible duplicate")


def test_killed_twice_it_is_never_sent_a_third_time(portal_db: Engine) -> None:
    write(lasts=timedelta(days=1))
    desk = Desk()
    now = utc_now() + LATER
    with mail_server(desk) as where:
        assert die(where, now) == DIED
        assert die(where, now + CLAIM + LATER) == DIED
        assert work(smtp(where), now + 3 * CLAIM) == 0
    assert len(desk.taken) == 2
    assert messages()[0].failed_at


def test_workers_side_by_side_send_each_mail_once(portal_db: Engine) -> None:
    for number in range(24):
        write(f"b{number}@example.com")
    desk = Desk()
    with mail_server(desk) as where:
        postmen = [Postman(Channel.EMAIL, smtp(where)) for _ in range(3)]
        for postman in postmen:
            postman.start()
        until(lambda: all(row.sent_at for row in messages()))
        for postman in postmen:
            postman.stop()
    assert len({mail["To"] for mail in desk.taken}) == len(desk.taken) == 24
    assert {row.tries for row in messages()} == {1}


def test_a_code_overtakes_what_waits(portal_db: Engine) -> None:
    with unit_of_work() as session:
        for _ in range(5):
            mail(session, "all@example.com", security.password_changed(utc_now()), language="en")
    write()
    (first,) = claim(Channel.EMAIL, 1, utc_now())
    assert first.recipient == "maria@example.com"


def test_a_note_that_comes_too_late_does_not_count(portal_db: Engine) -> None:
    write(lasts=timedelta(days=1))
    (slow,) = claim(Channel.EMAIL, 1, utc_now())
    (quick,) = claim(Channel.EMAIL, 1, utc_now() + CLAIM + LATER)
    note(quick, None, utc_now())
    note(slow, Refused("550"), utc_now())
    (row,) = messages()
    assert row.sent_at
    assert row.failed_at is None


@pytest.mark.parametrize("failure", [None, Refused("550"), Unknown("lost")])
def test_outside_the_demo_a_secret_is_emptied_once_it_is_over(
    portal_db: Engine, monkeypatch: pytest.MonkeyPatch, failure: Exception | None
) -> None:
    monkeypatch.setenv("PORTAL_DEMO", "0")
    get_settings.cache_clear()
    write()
    with unit_of_work() as session:
        mail(session, "a@example.com", security.password_changed(utc_now()), language="en")
    work(Scripted(*[failure, None] if failure else []), utc_now())
    secret, plain = messages()
    assert (secret.text == secret.html == "") is not isinstance(failure, Unknown)
    assert "password" in plain.text


def test_which_carriers_there_are(portal_db: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {type(one) for one in carriers().values()} == {Outbox}
    monkeypatch.setenv("PORTAL_MAIL_URL", "smtp://127.0.0.1:1025")
    get_settings.cache_clear()
    assert isinstance(carriers()[Channel.EMAIL], Smtp)
    monkeypatch.setenv("PORTAL_DEMO", "0")
    monkeypatch.setenv("PORTAL_MAIL_URL", "")
    get_settings.cache_clear()
    assert carriers() == {}, "without an address messages wait"
    monkeypatch.setenv("PORTAL_MAIL_URL", "mail.example.com")
    get_settings.cache_clear()
    with pytest.raises(SettingsError, match="PORTAL_MAIL_URL must be"):
        carriers()
