"""P7 on the pages of long accounts: every click, hydration and reconnect, here and in the LMS."""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlmodel import col, select

from bench.deltas import again_on, each_of, hydration, kilobytes, largest
from bench.long_accounts import LINE, LOAN, OLGA
from bench.result import Result
from bench.served import Served
from bench.tabs import Tab, Update, tab
from models.accounts import Account
from models.transactions import Transaction, TransactionKind
from services.business_date import today
from services.database import reading
from services.doors import Door
from state.account import AccountState
from state.account_documents import DocumentsState
from state.account_statements import StatementsState
from state.account_transactions import TransactionsState
from state.breakdown import BreakdownState
from state.dispute import DisputeState
from state.explain import ExplainState
from state.lms.account import LmsAccountState
from state.lms.posting import PostingState
from state.pay import PayState
from state.payoff_quote import PayoffQuoteState
from state.truth import TruthState
from state.what_if import WhatIfState

ADMIN = "admin@juniper.example"
LOAN_PATH, LINE_PATH = f"/accounts/{LOAN}/", f"/accounts/{LINE}/"
YEARS = 31
EXPLAINED = {
    LOAN: ("balance", "next_due", "past_due", "payoff", "interest", "last_payment"),
    LINE: ("balance", "minimum", "available"),
}
SEARCHES = (
    "page=2",
    "page=900",
    "q=Pacific+Gas",
    "q=payment",
    "from=2024-01-01&to=2025-12-31&page=3",
    "sort=-amount",
    "sort=amount&page=20",
)


@dataclass(frozen=True)
class Click:
    """An event of a page; `query`: what its address asks for then, None: as before."""

    handler: Any
    payload: dict[str, object] = field(default_factory=dict)
    query: str | None = None

    @property
    def event(self) -> str:
        return f"{self.handler.state_full_name}.{self.handler.fn.__name__}"

    def __str__(self) -> str:
        given = ", ".join(str(value) for value in self.payload.values())
        state = self.handler.state_full_name.rpartition("____")[2].removesuffix("_state")
        query = f" ?{self.query}" if self.query else ""
        return f"{state}.{self.handler.fn.__name__}({given}){query}"


def run(portal: Served) -> list[Result]:
    return asyncio.run(_all(portal))


async def _all(portal: Served) -> list[Result]:
    (olga,), (agent,) = portal.cookies(OLGA), portal.cookies(ADMIN, door=Door.LMS)
    pages = {LOAN_PATH: (olga, [*_on_loan()]), LINE_PATH: (olga, [*_on_line()])}
    pages |= {f"/es{path}": of for path, of in pages.items()}
    pages |= {
        f"/lms/accounts/{number}/": (agent, [*_in_lms(number, lists)])
        for number, lists in ((LOAN, 21), (LINE, 3))
    }
    clicks: dict[str, int] = {}
    first: dict[str, int] = {}
    again: dict[str, int] = {}
    for path, (cookie, on_page) in pages.items():
        answers, sizes = await _page(portal, cookie, path, on_page)
        clicks |= sizes
        first[path] = hydration(answers)
        again[path] = await again_on(portal, cookie, path, answers)
    worst = sorted(clicks, key=lambda name: -clicks[name])[:3]
    how = f"of {len(clicks)} events; largest: {each_of({name: clicks[name] for name in worst})}"
    return [
        kilobytes("long accounts, largest delta of a click, KB", clicks[worst[0]], 2, how),
        kilobytes("long accounts, hydration, KB", max(first.values()), 4, each_of(first)),
        kilobytes("long accounts, reconnect, KB", max(again.values()), 4, each_of(again)),
    ]


async def _page(
    portal: Served, cookie: str, path: str, clicks: Sequence[Click]
) -> tuple[list[Update], dict[str, int]]:
    """What it is hydrated with, and the largest message of each click."""
    sizes: dict[str, int] = {}
    async with tab(portal.address, cookie, path) as page:
        answers = await page.all_answers(0.7)
        for click in clicks:
            if click.query is not None:
                page.path = f"{path}?{click.query}"
            sizes[f"{path} {click}"] = await _size(page, click)
    return answers, sizes


async def _size(page: Tab, click: Click) -> int:
    return await largest(page, click.event, click.payload)


