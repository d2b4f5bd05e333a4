"""kill -9 of each process around a charge: one charge, one posting, and a page that is true."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import text

from services.database import make_engine
from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.accounts import AccountsScreen
from tests.e2e.screens.pay_dialog import PayDialog
from tests.e2e.support.portal import PortalProcess
from tests.support.faulty_wallet import FaultyWallet, faulty_line

LOAN = "Personal loan L-1082"
SHOT = Path("/tmp/soak/shots")

@pytest.fixture(scope="module")
def line() -> Iterator[FaultyWallet]:
    with faulty_line(lambda: addresses[0]) as line:
        yield line

addresses = []

@pytest.fixture(scope="module")
def portal(tmp_path_factory, line):
    p = PortalProcess(tmp_path_factory.mktemp("killed"), WALLET_URL=line.url, WALLET_TIMEOUT_SECONDS="1")
    addresses[:] = [p.wallet_address]
    p.prepare()
    p.start()
    yield p
    p.stop()

@pytest.fixture
def page(browser, portal):
    context = browser.new_context(base_url=portal.address, locale="en-US")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()

@pytest.mark.parametrize("when", ["before", "after"])
def test_web(page, portal, line, when):
    SHOT.mkdir(exist_ok=True)
    accounts = log_in(page)
    accounts.pay(LOAN)
    dialog = PayDialog(page)
    dialog.type_amount("33.33")
    dialog.pay_with("Visa ····4242")
    dialog.go_on()
    setattr(line, when, lambda: portal.kill("portal_app.serve"))
    dialog.pay("$33.33")
    assert portal.ended() == 1
    import time
    time.sleep(3)
    page.screenshot(path=SHOT / f"{when}-1-down.png")
    t = time.time()
    portal.start()
    print("restart", time.time() - t)
    time.sleep(4)
    page.screenshot(path=SHOT / f"{when}-2-up.png")
    page.reload()
    accounts.pay(LOAN)
    time.sleep(1)
    page.screenshot(path=SHOT / f"{when}-3-dialog.png")
    print(dialog.box.inner_text())
    line.closed = False
    t = time.time()
    while True:
        page.reload()
        accounts.pay(LOAN)
        time.sleep(0.5)
        if "being checked" not in dialog.box.inner_text() or time.time() - t > 30:
            break
    print("reconciled", time.time() - t)
    page.screenshot(path=SHOT / f"{when}-4-done.png")
