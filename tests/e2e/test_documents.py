"""Documents and collateral in a browser: added in every way, seen, taken, deleted."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from services.documents.content import MOST_BYTES
from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.documents import DocumentsScreen, payload
from tests.e2e.support.axe import check
from tests.support.files import pdf, picture

LUIS = "luis.reyes@example.com"
SIZES = [(390, 844, "light"), (390, 844, "dark"), (1280, 900, "light"), (1280, 900, "dark")]


def at_documents(page: Page, email: str = "", number: str = "L-4417") -> DocumentsScreen:
    log_in(page, *([email] if email else []))
    screen = DocumentsScreen(page)
    screen.visit(number)
    return screen


def delete(screen: DocumentsScreen, name: str) -> None:
    screen.action("Delete", name).click()
    dialog = screen.dialog("Delete this document?")
    dialog.get_by_role("button", name="Delete", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(screen.line(name)).to_have_count(0)


def test_files_are_chosen_and_come_up_in_every_tab(page: Page, context: BrowserContext) -> None:
    screen = at_documents(page)
    other = DocumentsScreen(context.new_page())
    other.visit()
    screen.open_new()
    screen.choose(payload("policy.pdf", pdf()), payload("photo.png", picture("PNG")))
    for name in ("policy.pdf", "photo.png"):
        expect(screen.upload(name)).to_contain_text("Added")
        expect(other.line(name)).to_have_count(1)
    screen.done()
    expect(screen.box).to_be_hidden()
    expect(screen.section("Added by you")).to_contain_text("photo.png")

    screen.action("View", "photo.png").click()
    shown = screen.dialog("photo.png").get_by_role("img", name="photo.png")
    expect(shown).to_have_js_property("naturalWidth", 40)
    page.keyboard.press("Escape")
    with page.expect_download() as download:
        screen.action("Download", "policy.pdf").click()
    assert download.value.suggested_filename == "policy.pdf"
    assert download.value.path().read_bytes() == pdf()
    for name in ("policy.pdf", "photo.png"):
        delete(screen, name)
        expect(other.line(name)).to_have_count(0)


def test_a_pdf_is_shown_inside_the_page_and_the_policy_lets_it(page: Page) -> None:
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    screen = at_documents(page)
    with page.expect_response("**/documents/view/**") as answer:
        screen.action("View", "Proof of insurance.pdf").click()
    assert answer.value.status == 200
    assert answer.value.headers["content-type"] == "application/pdf"
    frame = screen.dialog("Proof of insurance.pdf").locator("iframe")
    expect(frame).to_have_attribute("title", "Proof of insurance.pdf")
    assert [one for one in said if "Content Security Policy" in one] == []


def test_dropped_files_are_taken_or_told_why_not(page: Page) -> None:
    screen = at_documents(page)
    screen.open_new()
    screen.drop(("dropped.txt", "hello"), ("page.pdf", "<html><script>alert(1)</script>"))
    expect(screen.upload("dropped.txt")).to_contain_text("Added")
    expect(screen.upload("page.pdf").get_by_role("alert")).to_contain_text("This is a web page")
    screen.choose(payload("big.pdf", b"x" * (MOST_BYTES + 1)))
    expect(screen.upload("big.pdf").get_by_role("alert")).to_contain_text("larger than 25 MB")
    screen.done()
    expect(screen.line("page.pdf")).to_have_count(0)
    delete(screen, "dropped.txt")


def test_a_file_that_misses_the_box_does_not_replace_the_page(page: Page) -> None:
    screen = at_documents(page)
    screen.open_new()
    prevented = page.evaluate(
        """() => {
          const moved = new DataTransfer();
          moved.items.add(new File(["x"], "x.txt"));
          const options = { dataTransfer: moved, bubbles: true, cancelable: true };
          return !document.body.dispatchEvent(new DragEvent("drop", options));
        }"""
    )
    assert prevented


def test_an_upload_shows_its_progress_and_is_cancelled(page: Page, context: BrowserContext) -> None:
    screen = at_documents(page)
    slow = context.new_cdp_session(page)
    slow.send("Network.enable")
    speed = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": 150_000}
    slow.send("Network.emulateNetworkConditions", speed)
    screen.open_new()
    screen.choose(payload("slow.pdf", pdf(inside=b"%" + b"x" * 8_000_000 + b"\n")))
    bar = screen.upload("slow.pdf").get_by_role("progressbar")
    expect(bar).not_to_have_attribute("aria-valuenow", "0")
    expect(screen.end).to_be_disabled()
    expect(screen.close).to_have_count(0)
    page.keyboard.press("Escape")
    expect(screen.box).to_contain_text("Files are on their way")
    screen.box.get_by_role("button", name="Cancel slow.pdf", exact=True).click()
    expect(screen.upload("slow.pdf")).to_contain_text("It was not added")
    expect(screen.close).to_be_visible()
    slow.send("Network.emulateNetworkConditions", {**speed, "uploadThroughput": -1})
    screen.choose(payload("quick.pdf", pdf()))
    expect(screen.upload("quick.pdf")).to_contain_text("Added")
    screen.done()
    expect(screen.line("slow.pdf")).to_have_count(0)
    delete(screen, "quick.pdf")


def test_the_keyboard_alone_adds_and_deletes(page: Page) -> None:
    screen = at_documents(page)
    screen.new.focus()
    page.keyboard.press("Enter")
    expect(screen.box.locator(":focus")).to_have_count(1)
    for _step in range(6):
        if page.evaluate("document.activeElement.type") == "file":
            break
        page.keyboard.press("Tab")
    with page.expect_file_chooser() as chooser:
        page.keyboard.press("Space")
    chooser.value.set_files([payload("keys.pdf", pdf())])
    expect(screen.upload("keys.pdf")).to_contain_text("Added")
    expect(screen.end).to_be_enabled()
    page.keyboard.press("Escape")
    expect(screen.new).to_be_focused()
    screen.action("Delete", "keys.pdf").focus()
    page.keyboard.press("Enter")
    dialog = screen.dialog("Delete this document?")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Delete", exact=True).focus()
    page.keyboard.press("Enter")
    expect(screen.line("keys.pdf")).to_have_count(0)


def test_a_co_borrower_sees_the_lenders_and_their_own(page: Page) -> None:
    screen = at_documents(page, LUIS)
    expect(screen.line("Retail contract.pdf")).to_have_count(1)
    expect(screen.line("Pay stub.pdf")).to_have_count(1)
    expect(screen.line("Proof of insurance.pdf")).to_have_count(0)
    expect(screen.line("Underwriting note.pdf")).to_have_count(0)
    expect(screen.action("Delete", "Retail contract.pdf")).to_have_count(0)


def test_collateral_is_shown_and_a_line_of_credit_has_none(page: Page) -> None:
    log_in(page)
    page.goto("/accounts/L-4417/?tab=collateral")
    car = page.get_by_role("article", name="2021 Honda Accord EX-L", exact=True)
    expect(car).to_contain_text("Policy number")
    expect(car.get_by_text("Insured", exact=True)).to_be_visible()
    page.goto("/accounts/C-9035/?tab=collateral")
    page.get_by_role("tab", name="Documents", exact=True).wait_for()
    expect(page.get_by_role("tab", name="Collateral", exact=True)).to_have_count(0)
    page.goto("/accounts/L-2210/?tab=collateral")
    expect(page.get_by_role("article")).to_have_count(2)


@pytest.mark.parametrize(("width", "height", "scheme"), SIZES)
def test_axe_finds_nothing(page: Page, width: int, height: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # pyright: ignore[reportArgumentType]
    screen = at_documents(page)
    check(page)
    screen.open_new()
    screen.drop(("page.pdf", "<html>"))
    screen.upload("page.pdf").get_by_role("alert").wait_for()
    check(page)
    screen.done()
    screen.action("Delete", "Proof of insurance.pdf").click()
    check(page)
    page.goto("/accounts/L-4417/?tab=collateral")
    page.get_by_text("VIN", exact=True).wait_for()
    check(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


def test_a_phone_offers_its_camera(browser: Browser, address: str) -> None:
    phone = browser.new_context(
        base_url=address, viewport={"width": 320, "height": 640}, has_touch=True, is_mobile=True
    )
    screen = at_documents(phone.new_page())
    screen.open_new()
    camera = screen.box.get_by_label("Take a picture", exact=True)
    assert camera.get_attribute("capture") == "environment"
    camera.set_input_files([payload("IMG_1.jpg", picture("JPEG"))])
    expect(screen.upload("IMG_1.jpg")).to_contain_text("Added")
    screen.done()
    delete(screen, "IMG_1.jpg")
    assert screen.page.evaluate("document.documentElement.scrollWidth") <= 320
    phone.close()
