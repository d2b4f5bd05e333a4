"""An administrator keeps agents: invited, let in, shut out in an open browser, helped."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.journeys.as_an_agent import log_in_agent
from tests.e2e.journeys.mail import link_in, newest_mail
from tests.e2e.journeys.second_step import app_code
from tests.e2e.screens.lms_agents import AgentsScreen
from tests.e2e.screens.second_step import RecoveryCodesScreen, SecondStepScreen
from tests.e2e.support.axe import check
from tests.e2e.support.patience import PATIENCE_MS

ADMIN, NIA = "admin@juniper.example", "nia.berg@juniper.example"
WORDS = "seven yellow bicycles at dawn"


@pytest.fixture(scope="module")
def admin(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, locale="en-US")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    log_in_agent(page, ADMIN)
    yield page
    context.close()


@pytest.fixture
def agents(admin: Page) -> AgentsScreen:
    admin.goto("/lms/customers/")
    screen = AgentsScreen(admin)
    screen.visit()
    return screen


def come_in(page: Page, folder: Path) -> None:
    """By the newest mail's link: a password, then an authenticator as a phone would scan it."""
    page.goto(link_in(newest_mail(page, NIA, "Set your password for the LMS")))
    page.get_by_label("Password", exact=True).fill(WORDS)
    page.get_by_role("button", name="Set password", exact=True).click()
    page.wait_for_url("**/lms/login/setup/**")
    second_step = SecondStepScreen(page)
    second_step.verify(app_code(second_step.scan(folder)))
    RecoveryCodesScreen(page).saved()
    page.wait_for_url("**/lms/customers/")


def test_an_invited_agent_comes_in_and_is_shut_out_at_once(
    agents: AgentsScreen, page: Page, tmp_path: Path
) -> None:
    agents.invite("Nia Berg", "nobody", "Servicer")
    expect(agents.dialog.get_by_text("This is no email address.")).to_be_visible()
    agents.dialog.get_by_role("button", name="Cancel", exact=True).click()
    agents.invite("Nia Berg", NIA, "Servicer")
    expect(agents.row(NIA)).to_contain_text("Invited")
    come_in(page, tmp_path)
    expect(page.get_by_text("Servicer", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="Agents", exact=True)).to_have_count(0)
    agents.visit()
    expect(agents.row(NIA)).to_contain_text("Ready")

    agents.role(NIA).select_option(label="Viewer")
    expect(agents.page.get_by_text("Role changed.")).to_be_visible()
    expect(page.get_by_text("Viewer", exact=True)).to_be_visible()

    agents.act(NIA, "Disable")
    agents.confirm("Disable")
    page.wait_for_url("**/lms/login/**")
    expect(agents.row(NIA)).to_contain_text("Disabled")
    agents.act(NIA, "Enable")
    expect(agents.row(NIA)).to_contain_text("Ready")


def test_a_lost_second_step_is_reset_with_a_reason(agents: AgentsScreen) -> None:
    other = "tess.lund@juniper.example"
    agents.invite("Tess Lund", other, "Viewer")
    agents.row(other).wait_for()
    agents.act(other, "Reset second step")
    agents.confirm("Reset second step")
    expect(agents.dialog.get_by_text("Say why: it goes into the audit log.")).to_be_visible()
    agents.dialog.get_by_role("textbox", name="Reason").fill("Showed her ID at the desk")
    agents.confirm("Reset second step")
    expect(agents.page.get_by_text("The second step was reset.")).to_be_visible()


def test_the_last_administrator_stays(agents: AgentsScreen) -> None:
    said = "Nobody else can administer yet: make another administrator first."
    agents.role(ADMIN).select_option(label="Viewer")
    expect(agents.page.get_by_text(said)).to_be_visible()
    expect(agents.role(ADMIN)).to_have_value("administrator")
    agents.act(ADMIN, "Disable")
    agents.confirm("Disable")
    expect(agents.dialog.get_by_text(said)).to_be_visible()
    agents.dialog.get_by_role("button", name="Cancel", exact=True).click()


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_the_page_is_accessible_and_fits(agents: AgentsScreen, width: int, scheme: str) -> None:
    page = agents.page
    before = page.viewport_size
    assert before is not None
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
    check(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    for link in page.get_by_role("navigation").first.get_by_role("link").all():
        expect(link).to_be_in_viewport(ratio=1)
    page.get_by_role("button", name="New agent", exact=True).click()
    agents.dialog.get_by_role("textbox", name="Name").wait_for()
    check(page)
    agents.dialog.get_by_role("button", name="Cancel", exact=True).click()
    page.set_viewport_size(before)
