"""The lender's settings in a browser: what is saved is on every page at once, without a build."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from tests.e2e.journeys.at_the_lms import agent_context
from tests.e2e.screens.lms_settings import AuditScreen, SettingsScreen
from tests.e2e.support.axe import check
from tests.e2e.support.portal import PortalProcess


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PortalProcess]:
    """Of its own: these tests change what all pages show."""
    running = PortalProcess(tmp_path_factory.mktemp("lender"))
    running.prepare()
    try:
        running.start()
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="module")
def administrator(browser: Browser, portal: PortalProcess) -> Iterator[Page]:
    context = agent_context(browser, portal, "administrator")
    yield context.new_page()
    context.close()


@pytest.fixture
def visitor(browser: Browser, portal: PortalProcess) -> Iterator[Page]:
    """Anyone, on a public page."""
    context = browser.new_context(base_url=portal.address, locale="en-US")
    page = context.new_page()
    page.goto("/privacy/")
    yield page
    context.close()


def brand_of(page: Page) -> str:
    return page.evaluate(
        "() => getComputedStyle(document.documentElement).getPropertyValue('--brand').trim()"
    )


def test_a_new_name_and_color_show_at_the_next_navigation(
    administrator: Page, visitor: Page
) -> None:
    expect(visitor.get_by_text("Juniper Lending").first).to_be_visible()
    visitor.evaluate("window.loadedOnce = true")
    settings = SettingsScreen(administrator)
    settings.visit()
    settings.name().fill("Acme Lending")
    settings.color().fill("#ffcc00")
    settings.color().blur()
    expect(administrator.get_by_text("The color was adjusted.")).to_be_visible()
    settings.save_brand()
    expect(administrator.get_by_text("Saved", exact=True)).to_be_visible()
    expect(administrator.get_by_text("Acme Lending").first).to_be_visible()
    visitor.get_by_role("link", name="Terms", exact=True).click()
    expect(visitor.get_by_text("Acme Lending").first).to_be_visible()
    expect(visitor).to_have_title(re.compile("Terms of use · Acme Lending$"))
    assert visitor.evaluate("window.loadedOnce") is True
    assert brand_of(visitor) not in ("", "#ffcc00", "#0e5a45")
    visitor.goto("/login/")
    expect(visitor.get_by_text("Acme Lending").first).to_be_visible()


def test_what_cannot_be_used_is_told_at_its_field(administrator: Page) -> None:
    settings = SettingsScreen(administrator)
    settings.visit()
    settings.color().fill("grass green")
    settings.save_brand()
    expect(administrator.get_by_text("Six hexadecimal digits after #, such as")).to_be_visible()
    expect(settings.color()).to_have_attribute("aria-invalid", "true")
    settings.visit()
    expect(settings.color()).not_to_have_value("grass green")


def test_the_policy_names_strength_and_refuses_what_locks_everyone_out(
    administrator: Page,
) -> None:
    settings = SettingsScreen(administrator)
    settings.visit()
    for strength in ("Restricted", "Weak"):
        expect(administrator.get_by_text(strength, exact=True)).to_be_visible()
    expect(administrator.get_by_text("Strong", exact=True)).to_have_count(2)
    settings.method("Require a second step").check()
    for name in ("Authenticator app", "Text message", "Email"):
        settings.method(name).uncheck()
    settings.save_log_in()
    expect(administrator.get_by_text("nobody could log in")).to_be_visible()
    settings.method("Authenticator app").check()
    settings.save_log_in()
    expect(administrator.get_by_text("Saved", exact=True)).to_be_visible()
    settings.visit()
    expect(settings.method("Require a second step")).to_be_checked()
    expect(settings.method("Email")).not_to_be_checked()


def test_a_logo_is_uploaded_and_stands_beside_the_name(
    administrator: Page, visitor: Page, tmp_path: Path
) -> None:
    file = tmp_path / "logo.png"
    Image.new("RGB", (300, 100), "#8a1c5b").save(file)
    settings = SettingsScreen(administrator)
    settings.visit()
    settings.upload_logo(file)
    expect(administrator.get_by_text("It is on every page now.")).to_be_visible()
    expect(administrator.get_by_role("img", name="The present logo")).to_be_visible()
    visitor.reload()
    image, width = visitor.evaluate(
        "() => { const mark = document.querySelector('.logo > .mark');"
        " return [getComputedStyle(mark).backgroundImage, mark.clientWidth]; }"
    )
    assert "/brand/logo-" in image
    assert width == 84
    text = tmp_path / "logo.svg"
    text.write_text("<svg/>")
    settings.upload_logo(text)
    expect(administrator.get_by_text("An SVG is a program")).to_be_visible()
    administrator.get_by_role("button", name="Remove logo").click()
    expect(administrator.get_by_text("No logo: the name's first letter")).to_be_visible()


def test_published_terms_are_read_without_javascript_and_inside_the_app(
    administrator: Page, visitor: Page, browser: Browser, portal: PortalProcess
) -> None:
    settings = SettingsScreen(administrator)
    settings.visit()
    expect(settings.words()).to_have_value(re.compile("These terms cover"))
    settings.words().fill("## Our own terms\n\nPay <b>on time</b>.\n\n- or\n- call us")
    settings.publish()
    expect(administrator.get_by_text("Published", exact=True)).to_be_visible()
    visitor.get_by_role("link", name="Terms", exact=True).click()
    expect(visitor.get_by_role("heading", name="Our own terms")).to_be_visible()
    expect(visitor.get_by_text("Pay <b>on time</b>.")).to_be_visible()
    settings.words().fill("Second text.")
    settings.publish()
    expect(administrator.get_by_text("Version 1, since")).to_be_visible()
    context = browser.new_context(base_url=portal.address, java_script_enabled=False)
    plain = context.new_page()
    plain.goto("/terms/")
    expect(plain.get_by_text("Second text.")).to_be_visible()
    plain.get_by_text("Other versions").click()
    plain.get_by_role("link", name="Version 1, since").click()
    expect(plain.get_by_role("heading", name="Our own terms")).to_be_visible()
    expect(plain.get_by_text("This is an earlier version.")).to_be_visible()
    context.close()
    problems: list[str] = []
    visitor.on("console", lambda told: problems.append(told.text) if told.type == "error" else None)
    visitor.goto("/terms/")
    expect(visitor.get_by_text("Second text.")).to_be_visible()
    expect(visitor).to_have_title(re.compile("Acme Lending$"))
    assert problems == []


def test_a_servicer_reads_settings_and_searches_the_log(
    browser: Browser, portal: PortalProcess, administrator: Page
) -> None:
    context = agent_context(browser, portal, "servicer")
    page = context.new_page()
    settings = SettingsScreen(page)
    settings.visit()
    expect(page.get_by_text("You can read this.")).to_be_visible()
    expect(settings.name()).to_be_disabled()
    audit = AuditScreen(page)
    audit.visit()
    expect(page.get_by_text("name: Juniper Lending → Acme Lending")).to_be_visible()
    page.get_by_label("Action", exact=True).select_option("lms:settings")
    audit.search(Login="administrator@lender.example")
    expect(page).to_have_url(re.compile("email=administrator%40lender.example"))
    expect(page.get_by_label("Login", exact=True)).to_have_value("administrator@lender.example")
    expect(page.get_by_text("name: Juniper Lending → Acme Lending")).to_be_visible()
    expect(page.get_by_text("lms:session:started")).to_have_count(0)
    with page.expect_download() as download:
        page.get_by_role("link", name="Export CSV").click()
    assert "Acme Lending" in download.value.path().read_text()
    context.close()


def test_a_viewer_reads_no_log(browser: Browser, portal: PortalProcess) -> None:
    context = agent_context(browser, portal, "viewer")
    page = context.new_page()
    AuditScreen(page).visit()
    expect(page.get_by_text("Not for your role")).to_be_visible()
    expect(page.get_by_role("table")).to_have_count(0)
    context.close()


def test_without_a_session_of_the_lms_nothing_opens(visitor: Page) -> None:
    for path in ("/lms/settings/", "/lms/audit/"):
        visitor.goto(path)
        expect(visitor).to_have_url(re.compile("/lms/login/"))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing(administrator: Page, width: int, scheme: str) -> None:
    administrator.set_viewport_size({"width": width, "height": 900})
    administrator.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    settings = SettingsScreen(administrator)
    settings.visit()
    settings.words().wait_for()
    settings.color().fill("#ffcc00")
    settings.color().blur()
    administrator.get_by_text("The color was adjusted.").wait_for()
    check(administrator)
    audit = AuditScreen(administrator)
    audit.visit()
    audit.rows().first.wait_for(state="attached")
    check(administrator)
