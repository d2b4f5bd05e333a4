"""Every handler of ours called with the guard left out, hostile arguments included.

Neither a stranger nor another borrower changes a row, or sees Maria's name.
"""

import inspect
from datetime import date
from decimal import Decimal

import pytest
from reflex.istate.data import RouterData
from reflex.state import State
from reflex_base.registry import RegistrationContext
from sqlalchemy import Engine, select

from models import metadata
from models.accounts import AccountKind, AccountLink, Product
from models.customers import Customer
from portal_app.portal_app import app
from services.database import reading, unit_of_work
from services.ledger import open_loan
from services.servicing.terms import Terms
from services.sessions import cookie_name
from tests.support.aio import run
from tests.support.borrowers import borrower, entered

_HANDLERS = RegistrationContext.get().event_handlers
OURS = sorted(n for n in _HANDLERS if ".state___" in n and not n.endswith(".setvar"))
HOSTILE = ("L-1", {"a": 1}, "L-1' OR 1=1 --", -1, float("nan"), None, ["x"] * 3, "٣", True)


def rows() -> dict[str, list[tuple]]:
    with reading() as session:
        return {
            t.name: list(map(tuple, session.execute(select(t)))) for t in metadata.sorted_tables
        }


async def call(name: str, cookie: str, value: object) -> str:
    """The tab's whole state afterwards, as it would be sent."""
    root = State(_reflex_internal_init=True)
    page = "/accounts/L-1"
    root.router_data = {
        "headers": {"cookie": cookie, "origin": "http://localhost:8000"},
        "pathname": page,
        "asPath": page,
    }
    root.router = RouterData.from_router_data(root.router_data)
    registered = _HANDLERS[name]
    state = await root.get_state(registered.states[0])
    handler = registered.handler.fn
    wanted = len(inspect.signature(handler).parameters) - 1
    try:
        answer = handler(state, *[value] * wanted)
        if inspect.isasyncgen(answer):
            async for _ in answer:
                pass
        elif inspect.isawaitable(answer):
            await answer
    except Exception as error:  # a fault is an answer too; what counts is what it did
        return repr(error)
    return repr(state.dict())


def cookie_of(email: str) -> str:
    token = entered(email)
    return f"{cookie_name()}={token}"


@pytest.fixture
def loan(portal_db: Engine) -> None:
    """Maria's L-1 of $4,321.00, and Luis, who may not see it."""
    assert app
    borrower("maria@example.com")
    borrower("luis@example.com")
    terms = Terms(4_321_00, Decimal("12"), 12, date(2026, 2, 1))
    with unit_of_work() as session:
        product = Product(code="p", name="Personal loan", kind=AccountKind.PERSONAL_LOAN)
        session.add(product)
        session.flush()
        account = open_loan(
            session, number="L-1", product=product, name="", terms=terms, opened_on=terms.starts
        )
        maria = session.execute(
            select(Customer.id).where(Customer.first_name == "Maria")
        ).scalar_one()
        session.add(AccountLink(customer_id=maria, account_id=account.id))


@pytest.mark.parametrize("who", ["stranger", "luis"])
@pytest.mark.parametrize("name", OURS)
def test_nothing_changes_and_nothing_leaks(loan: None, name: str, who: str) -> None:
    cookie = "" if who == "stranger" else cookie_of("luis@example.com")
    before = rows()
    for value in HOSTILE:
        seen = run(call(name, cookie, value))
        assert "Maria" not in seen
        assert "4,321" not in seen
    assert rows() == before


@pytest.mark.parametrize("name", ["accounts_state.load", "account_state.load", "pay_state.open"])
def test_the_owner_sees_the_figure_that_others_do_not(loan: None, name: str) -> None:
    (handler,) = (known for known in OURS if known.endswith(name))
    assert "4,321" in run(call(handler, cookie_of("maria@example.com"), "L-1"))
