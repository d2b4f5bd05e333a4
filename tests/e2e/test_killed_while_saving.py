"""kill -9 of the wallet between saving a payment method and the portal's hearing of it."""

from collections.abc import Iterator
from functools import partial

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.payment_methods import MethodsScreen
from tests.e2e.support.killing import WALLET, KillablePortal, killable_portal
from tests.e2e.support.patience import PATIENCE_MS
from tests.wallet.support.waiting import until

CARD = "4000056655665556"


@pytest.fixture
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[KillablePortal]:
    folder = tmp_path_factory.mktemp("killed")
    urls = [f"sqlite:///{folder / name}.sqlite" for name in ("portal", "wallet")]
    with killable_portal(folder, *urls) as portal:
        yield portal


@pytest.fixture
def page(browser: Browser, portal: KillablePortal) -> Iterator[Page]:
    context = browser.new_context(base_url=portal.address, locale="en-US")
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def test_what_the_wallet_had_saved_comes_up_in_the_open_page_after_its_restart(
    portal: KillablePortal, page: Page
) -> None:
    saved = partial(
        portal.one,
        portal.wallet_database,
        "SELECT count(*) FROM payment_profiles WHERE last4 = '5556'",
    )
    known = partial(
        portal.one, portal.database, "SELECT count(*) FROM payment_methods WHERE last_four = '5556'"
    )
    log_in(page)
    methods = MethodsScreen(page)
    methods.visit()
    methods.add_new()
    methods.form.fill_card(CARD)
    portal.line.closed = True
    methods.form.save()
    until(lambda: saved() == 1)
    portal.process.kill(WALLET)
    portal.restart()
    assert known() == 0
    expect(methods.method("5556")).to_have_count(0)

    portal.line.closed = False
    expect(methods.method("5556")).to_be_visible()
    assert (saved(), known()) == (1, 1)
    page.reload()
    expect(methods.method("5556")).to_have_count(1)
