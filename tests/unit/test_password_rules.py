"""Which new passwords are taken: length, lists, and words about the owner; no composition."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.logins.password_rules import (
    ALONE,
    WITH_SECOND_STEP,
    Problem,
    Rules,
    WeakPassword,
    judge,
    require_strong,
)
from services.logins.passwords import LONGEST, hash_password, is_right

ABOUT = ("juniper", "lending", "jose", "maria", "reyes", "example", "com", "localhost")
SHORT, LONG = Rules(WITH_SECOND_STEP, ABOUT), Rules(ALONE, ABOUT)


@pytest.mark.parametrize(
    "password",
    [
        "plum orbit canvas",
        "ñandú-río-café-año",
        "correct horse battery staple " * 4,
        "密码不是这个而是另外一个非常长的",
        "xk4 qjz!vwp Lm9 tuv",
        " leading and trailing spaces ",
        "Juniper-demo-2026",
    ],
)
def test_long_ones_are_taken_whatever_they_are_made_of(password: str) -> None:
    require_strong(password, LONG)


@pytest.mark.parametrize("password", ["xkqj zvw", "tea4Plum", "río-lápiz"])
def test_eight_characters_do_with_a_second_step_only(password: str) -> None:
    require_strong(password, SHORT)
    assert judge(password, LONG).problem is Problem.TOO_SHORT


@pytest.mark.parametrize(
    ("password", "problem"),
    [
        ("", Problem.TOO_SHORT),
        ("xk4qjz!", Problem.TOO_SHORT),
        ("password", Problem.COMMON),
        ("PASSWORD1", Problem.COMMON),
        ("Summer2026!", Problem.COMMON),
        ("!!dragon1999!!", Problem.COMMON),
        ("maria.reyes@example.com", Problem.ABOUT_YOU),
        ("MariaReyes1", Problem.ABOUT_YOU),
        ("José-Reyes", Problem.ABOUT_YOU),
        ("juniperlending", Problem.ABOUT_YOU),
        ("aaaaaaaaaaaaaaaaaaaa", Problem.EASY),
        ("abcdefghijklmno", Problem.EASY),
        ("trustno1trustno1", Problem.EASY),
        ("x" * (LONGEST + 1), Problem.TOO_LONG),
        ("x" * 10_000, Problem.TOO_LONG),
    ],
)
def test_what_is_refused(password: str, problem: Problem) -> None:
    assert judge(password, SHORT).problem is problem
    with pytest.raises(WeakPassword):
        require_strong(password, SHORT)


def test_a_refusal_names_its_notice() -> None:
    assert WeakPassword(Problem.TOO_SHORT, 15).notice == "short-15"
    assert WeakPassword(Problem.ABOUT_YOU, 15).notice == "about-you"


def test_the_longest_is_hashed_whole() -> None:
    longest = "plum orbit canvas " * 14 + "last"
    assert len(longest) == LONGEST
    require_strong(longest, LONG)
    hashed = hash_password(longest)
    assert is_right(longest, hashed)
    assert not is_right(longest[:-1], hashed)


def test_one_password_typed_on_two_keyboards() -> None:
    """e and an accent apart, or one letter; the ligature fi, or two letters."""
    hashed = hash_password("cafe\u0301 \ufb01n plum orbit")
    assert is_right("caf\u00e9 fin plum orbit", hashed)
    assert not is_right("cafe fin plum orbit", hashed)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_judged(password: str) -> None:
    found = judge(password, SHORT)
    assert (found.problem is None) == (found.strength >= 2)
