"""Passkeys in a browser: in place of password and code, from the button and from the email box."""

import re

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import update

from models.sessions import Session
from portal_app.demo_logins import PASSWORD
from services.database import make_engine, unit_of_work
from tests.e2e.journeys.logging_in import MARIA, log_in
from tests.e2e.screens.login import LoginScreen
from tests.e2e.screens.passkeys import PasskeysSection
from tests.e2e.support.authenticator import VirtualAuthenticator
from tests.e2e.support.axe import check
from tests.e2e.support.portal import Served

SAM, SAMS_PHONE = "sam.okafor@example.com", "+12025550143"


def log_in_with_code(page: Page) -> None:
    """Sam needs a code by text message."""
    screen = LoginScreen(page)
    screen.visit()
    screen.log_in(SAM, PASSWORD)
    page.wait_for_url("**/login/verify/**")
    (newest, *_older) = page.request.get("/dev/inbox.json", params={"to": SAMS_PHONE}).json()
    (code,) = set(re.findall(r"\b\d{6}\b", newest["text"]))
    page.get_by_role("textbox", name="Code").fill(code)
    page.get_by_role("button", name="Verify", exact=True).click()
    page.wait_for_url("**/accounts/")


def log_out(page: Page) -> None:
    page.get_by_role("button", name="Okafor").click()
    page.get_by_role("menuitem", name="Log out").click()
    page.wait_for_url("**/login/")


def without_autofill(page: Page) -> None:
    """The button alone from the next page on: the email box asks the device for nothing."""
    page.add_init_script("PublicKeyCredential.isConditionalMediationAvailable = async () => false")


def press_passkey(page: Page) -> None:
    page.get_by_role("button", name="Log in with a passkey").click()


def test_two_passkeys_stand_for_password_and_code(browser: Browser, address: str) -> None:
    phone, laptop = (
        browser.new_context(base_url=address, locale="en-US").new_page() for _ in range(2)
    )
    for page, name in ((phone, "My phone"), (laptop, "Work laptop")):
        VirtualAuthenticator(page)
        log_in_with_code(page)
        section = PasskeysSection(page)
        section.visit()
        section.add(name)
        expect(section.named(name)).to_contain_text("Never used")
    section = PasskeysSection(phone)
    expect(section.named("Work laptop")).to_be_visible()

    without_autofill(phone)
    log_out(phone)
    press_passkey(phone)
    phone.wait_for_url("**/accounts/")
    section.visit()
    expect(section.named("My phone")).to_contain_text("Last used")

    log_out(laptop)
    laptop.get_by_role("textbox", name="Email").click()
    laptop.wait_for_url("**/accounts/")

    section.ask_to_remove("Work laptop")
    section.confirm()
    expect(section.named("Work laptop")).to_have_count(0)
    without_autofill(laptop)
    log_out(laptop)
    press_passkey(laptop)
    expect(laptop.get_by_text("That passkey did not work.")).to_be_visible()
    for page in (phone, laptop):
        page.context.close()


def test_a_device_has_one_and_names_can_change(page: Page) -> None:
    VirtualAuthenticator(page)
    log_in(page)
    section = PasskeysSection(page)
    section.visit()
    section.add("Phone")
    section.named("Phone").wait_for()
    section.add("Phone again")
    expect(section.dialog.get_by_text("This device has a passkey")).to_be_visible()
    page.keyboard.press("Escape")
    section.rename("Phone", "María's phone")
    expect(section.named("María's phone")).to_be_visible()
    section.ask_to_remove("María's phone")
    section.dialog.get_by_role("button", name="Keep it").click()
    expect(section.named("María's phone")).to_be_visible()
    section.ask_to_remove("María's phone")
    section.confirm()
    expect(section.named("María's phone")).to_have_count(0)


