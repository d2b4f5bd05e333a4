import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic_core import PydanticCustomError

from wallet.numbers import (
    brand_of,
    checked_account_number,
    checked_card_number,
    checked_routing_number,
    passes_luhn,
)
from wallet.processors.sandbox_numbers import APPROVED, DECLINED, RETURNS, ROUTING_NUMBER, SETTLES


@pytest.mark.parametrize("number", [*sorted(APPROVED), *DECLINED])
def test_every_sandbox_card_is_a_card_number(number: str) -> None:
    assert checked_card_number(number) == number


@pytest.mark.parametrize("number", [SETTLES, *RETURNS])
def test_every_sandbox_account_is_an_account_number(number: str) -> None:
    assert checked_account_number(number) == number
    assert checked_routing_number(ROUTING_NUMBER) == ROUTING_NUMBER


@given(st.sampled_from(sorted(APPROVED)), st.integers(0, 15), st.integers(1, 9))
def test_one_wrong_digit_is_noticed(number: str, place: int, change: int) -> None:
    wrong = str((int(number[place]) + change) % 10)
    assert not passes_luhn(number[:place] + wrong + number[place + 1 :])


@pytest.mark.parametrize(
    "number", ["", "4242", "4242 4242 4242 4242", "٤٢" * 8, "0" * 20, "0" * 16]
)
def test_what_is_not_a_card_number_is_refused_without_being_repeated(number: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        checked_card_number(number)
    assert "4242" not in str(refused.value)


@pytest.mark.parametrize("number", ["424242424242424", "555555555555558", "37828224631003"])
def test_a_number_that_lacks_a_digit_is_refused_though_it_passes_luhn(number: str) -> None:
    assert passes_luhn(number)
    with pytest.raises(PydanticCustomError):
        checked_card_number(number)


@pytest.mark.parametrize(
    "number", ["110000001", "11000000", "1100000000", "11000000a", "000000000"]
)
def test_a_routing_number_has_nine_digits_and_a_check_digit(number: str) -> None:
    with pytest.raises(PydanticCustomError):
        checked_routing_number(number)


@pytest.mark.parametrize(
    ("number", "brand"),
    [
        ("4242424242424242", "visa"),
        ("5555555555554444", "mastercard"),
        ("2223003122003222", "mastercard"),
        ("378282246310005", "amex"),
        ("6011111111111117", "discover"),
        ("3056930009020004", "other"),
    ],
)
def test_the_brand_follows_from_the_first_digits(number: str, brand: str) -> None:
    assert brand_of(number) == brand
