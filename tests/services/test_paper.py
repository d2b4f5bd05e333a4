"""What goes out by post: for whom, once, with which words, until an agent says it was mailed."""

import subprocess
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from sqlalchemy import delete
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from models.accounts import Account, AccountLink
from models.audit import AuditEntry
from models.base import utc_now
from models.customers import Login
from models.messages import Message
from models.paper import PaperLetter
from models.statements import DeliveryChoice
from models.swipes import Swipe
from services import business_date, ledger
from services.database import reading, unit_of_work
from services.disputes.opening import open_dispute, withdraw
from services.disputes.resolving import move
from services.errors import InvalidInput, NotAllowed, NotFound
from services.ledger import lines
from services.paper.printing import for_agent
from services.paper.queue import queue_statement
from services.paper.waiting import PAGE, mark_mailed, take_back, waiting
from services.roles import AgentRole
from services.statements.delivery import choose
from tests.support.agents import agent_subject
from tests.support.borrowers import new_borrower
from tests.support.card_account import CardAccount, new_card_account
from tests.support.lines import boarded_line, borrower_of, day, last_statement, subject_of

pytestmark = pytest.mark.usefixtures("portal_db")
AGENT = agent_subject(AgentRole.SERVICER)


def letters() -> Sequence[PaperLetter]:
    with reading() as session:
        return session.exec(select(PaperLetter).order_by(col(PaperLetter.id))).all()


def closed(*choices: bool, without: str = "", on: int = 31) -> Login:
    """A statement closed on that day of the line of samples G-18, after the borrower's choices."""
    with unit_of_work() as session:
        business_date.freeze_at(session, day(on))
        line = boarded_line(session)
        login = borrower_of(session, line, without)
        for electronic in choices:
            session.add(
                DeliveryChoice(
                    account_id=line, login_id=login.id or 0, electronic=electronic, words="agreed"
                )
            )
            session.flush()
        lines.post_purchase(session, line, 20_00, day(5))
        ledger.close_account(session, line, day(31))
        return login


