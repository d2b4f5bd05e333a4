"""Figures that explain themselves: what the dialog prints adds up to what the page shows."""

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.explain import Explain
from tests.e2e.support.axe import check


def cents(text: str) -> int:
    digits = int("".join(character for character in text if character.isdigit()))
    return -digits if text.startswith("-") else digits


def adds_up(explain: Explain) -> str:
    """The first total, once every sum came out."""
    sums = explain.sums()
    for amounts in sums:
        assert sum(map(cents, amounts[:-1])) == cents(amounts[-1]), amounts
    return sums[0][-1]


def test_every_figure_of_a_past_due_loan(page: Page) -> None:
    log_in(page)
    explain = Explain(page)
    explain.visit("L-4417")
    figures = {
        "current balance": page.get_by_test_id("balance").inner_text(),
        **{
            name: page.get_by_role("term").filter(has_text=label).locator("+ dd").inner_text()
            for name, label in (
                ("next payment", "Next payment"),
                ("payoff amount today", "Payoff amount today"),
                ("interest accrued", "Interest accrued"),
                ("last payment", "Last payment"),
            )
        },
    }
    for name, value in figures.items():
        explain.button(name).click()
        assert adds_up(explain) == value.split("\n")[0], name
        explain.close()
        expect(explain.box).to_be_hidden()
        expect(explain.button(name)).to_be_focused()
    explain.button("past due").click()
    assert adds_up(explain) in page.get_by_text("to avoid a").inner_text()


def test_a_card_account(page: Page) -> None:
    log_in(page)
    explain = Explain(page)
    explain.visit("C-9035")
    for name in ("current balance", "minimum due", "available credit"):
        explain.button(name).click()
        adds_up(explain)
        explain.close()


def test_in_spanish_on_a_small_phone(page: Page) -> None:
    log_in(page)
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/es/accounts/L-1082/")
    page.get_by_role("button", name="Explicar saldo actual", exact=True).click()
    dialog = page.get_by_role("dialog", name="¿Cómo se calcula?")
    expect(dialog.get_by_text("El saldo es el capital que aún debe")).to_be_visible()
    assert dialog.evaluate("box => box.scrollWidth <= box.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # pyright: ignore[reportArgumentType]
    log_in(page)
    explain = Explain(page)
    explain.visit("L-4417")
    explain.button("payoff amount today").click()
    explain.sums()
    check(page)
