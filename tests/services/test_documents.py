"""Documents as services see them: who sees which, quotas, what a refusal leaves behind."""

from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryFile

import pytest
from sqlalchemy import Engine, update
from sqlmodel import select

from models.base import utc_now
from models.documents import Document, DocumentSection
from portal_app.settings import get_settings
from services import storage
from services.customers.links import switch
from services.database import reading, unit_of_work
from services.documents import adding, quota, removing, sending
from services.documents.errors import TooMuchKept, TooMuchToday, Unfit, UnfitFile
from services.documents.page import PAGE, documents_page
from services.documents.repository import FOLDER
from services.documents.views import DocumentLine
from services.errors import NotAllowed, NotFound
from services.language.words import words
from services.roles import AgentRole
from services.sessions import who_is
from services.subject import AgentSubject, Subject
from tests.support.borrowers import borrower, entered
from tests.support.customers import agent, loan, traces
from tests.support.files import docx, pdf

MARIA, LUIS = "maria@example.com", "luis@example.com"


def subject(email: str) -> Subject:
    borrower(email)
    found = who_is(entered(email))
    assert found is not None
    return found


@pytest.fixture
def maria(portal_db: Engine) -> Subject:
    found = subject(MARIA)
    loan("L-1", found.customer_id)
    return found


@pytest.fixture
def luis(maria: Subject) -> Subject:
    """Co-borrower on L-1."""
    found = subject(LUIS)
    with unit_of_work() as session:
        from models.accounts import Account, AccountLink

        account = session.exec(select(Account)).one()
        session.add(AccountLink(customer_id=found.customer_id, account_id=account.id or 0))
    return found


def upload(who: Subject, name: str = "a.pdf", content: bytes = b"", number: str = "L-1") -> str:
    with TemporaryFile() as file:
        file.write(content or pdf())
        file.flush()
        return adding.add(who, number, file, name, "203.0.113.9")


def by_lender(who: AgentSubject, name: str, *, visible: bool = True, **more) -> str:
    with TemporaryFile() as file:
        file.write(pdf())
        file.flush()
        return adding.add_for_lender(who, "L-1", file, name, visible=visible, **more)


def lines(who: Subject, after: str = "") -> list[DocumentLine]:
    with reading() as session:
        groups = documents_page(session, who, "L-1", after).groups
    return [line for group in groups for line in group.lines]


def names(who: Subject) -> list[str]:
    return [line.name for line in lines(who)]


def stored() -> set[str]:
    return set(storage.names(FOLDER))


def test_an_upload_is_kept_and_shown(maria: Subject) -> None:
    key = upload(maria, "Proof.pdf")
    (line,) = lines(maria)
    assert (line.key, line.name, line.view, line.own) == (key, "Proof.pdf", "pdf", True)
    assert line.details.startswith("1 KB · ")
    assert line.details.endswith(" · You")
    sent = sending.for_borrower(maria, "L-1", key)
    assert b"".join(sent.pieces) == pdf()
    assert (sent.media_type, sent.size) == ("application/pdf", len(pdf()))
    assert traces().log[-1][0] == "portal:document:added"
    assert traces().told == {maria.login_id}


def test_each_borrower_sees_the_lenders_and_their_own(maria: Subject, luis: Subject) -> None:
    ada = agent()
    shown = by_lender(ada, "Agreement.pdf", section=DocumentSection.AGREEMENT)
    hidden = by_lender(ada, "Note.pdf", visible=False)
    hers, his = upload(maria, "hers.pdf"), upload(luis, "his.pdf")
    assert names(maria) == ["Agreement.pdf", "hers.pdf"]
    assert names(luis) == ["Agreement.pdf", "his.pdf"]
    for who, foreign in ((maria, his), (luis, hers), (maria, hidden)):
        with pytest.raises(NotFound):
            sending.for_borrower(who, "L-1", foreign)
        with pytest.raises(NotFound):
            removing.delete(who, "L-1", foreign)
    with pytest.raises(NotFound):
        removing.delete(maria, "L-1", shown)
    assert len(stored()) == 4


