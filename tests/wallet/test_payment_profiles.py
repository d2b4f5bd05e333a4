from dataclasses import replace

from fastapi.testclient import TestClient

from tests.wallet.support.requests import bank, card, charge, new_key, post_charge, save
from wallet.keys import new_key as new_vault_key
from wallet.processors.base import BankAccount, Card
from wallet.profiles import instrument_of
from wallet.rotation import rotate
from wallet.service import Wallet
from wallet.settings import WalletSettings
from wallet.tables import PaymentProfile
from wallet.vault import Vault


def row(wallet: Wallet, profile: str) -> PaymentProfile:
    with wallet.database.read() as session:
        return session.get_one(PaymentProfile, profile)


def test_a_card_comes_back_as_brand_last_four_and_expiry(client: TestClient) -> None:
    answer = client.post("/v1/payment-profiles", json=card())
    profile = answer.json()
    assert answer.status_code == 201
    assert profile.pop("id").startswith("pp_")
    assert profile.pop("created_at").endswith("Z")
    assert profile == {
        "kind": "card",
        "brand": "visa",
        "last4": "4242",
        "exp_month": 12,
        "exp_year": 2031,
        "account_type": None,
        "bank_name": None,
        "reference": None,
        "status": "verified",
        "verification": None,
    }


def test_a_bank_account_comes_back_as_its_last_four_and_type(client: TestClient) -> None:
    profile = save(client, bank(bank_name="First Juniper"))
    found = client.get(f"/v1/payment-profiles/{profile}").json()
    shown = (found["last4"], found["account_type"], found["bank_name"], found["brand"])
    assert shown == ("6789", "checking", "First Juniper", None)


def test_the_number_is_sealed_and_opens_for_the_processor(
    client: TestClient, wallet: Wallet
) -> None:
    saved = row(wallet, save(client, card()))
    assert b"4242424242424242" not in (saved.sealed or b"")
    assert instrument_of(wallet.vault, saved) == Card("4242424242424242", 12, 2031, "Maria Reyes")
    account = row(wallet, save(client, bank()))
    assert instrument_of(wallet.vault, account) == BankAccount(
        "110000000", "000123456789", "checking", "Maria Reyes"
    )


def test_a_repeat_with_the_same_key_saves_one_profile(client: TestClient) -> None:
    headers = {"Idempotency-Key": new_key()}
    first = client.post("/v1/payment-profiles", json=card(), headers=headers)
    again = client.post("/v1/payment-profiles", json=card(), headers=headers)
    assert again.json() == first.json()
    assert again.headers["Idempotent-Replayed"] == "true"
    other = client.post("/v1/payment-profiles", json=card(holder="X"), headers=headers)
    assert other.json()["code"] == "idempotency-key-reused"


def test_a_deleted_profile_is_gone_and_its_number_with_it(
    client: TestClient, wallet: Wallet
) -> None:
    profile = save(client, card())
    made = charge(client, profile)
    assert client.delete(f"/v1/payment-profiles/{profile}").status_code == 204
    assert client.get(f"/v1/payment-profiles/{profile}").status_code == 404
    assert client.delete(f"/v1/payment-profiles/{profile}").status_code == 404
    assert post_charge(client, profile).json()["code"] == "payment-profile-not-found"
    assert (row(wallet, profile).sealed, row(wallet, profile).fingerprint) == (None, None)
    assert client.get(f"/v1/charges/{made['id']}").status_code == 200


def test_a_repeated_charge_is_answered_after_its_profile_was_deleted(client: TestClient) -> None:
    profile, key = save(client, card()), new_key()
    first = charge(client, profile, key)
    client.delete(f"/v1/payment-profiles/{profile}")
    assert charge(client, profile, key) == first


def test_no_field_takes_a_security_code(client: TestClient) -> None:
    answer = client.post("/v1/payment-profiles", json=card(security_code="123"))
    assert answer.status_code == 422
    assert not {"cvv", "cvc", "security_code"} & set(PaymentProfile.model_fields)


def test_rotation_reseals_every_number_under_the_new_key(
    client: TestClient, wallet: Wallet, settings: WalletSettings
) -> None:
    profiles = [save(client, card()), save(client, bank()), save(client, card())]
    client.delete(f"/v1/payment-profiles/{profiles[2]}")
    key = new_vault_key()
    rotating = replace(wallet, vault=Vault([key, *settings.encryption_keys]))
    assert rotate(rotating) == 2
    assert rotate(rotating) == 0
    only_new = Vault([key])
    kinds = [type(instrument_of(only_new, row(wallet, profile))) for profile in profiles[:2]]
    assert kinds == [Card, BankAccount]
    fingerprint = row(wallet, profiles[0]).fingerprint or ""
    assert only_new.matches(fingerprint, "card", b"4242424242424242")
