"""A payment method comes in through the wallet's form: once, its owner's, and not too many."""

import json
from dataclasses import asdict, replace

import pytest
from sqlmodel import col, select, update

from models.base import utc_now
from models.payment_methods import MethodSession, PaymentMethod
from models.sessions import Session as SessionRow
from services import sessions
from services.database import reading, unit_of_work
from services.errors import NotFound, TooManyAttempts
from services.logins import throttle
from services.payment_methods import adding, changing, page, verifying
from services.payment_methods.errors import (
    NothingSaved,
    TooManyMethods,
    WalletAway,
)
from services.payment_methods.page import MethodTile
from services.payment_methods.repository import MOST
from services.payments import events
from services.payments.gateway import WalletEventNotice
from services.profile.errors import ProofNeeded
from services.subject import Subject
from tests.support.method_wallet import MethodWallet
from tests.support.methods import (
    bank,
    card,
    everything,
    give,
    maria,
    names,
    shown,
    token,
    wallet,
)
from tests.support.profiles import actions, again, age, sent, someone

__all__ = ["maria", "wallet"]

HOSTILE = (None, "", "ws_9", 7, {"a": 1}, ["ws_1"], "ws_1' OR 1=1 --", "x" * 10_000, True)


def test_a_card_that_the_wallet_saved_is_there_with_its_mail_and_its_entry(
    maria: Subject, wallet: MethodWallet
) -> None:
    before = len(sent())
    method = card(maria, wallet)
    assert shown(maria).tiles == (
        MethodTile(
            method,
            "Visa ····4242",
            "Visa 4242",
            "visa",
            "Expires Dec 2031",
            is_default=True,
        ),
    )
    (mail, *_older) = sent()
    assert (len(sent()) - before, mail.subject) == (1, "A payment method was added")
    assert "Visa ····4242" in mail.text
    assert actions()[-1] == "portal:payment_method:added"
    assert wallet.asked[0].bound_to != wallet.asked[0].reference
    assert str(maria.customer_id) != wallet.asked[0].reference


def test_adopting_again_changes_nothing(maria: Subject, wallet: MethodWallet) -> None:
    method = card(maria, wallet)
    mails = len(sent())
    assert adding.adopt(maria, "ws_1", wallet) == method
    assert (len(names(maria)), len(sent())) == (1, mails)


def test_the_wallets_report_adopts_what_no_browser_told_of(
    maria: Subject, wallet: MethodWallet
) -> None:
    wallet.type_card(adding.begin(maria, wallet).id)
    notice = WalletEventNotice("evt_1", "payment_profile.created", "ws_1")
    assert events.take_in(notice, wallet)  # pyright: ignore[reportArgumentType]
    assert names(maria) == ["Visa ····4242"]
    with reading() as session:
        known = adding.saved_by(session, maria, "ws_1")
    assert adding.adopt(maria, "ws_1", wallet) == known
    assert not events.take_in(notice, wallet)  # pyright: ignore[reportArgumentType]
    assert len(names(maria)) == 1


@pytest.mark.parametrize("how", ["log_out", "new_password", "too_old"])
def test_a_form_dies_with_the_session_that_opened_it(
    maria: Subject, wallet: MethodWallet, how: str
) -> None:
    before, after = (adding.begin(maria, wallet).id for _ in range(2))
    kept = wallet.type_card(before, "0001")
    with unit_of_work() as session:
        row = session.get_one(SessionRow, maria.session_id)
        if how == "log_out":
            sessions.end_one(session, maria.login_id, maria.session_id)
        elif how == "new_password":
            sessions.end_all(session, maria.login_id)
        else:
            row.expires_at = utc_now()
    gone = wallet.type_card(after, "0002")
    for number, form in enumerate((before, after)):
        notice = WalletEventNotice(f"evt_{number}", "payment_profile.created", form)
        taken = events.take_in(notice, wallet)  # pyright: ignore[reportArgumentType]
        assert taken is (form == before)
    assert [row.last_four for row in everything(maria)] == ["0001"]
    assert (kept in wallet.profiles, gone in wallet.profiles) == (True, False)


@pytest.mark.parametrize("key", ["ws_99", "pp_1", "", "../x"])
def test_a_report_of_somebody_elses_profile_is_noted_and_left(
    maria: Subject, wallet: MethodWallet, key: str
) -> None:
    for kind in ("created", "verified", "unheard_of"):
        notice = WalletEventNotice(f"evt_{kind}", f"payment_profile.{kind}", key)
        assert not events.take_in(notice, wallet)  # pyright: ignore[reportArgumentType]
    assert names(maria) == []


@pytest.mark.parametrize("form", HOSTILE)
def test_a_form_that_is_not_this_sessions_gives_nothing(
    maria: Subject, wallet: MethodWallet, form: object
) -> None:
    luis = someone(email="luis@example.com")
    wallet.type_card(adding.begin(luis, wallet).id)
    for anybody in (maria, again(luis.login_id)):
        for told in (form, "ws_1"):
            with pytest.raises(NotFound):
                adding.adopt(anybody, told, wallet)
    assert (names(maria), names(luis)) == ([], [])


@pytest.mark.parametrize("part", ["bound_to", "reference"])
def test_the_wallet_must_name_the_session_and_the_customer(
    maria: Subject, wallet: MethodWallet, part: str
) -> None:
    form = adding.begin(maria, wallet).id
    wallet.type_card(form)
    wallet.forms[form] = replace(wallet.forms[form], **{part: "0" * 64})
    with pytest.raises(NotFound):
        adding.adopt(maria, form, wallet)
    assert not adding.adopt_reported(form, wallet)
    assert names(maria) == []


