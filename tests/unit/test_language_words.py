"""Expected failures have words; a fault has the general sentence and no detail."""

import inspect
from datetime import UTC, datetime, timedelta

import pytest

from services import errors
from services.errors import NotFound, PortalError, TooManyAttempts
from services.language import use_language
from services.language.words import has_words, words
from services.money import AmountProblem, InvalidAmount
from services.servicing.errors import MoreThanPayoff

SHARED = [
    error
    for _name, error in inspect.getmembers(errors, inspect.isclass)
    if issubclass(error, PortalError) and error is not PortalError
]


@pytest.mark.parametrize("error", SHARED)
def test_every_shared_error_has_words(error: type[PortalError]) -> None:
    assert has_words(error)


def test_an_error_without_words_is_noticed() -> None:
    class Unworded(PortalError): ...

    assert not has_words(Unworded)


def test_a_fault_shows_nothing_of_itself() -> None:
    assert "SELECT" not in words(RuntimeError("SELECT password_hash FROM logins"))


@pytest.mark.parametrize("problem", AmountProblem)
def test_every_problem_of_an_amount_has_words(problem: AmountProblem) -> None:
    assert words(InvalidAmount(problem)).endswith(".")


def test_words_carry_the_errors_data_in_the_language() -> None:
    error = MoreThanPayoff(amount=1_000_000, payoff=929_220)
    assert words(error) == "That is more than the payoff of $9,292.20. You were not charged."
    with use_language("es"):
        assert "$9,292.20" in words(error)
        assert words(NotFound()) != words(error)


@pytest.mark.parametrize(("seconds", "minutes"), [(-5, "1 minute "), (61, "2 minutes ")])
def test_a_lock_names_when_it_ends(seconds: int, minutes: str) -> None:
    assert minutes in words(TooManyAttempts(datetime.now(UTC) + timedelta(seconds=seconds)))
