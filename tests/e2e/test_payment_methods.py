"""Payment methods in a browser: added in the wallet's own form, used at once, seen in every tab."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from sqlmodel import col, select, update

from models.accounts import Account, AccountLink
from models.customers import Customer, Login, SecondStep
from models.payment_methods import MethodKind, PaymentMethod
from models.sessions import Session as SessionRow
from portal_app.demo_logins import PASSWORD
from services.database import make_engine, unit_of_work
from tests.e2e.journeys.logging_in import log_in
from tests.e2e.journeys.mail import newest_mail
from tests.e2e.screens.passkeys import PasskeysSection
from tests.e2e.screens.pay_dialog import PayDialog
from tests.e2e.screens.payment_methods import MASTERCARD, MethodsScreen, WalletForm
from tests.e2e.support.authenticator import VirtualAuthenticator
from tests.e2e.support.axe import check
from tests.e2e.support.people import add_person
from tests.e2e.support.portal import Served
from tests.wallet.support.small_server import QuietHandler, SmallServer

LOAN, NUMBER = "Personal loan L-1082", "L-1082"
_names = iter("abcdefghijklmnopqrstuvwxyz")


@pytest.fixture
def email(served: Served) -> str:
    """A borrower of this test alone, who shares an account with Maria."""
    mine = f"pia.{next(_names)}rom@example.com"
    engine = make_engine(f"sqlite:///{served.data_dir / 'portal.sqlite'}")
    with unit_of_work(engine) as session:
        add_person(session, mine, SecondStep.NONE)
        customer = session.exec(select(Customer.id).where(Customer.email == mine)).one()
        account = session.exec(select(Account.id).where(Account.number == NUMBER)).one()
        session.add(AccountLink(customer_id=customer or 0, account_id=account or 0))
    engine.dispose()
    return mine


@pytest.fixture
def methods(page: Page, email: str) -> MethodsScreen:
    log_in(page, email)
    screen = MethodsScreen(page)
    screen.visit()
    return screen


def test_a_card_is_added_and_pays_at_once(
    methods: MethodsScreen, context: BrowserContext, email: str
) -> None:
    second = MethodsScreen(context.new_page())
    second.visit()
    expect(second.page.get_by_text("No payment methods yet")).to_be_visible()
    methods.add_new()
    methods.form.add_card()
    for screen in (methods, second):
        expect(screen.method("Visa ····4242")).to_contain_text("Default")
    expect(methods.form.box).to_have_count(0)
    assert "Visa ····4242" in newest_mail(methods.page, email, "A payment method was added")

    methods.page.get_by_role("link", name="Accounts", exact=True).click()
    methods.page.get_by_role("article", name=LOAN).get_by_role("button", name="Pay").click()
    dialog = PayDialog(methods.page)
    dialog.type_amount("1.11")
    dialog.pay_with("Visa ····4242")
    dialog.go_on()
    dialog.pay("$1.11")
    expect(dialog.heading("Payment received")).to_be_visible()


def test_the_pay_dialog_adds_one_and_goes_on_with_it(page: Page, email: str) -> None:
    accounts = log_in(page, email)
    accounts.pay(LOAN)
    dialog = PayDialog(page)
    dialog.type_amount("1.12")
    expect(dialog.box.get_by_text("Add a bank account or a card to pay with.")).to_be_visible()
    expect(dialog.box.get_by_role("button", name="Continue")).to_be_disabled()
    form = WalletForm(page)
    for number, last_four in (("4242 4242 4242 4242", "4242"), (MASTERCARD, "4444")):
        dialog.box.get_by_role("button", name="Add new", exact=True).click()
        form.add_card(number)
        expect(form.box).to_have_count(0)
        chosen = dialog.box.get_by_role("combobox", name="Pay with").locator("option:checked")
        expect(chosen).to_contain_text(last_four)
    expect(dialog.box.get_by_role("textbox", name="Amount")).to_have_value("1.12")
    dialog.go_on()
    expect(dialog.figure("From")).to_have_text("Mastercard ····4444")
    dialog.pay("$1.12")
    expect(dialog.heading("Payment received")).to_be_visible()


def test_a_bank_account_is_verified_before_it_pays(methods: MethodsScreen) -> None:
    page = methods.page
    methods.add_new()
    methods.form.add_bank()
    one = methods.method("6789")
    expect(one).to_contain_text("Unverified")
    page.get_by_role("link", name="Accounts", exact=True).click()
    page.get_by_role("article", name=LOAN).get_by_role("button", name="Pay").click()
    dialog = PayDialog(page)
    expect(dialog.box.get_by_text(re.compile("6789 .not verified yet"))).to_be_visible()
    expect(dialog.box.get_by_role("option")).to_have_count(0)
    dialog.box.get_by_role("link", name="Payment methods").click()
    expect(dialog.box).to_have_count(0)

    name = one.get_by_role("button", name=re.compile("^Verify")).get_attribute("aria-label") or ""
    spoken = name.removeprefix("Verify ")
    methods.verify(spoken, "0.11", "")
    box = methods.dialog("Verify bank account")
    expect(box.get_by_text("Enter the deposit in dollars and cents")).to_have_count(1)
    methods.tell("", "")
    expect(box.get_by_text("Enter the deposit in dollars and cents")).to_have_count(2)
    methods.tell("0.11", "0.12")
    expect(box.get_by_text("These are not the two deposits. 2 tries are left.")).to_be_visible()
    methods.tell("0.24", "0.11")
    expect(box).to_have_count(0)
    expect(one).to_contain_text("Default")
    expect(one).not_to_contain_text("Unverified")

    page.get_by_role("link", name="Accounts", exact=True).click()
    page.get_by_role("article", name=LOAN).get_by_role("button", name="Pay").click()
    dialog.type_amount("1.13")
    dialog.go_on()
    dialog.pay("$1.13")
    expect(dialog.heading("Payment submitted")).to_be_visible()


def test_default_and_deleting_reach_the_other_tab(
    methods: MethodsScreen, context: BrowserContext
) -> None:
    for number in ("4242 4242 4242 4242", MASTERCARD):
        methods.add_new()
        methods.form.add_card(number)
        expect(methods.method(number[-4:])).to_be_visible()
        expect(methods.form.box).to_have_count(0)
    second = MethodsScreen(context.new_page())
    second.visit()
    methods.act("Mastercard 4444", "Make default")
    expect(second.method("4444")).to_contain_text("Default")
    expect(second.method("4242")).not_to_contain_text("Default")
    methods.act("Mastercard 4444", "Delete")
    box = methods.dialog("Delete this payment method?")
    expect(box.get_by_text("No payment depends on it.")).to_be_visible()
    box.get_by_role("button", name="Keep it").click()
    expect(box).to_have_count(0)
    methods.delete("Mastercard 4444")
    for screen in (methods, second):
        expect(screen.method("4444")).to_have_count(0)
        expect(screen.method("4242")).to_contain_text("Default")


def test_old_proof_is_asked_for_in_the_dialog(
    methods: MethodsScreen, served: Served, email: str
) -> None:
    _forget_proof(served, email)
    methods.add_new()
    box = methods.dialog("Confirm that it is you")
    box.get_by_label("Password", exact=True).fill("not the password")
    box.get_by_role("button", name="Verify", exact=True).click()
    expect(box.get_by_text("That password does not match.")).to_be_visible()
    box.get_by_label("Password", exact=True).fill(PASSWORD)
    box.get_by_role("button", name="Verify", exact=True).click()
    methods.form.add_card()
    expect(methods.method("4242")).to_be_visible()


def test_a_frame_that_does_not_come_is_given_up_kindly(methods: MethodsScreen) -> None:
    page = methods.page
    page.route(re.compile("/frames/"), lambda route: route.abort())
    methods.add_new()
    expect(methods.form.box.get_by_text("The form does not load.")).to_be_visible()
    page.unroute(re.compile("/frames/"))
    methods.form.box.get_by_role("button", name="Try again").click()
    methods.form.add_card()
    expect(methods.method("4242")).to_be_visible()


def test_a_dead_ticket_is_replaced_by_itself(methods: MethodsScreen) -> None:
    """The ticket is used up by somebody else before the frame has it."""
    page = methods.page
    dead = {"ticket": "x" * 43}

    def spoil(route) -> None:
        spoiled.append(1)
        if len(spoiled) == 1:
            route.continue_(post_data=json.dumps(dead))
        else:
            route.continue_()

    spoiled: list[int] = []
    page.route(re.compile("/frames/sessions$"), spoil)
    methods.add_new()
    methods.form.add_card()
    expect(methods.method("4242")).to_be_visible()
    assert len(spoiled) == 2


@pytest.fixture
def elsewhere() -> Iterator[str]:
    """Another origin, which says what the wallet would say."""

    class Page(QuietHandler):
        def do_GET(self) -> None:  # noqa: N802 -- the name that the server looks for
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

    with SmallServer(Page) as server:
        yield f"http://127.0.0.1:{server.port}"


def test_hostile_messages_do_nothing(methods: MethodsScreen, elsewhere: str) -> None:
    page = methods.page
    methods.add_new()
    methods.form.fill_card()
    handle = page.locator("iframe[title='Add payment method']").element_handle()
    inner = handle.content_frame() if handle else None
    assert inner
    session = page.evaluate("document.querySelector('.wallet-frame iframe').src.split('#')[1]")
    known = str(session).partition(".")[0]
    said = [{"source": "wallet", "session": known, "type": kind} for kind in ("saved", "cancelled")]
    with page.expect_popup() as popup:
        page.evaluate("address => { window.open(address) }", elsewhere)
    other = popup.value
    for message in said:
        page.evaluate("message => window.postMessage(message, '*')", message)
        other.evaluate("message => window.opener?.postMessage(message, '*')", message)
    strange = [
        None,
        "saved",
        {"source": "wallet", "session": "ws_other", "type": "saved"},
        {"source": "wallet", "session": known, "type": "steal"},
        {"source": "wallet", "session": known, "type": "resize", "height": "9e9"},
        {"source": "portal", "session": known, "type": "cancelled"},
    ]
    for message in strange:
        inner.evaluate("message => window.parent.postMessage(message, '*')", message)
    other.close()
    expect(methods.form.frame.get_by_role("textbox", name="ZIP")).to_have_value("94110")
    # the wallet's own window, but nothing is saved there: the server asks, and says so
    inner.evaluate("message => window.parent.postMessage(message, '*')", said[0])
    expect(methods.form.box.get_by_text("No payment method was saved.")).to_be_visible()
    methods.page.keyboard.press("Escape")
    expect(methods.page.get_by_text("No payment methods yet")).to_be_visible()


def test_the_frame_is_walled_off(methods: MethodsScreen) -> None:
    methods.add_new()
    frame = methods.page.locator("iframe[title='Add payment method']")
    expect(frame).to_have_attribute("sandbox", "allow-scripts allow-same-origin allow-forms")
    expect(frame).to_have_attribute("allow", "")
    expect(frame).to_have_attribute("referrerpolicy", "no-referrer")
    methods.form.frame.get_by_role("textbox", name="Card number").press("Escape")
    expect(methods.form.box).to_have_count(0)


def test_a_click_that_comes_at_once_is_not_lost(methods: MethodsScreen) -> None:
    """A browser that resizes a frame of another site, or shows a hidden one, drops clicks on it."""
    methods.add_new()
    frame = methods.page.locator("iframe[title='Add payment method']")
    expect(frame).to_have_css("visibility", "visible")  # also before it is ready
    expect(methods.page.locator(".wallet-frame > .cover")).to_have_count(0)
    shown = methods.page.locator(".wallet-frame")
    whole, room = frame.bounding_box(), shown.bounding_box()
    assert whole
    assert room
    methods.form.save()
    expect(methods.form.frame.get_by_role("group", name="5 fields")).to_be_focused()
    expect(shown).not_to_have_css("height", f"{room['height']:g}px")
    expect(frame).to_have_css("height", f"{whole['height']:g}px")


def test_a_touch_is_proof_enough(methods: MethodsScreen, served: Served, email: str) -> None:
    page = methods.page
    VirtualAuthenticator(page)
    section = PasskeysSection(page)
    section.visit()
    section.add("Proof")
    section.named("Proof").wait_for()
    methods.visit()
    _forget_proof(served, email)
    methods.add_new()
    box = methods.dialog("Confirm that it is you")
    expect(box.get_by_label("Password", exact=True)).to_be_visible()
    check(page)
    box.get_by_role("button", name="Use a passkey", exact=True).click()
    methods.form.add_card()
    expect(methods.method("4242")).to_be_visible()


def test_where_there_are_enough_the_pay_dialog_says_so_instead_of_add_new(
    page: Page, served: Served, email: str
) -> None:
    _give_many(served, email)
    accounts = log_in(page, email)
    accounts.pay(LOAN)
    box = PayDialog(page).box
    expect(box.get_by_text("You have all the payment methods there can be.")).to_be_visible()
    expect(box.get_by_role("button", name="Add new", exact=True)).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_the_page_is_accessible_and_fits(
    methods: MethodsScreen, served: Served, email: str, width: int, scheme: str
) -> None:
    page = methods.page
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # pyright: ignore[reportArgumentType]
    check(page)
    _give_many(served, email)
    page.reload()
    expect(methods.listed()).to_have_count(5)
    expect(page.get_by_role("button", name="Add New", exact=True)).to_be_disabled()
    expect(page.get_by_text("You have all the payment methods there can be.")).to_be_visible()
    check(page)
    for _ in range(3):
        first = methods.listed().first.inner_text()
        page.get_by_role("button", name="Next", exact=True).click()
        expect(methods.listed().first).not_to_have_text(first)
    expect(methods.method("····0001")).to_be_visible()
    expect(page.get_by_role("button", name="Next", exact=True)).to_be_disabled()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    methods.act("Discover 0001", "Delete")
    methods.dialog("Delete this payment method?").wait_for()
    check(page)


def test_in_spanish(methods: MethodsScreen) -> None:
    methods.visit("/es")
    page = methods.page
    page.get_by_role("button", name="Agregar nuevo", exact=True).click()
    frame = page.frame_locator("iframe[title='Agregar método de pago']")
    expect(frame.get_by_role("button", name="Guardar")).to_be_visible()


def _forget_proof(served: Served, email: str) -> None:
    engine = make_engine(f"sqlite:///{served.data_dir / 'portal.sqlite'}")
    with unit_of_work(engine) as session:
        mine = select(Login.id).where(Login.email == email).scalar_subquery()
        session.execute(
            update(SessionRow).where(col(SessionRow.login_id) == mine).values(proved_at=None)
        )
    engine.dispose()


def _give_many(served: Served, email: str) -> None:
    engine = make_engine(f"sqlite:///{served.data_dir / 'portal.sqlite'}")
    brands = ("Visa", "Discover", "The Farmers and Merchants Bank of Upperco", "")
    with unit_of_work(engine) as session:
        mine = session.exec(select(Customer.id).where(Customer.email == email)).one()
        for number in range(20):
            is_bank = number % 4 == 2
            row = PaymentMethod(
                customer_id=mine or 0,
                profile_token=f"pp_{mine}_{number}",
                kind=MethodKind.BANK_ACCOUNT if is_bank else MethodKind.CARD,
                brand=brands[number % 4],
                account_type="savings" if is_bank else "",
                last_four=f"{number:04}",
                expires="" if is_bank else "2020-01" if number == 7 else "2033-01",
            )
            session.add(row)
    engine.dispose()
