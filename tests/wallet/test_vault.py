import base64
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wallet.keys import new_key
from wallet.vault import KeyRefused, Place, SealBroken, Vault

HERE = Place("payment_profiles", "sealed", "pp_1")
NUMBER = b"4242424242424242"
OLD, NEW = new_key(), new_key()


@given(st.binary(max_size=200))
def test_what_was_sealed_opens_in_its_place(plain: bytes) -> None:
    vault = Vault([NEW])
    sealed = vault.seal(plain, HERE)
    assert vault.open(sealed, HERE) == plain
    assert len(plain) < 8 or plain not in sealed


@given(st.integers(0), st.integers(1, 255))
def test_one_changed_byte_anywhere_breaks_the_seal(place: int, change: int) -> None:
    vault = Vault([NEW])
    sealed = bytearray(vault.seal(NUMBER, HERE))
    sealed[place % len(sealed)] ^= change
    with pytest.raises(SealBroken):
        vault.open(bytes(sealed), HERE)


@pytest.mark.parametrize(
    "elsewhere",
    [
        Place("payment_profiles", "sealed", "pp_2"),
        Place("payment_profiles", "other", "pp_1"),
        Place("cards", "sealed", "pp_1"),
    ],
)
def test_a_value_moved_to_another_row_or_column_does_not_open(elsewhere: Place) -> None:
    vault = Vault([NEW])
    with pytest.raises(SealBroken):
        vault.open(vault.seal(NUMBER, HERE), elsewhere)


def test_another_key_does_not_open() -> None:
    with pytest.raises(SealBroken):
        Vault([OLD]).open(Vault([NEW]).seal(NUMBER, HERE), HERE)


@pytest.mark.parametrize("sealed", [b"", b"\x01", b"\x01" + b"0" * 10])
def test_what_is_too_short_does_not_open(sealed: bytes) -> None:
    with pytest.raises(SealBroken):
        Vault([NEW]).open(sealed, HERE)


def test_after_rotation_old_values_open_and_new_ones_use_the_new_key() -> None:
    before, after = Vault([OLD]), Vault([NEW, OLD])
    sealed = before.seal(NUMBER, HERE)
    assert after.open(sealed, HERE) == NUMBER
    assert not after.sealed_with_active_key(sealed)
    assert after.sealed_with_active_key(after.seal(NUMBER, HERE))
    assert after.matches(before.fingerprint("card", NUMBER), "card", NUMBER)


def test_fingerprints_tell_numbers_and_purposes_apart_and_need_the_key() -> None:
    vault = Vault([NEW])
    assert vault.fingerprint("card", NUMBER) == vault.fingerprint("card", NUMBER)
    assert vault.fingerprint("card", NUMBER) != vault.fingerprint("bank", NUMBER)
    assert vault.fingerprint("card", NUMBER) != Vault([OLD]).fingerprint("card", NUMBER)
    assert not vault.matches(vault.fingerprint("card", NUMBER), "card", b"5555555555554444")


def test_two_seals_of_one_number_differ() -> None:
    vault = Vault([NEW])
    assert vault.seal(NUMBER, HERE) != vault.seal(NUMBER, HERE)


def test_both_alphabets_of_base64_name_the_same_key() -> None:
    raw = b"\xfb\xff" + os.urandom(30)
    plain, url_safe = base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode()
    assert Vault([plain]).open(Vault([url_safe]).seal(NUMBER, HERE), HERE) == NUMBER


@pytest.mark.parametrize("keys", [[], ["changeme"], ["é" * 43], ["A" * 39]])
def test_what_is_not_a_key_is_refused(keys: list[str]) -> None:
    with pytest.raises(KeyRefused):
        Vault(keys)
