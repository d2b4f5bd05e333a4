"""Payment methods that are there: verified, made default, deleted, named."""

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.payment_methods import MethodStatus
from services.database import reading
from services.errors import NotFound
from services.payment_methods import changing, page, verifying
from services.payment_methods.errors import (
    MethodInUse,
    MethodNotUsable,
    NotAMicroEntry,
    VerificationOver,
    WrongAmounts,
)
from services.payments import events
from services.payments.gateway import WalletEventNotice
from services.subject import Subject
from tests.support.method_wallet import MethodWallet
from tests.support.methods import (
    bank,
    card,
    default,
    make_default,
    maria,
    names,
    tile,
    token,
    wallet,
)
from tests.support.profiles import actions, sent, someone

__all__ = ["maria", "wallet"]


def test_a_bank_account_is_verified_in_either_order(maria: Subject, wallet: MethodWallet) -> None:
    method = bank(maria, wallet)
    one = tile(maria, method)
    assert (one.name, one.badge, one.may_verify, one.may_default, one.is_default) == (
        "First Juniper checking ····6789",
        "Unverified",
        True,
        False,
        False,
    )
    verifying.verify(maria, method, "0.24", " .11", wallet)
    one = tile(maria, method)
    assert (one.badge, one.may_verify, one.is_default) == ("", False, True)
    assert actions()[-1] == "portal:payment_method:verified"
    verifying.verify(maria, method, "0.99", "0.99", wallet)
    assert tile(maria, method).badge == ""


def test_three_wrong_tries_end_it(maria: Subject, wallet: MethodWallet) -> None:
    method = bank(maria, wallet)
    for left in (2, 1):
        with pytest.raises(WrongAmounts) as refused:
            verifying.verify(maria, method, "0.10", "0.24", wallet)
        assert refused.value.tries_left == left
        assert f"{left} " in tile(maria, method).note
    for _ in range(2):
        with pytest.raises(VerificationOver):
            verifying.verify(maria, method, "0.10", "0.24", wallet)
    one = tile(maria, method)
    assert (one.badge, one.may_verify, one.may_default) == ("Not verified", False, False)
    with pytest.raises(VerificationOver):
        verifying.verify(maria, method, "0.11", "0.24", wallet)


@pytest.mark.parametrize("typed", ["", "abc", "0.00", "1.00", "-0.11", "0.111", None, {"a": 1}])
def test_what_is_no_micro_entry_costs_no_try(
    maria: Subject, wallet: MethodWallet, typed: object
) -> None:
    method = bank(maria, wallet)
    for told, fields in (
        (("0.11", typed), ("second",)),
        ((typed, "0.11"), ("first",)),
        ((typed, typed), ("first", "second")),
    ):
        with pytest.raises(NotAMicroEntry) as wrong:
            verifying.verify(maria, method, *told, wallet)
        assert (wrong.value.fields, wallet.tries) == (fields, {})


def test_the_wallet_knows_better_that_it_is_verified(maria: Subject, wallet: MethodWallet) -> None:
    method, other = bank(maria, wallet), bank(maria, wallet)
    wallet.become(token(method), MethodStatus.VERIFIED)
    verifying.verify(maria, method, "0.01", "0.02", wallet)
    assert tile(maria, method).badge == ""
    wallet.become(token(other), MethodStatus.VERIFIED)
    notice = WalletEventNotice("evt_1", "payment_profile.verified", token(other))
    assert events.take_in(notice, wallet)  # pyright: ignore[reportArgumentType]
    assert tile(maria, other).badge == ""
    wallet.become(token(other), MethodStatus.FAILED)
    assert verifying.look_again(token(other), wallet)
    assert tile(maria, other).badge == ""


