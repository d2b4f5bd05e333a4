"""What each guard of a log-in with a passkey refuses."""

import pytest
from sqlalchemy import Engine, update
from sqlmodel import select

from models.base import utc_now
from models.customers import Customer, Door, Login
from models.lender import LenderSettings
from models.passkeys import Passkey
from portal_app.settings import get_settings
from services import passkeys
from services.database import reading, unit_of_work
from services.errors import TooManyAttempts
from services.logins import Visit
from services.passkeys import PasskeyRefused, PasskeysNotOffered
from services.passkeys.errors import Reason
from services.subject import Subject
from tests.support.authenticator import Authenticator
from tests.support.borrowers import borrower
from tests.support.passkeys import (
    BROWSER,
    LUIS,
    MARIA,
    VISIT,
    add,
    audited,
    change,
    log_in,
    mails,
    new_maria,
    options_to_add,
    refusal,
    sessions_open,
    subject,
)


@pytest.fixture
def maria(portal_db: Engine) -> Subject:
    return new_maria()


def test_a_passkey_opens_the_portal_without_password_and_code(maria: Subject) -> None:
    key = add(maria)
    assert log_in(key) == maria.name
    assert log_in(key) == maria.name
    with reading() as session:
        row = session.exec(select(Passkey)).one()
        assert (row.name, row.sign_count, row.login_id) == ("Phone", 3, maria.login_id)
        assert row.last_used_at
        assert audited(session) == [("added", "Phone"), ("used", "Phone"), ("used", "Phone")]
        assert mails(session) == ["security.passkey_added"]


def test_a_synced_passkey_never_counts(maria: Subject) -> None:
    key = add(maria, counts=False)
    assert [log_in(key), log_in(key)] == [maria.name] * 2


def test_options_name_no_login_and_ask_for_verification(maria: Subject) -> None:
    add(maria)
    options = passkeys.options_to_log_in(BROWSER)
    assert set(options) == {"challenge", "timeout", "rpId", "allowCredentials", "userVerification"}
    assert options["allowCredentials"] == []
    assert (options["rpId"], options["userVerification"]) == ("localhost", "required")


def test_options_to_add_say_nothing_private_but_to_the_authenticator(maria: Subject) -> None:
    key = add(maria)
    options = options_to_add(maria, "Laptop")
    assert options["attestation"] == "none"
    assert options["authenticatorSelection"]["residentKey"] == "required"
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert [one["id"] for one in options["excludeCredentials"]] == [key.create(options)["id"]]
    with reading() as session:
        assert session.get(Login, maria.login_id).handle  # pyright: ignore[reportOptionalMemberAccess]
    assert MARIA not in str(options["user"]["id"])


BENT = {
    "wrong origin": ({"origin": "https://evil.example"}, Reason.NOT_VALID),
    "other port": ({"origin": "http://localhost:8001"}, Reason.NOT_VALID),
    "foreign rpId": ({"rp_id": "evil.example"}, Reason.NOT_VALID),
    "no user verification": ({"verifies": False}, Reason.NOT_VALID),
    "another kind": ({"client": {"type": "webauthn.other"}}, Reason.NOT_VALID),
    "inside another site": ({"client": {"crossOrigin": True}}, Reason.MALFORMED),
    "wrong challenge": ({"client": {"challenge": "AAAA"}}, Reason.CHALLENGE),
    "unknown id": ({"id": b"x" * 32}, Reason.UNKNOWN),
    "no user handle": ({"handle": ""}, Reason.OTHER_LOGIN),
    "strange handle": ({"handle": "c29tZWJvZHk"}, Reason.OTHER_LOGIN),
}


@pytest.mark.parametrize("bent", BENT)
def test_an_answer_with_one_thing_wrong_opens_nothing(maria: Subject, bent: str) -> None:
    key = add(maria)
    before = sessions_open()
    assert refusal(key, **BENT[bent][0]) is BENT[bent][1]
    assert sessions_open() == before
    with reading() as session:
        assert audited(session)[-1] == ("failed", BENT[bent][1])
        assert mails(session) == ["security.passkey_added"]


@pytest.mark.parametrize("bent", list(BENT)[:7])
def test_no_key_is_added_by_an_answer_with_one_thing_wrong(maria: Subject, bent: str) -> None:
    with pytest.raises(PasskeyRefused) as refused:
        add(maria, **BENT[bent][0])
    assert refused.value.reason is BENT[bent][1]
    with reading() as session:
        assert not session.exec(select(Passkey)).all()


def test_another_signature_opens_nothing(maria: Subject) -> None:
    assert refusal(add(maria), key=Authenticator().key) is Reason.NOT_VALID


def test_another_logins_key_opens_only_its_own_login(maria: Subject) -> None:
    borrower(LUIS)
    key, his = add(maria), add(subject(LUIS))
    assert refusal(his, handle=key.handle) is Reason.OTHER_LOGIN