def text_of(letter: PaperLetter, tmp_path: Path) -> str:
    _name, pieces = for_agent(AGENT, str(letter.id))
    file = tmp_path / "letter.pdf"
    file.write_bytes(b"".join(pieces))
    command = ["pdftotext", "-layout", str(file), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return " ".join(said.split())


def link_of(account: CardAccount, **switches: bool) -> None:
    """Set switches of the borrower's link, and Spanish."""
    with unit_of_work() as session:
        link = session.exec(
            select(AccountLink).where(AccountLink.customer_id == account.subject.customer_id)
        ).one()
        for name, on in switches.items():
            setattr(link, name, on)
        login = session.get_one(Login, account.subject.login_id)
        login.language = "es"
        session.add(link)
        session.add(login)


def disputed(account: CardAccount) -> str:
    """Number of a new case of a Spanish borrower without email access."""
    link_of(account, email_access=False)
    return opened(account)


def opened(account: CardAccount) -> str:
    swipe = account.posted()
    with unit_of_work() as session:
        shown = open_dispute(
            session, account.subject, account.number, f"s{swipe.id}", "not_mine", "Not me."
        )
    return shown.case.number


@pytest.mark.parametrize(
    ("choices", "without", "waits"),
    [
        ((), "", 1),
        ((True,), "", 0),
        ((True, False), "", 1),
        ((False, True), "", 0),
        ((True,), "email_access", 1),
        ((True,), "web_access", 1),
    ],
)
def test_a_statement_waits_for_who_did_not_choose_otherwise(
    choices: tuple[bool, ...], without: str, waits: int
) -> None:
    login = closed(*choices, without=without)
    found = letters()
    assert len(found) == waits
    for letter in found:
        assert (letter.customer_id, letter.mailed_at) == (login.customer_id, None)


def test_of_history_nothing_is_printed() -> None:
    closed(on=90)
    assert letters() == []


def test_paper_that_is_chosen_again_counts_from_the_next_statement_on() -> None:
    login = closed(True)
    with unit_of_work() as session:
        choose(session, subject_of(login), "C-9035", electronic=False, could_open=False)
    assert letters() == []
    with unit_of_work() as session:
        business_date.freeze_at(session, day(62))
        line = last_statement(session).account_id
        assert ledger.close_account(session, line, day(62)) == 1
    with reading() as session:
        assert [one.statement_id for one in letters()] == [last_statement(session).id]


def test_a_document_waits_once_for_a_reader() -> None:
    closed()
    (first,) = letters()
    with unit_of_work() as session:
        statement = last_statement(session)
        account = session.get_one(Account, statement.account_id)
        assert queue_statement(session, account, statement) == 0
    again = PaperLetter(customer_id=first.customer_id, account_id=first.account_id)
    again.statement_id = first.statement_id
    with pytest.raises(IntegrityError), unit_of_work() as session:
        session.add(again)
    assert len(letters()) == 1


def test_nothing_waits_of_what_did_not_happen() -> None:
    account = new_card_account()
    link_of(account, email_access=False)
    thing = f"s{account.posted().id}"

    def fail() -> None:
        with unit_of_work() as session:
            open_dispute(session, account.subject, account.number, thing, "not_mine", "No.")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert letters() == []


@pytest.mark.parametrize("without", ["email_access", "web_access", "login"])
def test_each_step_of_a_dispute_goes_on_paper_from_when_no_mail_goes(without: str) -> None:
    account = new_card_account()
    case = opened(account)
    assert letters() == []
    if without == "login":
        with unit_of_work() as session:
            login = session.get_one(Login, account.subject.login_id)
            login.disabled_at = utc_now()
            session.add(login)
    else:
        link_of(account, **{without: False})
    for to in ("in_review", "as_billed"):
        with unit_of_work() as session:
            move(session, AGENT, account.subject.customer_id, case, to, "We asked.")
    found = letters()
    assert [one.customer_id for one in found] == [account.subject.customer_id] * 2
    assert len({one.step_id for one in found}) == 2
    with reading() as session:
        assert session.exec(select(Message.subject)).all() == [f"We received your dispute {case}"]


def test_who_is_no_longer_linked_gets_no_paper() -> None:
    account = new_card_account()
    case = disputed(account)
    with unit_of_work() as session:
        session.exec(
            delete(AccountLink).where(col(AccountLink.customer_id) == account.subject.customer_id)
        )
        other = new_borrower(session, account.account_id)
    with unit_of_work() as session:
        move(session, AGENT, other.customer_id, case, "in_review", "")
    assert len(letters()) == 1


def test_a_notice_says_what_the_mail_says_in_the_readers_language(tmp_path: Path) -> None:
    account = new_card_account()
    case = disputed(account)
    with unit_of_work() as session:
        move(session, AGENT, account.subject.customer_id, case, "in_review", "")
    received, review = (text_of(one, tmp_path) for one in letters())
    link_of(account, email_access=True)
    with unit_of_work() as session:
        move(session, AGENT, account.subject.customer_id, case, "as_billed", "It stands.")
    with reading() as session:
        mail = session.exec(select(Message)).one()
    assert mail.language == "es"
    for said in (received, review):
        for part in (case, "Mia Ito", "Corner Bakery", "$18.99"):
            assert part in said
    assert "Recibimos su disputa" in received
    assert "We " not in received
    assert "90 días" in received
    assert review != received


def test_a_statement_is_printed_in_the_readers_language(tmp_path: Path) -> None:
    closed()
    (letter,) = letters()
    assert "Saldo nuevo" in text_of(letter, tmp_path)
    with reading() as session:
        (entry,) = session.exec(
            select(AuditEntry).where(AuditEntry.action == "lms:paper:seen")
        ).all()
    assert (entry.customer_id, entry.actor_login_id) == (letter.customer_id, AGENT.login_id)


def test_several_are_one_pdf_and_each_begins_on_a_sheet_of_its_own() -> None:
    """Both notices have a page, and a blank one after it."""
    account = new_card_account()
    case = disputed(account)
    with unit_of_work() as session:
        login = session.get_one(Login, account.subject.login_id)
        move(session, AGENT, account.subject.customer_id, case, "in_review", "")
        first, second = (one.id for one in session.exec(select(PaperLetter)).all())
        login.language = "en"
        session.add(login)
    name, pieces = for_agent(AGENT, f"{second}-{first}-{first}")
    assert name == f"letters-{first}-to-{second}.pdf"
    pages = PdfReader(BytesIO(b"".join(pieces))).pages
    said = [page.extract_text() for page in pages]
    assert [bool(text) for text in said] == [True, False, True, False]
    assert "received your dispute" in said[0]
    with reading() as session:
        seen = select(AuditEntry.detail).where(AuditEntry.action == "lms:paper:seen")
        assert [one.partition(":")[0] for one in session.exec(seen)] == [str(first), str(second)]


@pytest.mark.parametrize("given", ["{0}-99", "{0}-", "-{0}", "{0}-x", "{0}--{0}", "{0}-" * 40])
def test_of_several_all_must_be_there(given: str) -> None:
    closed()
    (letter,) = letters()
    with pytest.raises(NotFound):
        for_agent(AGENT, given.format(letter.id))


@pytest.mark.parametrize("given", ["", "0", "-1", "9" * 30, "٣", "1 ", "x", None, 1, "4294967297"])
def test_no_letter_of_that_name(given: object) -> None:
    closed()
    with pytest.raises(NotFound):
        for_agent(AGENT, given)


def test_the_oldest_first_ten_at_a_time_until_they_are_marked() -> None:
    account = new_card_account()
    case = disputed(account)
    for _ in range(PAGE // 2):
        with unit_of_work() as session:
            thing = _thing_of(account)
            withdraw(session, account.subject, account.number, thing)
        with unit_of_work() as session:
            open_dispute(session, account.subject, account.number, thing, "twice", "Again.")
    with reading() as session:
        first, second = waiting(session, AGENT), waiting(session, AGENT, 1)
    ids = [one.id for one in letters()]
    assert [row.id for row in (*first.rows, *second.rows)] == ids
    assert (len(first.rows), first.more, len(second.rows), second.more) == (PAGE, True, 1, False)
    assert first.rows[0].document == f"Dispute {case}: Received"
    assert (first.rows[0].name, first.rows[0].language) == ("Mia Ito", "Spanish")

    with unit_of_work() as session:
        assert mark_mailed(session, AGENT, ids[:2]) == tuple(ids[:2])
    with unit_of_work() as session:
        assert mark_mailed(session, agent_subject(login_id=78), ids[:3]) == (ids[2],)
    with reading() as session:
        assert [row.id for row in waiting(session, AGENT).rows] == ids[3:]
        marked = session.exec(
            select(AuditEntry.actor_login_id).where(AuditEntry.action == "lms:paper:mailed")
        ).all()
    assert [one.mailed_by for one in letters()[:4]] == [77, 77, 78, None]
    assert sorted(one or 0 for one in marked) == [77, 77, 78]


def _thing_of(account: CardAccount) -> str:
    with reading() as session:
        swipe = session.exec(select(Swipe).where(Swipe.account_id == account.account_id)).one()
        return f"s{swipe.id}"


@pytest.mark.parametrize("named", [None, [], "12", [True], [1.0], [{"a": 1}], [2**40], {"x": 1}])
def test_who_names_no_letter_marks_none(named: object) -> None:
    closed()
    with pytest.raises(InvalidInput), unit_of_work() as session:
        mark_mailed(session, AGENT, named)
    assert [one.mailed_at for one in letters()] == [None]


def test_who_marked_a_letter_can_take_it_back() -> None:
    closed()
    ids = [one.id for one in letters()]
    with unit_of_work() as session:
        mark_mailed(session, AGENT, ids)
    with unit_of_work() as session:
        assert take_back(session, agent_subject(login_id=78), ids) == 0
    assert letters()[0].mailed_at is not None
    with unit_of_work() as session:
        assert take_back(session, AGENT, ids) == 1
    with unit_of_work() as session:
        assert take_back(session, AGENT, ids) == 0
    with reading() as session:
        assert [row.id for row in waiting(session, AGENT).rows] == ids
        log = session.exec(select(AuditEntry.action).order_by(col(AuditEntry.id))).all()
    assert (letters()[0].mailed_at, letters()[0].mailed_by) == (None, None)
    assert log[-2:] == ["lms:paper:mailed", "lms:paper:waits_again"]


def test_a_viewer_marks_nothing() -> None:
    closed()
    viewer = agent_subject(AgentRole.VIEWER)
    with reading() as session:
        assert len(waiting(session, viewer).rows) == 1
    with pytest.raises(NotAllowed), unit_of_work() as session:
        mark_mailed(session, viewer, [letters()[0].id])
    with pytest.raises(NotAllowed), unit_of_work() as session:
        take_back(session, viewer, [letters()[0].id])