def _on_loan() -> Iterator[Click]:
    soon = today_there() + timedelta(days=20)
    yield from _tabs("transactions", "documents", "collateral", "summary")
    yield Click(BreakdownState.open)
    yield from (Click(BreakdownState.show, {"page": str(page)}) for page in range(YEARS))
    yield from (Click(BreakdownState.turn, {"by": by}) for by in (-1, 1))
    yield Click(BreakdownState.close)
    yield Click(WhatIfState.open, {"number": LOAN})
    yield Click(WhatIfState.type_amount, {"amount": "250.00"})
    yield Click(WhatIfState.choose, {"way": "lump"})
    yield Click(WhatIfState.type_amount, {"amount": "10000.00"})
    yield Click(WhatIfState.pick_day, {"day": soon.isoformat()})
    yield Click(WhatIfState.choose, {"way": "goal"})
    yield Click(WhatIfState.pick_goal, {"day": soon.replace(year=soon.year + 5).isoformat()})
    yield from (Click(WhatIfState.pay_now), Click(PayState.close), Click(WhatIfState.forget))
    yield Click(PayoffQuoteState.open, {"number": LOAN})
    yield Click(PayoffQuoteState.choose_day, {"day": soon.isoformat()})
    yield Click(PayoffQuoteState.close)
    yield from _anywhere(LOAN)


def _on_line() -> Iterator[Click]:
    yield from _tabs("documents", "transactions")
    for kind in (TransactionKind.PURCHASE, TransactionKind.PAYMENT):
        key = newest(LINE, kind)
        yield Click(DisputeState.open, {"thing": key})
        yield Click(DisputeState.close)
    yield from _tabs("statements")
    yield from (Click(StatementsState.show_next) for _page in range(3))
    yield Click(StatementsState.show_previous)
    yield from (Click(StatementsState.show_disclosure) for _twice in range(2))
    yield Click(StatementsState.choose_paper)
    yield from (Click(TruthState.pay, {"amount": amount}) for amount in ("150.00", "5000"))
    yield from _anywhere(LINE)


def _anywhere(number: str) -> Iterator[Click]:
    """What both kinds of account have."""
    for figure in EXPLAINED[number]:
        yield Click(ExplainState.open, {"figure": figure})
        yield Click(ExplainState.close)
    yield Click(AccountState.load, query="tab=documents")
    yield from (Click(DocumentsState.open_new), Click(DocumentsState.close))
    for query in ("", *SEARCHES):
        yield Click(AccountState.load, query=f"tab=transactions&{query}")
    form = {"q": "gas", "from": "2024-01-01", "to": "", "sort": "-date"}
    yield Click(TransactionsState.search, {"form": form})
    for kind in TransactionKind:
        if key := newest(number, kind):
            yield from (Click(TransactionsState.toggle, {"key": key}) for _twice in range(2))
    yield Click(PayState.open, {"number": number})
    yield from (Click(PayState.choose, {"choice": one}) for one in ("payoff", "custom"))
    yield from (Click(PayState.type_amount, {"amount": "12.00"}), Click(PayState.review))
    yield from (Click(PayState.back), Click(PayState.close), Click(AccountState.load))


def _tabs(*keys: str) -> Iterator[Click]:
    yield from (Click(AccountState.load, query=f"tab={key}") for key in keys)


def _in_lms(number: str, lists: int) -> Iterator[Click]:
    tabs = ("transactions", "statements", "documents", "collateral", "disputes", "overview")
    for key in tabs:
        yield Click(LmsAccountState.load, query=f"tab={key}")
        if key in ("transactions", "statements"):
            yield from (Click(LmsAccountState.show_next) for _page in range(lists))
            yield Click(LmsAccountState.show_previous)
    yield from (Click(PostingState.open, {"number": number}), Click(PostingState.close))


def newest(number: str, kind: TransactionKind) -> str:
    """The key of a row of the tab Transactions, "" without one."""
    with reading() as session:
        found = session.exec(
            select(Transaction.id)
            .join(Account, col(Account.id) == col(Transaction.account_id))
            .where(Account.number == number, Transaction.kind == kind)
            .order_by(col(Transaction.sequence).desc())
            .limit(1)
        ).first()
    return f"t{found}" if found else ""


def today_there() -> date:
    with reading() as session:
        return today(session)
