"""P12: what an agent's search costs as the lender's customers grow a thousandfold."""

from datetime import date
from itertools import islice

from sqlalchemy import Engine, insert
from sqlmodel import Session

from bench.kept import kept_database, portal_url
from bench.result import Result, time_ratio
from models.accounts import Account, AccountKind, AccountLink, Product
from models.base import utc_now
from models.customers import Customer, SecondStep
from services.customers.search import PAGE, Found, search
from services.database import make_engine, reading
from services.roles import AgentRole
from services.subject import AgentSubject

SMALL, LARGE = 100, 100_000
AGENT = AgentSubject(1, 1, 1, "A A", AgentRole.VIEWER)
FIRST = ("Maria", "Ben", "Mira", "Sam", "Erin", "Milo", "Tina", "Luis", "Nina", "Omar")
LAST = ("Reyes", "Okafor", "Walsh", "Chen", "Moss", "Novak", "Costa", "Marsh", "Haddad", "Lang")
HOW = (
    f"{LARGE:,} customers over {SMALL}, in turns: all by surname, the second page, a name, an"
    " email, an account's number, each a page of {} or one. Median of 15 rounds"
)


def run() -> list[Result]:
    small, large = _engine(SMALL), _engine(LARGE)
    ratio = time_ratio(lambda: _searches(large), lambda: _searches(small), calls=10)
    return [Result("P12", "customer search", ratio, 1.3, HOW.format(PAGE))]


def _searches(engine: Engine) -> None:
    with reading(engine) as session:
        every = search(session, AGENT, "")
        found = [every, search(session, AGENT, "", every.next), search(session, AGENT, "m")]
        assert all(len(one.rows) == PAGE for one in found)
        for typed in ("mira.moss.42@example.com", "C-42"):
            _only(search(session, AGENT, typed))


def _only(found: Found) -> None:
    assert len(found.rows) == 1


def _engine(customers: int) -> Engine:
    kept = kept_database("customers", str(customers), lambda session: _fill(session, customers))
    return make_engine(portal_url(kept))


def _fill(session: Session, customers: int) -> None:
    product = Product(code="bench", name="Personal loan", kind=AccountKind.PERSONAL_LOAN)
    session.add(product)
    session.flush()
    numbers = iter(range(customers))
    while batch := list(islice(numbers, 10_000)):
        rows = [_customer(n) for n in batch]
        session.connection().execute(insert(Customer), rows)
        accounts = [_account(n, product.id or 0) for n in batch]
        session.connection().execute(insert(Account), accounts)
        links = [{"customer_id": n + 1, "account_id": n + 1, **_LINK} for n in batch]
        session.connection().execute(insert(AccountLink), links)


_LINK = {
    "role": "primary",
    "web_access": True,
    "email_access": True,
    "sms_access": False,
    "created_at": utc_now(),
}


def _customer(n: int) -> dict[str, object]:
    first, last = FIRST[n % 10], LAST[n // 10 % 10]
    return {
        "first_name": first,
        "last_name": last,
        "email": f"{first}.{last}.{n}@example.com".lower(),
        "portal_access": True,
        "second_step": SecondStep.INHERIT,
        "bankruptcy": False,
        "deceased": False,
        "cease_contact": False,
        "created_at": utc_now(),
    }


def _account(n: int, product_id: int) -> dict[str, object]:
    return {
        "number": f"C-{n}",
        "product_id": product_id,
        "kind": AccountKind.PERSONAL_LOAN,
        "name": "",
        "lifecycle": "open",
        "opened_on": date(2026, 1, 1),
        "created_at": utc_now(),
    }
