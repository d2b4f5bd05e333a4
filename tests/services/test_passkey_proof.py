"""A passkey as fresh proof: this login's own, in the session that asked, once."""

import pytest
from sqlalchemy import Engine, delete

from models.lender import LenderSettings
from models.passkeys import Passkey
from services import passkeys
from services.database import reading, unit_of_work
from services.errors import TooManyAttempts
from services.passkeys import PasskeyRefused, PasskeysNotOffered
from services.passkeys.errors import Reason
from services.profile import proof
from services.profile.dialog import Dialog, dialog
from services.profile.errors import ProofNeeded
from services.subject import Subject
from tests.support.authenticator import Authenticator
from tests.support.borrowers import borrower
from tests.support.passkeys import BROWSER, LUIS, VISIT, add, change, new_maria, subject
from tests.support.profiles import actions, age


def opened(who: Subject) -> Dialog:
    with reading() as session:
        return dialog(session, who, "password")


def options(who: Subject) -> dict:
    with reading() as session:
        return passkeys.options_to_prove(session, who)


def is_fresh(who: Subject) -> bool:
    with reading() as session:
        try:
            proof.require(session, who)
        except ProofNeeded:
            return False
    return True


def stale(who: Subject) -> Subject:
    age(who)
    assert not is_fresh(who)
    return who


def refusal(who: Subject, credential: object) -> Reason:
    with pytest.raises(PasskeyRefused) as refused:
        passkeys.prove(who, credential, VISIT)
    assert not is_fresh(who)
    return refused.value.reason


def test_it_makes_the_session_fresh_and_no_other(portal_db: Engine) -> None:
    maria = new_maria()
    key, other = add(maria), stale(subject("maria@example.com"))
    stale(maria)
    assert opened(maria).passkey
    assert options(maria)["allowCredentials"][0]["id"]
    passkeys.prove(maria, key.get(options(maria)), VISIT)
    assert is_fresh(maria)
    assert not is_fresh(other)
    assert actions()[-1] == "portal:profile:proved"


def test_an_authenticator_may_leave_the_handle_out(portal_db: Engine) -> None:
    maria = new_maria()
    key = add(maria)
    stale(maria)
    answer = key.get(options(maria))
    del answer["response"]["userHandle"]
    passkeys.prove(maria, answer, VISIT)
    assert is_fresh(maria)


def test_without_one_none_is_asked_for(portal_db: Engine) -> None:
    maria = stale(new_maria())
    assert not opened(maria).passkey
    with pytest.raises(PasskeysNotOffered):
        options(maria)


def test_not_where_the_lender_offers_none(portal_db: Engine) -> None:
    maria = new_maria()
    key = add(maria)
    stale(maria)
    answer = key.get(options(maria))
    with unit_of_work() as session:
        session.add(LenderSettings(offers_passkeys=False))
    assert not opened(maria).passkey
    with pytest.raises(PasskeysNotOffered):
        passkeys.prove(maria, answer, VISIT)


def test_a_challenge_counts_once_for_its_purpose_in_its_session(portal_db: Engine) -> None:
    maria = new_maria()
    key = add(maria)
    other = subject("maria@example.com")
    stale(maria)
    stale(other)
    for_log_in = passkeys.options_to_log_in(BROWSER)
    assert refusal(maria, key.get(for_log_in)) is Reason.CHALLENGE
    assert refusal(maria, key.get(options(other))) is Reason.CHALLENGE
    asked = options(maria)
    passkeys.prove(maria, key.get(asked), VISIT)
    stale(maria)
    assert refusal(maria, key.get(asked)) is Reason.CHALLENGE
    with pytest.raises(PasskeyRefused):
        passkeys.log_in(key.get(options(maria)), BROWSER, VISIT)


def test_another_logins_passkey_proves_nothing(portal_db: Engine) -> None:
    maria = new_maria()
    add(maria)
    borrower(LUIS)
    luis_key = add(subject(LUIS))
    stale(maria)
    assert refusal(maria, luis_key.get(options(maria))) is Reason.UNKNOWN
    assert actions()[-2:] == ["portal:passkey:failed", "portal:profile:proof_failed"]


@pytest.mark.parametrize(
    ("bent", "reason"),
    [
        ({"origin": "https://evil.example"}, Reason.NOT_VALID),
        ({"verifies": False}, Reason.NOT_VALID),
        ({"handle": "bm90IGhlcnM"}, Reason.OTHER_LOGIN),
        ({"count": 0, "counts": 0}, Reason.COUNTER),
    ],
)
def test_what_is_checked_at_log_in_is_checked_here(
    portal_db: Engine, bent: dict, reason: Reason
) -> None:
    maria = new_maria()
    key: Authenticator = add(maria)
    stale(maria)
    passkeys.prove(maria, key.get(options(maria)), VISIT)
    stale(maria)
    for name, value in bent.items():
        setattr(key, name, value)
    assert refusal(maria, key.get(options(maria))) is reason


@pytest.mark.parametrize("credential", [None, "", [], {}, {"id": 1}, {"response": {}}])
def test_no_credential_no_proof(portal_db: Engine, credential: object) -> None:
    maria = new_maria()
    add(maria)
    assert refusal(stale(maria), credential) is Reason.MALFORMED


def test_a_removed_one_proves_nothing(portal_db: Engine) -> None:
    maria = new_maria()
    key = add(maria)
    stale(maria)
    answer = key.get(options(maria))
    change(delete(Passkey))
    assert refusal(maria, answer) is Reason.UNKNOWN


def test_tries_are_counted_by_address(portal_db: Engine) -> None:
    maria = new_maria()
    key = add(maria)
    stale(maria)
    for _try in range(60):
        with pytest.raises(PasskeyRefused):
            passkeys.prove(maria, None, VISIT)
    with pytest.raises(TooManyAttempts):
        passkeys.prove(maria, key.get(options(maria)), VISIT)