def test_an_account_that_takes_no_deposits_is_told_once(
    maria: Subject, wallet: MethodWallet
) -> None:
    method = bank(maria, wallet)
    before = len(sent())
    wallet.become(token(method), MethodStatus.FAILED)
    for number in range(2):
        notice = WalletEventNotice(f"evt_{number}", "payment_profile.failed", token(method))
        assert events.take_in(notice, wallet)  # pyright: ignore[reportArgumentType]
    one = tile(maria, method)
    assert (one.badge, one.may_verify) == ("Not verified", False)
    assert "takes no small deposits" in one.note
    assert [mail.subject for mail in sent()[: len(sent()) - before]] == [
        "A bank account could not be verified"
    ]
    assert actions()[-1] == "system:payment_method:verification_failed"


def test_one_default_at_a_time_and_it_is_handed_on(maria: Subject, wallet: MethodWallet) -> None:
    first, second = card(maria, wallet), card(maria, wallet, "4444")
    account = bank(maria, wallet)
    assert default(maria) == "Visa ····4242"
    make_default(maria, second)
    assert (default(maria), names(maria)[0]) == ("Visa ····4444", "Visa ····4444")
    with pytest.raises(MethodNotUsable):
        make_default(maria, account)
    changing.delete(maria, second, wallet)
    assert default(maria) == "Visa ····4242"
    changing.delete(maria, first, wallet)
    assert default(maria) == ""
    verifying.verify(maria, account, "0.11", "0.24", wallet)
    assert default(maria) == "First Juniper checking ····6789"


def test_deleting_erases_the_number_and_tells_the_owner(
    maria: Subject, wallet: MethodWallet
) -> None:
    method = card(maria, wallet)
    changing.delete(maria, method, wallet)
    assert (names(maria), wallet.profiles) == ([], {})
    assert sent()[0].subject == "A payment method was removed"
    assert actions()[-1] == "portal:payment_method:deleted"
    with pytest.raises(NotFound):
        changing.delete(maria, method, wallet)


def test_one_that_is_charged_right_now_stays(maria: Subject, wallet: MethodWallet) -> None:
    method = card(maria, wallet)
    wallet.in_use.add(token(method))
    with pytest.raises(MethodInUse):
        changing.delete(maria, method, wallet)
    assert names(maria) == ["Visa ····4242"]


@pytest.mark.parametrize("what", [1, 0, -1, 2**40, "1", None, {"a": 1}, [1], True, float("nan")])
def test_nobody_touches_anothers_method(maria: Subject, wallet: MethodWallet, what: object) -> None:
    assert card(maria, wallet) == 1
    luis = someone(email="luis@example.com")
    with reading() as session:
        entries = len(session.exec(select(AuditEntry)).all())
    for attempt in (
        lambda: make_default(luis, what),
        lambda: changing.delete(luis, what, wallet),
        lambda: verifying.verify(luis, what, "0.11", "0.24", wallet),
        lambda: asked(luis, what),
    ):
        with pytest.raises(NotFound):
            attempt()
    assert (names(luis), names(maria)) == ([], ["Visa ····4242"])
    with reading() as session:
        assert len(session.exec(select(AuditEntry)).all()) == entries


def asked(subject: Subject, method: object) -> None:
    with reading() as session:
        page.deletion(session, subject, method)


@pytest.mark.parametrize(
    ("till", "badge", "usable"),
    [
        ("2026-10", "Expired", False),
        ("2026-11", "Expires soon", True),
        ("2026-12", "Expires soon", True),
        ("2027-01", "", True),
    ],
)
def test_a_cards_last_day_is_the_months(
    maria: Subject, wallet: MethodWallet, till: str, badge: str, usable: bool
) -> None:
    one = tile(maria, card(maria, wallet, till=till))
    assert (one.badge, one.is_default) == (badge, usable)


def test_long_and_missing_names(maria: Subject, wallet: MethodWallet) -> None:
    long = bank(maria, wallet, "The Farmers and Merchants Bank of Upperco")
    assert tile(maria, long).spoken.startswith("The Farmers and Merchants")
    assert tile(maria, bank(maria, wallet, "")).name == "Checking account ····6789"
