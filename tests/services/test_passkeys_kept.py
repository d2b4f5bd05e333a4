"""Passkeys in the profile: adding, naming, removing."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, update

from models.base import utc_now
from models.sessions import Session as SessionRow
from services import passkeys, sessions
from services.database import reading, unit_of_work
from services.errors import InvalidInput, NotFound
from services.passkeys import TooManyPasskeys
from services.profile.errors import ProofNeeded
from services.subject import Subject
from tests.support.authenticator import Authenticator
from tests.support.borrowers import borrower
from tests.support.passkeys import LUIS, add, change, new_maria, options_to_add, subject


@pytest.fixture
def maria(portal_db: Engine) -> Subject:
    return new_maria()


def test_adding_and_removing_ask_for_fresh_proof(maria: Subject) -> None:
    add(maria)
    change(update(SessionRow).values(proved_at=utc_now() - sessions.FRESH - timedelta(seconds=1)))
    with unit_of_work() as session:
        view = passkeys.passkeys_of(session, maria)
        with pytest.raises(ProofNeeded):
            passkeys.options_to_add(session, maria, "Laptop")
        with pytest.raises(ProofNeeded):
            passkeys.remove(session, maria, view.lines[0].id)
        passkeys.rename(session, maria, view.lines[0].id, "My phone")
        assert passkeys.passkeys_of(session, maria).lines[0].name == "My phone"


def test_proof_that_grew_old_meanwhile_adds_nothing(maria: Subject) -> None:
    made = Authenticator().create(options_to_add(maria))
    change(update(SessionRow).values(proved_at=None))
    with pytest.raises(ProofNeeded):
        passkeys.add(maria, "Phone", made)


def test_a_foreign_passkey_is_not_found(maria: Subject) -> None:
    borrower(LUIS)
    add(maria)
    luis = subject(LUIS)
    with unit_of_work() as session:
        found = passkeys.passkeys_of(session, maria).lines[0].id
        assert passkeys.passkeys_of(session, luis).lines == ()
        for hostile in (found, 99, -1, 2**40, True, "1", None, [found], {"a": 1}, 1.0):
            with pytest.raises(NotFound):
                passkeys.rename(session, luis, hostile, "Mine")
            with pytest.raises(NotFound):
                passkeys.remove(session, luis, hostile)


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "x" * 10_000, "a\u202eb", None, 3, ["a"]])
def test_strange_names_are_refused_before_a_key_is_made(maria: Subject, name: object) -> None:
    with unit_of_work() as session, pytest.raises(InvalidInput):
        passkeys.options_to_add(session, maria, name)


def test_names_are_one_tidy_line(maria: Subject) -> None:
    add(maria, " Mari\u0301a's\t phone ")
    with reading() as session:
        assert passkeys.passkeys_of(session, maria).lines[0].name == "María's phone"


def test_there_is_a_most(maria: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.passkeys.keeping.MOST", 2)
    for _ in range(2):
        add(maria)
    with pytest.raises(TooManyPasskeys):
        options_to_add(maria)
