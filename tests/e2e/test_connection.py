"""The line goes down while somebody pays."""

from playwright.sync_api import Page, expect

from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.pay_dialog import PayDialog
from tests.e2e.support.portal import Served

BAR = "Connection lost. Trying again; what you typed is kept."


def test_a_lost_connection_is_told_quietly_and_comes_back(page: Page, served: Served) -> None:
    log_in(page).pay("Personal loan L-1082")
    dialog = PayDialog(page)
    dialog.type_amount("27.00")
    expect(dialog.figure("Balance after")).to_be_visible()
    served.cable.pull()
    try:
        expect(page.get_by_text(BAR)).to_be_visible()
        amount = dialog.box.get_by_role("textbox", name="Amount", exact=True)
        expect(amount).to_have_value("27.00")
    finally:
        served.cable.put_back()
    expect(page.get_by_text(BAR)).to_be_hidden()
    expect(amount).to_have_value("27.00")
    dialog.go_on()
    expect(dialog.heading("Review")).to_be_visible()
    expect(dialog.figure("Balance after")).to_be_visible()
