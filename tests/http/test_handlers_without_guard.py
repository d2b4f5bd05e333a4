"""Every handler of ours called with the guard left out, hostile arguments included.

Nobody but its owner changes a row, or sees a name or a figure: handlers ask for their subject.
"""

import inspect
from datetime import date
from decimal import Decimal
from unittest.mock import Mock

import pytest
from reflex.istate.data import RouterData
from reflex.state import State
from reflex_base.registry import RegistrationContext
from sqlalchemy import Engine, select

from models import metadata
from models.accounts import AccountKind, AccountLink, Product
from models.customers import Customer
from models.payment_methods import MethodKind, PaymentMethod
from portal_app.portal_app import app
from services.database import reading, unit_of_work
from services.ledger import open_loan
from services.payments import gateways
from services.payments.dialog import PreviewLines
from services.second_steps import recovery
from services.servicing.terms import Terms
from services.sessions import cookie_name
from state.account_statements import StatementsState
from state.pay import PayState
from tests.support.agents import agent_cookie
from tests.support.aio import run
from tests.support.borrowers import borrower, entered

_HANDLERS = RegistrationContext.get().event_handlers
OURS = sorted(n for n in _HANDLERS if ".state___" in n and not n.endswith(".setvar"))
HOSTILE = ("L-1", {"a": 1}, "L-1' OR 1=1 --", -1, float("nan"), None, ["x"] * 3, "٣", True)
LMS = ".state___lms___"
MARIAS, AGENTS = ("Maria", "4,321", "maria-s"), ("Administrator Agent",)


def rows() -> dict[str, list[tuple]]:
    with reading() as session:
        return {
            t.name: list(map(tuple, session.execute(select(t)))) for t in metadata.sorted_tables
        }


def tab(cookie: str) -> State:
    root = State(_reflex_internal_init=True)
    arrive(root, cookie)
    return root


def arrive(root: State, cookie: str) -> None:
    page = "/accounts/L-1"
    root.router_data = {
        "headers": {"cookie": cookie, "origin": "http://localhost:8000"},
        "pathname": page,
        "asPath": page,
    }
    root.router = RouterData.from_router_data(root.router_data)


async def call(root: State, name: str, value: object = None) -> str:
    """The handler's whole state afterwards, as it would be sent."""
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


def cookie_of(who: str) -> str:
    """Of a new session; "" for a stranger."""
    if who == "agent":
        return agent_cookie()
    return f"{cookie_name()}={entered(f'{who}@example.com')}" if who else ""


def named(tail: str) -> str:
    (found,) = (known for known in OURS if known.endswith(f"__{tail}"))
    return found


@pytest.fixture
def loan(portal_db: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Maria's L-1 of $4,321.00, her card and codes; Luis, who may see none of it."""
    assert app
    login = borrower("maria@example.com")
    codes = (f"marias{number:04}" for number in range(1_000))
    monkeypatch.setattr(recovery, "_new", lambda: next(codes))
    borrower("luis@example.com")
    terms = Terms(4_321_00, Decimal("12"), 12, date(2026, 2, 1))
    with unit_of_work() as session:
        recovery.renew(session, login)
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
        session.add(
            PaymentMethod(
                customer_id=maria, profile_token="p1", kind=MethodKind.CARD, last_four="4242"
            )
        )


@pytest.mark.parametrize(
    ("who", "not_theirs"),
    [
        ("", MARIAS + AGENTS),
        ("luis", MARIAS + AGENTS),
        ("agent", MARIAS),
        ("maria", (*AGENTS, "Luis")),
    ],
)
def test_nobody_sees_what_is_not_theirs(loan: None, who: str, not_theirs: tuple[str, ...]) -> None:
    agent = agent_cookie()
    cookie = agent if who == "agent" else cookie_of(who)

    async def walk() -> list[str]:
        found: list[str] = []
        for name in (one for one in OURS if who != "agent" or LMS not in one):
            before = rows()
            for value in HOSTILE:
                seen = await call(tab(cookie), name, value)
                found += [f"{name} told {one}" for one in not_theirs if one in seen]
            if who != "maria":
                after = rows()
                found += [f"{name} changed {one}" for one in after if after[one] != before[one]]
        return found

    assert run(walk()) == []


@pytest.mark.parametrize("name", ["accounts_state.load", "account_state.load", "pay_state.open"])
def test_the_owner_sees_the_figure_that_others_do_not(loan: None, name: str) -> None:
    assert "4,321" in run(call(tab(cookie_of("maria")), named(name), "L-1"))


def test_the_owner_sees_the_codes_that_others_do_not(loan: None) -> None:
    assert "maria-s0000" in run(call(tab(cookie_of("maria")), named("recovery_codes_state.load")))


def test_the_agent_sees_the_name_that_borrowers_do_not(loan: None) -> None:
    assert AGENTS[0] in run(call(tab(cookie_of("agent")), named("me_state.load")))


@pytest.mark.parametrize("who", ["", "luis", "agent", "maria"])
def test_what_maria_reviewed_is_paid_by_nobody_else(
    loan: None, monkeypatch: pytest.MonkeyPatch, who: str
) -> None:
    monkeypatch.setattr(gateways, "_current", [Mock()])  # reached, it leaves an open payment
    cookie = cookie_of(who)

    async def take_over() -> None:
        root = tab(cookie_of("maria"))
        await call(root, named("pay_state.open"), "L-1")
        await call(root, named("pay_state.review"))
        state = await root.get_state(PayState)
        assert state.step == "review"
        arrive(root, cookie)
        before = rows()
        await call(root, named("pay_state.pay"))
        if who == "maria":
            assert rows()["payments"] != before["payments"]
            return
        assert (state.step, rows()) == ("review", before)
        await call(root, named("pay_state.back"))
        await call(root, named("pay_state.choose"), "payoff")
        assert (state.step, state.preview) == ("choose", PreviewLines())

    run(take_over())


def test_statements_that_can_no_longer_be_read_begin_anew(loan: None) -> None:
    async def lose() -> str:
        root = tab(cookie_of("luis"))
        state = await root.get_state(StatementsState)
        state.page, state._below = 2, (None, 20, 8)
        await call(root, named("_statements_state.load"))
        assert state.status == "failed"
        return await call(root, named("_statements_state.show_previous"))

    assert "Error" not in run(lose())
