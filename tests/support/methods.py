"""Payment methods of a borrower, made as a browser would through the wallet's form."""

from datetime import date

import pytest
from sqlalchemy import Engine

from models.payment_methods import MethodKind, MethodStatus, PaymentMethod
from services import business_date
from services.database import reading, unit_of_work
from services.payment_methods import adding, changing, page
from services.payment_methods.page import Methods, MethodTile
from services.payment_methods.repository import methods_of
from services.subject import Subject
from tests.support.method_wallet import MethodWallet
from tests.support.profiles import someone

TODAY = date(2026, 11, 23)


@pytest.fixture
def maria(portal_db: Engine) -> Subject:
    with unit_of_work() as session:
        business_date.freeze_at(session, TODAY)
    return someone()


@pytest.fixture
def wallet() -> MethodWallet:
    return MethodWallet()


def shown(subject: Subject) -> Methods:
    with reading() as session:
        return page.methods(session, subject)


def everything(subject: Subject) -> list[PaymentMethod]:
    with reading() as session:
        return methods_of(session, subject.customer_id)


def names(subject: Subject) -> list[str]:
    return [tile.name for tile in shown(subject).tiles]


def tile(subject: Subject, method: int) -> MethodTile:
    return next(one for one in shown(subject).tiles if one.id == method)


def default(subject: Subject) -> str:
    return next((one.name for one in shown(subject).tiles if one.is_default), "")


def make_default(subject: Subject, method: object) -> None:
    with unit_of_work() as session:
        changing.make_default(session, subject, method)


def card(who: Subject, wallet: MethodWallet, last_four: str = "4242", till: str = "2031-12") -> int:
    form = adding.begin(who, wallet).id
    wallet.type_card(form, last_four, till)
    return adding.adopt(who, form, wallet)


def bank(who: Subject, wallet: MethodWallet, name: str = "First Juniper") -> int:
    form = adding.begin(who, wallet).id
    wallet.type_bank(form, name)
    return adding.adopt(who, form, wallet)


def token(method: int) -> str:
    with reading() as session:
        return session.get_one(PaymentMethod, method).profile_token


def give(who: Subject, count: int) -> list[int]:
    """The ids of so many more cards, with the longest of names."""
    rows = [
        PaymentMethod(
            customer_id=who.customer_id,
            profile_token=f"pp_{number}",
            kind=MethodKind.BANK_ACCOUNT,
            brand="The Farmers and Merchants Bank of Upperco"[:40],
            account_type="savings",
            last_four=f"{number:04}",
            status=MethodStatus.UNVERIFIED,
            tries_left=2,
        )
        for number in range(count)
    ]
    with unit_of_work() as session:
        session.add_all(rows)
        session.flush()
        return [row.id or 0 for row in rows]
