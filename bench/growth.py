"""P12: what a screen and a posting cost as the lender's book grows a thousandfold."""

from sqlalchemy import Engine

from bench.book import book
from bench.kept import portal_url
from bench.result import Result, time_ratio
from services import ledger
from services.accounts.overview import overview
from services.business_date import today
from services.database import make_engine, reading, unit_of_work
from services.subject import Subject

SMALL, LARGE, ENTRIES = 100, 100_000, 3
SUBJECT = Subject(1, 1, 1, "B R")
HOW = (
    f"{LARGE:,} accounts over {SMALL}, {ENTRIES} entries each, in turns; the borrower has four."
    " Median of 15 rounds; {}"
)


def run() -> list[Result]:
    small, large = _engine(SMALL), _engine(LARGE)
    page = time_ratio(lambda: _page(large), lambda: _page(small), calls=20)
    post = time_ratio(lambda: _post(large), lambda: _post(small), calls=20)
    return [
        Result("P12", "accounts page, large book over small", page, 1.3, HOW.format("one read")),
        Result("P12", "posting a payment", post, 1.3, HOW.format("one durable commit")),
    ]


def _engine(accounts: int) -> Engine:
    with book(accounts, ENTRIES) as folder:
        return make_engine(portal_url(folder))


def _page(engine: Engine) -> None:
    with reading(engine) as session:
        assert len(overview(session, SUBJECT).cards) == 4


def _post(engine: Engine) -> None:
    with unit_of_work(engine) as session:
        ledger.post_payment(session, 1, 1, today(session))
