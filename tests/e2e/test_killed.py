"""kill -9 of the web process, the wallet and the worker around a charge, and a wallet that hangs
after it, in front of a browser.

Afterwards there is one charge and one posting, and what the page says is true at every moment.
"""

from collections.abc import Iterator
from functools import partial
from itertools import count

import pytest
from playwright.sync_api import Browser, Page, WebSocketRoute, expect

from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.accounts import AccountsScreen
from tests.e2e.screens.pay_dialog import PayDialog
from tests.e2e.support.killing import WALLET, WEB, WORKER, KillablePortal, killable_portal
from tests.e2e.support.patience import PATIENCE_MS
from tests.e2e.support.people import TIMES_OUT
from tests.support.postgres import PostgresCluster, postgres_cluster
from tests.wallet.support.waiting import until

__all__ = ["postgres_cluster"]
LOAN = "Personal loan L-1082"
CARD = "Visa ····4242"
BEING_CHECKED = "is being checked. Please do not pay it again."
_cents = count(31_01)
"""Every payment has an amount of its own."""


WALLET_SECONDS = 3
"""Where it hangs. Where it is slow only, the payment is being checked a while longer."""
DATABASES = ["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.soak])]


@pytest.fixture(scope="module", params=DATABASES)
def portal(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[KillablePortal]:
    folder = tmp_path_factory.mktemp("killed")
    if request.param == "sqlite":
        urls = [f"sqlite:///{folder / name}.sqlite" for name in ("portal", "wallet")]
        with killable_portal(folder, *urls, WALLET_SECONDS) as portal:
            yield portal
            portal.process.command("check-ledger")
        return
    cluster: PostgresCluster = request.getfixturevalue("postgres_cluster")
    with (
        cluster.database() as database,
        cluster.database() as wallet_database,
        killable_portal(folder, database, wallet_database, WALLET_SECONDS) as portal,
    ):
        yield portal
        portal.process.command("check-ledger")


@pytest.fixture
def page(browser: Browser, portal: KillablePortal) -> Iterator[Page]:
    context = browser.new_context(base_url=portal.address, locale="en-US")
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


@pytest.fixture
def cents() -> int:
    return next(_cents)


@pytest.fixture(autouse=True)
def _sound(portal: KillablePortal, cents: int) -> Iterator[None]:
    """Whatever was killed: in the end one charge and one posting."""
    yield
    portal.reconciled()
    assert (portal.charges(cents), portal.postings(cents)) == (1, 1)


def review(page: Page, cents: int, card: str = CARD) -> tuple[AccountsScreen, PayDialog, str]:
    """Up to the button that pays; the balance before."""
    accounts, dialog = log_in(page), PayDialog(page)
    balance = accounts.balance(LOAN).inner_text()
    accounts.pay(LOAN)
    dialog.type_amount(dollars(cents))
    dialog.pay_with(card)
    dialog.go_on()
    expect(dialog.heading("Review")).to_be_visible()
    return accounts, dialog, balance


def dollars(cents: int) -> str:
    return f"{cents / 100:.2f}"


def shows_being_checked(accounts: AccountsScreen, cents: int) -> None:
    said = accounts.page.get_by_text(f"A payment of ${dollars(cents)} {BEING_CHECKED}")
    expect(said).to_be_visible()


@pytest.mark.parametrize("moment", ["before", "after"])
def test_the_web_process_is_killed_around_the_charge(
    portal: KillablePortal, page: Page, cents: int, moment: str
) -> None:
    accounts, dialog, balance = review(page, cents)
    setattr(portal.line, moment, partial(portal.process.kill, WEB))
    dialog.pay(f"${dollars(cents)}")
    portal.restart()

    shows_being_checked(accounts, cents)
    expect(dialog.box).to_be_hidden()
    expect(accounts.balance(LOAN)).to_have_text(balance)
    assert portal.charges(cents) == (moment == "after")

    portal.reconciled()
    page.reload()
    expect(accounts.balance(LOAN)).not_to_have_text(balance)
    expect(page.get_by_text(BEING_CHECKED)).to_have_count(0)


def test_the_web_process_is_killed_after_posting_and_before_the_answer(
    portal: KillablePortal, page: Page, cents: int
) -> None:
    answers: list[bool] = [True]
    page.route_web_socket("**/_event/**", lambda socket: _deliver_while(socket, answers))
    accounts, dialog, balance = review(page, cents)
    answers[:] = [False]
    dialog.pay(f"${dollars(cents)}")
    until(lambda: portal.postings(cents) == 1)
    expect(dialog.heading("Payment received")).to_have_count(0)
    portal.process.kill(WEB)
    answers[:] = [True]
    portal.restart()
    expect(accounts.balance(LOAN)).not_to_have_text(balance)
    expect(page.get_by_text(BEING_CHECKED)).to_have_count(0)


def test_the_wallet_is_killed_after_the_charge(
    portal: KillablePortal, page: Page, cents: int
) -> None:
    accounts, dialog, balance = review(page, cents)
    portal.line.after = partial(portal.process.kill, WALLET)
    dialog.pay(f"${dollars(cents)}")
    portal.restart()
    shows_being_checked(accounts, cents)
    portal.reconciled()
    page.reload()
    expect(accounts.balance(LOAN)).not_to_have_text(balance)


def test_the_worker_is_killed_while_it_charges(
    portal: KillablePortal, page: Page, cents: int
) -> None:
    accounts, dialog, balance = review(page, cents)
    portal.line.before = lambda: None
    dialog.pay(f"${dollars(cents)}")
    expect(dialog.heading("Payment being checked")).to_be_visible()
    assert portal.charges(cents) == 0
    portal.line.after, portal.line.closed = partial(portal.process.kill, WORKER), False
    portal.restart()
    assert (portal.charges(cents), portal.postings(cents)) == (1, 0)
    shows_being_checked(accounts, cents)
    portal.reconciled()
    page.reload()
    expect(accounts.balance(LOAN)).not_to_have_text(balance)


def test_a_wallet_that_hangs_after_the_charge_is_being_checked_until_it_is_known(
    portal: KillablePortal, page: Page, cents: int
) -> None:
    portal.add_cards(TIMES_OUT)
    accounts, dialog, balance = review(page, cents, "Visa ····3220")
    dialog.pay(f"${dollars(cents)}")
    until(lambda: portal.charges(cents) == 1)
    portal.line.closed = True
    expect(dialog.heading("Payment being checked")).to_be_visible()
    expect(dialog.box).to_contain_text("Please do not pay again")
    dialog.done()
    accounts.pay(LOAN)
    expect(dialog.box).to_contain_text(f"A payment of ${dollars(cents)} is being checked.")
    page.keyboard.press("Escape")

    portal.reconciled()
    accounts.visit()
    expect(accounts.balance(LOAN)).not_to_have_text(balance)
    accounts.pay(LOAN)
    dialog.choose("Payoff")
    expect(dialog.box).not_to_contain_text("is being checked")


def _deliver_while(socket: WebSocketRoute, answers: list[bool]) -> None:
    """What the server says reaches the page while `answers` says so."""
    server = socket.connect_to_server()
    socket.on_message(server.send)
    server.on_message(lambda message: socket.send(message) if answers[0] else None)
