"""An account as agents see it: figures, holders, lists, documents, collateral there and back."""

from dataclasses import replace
from tempfile import TemporaryFile
from typing import IO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine

from models.collateral import CollateralClass
from models.documents import DocumentSection
from services.collateral.changing import CollateralFacts
from services.database import reading, unit_of_work
from services.documents import adding, removing
from services.errors import InvalidInput, NotAllowed, NotFound
from services.lms_accounts import collateral, filed, lists, page
from services.lms_accounts.collateral import CollateralForm
from services.roles import AgentRole
from tests.support.card_account import new_card_account
from tests.support.customers import agent, customer, loan, traces

CAR = CollateralForm(
    kind="vehicle",
    vin="1HGCV1F34MA012345",
    year="2021",
    make="Honda",
    mileage="41,280",
    value="12,500.00",
    insurer="Pacific Mutual",
    deductible="500",
    insured_from="2026-01-01",
    insured_until="2026-12-31",
)
TEXT = b"Proof of insurance\n"


def on_disk(content: bytes) -> IO[bytes]:
    """Gone when nobody holds it any more."""
    file = TemporaryFile()  # noqa: SIM115 -- closed with its last holder
    file.write(content)
    file.flush()
    return file


def view(number: object = "L-1", role: AgentRole = AgentRole.VIEWER):
    with reading() as session:
        return page.account_view(session, agent(role), number)


def save(form: CollateralForm, item: int = 0, role: AgentRole = AgentRole.SERVICER) -> None:
    ada = agent(role)
    with unit_of_work() as session:
        collateral.save(session, ada, "L-1", item, form)


def items() -> tuple[collateral.KeptItem, ...]:
    with reading() as session:
        return collateral.collateral_items(session, agent(AgentRole.VIEWER), "L-1").kept


def test_a_viewer_reads_a_loans_figures_and_holders(portal_db: Engine) -> None:
    cara, luis = customer(), customer("l@example.com", "Luis")
    loan("L-1", cara, luis)
    shown = view()
    figures = {one.label: one.value for one in shown.figures}
    assert (shown.status, shown.tabs) == ("Past due", page.LOAN_TABS)
    assert figures["Principal balance"] == "$9,000.00"
    assert figures["Days past due"] == "9"
    assert [(one.id, one.name, one.access) for one in shown.holders] == [
        (cara, "Cara Doe", "Web, Email"),
        (luis, "Luis Doe", "Web, Email"),
    ]


def test_nobody_linked_is_no_reason_to_hide_an_account(portal_db: Engine) -> None:
    loan("L-1")
    assert view().holders == ()


@pytest.mark.parametrize("number", ["L-9", "", "\x00", None, 7, ["L-1"], "x" * 99])
def test_what_is_no_account_is_not_found(portal_db: Engine, number: object) -> None:
    loan("L-1")
    with pytest.raises(NotFound):
        view(number)


def test_an_account_is_found_by_its_number(portal_db: Engine) -> None:
    loan("L-1")
    with reading() as session:
        assert page.account_at(session, agent(), " l-1 ") == "L-1"
        assert page.account_at(session, agent(), "L-") == ""
        assert page.account_at(session, agent(), "\x00") == ""


def test_who_looked_is_in_the_log(portal_db: Engine) -> None:
    loan("L-1")
    ada = agent(AgentRole.VIEWER)
    with unit_of_work() as session:
        page.record_seen(session, ada, "L-1")
    assert ("lms:account:seen", ada.login_id) in [one[:2] for one in traces().log]


def test_a_loan_has_no_statements(portal_db: Engine) -> None:
    loan("L-1")
    with reading() as session, pytest.raises(NotFound):
        lists.statements_page(session, agent(), "L-1")
    with reading() as session, pytest.raises(NotFound):
        lists.any_statement(session, agent(), "L-1", "2026-01-01")


def test_transactions_of_a_line_name_the_merchant(portal_db: Engine) -> None:
    account = new_card_account()
    account.posted()
    with reading() as session:
        found = lists.entries_page(session, agent(), account.number)
    assert found.is_line
    assert found.rows[0][3:5] == ("Corner Bakery", "$18.99")
    assert view(account.number).tabs == page.LINE_TABS


def test_documents_say_who_added_them_and_hidden_ones_are_there(portal_db: Engine) -> None:
    account = new_card_account()
    mia, ada = account.subject, agent()
    adding.add(mia, account.number, on_disk(TEXT), "mine.txt")
    section = DocumentSection.LETTER
    key = adding.add_for_lender(
        ada, account.number, on_disk(TEXT), "letter.txt", section, visible=False
    )

    def rows() -> list[tuple[str, str, str, bool]]:
        with reading() as session:
            found = filed.filed_page(session, agent(AgentRole.VIEWER), account.number)
        return [(one.name, one.section, one.by, one.visible) for one in found.rows]

    assert rows() == [
        ("letter.txt", "Letters", "Ada Agent", False),
        ("mine.txt", "Added by the borrower", "Mia Ito", True),
    ]
    removing.delete_for_lender(ada, account.number, key)
    assert [row[0] for row in rows()] == ["mine.txt"]


def test_collateral_goes_in_changes_and_goes_out(portal_db: Engine) -> None:
    loan("L-1", customer())
    save(CAR)
    (item,) = items()
    assert ("VIN", "1HGCV1F34MA012345") in item.card.facts
    assert ("Deductible", "$500.00") in item.card.insurance
    with reading() as session:
        form = collateral.form_of(session, agent(), "L-1", item.id)
    assert form == replace(CAR, id=item.id, mileage="41280", value="12500.00", deductible="500.00")
    save(replace(form, kind="other", fields="Serial: 12\nMade in: Ohio"), item.id)
    (item,) = items()
    assert ("Made in", "Ohio") in item.card.facts


@pytest.mark.parametrize(
    ("field", "text", "problem"),
    [
        ("year", "MMXX", "not_a_number"),
        ("mileage", "-1", "not_a_number"),
        ("value", "a lot", "not_an_amount"),
        ("insured_from", "31/12/2026", "not_a_day"),
        ("fields", "without a colon", "no_label"),
        ("fields", "Serial:", "no_label"),
        ("make", "a\x00b", "not_printable"),
        ("vin", "1IOQ", "not_a_vin"),
        ("kind", "boat", "unknown"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    portal_db: Engine, field: str, text: str, problem: str
) -> None:
    loan("L-1", customer())
    with pytest.raises(InvalidInput) as refused:
        save(replace(CAR, **{field: text}))
    assert (refused.value.field, refused.value.problem) == (field, problem)
    assert items() == ()


def test_a_viewer_changes_nothing(portal_db: Engine) -> None:
    loan("L-1", customer())
    with pytest.raises(NotAllowed):
        save(CAR, role=AgentRole.VIEWER)
    save(CAR)
    with reading() as session, pytest.raises(NotAllowed):
        collateral.form_of(session, agent(AgentRole.VIEWER), "L-1", items()[0].id)


_WORDS = st.text(st.characters(categories=("L", "N")), min_size=1, max_size=20)


@given(st.lists(st.tuples(_WORDS, _WORDS), max_size=8), st.integers(0, 10**9))
def test_a_form_reads_back_as_it_was_written(pairs: list[tuple[str, str]], value: int) -> None:
    lines = "\n".join(f"{label}: {text}" for label, text in pairs)
    typed = CollateralForm(kind="consumer", fields=lines, value=f"{value // 100}.{value % 100:02}")
    facts = collateral.facts_of(typed)
    assert facts == CollateralFacts(CollateralClass.CONSUMER, fields=tuple(pairs), value=value)