def test_what_is_not_visible_does_not_exist(maria: Subject) -> None:
    ada, key = agent(), upload(maria)
    for other in ("L-2", "", None, 7, "\ud800", "L-1\0"):
        with pytest.raises(NotFound):
            adding.may_add(maria, other)
    with unit_of_work() as session:
        switch(session, ada, maria.customer_id, "L-1", "web", False)
    for refused in (
        lambda: upload(maria),
        lambda: sending.for_borrower(maria, "L-1", key),
        lambda: removing.delete(maria, "L-1", key),
        lambda: lines(maria),
    ):
        with pytest.raises(NotFound):
            refused()
    assert stored() == {key}


def test_the_lender_hides_shows_and_deletes(maria: Subject) -> None:
    ada, key = agent(), upload(maria)
    removing.show(ada, "L-1", key, False)
    assert names(maria) == []
    removing.show(ada, "L-1", key, True)
    assert names(maria) == ["a.pdf"]
    removing.delete_for_lender(ada, "L-1", key)
    assert names(maria) == []
    assert stored() == set()
    with pytest.raises(NotFound):
        removing.show(ada, "L-1", key, True)
    did = [action for action, *_rest in traces().log if action.startswith("lms:document")]
    assert did == ["lms:document:hidden", "lms:document:shown", "lms:document:deleted"]


def test_a_viewer_changes_nothing_and_reads_on_the_record(maria: Subject) -> None:
    theo, key = agent(AgentRole.VIEWER), upload(maria)
    for refused in (
        lambda: by_lender(theo, "x.pdf"),
        lambda: removing.show(theo, "L-1", key, False),
        lambda: removing.delete_for_lender(theo, "L-1", key),
    ):
        with pytest.raises(NotAllowed):
            refused()
    assert b"".join(sending.for_agent(theo, "L-1", key).pieces) == pdf()
    assert traces().log[-1][:2] == ("lms:document:seen", theo.login_id)


def test_a_borrower_deletes_their_own_for_good(maria: Subject) -> None:
    key = upload(maria)
    removing.delete(maria, "L-1", key)
    assert lines(maria) == []
    assert stored() == set()
    with pytest.raises(NotFound):
        removing.delete(maria, "L-1", key)
    assert traces().log[-1][0] == "portal:document:deleted"


def test_what_is_refused_leaves_a_line_in_the_log_and_nothing_else(maria: Subject) -> None:
    with pytest.raises(UnfitFile) as refused:
        upload(maria, "a.pdf", b"<html>")
    assert refused.value.reason is Unfit.WEB_PAGE
    assert "Print it to a PDF" in words(refused.value)
    assert (stored(), lines(maria)) == (set(), [])
    assert (traces().log[-1][0], traces().log[-1][2]) == ("portal:document:refused", "web_page")


