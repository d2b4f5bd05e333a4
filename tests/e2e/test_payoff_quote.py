"""A payoff quote in a browser: a day, its amount, the letter."""

import subprocess
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.payoff_quote import PayoffQuote
from tests.e2e.support.axe import check

LOAN = "L-4417"


def test_the_letter_has_the_amount_of_the_day_that_was_chosen(page: Page, tmp_path: Path) -> None:
    log_in(page)
    quote = PayoffQuote(page)
    quote.open(LOAN)
    now = quote.amount.inner_text()
    last = quote.day.get_attribute("max") or ""
    quote.day.fill(last)
    expect(quote.amount).not_to_have_text(now)
    expect(quote.letter).to_have_attribute("href", f"/accounts/{LOAN}/payoff-quote.pdf?on={last}")
    with page.expect_download() as download:
        quote.letter.click()
    assert download.value.suggested_filename == f"payoff-{LOAN}-{last}.pdf"
    download.value.save_as(tmp_path / "quote.pdf")
    command = ["pdftotext", "-layout", str(tmp_path / "quote.pdf"), "-"]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert quote.amount.inner_text() in said
    assert "Maria Reyes" in said
    page.keyboard.press("Escape")
    expect(quote.box).to_be_hidden()
    expect(quote.button).to_be_focused()


def test_a_day_too_far_ahead_is_refused_at_its_field(page: Page) -> None:
    log_in(page)
    quote = PayoffQuote(page)
    quote.open(LOAN)
    last = date.fromisoformat(quote.day.get_attribute("max") or "")
    quote.day.fill((last + timedelta(days=1)).isoformat())
    expect(quote.day).to_have_attribute("aria-invalid", "true")
    expect(quote.box.get_by_text("Choose a date from")).to_be_visible()
    expect(quote.letter).to_have_count(0)
    quote.day.fill(last.isoformat())
    expect(quote.amount).to_be_visible()
    expect(quote.box.get_by_text("Choose a date from")).to_have_count(0)


@pytest.mark.parametrize("number", ["C-9035", "L-2210"])
def test_accounts_without_a_payoff_have_no_button(page: Page, number: str) -> None:
    log_in(page)
    page.goto(f"/accounts/{number}/")
    page.get_by_test_id("balance").wait_for()
    expect(PayoffQuote(page).button).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
def test_it_is_accessible_and_fits(page: Page, width: int, scheme: str) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(
        color_scheme="dark" if scheme == "dark" else "light", reduced_motion="reduce"
    )
    log_in(page)
    PayoffQuote(page).open(LOAN)
    check(page)
    assert page.evaluate("document.querySelector('dialog[open]').scrollWidth - innerWidth") <= 0
