"""What is asked of a payment method several times at once is done once."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine
from sqlmodel import col, select

from models.audit import AuditEntry
from models.payment_methods import PaymentMethod
from services.database import reading, unit_of_work
from services.errors import NotFound
from services.payment_methods import adding, changing
from services.payment_methods.errors import NothingSaved, TooManyMethods
from services.payment_methods.repository import MOST
from services.subject import Subject
from tests.support.method_wallet import MethodWallet
from tests.support.profiles import actions, sent, someone

AT_ONCE = 6


def at_once(*calls: Callable[[], object]) -> list[object]:
    """What each said, or raised."""

    def said(call: Callable[[], object]) -> object:
        try:
            return call()
        except (NotFound, NothingSaved, TooManyMethods) as refused:
            return type(refused)

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(said, calls))


@pytest.fixture
def maria(portal_db: Engine) -> Subject:
    return someone()


def card(who: Subject, wallet: MethodWallet, last_four: str) -> int:
    form = adding.begin(who, wallet).id
    wallet.type_card(form, last_four)
    return adding.adopt(who, form, wallet)


def kept(who: Subject) -> list[PaymentMethod]:
    with reading() as session:
        mine = select(PaymentMethod).where(col(PaymentMethod.customer_id) == who.customer_id)
        return list(session.exec(mine.where(col(PaymentMethod.deleted_at).is_(None))).all())


def test_the_browser_and_the_wallet_tell_of_one_method(maria: Subject) -> None:
    wallet = MethodWallet()
    form = adding.begin(maria, wallet).id
    wallet.type_card(form)
    mails = len(sent())
    told = [lambda: adding.adopt(maria, form, wallet)] * AT_ONCE
    reported = [lambda: adding.adopt_reported(form, wallet)] * AT_ONCE
    said = at_once(*told, *reported)
    (method,) = kept(maria)
    assert set(said) == {method.id, True}
    assert (method.is_default, len(sent()) - mails) == (True, 1)
    assert actions().count("portal:payment_method:added") == 1


def test_there_is_one_default_whoever_is_chosen_at_once(maria: Subject) -> None:
    wallet = MethodWallet()
    methods = [card(maria, wallet, f"000{nth}") for nth in range(4)]

    def choose(method: int) -> None:
        with unit_of_work() as session:
            changing.make_default(session, maria, method)

    at_once(*[lambda one=one: choose(one) for one in methods * 2])
    assert sum(one.is_default for one in kept(maria)) == 1


def test_a_method_is_deleted_once(maria: Subject) -> None:
    wallet = MethodWallet()
    gone, left = card(maria, wallet, "0001"), card(maria, wallet, "0002")
    mails = len(sent())
    at_once(*[lambda: changing.delete(maria, gone, wallet)] * AT_ONCE)
    assert [(one.id, one.is_default) for one in kept(maria)] == [(left, True)]
    assert len(sent()) - mails == 1
    with reading() as session:
        deleted = col(AuditEntry.action) == "portal:payment_method:deleted"
        assert len(session.exec(select(AuditEntry).where(deleted)).all()) == 1


def test_forms_that_are_saved_at_once_never_make_too_many(maria: Subject) -> None:
    wallet = MethodWallet()
    forms = [adding.begin(maria, wallet).id for _ in range(AT_ONCE)]
    for nth in range(MOST - 2):
        card(maria, wallet, f"{nth:04}")
    for nth, form in enumerate(forms):
        wallet.type_card(form, f"100{nth}")
    told = [lambda one=one: adding.adopt(maria, one, wallet) for one in forms]
    reported = [lambda one=one: adding.adopt_reported(one, wallet) for one in forms]
    at_once(*told, *reported)
    assert len(kept(maria)) == MOST == len(wallet.profiles)
