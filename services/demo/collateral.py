"""What secures the demo's installment accounts, entered by its agent."""

from datetime import date, timedelta

from sqlmodel import Session, select

from models.collateral import CollateralClass
from models.customers import Login
from services.collateral import changing
from services.collateral.changing import CollateralFacts
from services.demo.agents import AGENTS
from services.subject import AgentSubject


def add_collateral(session: Session, business_date: date) -> None:
    agent = _agent(session)
    for number, facts in _items(business_date):
        changing.add(session, agent, number, facts)


def _items(today: date) -> tuple[tuple[str, CollateralFacts], ...]:
    """Insured; about to end; ended; a lease with two things."""
    car = CollateralFacts(
        CollateralClass.VEHICLE,
        vin="1HGCV1F34MA012345",
        year=2021,
        make="Honda",
        model="Accord",
        trim="EX-L",
        mileage=41_280,
        color="Modern Steel",
        license_plate="8JNP417",
        insurer="Pacific Mutual Insurance",
        policy_number="PMI-5530-8841",
        insurer_phone="1-800-555-0117",
        deductible=500_00,
        insured_from=today - timedelta(days=140),
        insured_until=today + timedelta(days=225),
    )
    house = CollateralFacts(
        CollateralClass.REAL_ESTATE,
        address="48 Alder Street, Northampton, MA 01060",
        parcel="31B-114-001",
        value=312_000_00,
        insurer="Bay State Home Insurance",
        policy_number="BSH-2207719",
        insurer_phone="1-800-555-0175",
        deductible=1_000_00,
        insured_from=today - timedelta(days=346),
        insured_until=today + timedelta(days=19),
    )
    boat = CollateralFacts(
        CollateralClass.CONSUMER,
        name="Outboard motor",
        fields=(("Maker", "Lakeline"), ("Model", "LX 60"), ("Serial number", "LX60-118804")),
        value=6_400_00,
        insurer="Harbor Insurance",
        policy_number="HB-90317",
        insurer_phone="1-800-555-0188",
        deductible=250_00,
        insured_from=today - timedelta(days=383),
        insured_until=today - timedelta(days=18),
    )
    press = CollateralFacts(
        CollateralClass.OTHER,
        name="Espresso machine",
        fields=(("Maker", "Officina Lario"), ("Serial number", "OL-22-0871")),
    )
    grinder = CollateralFacts(
        CollateralClass.OTHER,
        name="Coffee grinder",
        fields=(("Maker", "Officina Lario"), ("Serial number", "OG-22-1190")),
    )
    return (
        ("L-4417", car),
        ("L-3601", house),
        ("L-3001", boat),
        ("L-2210", press),
        ("L-2210", grinder),
    )


def _agent(session: Session) -> AgentSubject:
    email, name, role = AGENTS[0]
    login = session.exec(select(Login).where(Login.email == email)).one()
    return AgentSubject(login.id or 0, login.agent_id or 0, 0, name, role)
