"""Events of the wallet that cannot be taken in: set aside, tried again, never in the way."""

import json
import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine
from sqlmodel import col, select, update
from starlette.applications import Starlette
from starlette.testclient import TestClient

from models.base import utc_now
from models.payment_methods import PaymentMethod
from models.payments import WaitingEvent
from portal_app import routes
from portal_app.commands.doctor import doctor
from portal_app.http.wallet_events import ROUTES
from portal_app.settings import get_settings
from services import business_date
from services.database import reading, unit_of_work
from services.payment_methods import adding
from services.payments import events, gateways
from services.payments.gateway import EventPage, WalletEventNotice
from services.subject import Subject
from tests.support.method_wallet import MethodWallet
from tests.support.profiles import someone
from wallet.signing import sign

CREATED = "payment_profile.created"


class ReportingWallet(MethodWallet):
    """What its forms saved is all on the first page of its events."""

    def events(self, after: int) -> EventPage:
        told = [WalletEventNotice(f"evt_{form}", CREATED, form) for form in self.forms]
        return EventPage(tuple(told[after:]), len(told), False)


@pytest.fixture
def maria(portal_db: Engine) -> Subject:
    with unit_of_work() as session:
        business_date.freeze_at(session, date(2026, 11, 23))
    return someone()


@pytest.fixture
def wallet() -> Any:
    return ReportingWallet()


def waiting() -> list[tuple[str, str, int]]:
    with reading() as session:
        rows = session.exec(select(WaitingEvent).order_by(col(WaitingEvent.id)))
        return [(row.id, row.reason, row.tries) for row in rows]


def methods_of(subject: Subject) -> list[str]:
    mine = col(PaymentMethod.customer_id) == subject.customer_id
    with reading() as session:
        return [row.last_four for row in session.exec(select(PaymentMethod).where(mine))]


def refused_form(maria: Subject, wallet: Any) -> str:
    """A form of Maria's of which the wallet says that it saved the card of somebody else."""
    luis = someone(email="luis@example.com")
    form = adding.begin(luis, wallet).id
    theirs = wallet.type_card(form)
    adding.adopt(luis, form, wallet)
    mine = adding.begin(maria, wallet).id
    profile = replace(wallet.profiles[theirs], reference=wallet.asked[-1].reference)
    wallet.forms[mine] = replace(wallet.forms[mine], profile=profile)
    return mine


def test_one_that_cannot_be_taken_in_holds_up_none_after_it(maria: Subject, wallet: Any) -> None:
    form = refused_form(maria, wallet)
    wallet.type_card(adding.begin(maria, wallet).id, "1111")
    assert events.pull(wallet) == 2
    assert methods_of(maria) == ["1111"]
    for tries in (1, 2, 2):  # soon once more, and from then on in its time
        assert waiting() == [(f"evt_{form}", "NotFound", tries)]
        assert events.pull(wallet) == 0
    (said,) = [line for line in CliRunner().invoke(doctor).output.splitlines() if "events:" in line]
    assert said.startswith("warn")

    wallet.forms[form] = replace(wallet.forms[form], profile=None)
    with unit_of_work() as session:
        session.execute(update(WaitingEvent).values(look_at=utc_now()))
    assert events.pull(wallet) == 0
    assert waiting() == []
    assert "events:" not in CliRunner().invoke(doctor).output


def test_those_that_nobody_answers_for_wait_and_come_in_later(maria: Subject, wallet: Any) -> None:
    for last_four in ("1111", "2222", "3333", "4444", "5555"):
        wallet.type_card(adding.begin(maria, wallet).id, last_four)
    wallet.away = True
    assert events.pull(wallet) == 0
    assert [reason for _, reason, _ in waiting()] == ["OutcomeUnknown"] * 5
    wallet.away = False
    assert events.pull(wallet) == 5
    assert (len(methods_of(maria)), waiting()) == (5, [])


def test_one_that_is_delivered_and_cannot_be_taken_in_is_kept_once(
    maria: Subject, wallet: Any
) -> None:
    form = refused_form(maria, wallet)
    gateways.use(wallet)
    body = json.dumps({"id": "evt_1", "type": CREATED, "data": {"session": form}}).encode()
    secrets = [secret.encode() for secret in get_settings().event_secrets()]
    signed = {"Wallet-Signature": sign(secrets, int(time.time()), body)}
    client = TestClient(Starlette(routes=ROUTES))
    for _ in range(2):
        answer = client.post(routes.WALLET_EVENTS, content=body, headers=signed)
        assert answer.status_code == 204
    assert waiting() == [("evt_1", "NotFound", 2)]
