"""Collateral as services see it: what borrowers read, what agents may enter."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from models.collateral import CollateralClass
from services.collateral import changing
from services.collateral.changing import CollateralFacts
from services.collateral.page import PAGE, collateral_page
from services.collateral.views import CollateralCard, CollateralPage
from services.database import reading, unit_of_work
from services.errors import InvalidInput, NotAllowed, NotFound
from services.language import use_language
from services.roles import AgentRole
from services.subject import AgentSubject, Subject
from tests.support.customers import TODAY, agent, customer, loan, traces

CAR = CollateralFacts(
    CollateralClass.VEHICLE,
    vin="1HGCV1F34MA012345",
    year=2021,
    make="Honda",
    model="Accord",
    mileage=41_280,
    insurer="Pacific Mutual",
    policy_number="PMI-1",
    deductible=500_00,
    insured_from=TODAY - timedelta(days=100),
    insured_until=TODAY + timedelta(days=100),
)


@pytest.fixture
def cara(portal_db: Engine) -> Subject:
    customer_id = customer()
    loan("L-1", customer_id)
    return Subject(1, customer_id, 1, "Cara Doe")


def add(facts: CollateralFacts, who: AgentSubject | None = None, number: object = "L-1") -> int:
    with unit_of_work() as session:
        return changing.add(session, who or agent(), number, facts)


def page(who: Subject, number: object = "L-1", skip: int = 0) -> CollateralPage:
    with reading() as session:
        return collateral_page(session, who, number, skip)


def card(who: Subject) -> CollateralCard:
    (found,) = page(who).cards
    return found


def values(found: CollateralCard) -> dict[str, str]:
    return dict((*found.facts, *found.insurance))


def test_a_car_is_shown_with_its_insurance(cara: Subject) -> None:
    add(CAR)
    found = card(cara)
    assert (found.title, found.kind, found.icon) == ("2021 Honda Accord", "Vehicle", "car")
    assert values(found) == {
        "VIN": "1HGCV1F34MA012345",
        "Year": "2021",
        "Make": "Honda",
        "Model": "Accord",
        "Mileage": "41,280 miles",
        "Insurance company": "Pacific Mutual",
        "Policy number": "PMI-1",
        "Deductible": "$500.00",
        "Covered from": "Nov 30, 2025",
        "Covered until": "Jun 18, 2026",
    }
    assert (found.insured, found.tone, found.advice) == ("Insured", "ok", "")


def test_every_class_has_its_fields(cara: Subject) -> None:
    add(CollateralFacts(CollateralClass.REAL_ESTATE, address="4 Elm St", parcel="7", value=1_00))
    add(CollateralFacts(CollateralClass.CONSUMER, name="Sofa", fields=(("Fabric", "Linen"),)))
    add(CollateralFacts(CollateralClass.OTHER))
    house, sofa = page(cara).cards
    (other,) = page(cara, skip=PAGE).cards
    assert values(house) == {"Address": "4 Elm St", "Parcel number": "7", "Value": "$1.00"}
    assert (house.title, house.icon, house.insured) == ("4 Elm St", "home", "")
    assert (sofa.title, values(sofa)) == ("Sofa", {"Fabric": "Linen"})
    assert other.title == "Other collateral"


@pytest.mark.parametrize(
    ("begins", "ends", "badge", "tone", "advice"),
    [
        (-100, -1, "Please send an update", "warn", "ended on Mar 9, 2026"),
        (-100, 0, "Ends soon", "warn", "ends on Mar 10, 2026"),
        (-100, 30, "Ends soon", "warn", "ends on Apr 9, 2026"),
        (-100, 31, "Insured", "ok", ""),
        (1, 300, "Begins later", "mute", ""),
    ],
)
def test_an_insurance_that_ends_is_said_kindly(
    cara: Subject, begins: int, ends: int, badge: str, tone: str, advice: str
) -> None:
    days = (TODAY + timedelta(days=begins), TODAY + timedelta(days=ends))
    add(replace(CAR, insured_from=days[0], insured_until=days[1]))
    found = card(cara)
    assert (found.insured, found.tone) == (badge, tone)
    assert advice in found.advice
    assert bool(advice) is bool(found.advice)
    with use_language("es"):
        assert card(cara).insured != badge


def test_it_is_changed_removed_and_on_the_record(cara: Subject) -> None:
    ada = agent()
    item = add(CAR, ada)
    with unit_of_work() as session:
        changing.change(session, ada, "L-1", item, replace(CAR, color=" Blue "))
    assert values(card(cara))["Color"] == "Blue"
    with unit_of_work() as session:
        changing.remove(session, ada, "L-1", item)
    assert page(cara).cards == ()
    did = [(action, who) for action, who, _detail in traces().log]
    assert did[-3:] == [
        ("lms:collateral:added", ada.login_id),
        ("lms:collateral:changed", ada.login_id),
        ("lms:collateral:removed", ada.login_id),
    ]
    with pytest.raises(NotFound), unit_of_work() as session:
        changing.remove(session, ada, "L-1", item)


def test_who_may(cara: Subject) -> None:
    item = add(CAR)
    theo = agent(AgentRole.VIEWER)
    with pytest.raises(NotAllowed):
        add(CAR, theo)
    with pytest.raises(NotAllowed), unit_of_work() as session:
        changing.remove(session, theo, "L-1", item)
    with pytest.raises(NotFound):
        page(Subject(9, customer("other@example.com"), 1, "Other"))
    for number in ("L-9", None, 7, ""):
        with pytest.raises(NotFound):
            add(CAR, number=number)
    loan("L-2")
    for number, other in (("L-2", item), ("L-1", -1), ("L-1", "1"), ("L-1", True), ("L-1", 2**80)):
        with pytest.raises(NotFound), unit_of_work() as session:
            changing.change(session, agent(), number, other, CAR)


@pytest.mark.parametrize(
    ("bent", "problem"),
    [
        ({"vin": "1HGCV1F34MA01234O"}, ("vin", "not_a_vin")),
        ({"vin": "1" * 18}, ("vin", "too_long")),
        ({"year": 1800}, ("year", "out_of_range")),
        ({"mileage": -1}, ("mileage", "out_of_range")),
        ({"deductible": 10**15}, ("deductible", "out_of_range")),
        ({"make": "x" * 61}, ("make", "too_long")),
        ({"fields": (("x" * 61, ""),)}, ("fields", "too_long")),
        ({"insured_until": date(2020, 1, 1)}, ("insured_until", "before_start")),
    ],
)
def test_what_cannot_be(cara: Subject, bent: dict, problem: tuple[str, str]) -> None:
    with pytest.raises(InvalidInput) as refused:
        add(replace(CAR, **bent))
    assert (refused.value.field, refused.value.problem) == problem


def test_many_come_in_pages(cara: Subject) -> None:
    ada = agent()
    for number in range(PAGE + 1):
        add(CollateralFacts(CollateralClass.OTHER, name=str(number)), ada)
    first, second = page(cara), page(cara, skip=PAGE)
    assert (len(first.cards), first.more) == (PAGE, True)
    assert ([one.title for one in second.cards], second.more) == ([str(PAGE)], False)
