"""An account's tabs and Summary in a browser: address, keyboard, charts, Breakdown."""

import csv
import re
from io import StringIO
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.summary import BreakdownDialog, SummaryScreen
from tests.e2e.support.axe import check

LOAN, LATE, PAID_OFF, CARD = "L-1082", "L-4417", "L-2210", "C-9035"
LUIS = "luis.reyes@example.com"


@pytest.fixture
def screen(page: Page) -> SummaryScreen:
    log_in(page)
    return SummaryScreen(page)


def test_a_tab_is_an_address(screen: SummaryScreen) -> None:
    page = screen.page
    screen.visit(LOAN)
    expect(screen.tab("Summary")).to_have_attribute("aria-selected", "true")
    loads: list[str] = []
    page.on("load", lambda _page: loads.append(page.url))
    screen.tab("Transactions").click()
    expect(screen.panel()).to_have_id("tab-transactions-panel")
    page.wait_for_url(f"**/accounts/{LOAN}/?tab=transactions")
    page.go_back()
    expect(screen.panel()).to_have_id("tab-summary-panel")
    assert loads == []
    page.reload()
    expect(screen.panel()).to_have_id("tab-summary-panel")


def test_arrow_keys_choose_a_tab_and_keep_the_focus(screen: SummaryScreen) -> None:
    screen.visit(LOAN)
    screen.tab("Summary").focus()
    screen.page.keyboard.press("ArrowRight")
    expect(screen.panel()).to_have_id("tab-transactions-panel")
    expect(screen.tab("Transactions")).to_be_focused()
    screen.page.keyboard.press("Home")
    expect(screen.panel()).to_have_id("tab-summary-panel")
    screen.page.keyboard.press("End")
    last = screen.page.get_by_role("tab").last
    expect(last).to_be_focused()
    expect(last).to_have_attribute("aria-selected", "true")


def test_a_typed_tab_that_the_kind_lacks_is_not_there(screen: SummaryScreen) -> None:
    screen.visit(CARD, "summary")
    expect(screen.panel()).to_have_id("tab-transactions-panel")
    assert {"Summary", "Collateral"}.isdisjoint(screen.tabs())
    screen.visit(LOAN, "statements")
    expect(screen.panel()).to_have_id("tab-summary-panel")
    assert "Statements" not in screen.tabs()
    screen.visit(CARD, "card")
    expect(screen.page.get_by_role("tab", selected=True)).to_have_count(1)


