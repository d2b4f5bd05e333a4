"""An agent prints what waits on paper and says that it was mailed."""

import re

from playwright.sync_api import Page, expect

from tests.e2e.journeys.as_an_agent import log_in_agent
from tests.e2e.screens.lms_paper import PaperScreen
from tests.e2e.support.axe import check


def test_letters_are_printed_chosen_and_marked(page: Page) -> None:
    log_in_agent(page, "agent2@juniper.example")
    paper = PaperScreen(page)
    paper.visit()
    check(page)
    with page.expect_download() as download:
        paper.letter("C-4001").get_by_role("link", name="PDF").click()
    assert download.value.suggested_filename.endswith("-C-4001.pdf")
    paper.mark("C-4001")
    expect(page.get_by_text("1 letter is marked as mailed.")).to_be_visible()
    expect(paper.letter("C-4001")).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("1 letter is to be mailed again.")).to_be_visible()
    expect(paper.letter("C-4001")).to_be_visible()
    paper.mark("C-4001")
    expect(paper.letter("C-4001")).to_have_count(0)
    expect(paper.mark_chosen()).to_be_disabled()
    for account in ("C-4002", "C-4004"):
        expect(paper.choose(account)).to_be_checked()
    with page.expect_download() as download:
        page.get_by_role("link", name="One PDF of the chosen").click()
    assert re.fullmatch(r"letters-\d+-to-\d+\.pdf", download.value.suggested_filename)
    paper.mark_chosen().click()
    expect(page.get_by_text("2 letters are marked as mailed.")).to_be_visible()
    for account in ("C-4002", "C-4004"):
        expect(paper.letter(account)).to_have_count(0)
    expect(paper.letter("C-4003")).to_be_visible()
    expect(page.get_by_role("checkbox", checked=True)).to_have_count(0)
