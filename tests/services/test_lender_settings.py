"""What the lender chose counts at once, and every change is in the log."""

from sqlalchemy import Engine

from models.customers import SecondStep
from models.lender import LenderSettings
from services.database import reading, unit_of_work
from services.lender_settings import current, current_brand
from services.messages.letterhead import letterhead


def test_defaults_are_the_deployments(portal_db: Engine) -> None:
    with reading() as session:
        lender = current(session)
    assert (lender.name, lender.support_phone) == ("Juniper Lending", "1-800-555-0142")
    assert lender.offered == (SecondStep.AUTHENTICATOR, SecondStep.SMS, SecondStep.EMAIL)
    assert not lender.second_step_required
    assert lender.brand == current_brand()
    assert current_brand().color is None


def test_a_stored_row_counts_at_once(portal_db: Engine) -> None:
    with unit_of_work() as session:
        session.add(LenderSettings(name="Acme", color="#8a1c5b", offers_sms=False))
    with reading() as session:
        lender = current(session)
    assert (lender.name, lender.support_phone) == ("Acme", "1-800-555-0142")
    assert SecondStep.SMS not in lender.offered
    assert current_brand().color == "#8a1c5b"


def test_mails_carry_the_stored_name(portal_db: Engine) -> None:
    with unit_of_work() as session:
        session.add(LenderSettings(name="Acme", support_phone="1-800-555-0199", color="#8a1c5b"))
    with unit_of_work() as session:
        lender = letterhead(session).lender
    assert (lender.name, lender.support_phone, lender.color) == (
        "Acme",
        "1-800-555-0199",
        "#8a1c5b",
    )