def test_tabs_on_a_phone_scroll_in_themselves(screen: SummaryScreen) -> None:
    page = screen.page
    page.set_viewport_size({"width": 320, "height": 640})
    screen.visit(LOAN, "collateral")
    expect(screen.fact("Last payment").or_(screen.panel()).first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    for tab in page.get_by_role("tab").all():
        box = tab.bounding_box()
        assert box
        assert box["height"] >= 44


def test_charts_are_drawn_at_once_and_plotly_comes_when_pointed_at(screen: SummaryScreen) -> None:
    page, fetched = screen.page, []
    page.on("request", lambda request: fetched.append(request.url))
    screen.visit(LOAN)
    expect(screen.fact("Original principal")).to_have_text("$14,000.00")
    expect(screen.schedule().get_by_role("img", name="Amortization schedule")).to_be_visible()
    expect(screen.schedule().locator("path[d^=M]")).to_have_count(6)
    expect(screen.paid().locator(".slice")).to_have_count(5)
    assert not [url for url in fetched if "plotly" in url or ".json" in url]
    screen.point_at(screen.paid(), 0.97, 0.4)
    expect(screen.hovered(screen.paid())).to_contain_text("Principal paid")
    amount = screen.fact("Principal paid").inner_text().split()[0]
    expect(screen.hovered(screen.paid())).to_contain_text(amount)
    assert [url for url in fetched if "/charts/paid.json" in url]
    screen.point_at(screen.schedule(), 0.995)
    expect(screen.hovered(screen.schedule())).to_contain_text("Principal balance: $0.00, projected")
    expect(screen.hovered(screen.schedule())).to_contain_text("Principal paid: $14,000.00")


def test_the_first_tap_on_a_phone_says_what_is_there(browser: Browser, address: str) -> None:
    """It is what fetches Plotly, so it came before anything could be pointed at."""
    phone = browser.new_context(
        base_url=address, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    screen = SummaryScreen(phone.new_page())
    log_in(screen.page)
    screen.visit(LOAN)
    for chart, says in ((screen.schedule(), "Principal balance"), (screen.paid(), "Principal")):
        expect(chart.get_by_role("img").first).to_be_visible()
        screen.tap(chart, 0.985, 0.5)
        expect(screen.hovered(chart)).to_contain_text(says)
    phone.close()


@pytest.mark.parametrize(("language", "day"), [("", ","), ("/es", "20")])
def test_what_is_pointed_at_is_whole_on_a_small_phone(
    screen: SummaryScreen, language: str, day: str
) -> None:
    """Its day and amounts are in the window, and stand above the names of the lines."""
    page = screen.page
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(f"{language}/accounts/{LOAN}/")
    screen.point_at(screen.schedule(), 0.6)
    label = screen.hovered(screen.schedule())
    expect(label).to_contain_text(day)
    expect(label).to_be_in_viewport(ratio=1)
    assert (
        screen.schedule()
        .locator(".main-svg")
        .first.evaluate("svg => getComputedStyle(svg).overflow")
        == "visible"
    )
    above, name = (
        int(one.evaluate("one => getComputedStyle(one).zIndex"))
        for one in (screen.schedule(), page.locator(".plane > .name").first)
    )
    assert above > name
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_arrow_keys_go_from_point_to_point(screen: SummaryScreen) -> None:
    screen.visit(LOAN)
    expect(screen.fact("Original principal")).to_have_text("$14,000.00")
    screen.schedule().focus()
    screen.schedule().locator(".plot .js-line").first.wait_for(state="attached")
    screen.go_to_the_first_point(screen.schedule())
    label = screen.hovered(screen.schedule())
    expect(label).to_contain_text(re.compile(r"[A-Z][a-z]{2} \d+, 20.*balance: \$14,000\.00"))
    screen.page.keyboard.press("ArrowRight")
    expect(label).not_to_contain_text("$14,000.00")


def test_arrow_keys_go_from_slice_to_slice(screen: SummaryScreen) -> None:
    screen.visit(LOAN)
    screen.paid().focus()
    screen.paid().locator(".main-svg").first.wait_for(state="attached")
    expect(screen.paid().locator(".main-svg .slice")).to_have_count(4)
    screen.go_to_the_first_point(screen.paid())
    label = screen.hovered(screen.paid())
    for key, part in (("Home", "Principal paid"), ("ArrowRight", "Interest paid")):
        screen.page.keyboard.press(key)
        expect(label).to_have_text(f"{part}{screen.fact(part).inner_text()}")
    screen.page.keyboard.press("End")
    expect(label).to_contain_text("Remaining principal")


def test_the_breakdown_pages_adds_up_and_is_a_file(screen: SummaryScreen) -> None:
    screen.visit(LOAN)
    dialog = BreakdownDialog(screen.page)
    dialog.open()
    years = dialog.year().get_by_role("option").all_inner_texts()
    first = dialog.rows().nth(1).inner_text()
    dialog.turn("Next")
    expect(dialog.rows().nth(1)).not_to_have_text(first)
    dialog.year().select_option(index=len(years) - 1)
    expect(dialog.row("36")).to_contain_text("Projected")
    expect(dialog.rows().last).to_contain_text("$14,000.00")
    rows = list(csv.DictReader(StringIO(dialog.csv())))
    assert len(rows) == 36
    assert sum(round(float(row["Principal"]) * 100) for row in rows) == 14_000_00
    assert [row["Status"] for row in rows[:12]] == ["Paid"] * 12
    screen.page.keyboard.press("Escape")
    expect(screen.page.get_by_role("button", name="See Breakdown")).to_be_focused()


def test_what_was_missed_and_what_is_over_are_said(screen: SummaryScreen) -> None:
    screen.visit(LATE)
    dialog = BreakdownDialog(screen.page)
    dialog.open()
    expect(dialog.row("11")).to_contain_text("Past due")
    screen.visit(PAID_OFF)
    expect(screen.fact("Remaining payments")).to_have_text("0")
    expect(screen.panel()).to_contain_text("100%")
    expect(screen.panel().get_by_text("Payoff amount today")).to_have_count(0)


def test_a_co_borrower_sees_the_same(page: Page) -> None:
    log_in(page, LUIS)
    screen = SummaryScreen(page)
    screen.visit(LATE)
    expect(screen.fact("Original principal")).to_have_text("$11,800.00")
    assert page.request.get(f"/accounts/{LOAN}/charts/schedule.json").status == 404
    assert page.request.get(f"/accounts/{LOAN}/breakdown.csv").status == 404


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_nothing_is_too_wide(
    screen: SummaryScreen, width: int, scheme: Literal["light", "dark"]
) -> None:
    page = screen.page
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    screen.visit(LATE)
    expect(screen.fact("Original principal")).to_have_text("$11,800.00")
    check(page)
    dialog = BreakdownDialog(page)
    dialog.open()
    check(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