def test_a_row_that_cannot_be_written_takes_its_file_along(
    maria: Subject, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_given: object, **_named: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(adding, "keep", fails)
    with pytest.raises(ZeroDivisionError):
        upload(maria)
    assert stored() == set()


def test_a_day_holds_so_many_files(maria: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quota, "MOST_FILES_A_DAY", 2)
    removing.delete(maria, "L-1", upload(maria))
    first = utc_now() - timedelta(hours=20)
    with unit_of_work() as session:
        session.execute(update(Document).values(created_at=first))
    upload(maria)
    with pytest.raises(TooMuchToday) as refused:
        upload(maria)
    assert refused.value.until == first + quota.DAY
    assert "room again in 4 hours" in words(refused.value)
    with pytest.raises(TooMuchToday):
        adding.may_add(maria, "L-1")
    assert len(stored()) == 1


def test_a_day_holds_so_many_bytes(maria: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quota, "MOST_BYTES_A_DAY", 2 * len(pdf()) + 5)
    upload(maria)
    upload(maria)
    with pytest.raises(TooMuchToday):
        upload(maria)
    adding.may_add(maria, "L-1", 5)
    with pytest.raises(TooMuchToday):
        adding.may_add(maria, "L-1", 6)


def test_a_login_keeps_so_many(maria: Subject, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quota, "MOST_FILES_KEPT", 1)
    key = upload(maria)
    with pytest.raises(TooMuchKept) as refused:
        upload(maria)
    assert "Delete one" in words(refused.value)
    removing.delete(maria, "L-1", key)
    upload(maria)


def test_pages_follow_each_other(maria: Subject) -> None:
    ada = agent()
    for number in range(PAGE + 2):
        by_lender(ada, f"{number}.pdf", section=DocumentSection.TAX)
    upload(maria, "mine.pdf")
    with reading() as session:
        first = documents_page(session, maria, "L-1")
        second = documents_page(session, maria, "L-1", first.after)
    shown = [
        [line.name for group in page.groups for line in group.lines] for page in (first, second)
    ]
    assert shown == [
        ["7.pdf", "6.pdf", "5.pdf", "4.pdf", "3.pdf", "2.pdf"],
        ["1.pdf", "0.pdf", "mine.pdf"],
    ]
    assert [group.label for group in second.groups] == ["Tax forms", "Added by you"]
    assert second.after == ""
    with reading() as session:
        for hostile in ("x:1", "tax:-1", "tax:", ":", "tax:" + "9" * 40):
            documents_page(session, maria, "L-1", hostile)


def test_files_without_a_row_are_swept_after_a_day(maria: Subject) -> None:
    kept = upload(maria)
    storage.put(FOLDER, "0123456789ab", b"left by a process that died")
    assert removing.sweep() == 0
    assert removing.sweep(utc_now() + timedelta(days=2)) == 1
    assert stored() == {kept}


def test_a_file_that_a_killed_process_was_writing_is_swept_too(maria: Subject) -> None:
    kept = upload(maria)
    folder = Path(get_settings().documents_url) / FOLDER
    (folder / ".0123456789abcdef").write_bytes(b"half of it")
    assert removing.sweep() == 0
    assert removing.sweep(utc_now() + timedelta(days=2)) == 1
    assert [one.name for one in folder.iterdir()] == [kept]


@pytest.fixture(params=["", "memory://portal-test"])
def kept_in(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    from tests.support.portal import forget_settings

    monkeypatch.setenv("PORTAL_DOCUMENTS_URL", request.param)
    forget_settings()
    yield request.param
    for name in storage.names("box"):
        storage.delete("box", name)
    forget_settings()


@pytest.mark.usefixtures("portal_db", "kept_in")
def test_a_place_for_files_keeps_whole_files_only() -> None:
    class Torn(BytesIO):
        def read(self, *_size: int | None) -> bytes:
            if self.tell():
                raise OSError("the source broke")
            return super().read(5)

    storage.put("box", "a", b"one")
    storage.put("box", "a", b"two")
    assert storage.get("box", "a") == b"two"
    with pytest.raises(OSError, match="broke"):
        storage.put_file("box", "b", Torn(b"half of it"))
    assert storage.names("box") == ["a"]
    assert storage.get("box", "b") is None
    big = docx(**{"word/media/x.bin": bytes(range(256)) * 2_000})
    storage.put_file("box", "c", BytesIO(big))
    assert storage.get("box", "c") == big
    storage.delete("box", "a")
    storage.delete("box", "a")
    assert (storage.get("box", "a"), storage.written_at("box", "a")) == (None, None)
    for bad in ("..", "../x", "a/b", "A", "", ".hidden"):
        with pytest.raises(ValueError):
            storage.put("box", bad, b"")


def test_nobody_else_reads_the_folder(portal_db: Engine, tmp_path) -> None:
    storage.put("box", "a", b"one")
    assert (tmp_path / "documents/box/a").stat().st_mode & 0o777 == 0o600
    assert [one.name for one in (tmp_path / "documents/box").iterdir()] == ["a"]
