"""The account page with 360 payments and with 10,000 transactions: P2, P3, P4, P7, P11, P12."""

from functools import partial

from playwright.sync_api import Page
from sqlalchemy import Engine
from sqlmodel import Session, select

from bench import account_clicks, servers
from bench.kept import portal_url
from bench.long_accounts import (
    LINE,
    LOAN,
    MADE,
    OLGA,
    SHORT_LINE,
    SWIPES,
    YOUNG_LOAN,
    kept_demo,
)
from bench.pages import LOGIN, Visit, beside_login
from bench.repeat import visited_again
from bench.result import Result, time_ratio
from bench.served import served
from bench.transfer import HOW as BYTES
from bench.transfer import charts_are_drawn, first_load
from models.customers import Login
from services.account_summary.page import account_schedule, account_summary
from services.accounts.page import account_page
from services.database import make_engine, reading
from services.statements.page import statement_page
from services.statements.truth import truth
from services.subject import Subject
from services.transactions.page import transactions_page
from tests.e2e.journeys.logging_in import log_in

GOAL = "account"
ROUNDS = 3
LOAN_PAGE, LINE_PAGE = f"/accounts/{LOAN}/", f"/accounts/{LINE}/"


def run() -> list[Result]:
    kept = kept_demo()
    with served(kept) as portal:
        visits = _visits()
        seen = beside_login(portal.address, visits, ROUNDS)
        drawn = visits[1].weights[LOAN_PAGE]
        again = visited_again(portal.address, visits[1].pages, _as_olga)
        clicks = account_clicks.run(portal)
    return [_over_nicegui(drawn), *seen, *again, *clicks, *_growth(make_engine(portal_url(kept)))]


def _as_olga(page: Page) -> None:
    log_in(page, OLGA)


def _visits() -> tuple[Visit, Visit]:
    drawn = {LOAN_PAGE: charts_are_drawn, LINE_PAGE: _rows_are_there}
    return Visit((LOGIN,)), Visit((LOAN_PAGE, LINE_PAGE), _as_olga, drawn, "P2")


def _rows_are_there(page: Page) -> None:
    page.get_by_role("row").nth(10).wait_for()


def _over_nicegui(ours: int) -> Result:
    """Theirs has the same charts, of as many payments, by its own Plotly."""
    theirs = first_load(f"{servers.nicegui()}/account", drawn=_plots_are_drawn)
    how = BYTES.format(ours, theirs)
    return Result("P2", f"account page of {LOAN} over NiceGUI's", ours / theirs, 0.12, how)


def _plots_are_drawn(page: Page) -> None:
    page.locator(".js-plotly-plot .main-svg").nth(1).wait_for(state="attached")


def _growth(engine: Engine) -> list[Result]:
    """P12: what the page reads, as the ledger grows a hundredfold."""
    with Session(engine) as session:
        login = session.exec(select(Login).where(Login.email == OLGA)).one()
        who = Subject(login.id or 0, login.customer_id or 0, 1, "Olga")
    lines = f"{SWIPES[LINE]:,} purchases over {SWIPES[SHORT_LINE]}, as many statements"
    loans = f"{MADE[LOAN]} payments made over {MADE[YOUNG_LOAN]}"
    asked = {
        "top of the page": account_page,
        "transactions": partial(transactions_page, query={}),
        "transactions, page 20": partial(transactions_page, query={"page": "20"}),
        "transactions, search": partial(transactions_page, query={"q": "market"}),
        "statements": statement_page,
        "minimum-payment truth": truth,
    }
    results = []
    for name, service in asked.items():
        ratio = _ratio(engine, partial(service), who, LINE, SHORT_LINE)
        results.append(Result("P12", f"line of credit, {name}", ratio, 1.3, _how(lines)))
    charts = {"ring and facts": account_summary, "amortization lines": account_schedule}
    for name, service in charts.items():
        ratio = _ratio(engine, partial(service), who, LOAN, YOUNG_LOAN)
        results.append(Result("P12", f"loan of 360, {name}", ratio, 1.3, _how(loans)))
    return results


def _ratio(engine: Engine, service: partial, who: Subject, large: str, small: str) -> float:
    def look(number: str) -> None:
        with reading(engine) as session:
            service(session, who, number)

    return time_ratio(lambda: look(large), lambda: look(small), calls=20)


def _how(grown: str) -> str:
    return f"{grown}, in turns. Median of 15 rounds"