def test_a_profile_that_is_another_customers_is_not_taken_over(
    maria: Subject, wallet: MethodWallet
) -> None:
    luis = someone(email="luis@example.com")
    card(luis, wallet)
    form = adding.begin(maria, wallet).id
    theirs = replace(wallet.profiles[token(1)], reference=wallet.asked[-1].reference)
    wallet.forms[form] = replace(wallet.forms[form], profile=theirs)
    with pytest.raises(NotFound):
        adding.adopt(maria, form, wallet)
    assert (names(maria), len(names(luis))) == ([], 1)


def test_an_open_form_has_saved_nothing(maria: Subject, wallet: MethodWallet) -> None:
    with pytest.raises(NothingSaved):
        adding.adopt(maria, adding.begin(maria, wallet).id, wallet)


def test_old_proof_is_not_enough_to_add(maria: Subject, wallet: MethodWallet) -> None:
    age(maria)
    with pytest.raises(ProofNeeded):
        adding.begin(maria, wallet)
    assert wallet.asked == []


def test_the_wallet_may_be_away_at_every_step(maria: Subject, wallet: MethodWallet) -> None:
    method = bank(maria, wallet)
    form = adding.begin(maria, wallet).id
    wallet.type_card(form)
    wallet.away = True
    before = shown(maria)
    for step in (
        lambda: adding.begin(maria, wallet),
        lambda: adding.adopt(maria, form, wallet),
        lambda: verifying.verify(maria, method, "0.11", "0.24", wallet),
        lambda: changing.delete(maria, method, wallet),
    ):
        with pytest.raises(WalletAway):
            step()
    assert shown(maria) == before


@pytest.mark.parametrize(
    "url", ["https://elsewhere.example/frames/x#t", "http://127.0.0.1:80011/x", "javascript:x"]
)
def test_a_form_of_another_address_is_not_shown(
    maria: Subject, wallet: MethodWallet, url: str
) -> None:
    wallet.url = url
    with pytest.raises(WalletAway):
        adding.begin(maria, wallet)


def test_there_are_only_so_many(maria: Subject, wallet: MethodWallet) -> None:
    with unit_of_work() as session:
        for number in range(MOST):
            row = PaymentMethod(
                customer_id=maria.customer_id,
                profile_token=f"pp_{number}",
                kind="card",  # pyright: ignore[reportArgumentType]
                last_four="0000",
            )
            session.add(row)
    assert shown(maria).full
    with pytest.raises(TooManyMethods):
        adding.begin(maria, wallet)


def test_a_page_of_methods_is_small_and_every_method_is_on_one(
    maria: Subject, wallet: MethodWallet
) -> None:
    first = card(maria, wallet)
    others = give(maria, MOST - 1)
    seen: list[int] = []
    with reading() as session:
        view = page.methods(session, maria)
        assert view.tiles[0].id == first  # the default
        while True:
            size = len(json.dumps([asdict(one) for one in view.tiles], separators=(",", ":")))
            assert size < 2_000
            seen += [one.id for one in view.tiles]
            if not view.more:
                break
            view = page.methods(session, maria, view.skipped + page.PAGE, view.newest)
    assert seen == [first, *reversed(others)]


def test_a_new_method_is_seen_at_once_whichever_page_is_open(
    maria: Subject, wallet: MethodWallet
) -> None:
    give(maria, page.PAGE + 2)
    with reading() as session:
        before = page.methods(session, maria, page.PAGE, shown(maria).newest)
    assert before.skipped == page.PAGE
    new = card(maria, wallet)
    with reading() as session:
        after = page.methods(session, maria, before.skipped, before.newest)
    assert (after.skipped, after.tiles[0].id) == (0, new)
    for strange in (-6, 10_000):
        with reading() as session:
            assert page.methods(session, maria, strange, new).skipped == 0


def test_a_form_that_fills_up_after_others_keeps_nothing(
    maria: Subject, wallet: MethodWallet
) -> None:
    """Forms that were open together: the last number is erased at the wallet, and told so."""
    forms = [adding.begin(maria, wallet).id for _ in range(3)]
    give(maria, MOST - 1)
    tokens = [wallet.type_card(form, f"100{nth}") for nth, form in enumerate(forms)]
    adding.adopt(maria, forms[0], wallet)
    with pytest.raises(TooManyMethods):
        adding.adopt(maria, forms[1], wallet)
    assert not adding.adopt_reported(forms[2], wallet)
    assert set(wallet.profiles) == {tokens[0]}
    assert len(everything(maria)) == MOST
    with pytest.raises(NothingSaved):
        adding.adopt(maria, forms[1], wallet)


def test_forms_are_not_opened_without_end(maria: Subject, wallet: MethodWallet) -> None:
    (limit,) = throttle.form_limits(maria.login_id)
    with unit_of_work() as session:
        for _ in range(limit.failures - 1):
            throttle.charge(session, [limit])
    adding.begin(maria, wallet)
    with pytest.raises(TooManyAttempts):
        adding.begin(maria, wallet)
    assert len(wallet.asked) == 1


def test_old_forms_are_forgotten(maria: Subject, wallet: MethodWallet) -> None:
    old = adding.begin(maria, wallet).id
    with unit_of_work() as session:
        far = update(MethodSession).where(col(MethodSession.id) == old)
        session.execute(far.values(created_at=utc_now() - 2 * adding.KEPT))
    adding.begin(maria, wallet)
    with reading() as session:
        assert [row.id for row in session.exec(select(MethodSession)).all()] == ["ws_2"]
