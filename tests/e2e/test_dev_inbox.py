"""The demo's inbox in a browser: it fills by itself, and a mail's button works."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlmodel import Session

from services.database import make_engine, unit_of_work
from services.messages import mail, text
from services.messages.letters import codes, links
from tests.e2e.screens.inbox import InboxScreen
from tests.e2e.support.portal import Served
from tests.support.portal import forget_settings

TO, PHONE = "reader@example.com", "+12025550199"
LASTS = timedelta(minutes=30)


@pytest.fixture
def send(served: Served, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., None]]:
    """Writes into the served portal's outbox, as the portal would."""
    monkeypatch.setenv("PORTAL_DEMO", "1")
    monkeypatch.setenv("PORTAL_BASE_URL", served.address)
    monkeypatch.setenv("PORTAL_DATA_DIR", str(served.data_dir))
    forget_settings()
    engine = make_engine(f"sqlite:///{served.data_dir / 'portal.sqlite'}")

    def write(message: Callable[[Session], object]) -> None:
        with unit_of_work(engine) as session:
            message(session)

    yield write
    engine.dispose()
    forget_settings()


def test_it_fills_while_one_looks_newest_first(page: Page, send: Callable[..., None]) -> None:
    inbox = InboxScreen(page)
    inbox.visit()
    inbox.look_for(TO)
    expect(page.get_by_role("heading", name="Nothing here yet")).to_be_visible()
    send(lambda session: mail(session, TO, codes.log_in("123456", LASTS), language="en"))
    expect(inbox.messages()).to_have_count(1)
    send(lambda session: text(session, PHONE, codes.log_in_text("654321", LASTS), language="es"))
    expect(inbox.messages()).to_have_count(1)
    inbox.look_for(PHONE)
    expect(inbox.message(f"Text to {PHONE}")).to_contain_text("@localhost #654321")


def test_a_mails_button_opens_its_page_beside(
    page: Page, served: Served, send: Callable[..., None]
) -> None:
    address = f"{served.address}/privacy/"
    send(lambda session: mail(session, TO, links.reset_password(address, LASTS), language="en"))
    inbox = InboxScreen(page)
    inbox.visit()
    inbox.look_for(TO)
    opened = inbox.press_in_mail("Set a new password", "Set a new password")
    expect(opened.get_by_role("heading", name="Privacy", level=1)).to_be_visible()
    inbox.message("Set a new password").get_by_role("button", name="Show as plain text").click()
    expect(inbox.message("Set a new password")).to_contain_text("Someone asked to set")
