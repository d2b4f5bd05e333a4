"""What if, in a browser: from a question to the payment that begins it."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.pay_dialog import PayDialog
from tests.e2e.screens.what_if import WhatIf
from tests.e2e.support.axe import check


def test_an_extra_is_answered_as_it_is_typed_and_paid(page: Page) -> None:
    log_in(page)
    what_if = WhatIf(page)
    what_if.open("L-4417")
    what_if.type_amount("100")
    expect(what_if.box.get_by_text("You are done")).to_be_visible()
    expect(what_if.figure("Extra each month")).to_have_text("$100.00")
    now = what_if.box.get_by_text(re.compile(r"^\$[\d,.]+ now")).inner_text().split(" ")[0]
    what_if.pay_now()
    dialog = PayDialog(page)
    expect(dialog.box.get_by_role("radio", name="Custom")).to_be_checked()
    expect(dialog.box.get_by_role("textbox", name="Amount")).to_have_value(
        now.strip("$").replace(",", "")
    )
    expect(dialog.box.get_by_role("combobox", name="Anything extra")).to_have_value("principal")
    dialog.go_on()
    expect(dialog.heading("Review")).to_be_visible()
    expect(dialog.box.get_by_role("button", name=f"Pay {now}")).to_be_visible()


def test_the_plan_stays_on_the_chart_until_it_is_removed(page: Page) -> None:
    log_in(page)
    what_if = WhatIf(page)
    what_if.open("L-1082")
    what_if.type_amount("150")
    expect(what_if.box.get_by_text("You are done")).to_be_visible()
    page.keyboard.press("Escape")
    line = page.get_by_test_id("chart-schedule").locator("path.k-plan")
    expect(line).to_have_count(1)
    expect(page.get_by_text("What if: paid off on")).to_be_visible()
    with page.expect_response(lambda answer: "charts/schedule.json?way=extra" in answer.url):
        page.get_by_test_id("chart-schedule").focus()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(line).to_have_count(0)


def test_a_lump_sum_and_a_payoff_date(page: Page) -> None:
    log_in(page)
    what_if = WhatIf(page)
    what_if.open("L-1082")
    what_if.change("One-time payment")
    what_if.type_amount("1000")
    expect(what_if.box.get_by_text("of interest.")).to_be_visible()
    what_if.pick("Payment date", "2000-01-01")
    expect(what_if.box.get_by_text("Please choose a day from")).to_be_visible()
    what_if.change("Payoff date")
    last = what_if.box.get_by_label("Paid off by").get_attribute("max")
    assert last
    what_if.pick("Paid off by", f"{int(last[:4]) - 1}{last[4:]}")
    expect(what_if.figure("Extra each month")).to_be_visible()
    expect(what_if.box.get_by_text("You are done 12 months sooner")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_small_phone_axe_finds_nothing(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # pyright: ignore[reportArgumentType]
    page.set_viewport_size({"width": 320, "height": 640})
    log_in(page)
    what_if = WhatIf(page)
    what_if.open("L-1082")
    what_if.type_amount("100")
    expect(what_if.box.get_by_text("You are done")).to_be_visible()
    assert what_if.box.evaluate("box => box.scrollWidth <= box.clientWidth")
    check(page)
    what_if.type_amount("-1")
    expect(what_if.box.get_by_text("You are done")).to_be_hidden()
    check(page)
