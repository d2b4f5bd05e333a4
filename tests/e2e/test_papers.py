"""PDFs that a borrower takes along: a receipt, what was paid in a year."""

import subprocess
from pathlib import Path

from playwright.sync_api import Download, Page, expect

from tests.e2e.journeys.logging_in import log_in
from tests.e2e.journeys.paying import review
from tests.e2e.screens.pay_dialog import PayDialog
from tests.e2e.support.axe import check

LOAN = "Personal loan L-1082"


def said(download: Download, folder: Path) -> str:
    download.save_as(folder / "paper.pdf")
    command = ["pdftotext", "-layout", str(folder / "paper.pdf"), "-"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def test_the_receipt_of_a_payment_by_button_and_by_mail(page: Page, tmp_path: Path) -> None:
    page.emulate_media(reduced_motion="reduce")
    review(log_in(page), LOAN, "3.21", "Visa ····4242")
    dialog = PayDialog(page)
    dialog.pay("$3.21")
    expect(dialog.heading("Payment received")).to_be_visible()
    check(page)
    confirmation = dialog.figure("Confirmation").inner_text()
    with page.expect_download() as download:
        dialog.box.get_by_role("button", name="Download receipt", exact=True).click()
    assert download.value.suggested_filename == f"receipt-{confirmation}.pdf"
    paper = said(download.value, tmp_path)
    for part in (confirmation, "$3.21", "Personal loan L-1082", "Visa ····4242"):
        assert part in paper
    mails = page.request.get("/dev/inbox.json?to=maria.reyes@example.com").json()
    (mail,) = (one for one in mails if confirmation in one["text"])
    assert mail["subject"] == "Payment received"
    dialog.done()
    expect(dialog.box).to_be_hidden()


def test_what_was_paid_in_a_year_is_in_the_export_menus(page: Page, tmp_path: Path) -> None:
    log_in(page)
    for path in ("/accounts/L-1082/", "/accounts/"):
        page.goto(path)
        page.get_by_role("button", name="Export", exact=True).click()
        with page.expect_download() as download:
            page.get_by_role("menuitem", name="Interest 2").first.click()
        assert download.value.suggested_filename.startswith("interest-20")
        assert "Personal loan L-1082" in said(download.value, tmp_path)