def test_a_key_belongs_to_one_login(maria: Subject) -> None:
    borrower(LUIS)
    key, luis = add(maria), subject(LUIS)
    key.handle = ""
    with pytest.raises(PasskeyRefused, match="exists already"):
        passkeys.add(luis, "Mine", key.create(options_to_add(luis)))


@pytest.mark.parametrize("back", [0, 1, 2])
def test_a_counter_that_goes_back_is_refused_and_its_owner_told(maria: Subject, back: int) -> None:
    key = add(maria)
    log_in(key)
    assert refusal(key, count=key.count - 1 - back) is Reason.COUNTER
    with reading() as session:
        assert audited(session)[-1][0] == "refused"
        assert mails(session) == ["security.passkey_added", "security.passkey_copied"]
    assert refusal(key, count=key.count - 1) is Reason.COUNTER
    with reading() as session:
        assert mails(session)[2:] == [], "told once, however often it is tried"


def test_only_the_keys_holder_can_make_its_counter_go_back(maria: Subject) -> None:
    key = add(maria)
    assert refusal(key, count=-1, key=Authenticator().key) is Reason.NOT_VALID
    with reading() as session:
        assert mails(session) == ["security.passkey_added"]


def test_a_removed_key_opens_nothing(maria: Subject) -> None:
    key = add(maria)
    with unit_of_work() as session:
        passkeys.remove(session, maria, passkeys.passkeys_of(session, maria).lines[0].id)
    assert refusal(key) is Reason.UNKNOWN
    with reading() as session:
        assert passkeys.passkeys_of(session, maria).lines == ()
        assert audited(session)[1] == ("removed", "Phone")
        assert mails(session) == ["security.passkey_added", "security.passkey_removed"]


@pytest.mark.parametrize(
    "shut",
    [
        update(Login).values(disabled_at=utc_now()),
        update(Customer).values(portal_access=False),
        update(Login).values(door=Door.LMS),
    ],
)
def test_who_is_shut_out_stays_out(maria: Subject, shut) -> None:
    key = add(maria)
    change(shut)
    assert refusal(key) is Reason.SHUT_OUT


def test_the_lender_may_offer_none(maria: Subject) -> None:
    key = add(maria)
    options = passkeys.options_to_log_in(BROWSER)
    with unit_of_work() as session:
        session.add(LenderSettings(id=1, offers_passkeys=False))
    with pytest.raises(PasskeysNotOffered):
        passkeys.options_to_log_in(BROWSER)
    with pytest.raises(PasskeysNotOffered):
        passkeys.log_in(key.get(options), BROWSER, VISIT)
    with pytest.raises(PasskeysNotOffered):
        options_to_add(maria)
    with unit_of_work() as session:
        view = passkeys.passkeys_of(session, maria)
        assert (view.offered, len(view.lines)) == (False, 1)
        passkeys.remove(session, maria, view.lines[0].id)


def test_an_ip_address_has_no_passkeys(maria: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORTAL_BASE_URL", "http://127.0.0.1:8000")
    get_settings.cache_clear()
    with pytest.raises(PasskeysNotOffered):
        passkeys.options_to_log_in(BROWSER)


@pytest.mark.parametrize(
    "hostile",
    [
        *(None, 1, "x", [], {}, {"id": 1}, {"id": "a", "rawId": "a", "type": "public-key"}),
        {"id": "AA", "rawId": "AA", "type": "public-key", "response": {"clientDataJSON": "e30"}},
        {"id": "AA", "rawId": "=", "type": "x", "response": []},
        {
            "id": "AA",
            "rawId": "AA",
            "type": "public-key",
            "response": {
                "clientDataJSON": "W10",
                "authenticatorData": "AA",
                "signature": "é",
                "userHandle": {"a": 1},
                "attestationObject": "/////",
            },
        },
    ],
)
def test_hostile_answers_are_refused(maria: Subject, hostile: object) -> None:
    with pytest.raises(PasskeyRefused) as refused:
        passkeys.log_in(hostile, BROWSER, VISIT)
    assert refused.value.reason is Reason.MALFORMED
    with pytest.raises(PasskeyRefused):
        passkeys.add(maria, "Phone", hostile)


@pytest.mark.parametrize("part", ["authenticatorData", "signature", "clientDataJSON"])
@pytest.mark.parametrize("cut", [0, 1, 30, 38])
def test_answers_that_are_cut_short_are_refused(maria: Subject, part: str, cut: int) -> None:
    key = add(maria)
    answer = key.get(passkeys.options_to_log_in(BROWSER))
    answer["response"][part] = answer["response"][part][:cut]
    with pytest.raises(PasskeyRefused):
        passkeys.log_in(answer, BROWSER, VISIT)


def test_guessing_is_throttled_per_address(maria: Subject) -> None:
    key = add(maria)
    for _ in range(60):
        with pytest.raises(PasskeyRefused):
            passkeys.log_in({}, BROWSER, VISIT)
    with pytest.raises(TooManyAttempts):
        log_in(key)
    elsewhere = Visit("198.51.100.1")
    passkeys.log_in(key.get(passkeys.options_to_log_in(BROWSER)), BROWSER, elsewhere)
