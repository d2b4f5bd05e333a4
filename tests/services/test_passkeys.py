"""Passkeys kept in the profile, and what each guard of a log-in with one refuses."""

from datetime import timedelta

import pytest
from sqlalchemy import Engine, update
from sqlmodel import Session, col, select

from models.audit import AuditEntry
from models.base import utc_now
from models.customers import Customer, Door, Login
from models.lender import LenderSettings
from models.messages import Message
from models.passkeys import Passkey, PasskeyChallenge
from models.sessions import Session as SessionRow
from portal_app.settings import get_settings
from services import passkeys, sessions
from services.database import reading, unit_of_work
from services.errors import InvalidInput, NotFound, TooManyAttempts
from services.logins import Visit
from services.passkeys import PasskeyRefused, PasskeysNotOffered, TooManyPasskeys, challenges
from services.passkeys.errors import Reason
from services.profile.errors import ProofNeeded
from services.sealing import new_token
from services.sessions import who_is
from services.subject import Subject
from tests.support.authenticator import Authenticator
from tests.support.borrowers import borrower, entered

MARIA, LUIS = "maria@example.com", "luis@example.com"
BROWSER = new_token()
VISIT = Visit("203.0.113.9", "Mozilla/5.0 (X11; Linux x86_64) Chrome/120", next_path="/accounts/")


@pytest.fixture
def maria(portal_db: Engine) -> Subject:
    borrower(MARIA)
    return subject(MARIA)


def subject(email: str) -> Subject:
    found = who_is(entered(email))
    assert found is not None
    return found


def options_to_add(who: Subject, name: str = "Phone") -> dict:
    with unit_of_work() as session:
        return passkeys.options_to_add(session, who, name)


def add(who: Subject, name: str = "Phone", **bent) -> Authenticator:
    key = Authenticator(**bent)
    passkeys.add(who, name, key.create(options_to_add(who, name)))
    return key


def log_in(key: Authenticator, browser: str = BROWSER) -> str:
    """Whose session it is."""
    done = passkeys.log_in(key.get(passkeys.options_to_log_in(browser)), browser, VISIT)
    assert done.next_path == "/accounts/"
    found = who_is(done.token)
    assert found is not None
    return found.name


def refusal(key: Authenticator, /, **bent) -> Reason:
    for name, value in bent.items():
        setattr(key, name, value)
    with pytest.raises(PasskeyRefused) as refused:
        log_in(key)
    return refused.value.reason


def sessions_open() -> int:
    with reading() as session:
        return len(session.exec(select(SessionRow)).all())


def change(statement) -> None:
    with unit_of_work() as session:
        session.execute(statement)


def audited(session: Session) -> list[tuple[str, str]]:
    found = select(AuditEntry).where(col(AuditEntry.action).like("portal:passkey:%"))
    rows = session.exec(found.order_by(col(AuditEntry.id))).all()
    return [(one.action.rpartition(":")[2], one.detail) for one in rows]


def mails(session: Session) -> list[str]:
    return [one.template for one in session.exec(select(Message).order_by(col(Message.id))).all()]


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


def test_a_challenge_works_once(maria: Subject) -> None:
    key = add(maria)
    options = passkeys.options_to_log_in(BROWSER)
    passkeys.log_in(key.get(options), BROWSER, VISIT)
    with pytest.raises(PasskeyRefused, match="challenge"):
        passkeys.log_in(key.get(options), BROWSER, VISIT)


def test_a_challenge_is_used_up_by_a_failure(maria: Subject) -> None:
    key, options = add(maria), passkeys.options_to_log_in(BROWSER)
    key.verifies = False
    for reason in (Reason.NOT_VALID, Reason.CHALLENGE):
        with pytest.raises(PasskeyRefused) as refused:
            passkeys.log_in(key.get(options), BROWSER, VISIT)
        assert refused.value.reason is reason
        key.verifies = True


def test_a_challenge_to_add_works_once(maria: Subject) -> None:
    options = options_to_add(maria)
    with pytest.raises(PasskeyRefused):
        passkeys.add(maria, "Phone", Authenticator(verifies=False).create(options))
    with pytest.raises(PasskeyRefused) as refused:
        passkeys.add(maria, "Phone", Authenticator().create(options))
    assert refused.value.reason is Reason.CHALLENGE


def test_a_challenge_is_for_one_browser_session_and_purpose(maria: Subject) -> None:
    key, other = add(maria), subject(MARIA)
    with pytest.raises(PasskeyRefused, match="challenge"):
        passkeys.log_in(key.get(passkeys.options_to_log_in(new_token())), BROWSER, VISIT)
    with pytest.raises(PasskeyRefused, match="challenge"):
        passkeys.log_in(key.get(options_to_add(maria)), BROWSER, VISIT)
    with pytest.raises(PasskeyRefused, match="challenge"):
        passkeys.log_in(key.get(passkeys.options_to_log_in("")), "", VISIT)
    with pytest.raises(PasskeyRefused, match="challenge"):
        passkeys.add(other, "Laptop", Authenticator().create(options_to_add(maria)))


def test_a_challenge_to_add_is_none_to_log_in(maria: Subject) -> None:
    given = challenges.give(challenges.Purpose.ADD, BROWSER)
    with unit_of_work() as session:
        with pytest.raises(PasskeyRefused):
            challenges.take(session, given, challenges.Purpose.LOG_IN, BROWSER)
        challenges.take(session, given, challenges.Purpose.ADD, BROWSER)


def test_a_challenge_ends(maria: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    key, options = add(maria), passkeys.options_to_log_in(BROWSER)
    later = utc_now() + challenges.LIFE + timedelta(seconds=1)
    monkeypatch.setattr(challenges, "utc_now", lambda: later)
    with pytest.raises(PasskeyRefused) as refused:
        passkeys.log_in(key.get(options), BROWSER, VISIT)
    assert refused.value.reason is Reason.EXPIRED
    log_in(key)
    with reading() as session:
        assert len(session.exec(select(PasskeyChallenge)).all()) == 1, "ended ones are pruned"


def test_a_challenge_that_was_changed_is_nobodys(maria: Subject) -> None:
    key, options = add(maria), passkeys.options_to_log_in(BROWSER)
    longer = bytearray(challenges.give(challenges.Purpose.LOG_IN, BROWSER))
    longer[35] ^= 1
    with unit_of_work() as session, pytest.raises(PasskeyRefused):
        challenges.take(session, bytes(longer), challenges.Purpose.LOG_IN, BROWSER)
    options["challenge"] = options["challenge"][:-4]
    with pytest.raises(PasskeyRefused, match="challenge"):
        passkeys.log_in(key.get(options), BROWSER, VISIT)


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