def test_old_proof_is_asked_for_again_first(page: Page, served: Served) -> None:
    VirtualAuthenticator(page)
    log_in(page)
    section = PasskeysSection(page)
    section.visit()
    button = page.get_by_role("button", name="Add a passkey")
    button.wait_for()
    _forget_proofs(served)
    button.click()
    section.dialog.get_by_label("Password", exact=True).fill(PASSWORD)
    section.dialog.get_by_role("button", name="Verify", exact=True).click()
    page.wait_for_url(re.compile("change=passkeys"))
    expect(section.dialog).to_have_count(0)
    section.add("Phone")
    expect(section.named("Phone")).to_be_visible()
    _forget_proofs(served)
    section.ask_to_remove("Phone")
    section.dialog.get_by_label("Password", exact=True).fill(PASSWORD)
    section.dialog.get_by_role("button", name="Verify", exact=True).click()
    expect(section.dialog).to_have_count(0)
    section.ask_to_remove("Phone")
    section.confirm()
    expect(section.named("Phone")).to_have_count(0)


def test_a_touch_is_fresh_proof(page: Page, served: Served) -> None:
    VirtualAuthenticator(page)
    log_in(page)
    section = PasskeysSection(page)
    section.visit()
    section.add("Proof")
    section.named("Proof").wait_for()
    _forget_proofs(served)
    section.ask_to_remove("Proof")
    expect(section.dialog.get_by_label("Password", exact=True)).to_be_visible()
    check(page)
    section.dialog.get_by_role("button", name="Use a passkey", exact=True).click()
    page.wait_for_url(re.compile("change=passkeys"))
    expect(section.dialog).to_have_count(0)
    section.ask_to_remove("Proof")
    section.confirm()
    expect(section.named("Proof")).to_have_count(0)


def _forget_proofs(served: Served) -> None:
    engine = make_engine(f"sqlite:///{served.data_dir / 'portal.sqlite'}")
    with unit_of_work(engine) as session:
        session.execute(update(Session).values(proved_at=None))
    engine.dispose()


def test_another_finger_adds_nothing(page: Page) -> None:
    device = VirtualAuthenticator(page)
    log_in(page)
    section = PasskeysSection(page)
    section.visit()
    device.fail_to_verify()
    section.add("Phone")
    expect(section.dialog.get_by_text("No passkey was added.")).to_be_visible()


def test_a_browser_without_passkeys_shows_no_button(page: Page) -> None:
    page.add_init_script("delete window.PublicKeyCredential")
    LoginScreen(page).visit()
    button = page.get_by_text("Log in with a passkey")
    expect(button).to_be_attached()
    expect(button).to_be_hidden()
    LoginScreen(page).log_in(MARIA, PASSWORD)
    page.wait_for_url("**/accounts/")


def test_nothing_is_fetched_before_somebody_is_there(page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    LoginScreen(page).visit()
    page.get_by_role("button", name="Log in with a passkey").wait_for()
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "/session/" in url]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_section_is_accessible_and_fits(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    VirtualAuthenticator(page)
    log_in(page)
    section = PasskeysSection(page)
    section.visit()
    section.add("A name as long as there can be one, sixty characters in all")
    section.named("A name as long").wait_for()
    check(page)
    section.ask_to_remove("A name as long")
    section.dialog.wait_for()
    check(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    section.confirm()
    expect(section.named("A name as long")).to_have_count(0)


def test_in_spanish(page: Page) -> None:
    VirtualAuthenticator(page)
    log_in(page)
    PasskeysSection(page).visit("/es")
    page.get_by_role("button", name="Agregar una llave de acceso").click()
    page.get_by_role("textbox", name="Nombre").fill("Mi teléfono")
    page.get_by_role("button", name="Continuar").click()
    line = page.get_by_role("listitem").filter(has_text="Mi teléfono")
    expect(line).to_contain_text("Nunca usada")
    page.get_by_role("button", name="Quitar Mi teléfono").click()
    page.get_by_role("dialog").get_by_role("button", name="Quitar", exact=True).click()
    expect(line).to_have_count(0)
