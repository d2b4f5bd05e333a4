"""Filling the form in, with every mistake."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.wallet.support.form import Form

pytestmark = pytest.mark.e2e
Shown = Callable[..., Form]


def test_a_card_is_saved_and_the_portal_hears_it(shown: Shown) -> None:
    form = shown()
    form.field("Card number").press_sequentially("5555555555554444")
    expect(form.field("Card number")).to_have_value("5555 5555 5555 4444")
    expect(form.frame.get_by_text("Mastercard", exact=True)).to_be_visible()
    form.field("Expiry").press_sequentially("1231")
    expect(form.field("Expiry")).to_have_value("12/31")
    form.field("Security code").fill("123")
    form.field("Name on card").fill("Maria Reyes")
    form.field("ZIP").fill("94110")
    form.field("ZIP").press("Enter")
    expect(form.frame.get_by_role("heading", name="Saved")).to_be_visible()
    form.wait_to_hear("saved")
    assert form.heard("saved") == [
        {"source": "wallet", "session": form.session["id"], "type": "saved"}
    ]
    assert form.asked()["payment_profile"]["last4"] == "4444"
    origins = {one["origin"] for one in form.page.evaluate("heard")}
    assert origins == {str(form.server.client.base_url).rstrip("/")}


def test_a_bank_account_is_saved_with_its_banks_name(shown: Shown) -> None:
    form = shown()
    form.type_bank()
    expect(form.frame.get_by_text("First Juniper Bank")).to_be_visible()
    expect(form.frame.get_by_text("authorize Juniper Lending to debit")).to_be_visible()
    form.frame.get_by_role("radio", name="Savings", exact=True).check()
    form.save()
    expect(form.frame.get_by_text("Two small deposits are on their way")).to_be_visible()
    profile = form.asked()["payment_profile"]
    assert (profile["account_type"], profile["status"]) == ("savings", "unverified")
    assert profile["bank_name"] == "First Juniper Bank"


def test_errors_are_beside_their_fields_and_on_top(shown: Shown) -> None:
    form = shown()
    form.type_card("4242424242424241", Expiry="01/20", ZIP="9")
    form.field("Security code").fill("12")
    form.save()
    summary = form.frame.get_by_role("group", name="4 fields need your attention")
    expect(summary).to_be_focused()
    for name, said in {
        "Card number": "not a card number",
        "Expiry": "has expired",
        "Security code": "three digits",
        "ZIP": "five digits",
    }.items():
        expect(form.field(name)).to_have_attribute("aria-invalid", "true")
        expect(form.field(name)).to_have_accessible_description(re.compile(said))
    summary.get_by_role("link", name="This card has expired.").click()
    expect(form.field("Expiry")).to_be_focused()
    form.field("Expiry").fill("12/31")
    expect(form.field("Expiry")).to_have_attribute("aria-invalid", "false")
    assert form.asked()["status"] == "used"


def test_save_stays_where_it_is_while_fields_are_corrected(shown: Shown) -> None:
    form = shown()
    form.save()
    save = form.frame.get_by_role("button", name="Save", exact=True)
    before = save.bounding_box()
    for name, text in {"Expiry": "12/31", "ZIP": "9", "Name on card": "Maria Reyes"}.items():
        form.field(name).fill(text)
    expect(form.field("Name on card")).to_have_attribute("aria-invalid", "false")
    assert save.bounding_box() == before


def test_a_card_number_that_lacks_a_digit_is_told(shown: Shown) -> None:
    form = shown()
    form.type_card("424242424242424")  # passes Luhn
    form.save()
    expect(form.field("Card number")).to_have_accessible_description(
        re.compile("not a card number")
    )


def test_what_the_wallet_refuses_is_told_at_its_field(shown: Shown) -> None:
    form = shown()
    form.type_card("4000000000000127")
    form.save()
    expect(form.field("Security code")).to_have_accessible_description(
        re.compile("did not confirm this code")
    )
    form.type_card()
    form.save()
    expect(form.frame.get_by_role("heading", name="Saved")).to_be_visible()


def test_american_express_has_its_own_groups_and_code(shown: Shown) -> None:
    form = shown()
    form.type_card("378282246310005", **{"Security code": "7391"})
    expect(form.field("Card number")).to_have_value("3782 822463 10005")
    expect(form.frame.get_by_text("4 digits on the front")).to_be_visible()
    form.save()
    expect(form.frame.get_by_text("American Express ending in 0005")).to_be_visible()


TYPED = {"831": "08/31", "0831": "08/31", "8/31": "08/31", "12/31": "12/31", "1231": "12/31"}
FILLED = {"12/31": "12/31", "1231": "12/31", "12/2031": "12/2031", "2031-12": "2031-12"}


def test_an_expiry_is_understood_as_people_and_browsers_write_it(shown: Shown) -> None:
    form = shown()
    expiry = form.field("Expiry")
    for typed, shown_as in TYPED.items():
        expiry.fill("")
        expiry.press_sequentially(typed)
        expect(expiry).to_have_value(shown_as)
    for filled, shown_as in FILLED.items():
        expiry.fill(filled)
        form.save()
        expect(expiry).to_have_value(shown_as)
        expect(expiry).to_have_attribute("aria-invalid", "false")
    for wrong in ("13/31", "00/31", "12/1931", "1", "12/31/01", "ab/cd"):
        expiry.fill(wrong)
        form.save()
        expect(expiry).to_have_attribute("aria-invalid", "true")


def test_a_digit_in_the_middle_is_corrected_where_it_stands(shown: Shown) -> None:
    form = shown()
    number = form.field("Card number")
    number.fill("4242 4249 4242 4242")
    number.evaluate("(input) => input.setSelectionRange(9, 9)")
    number.press("Backspace")
    number.press("2")
    expect(number).to_have_value("4242 4242 4242 4242")
    assert number.evaluate("(input) => input.selectionStart") == 9


def test_two_account_numbers_that_differ_are_told(shown: Shown) -> None:
    form = shown()
    form.type_bank(**{"Confirm account number": "000123456780", "Routing number": "110000001"})
    form.save()
    expect(form.frame.get_by_role("link", name="are not the same")).to_be_visible()
    expect(form.frame.get_by_role("link", name="not a routing number")).to_be_visible()


def test_saved_twice_quickly_it_is_one(shown: Shown) -> None:
    form = shown(reference="cus_double")
    form.type_card()
    form.inner.evaluate("document.forms[0].requestSubmit(); document.forms[0].requestSubmit()")
    expect(form.frame.get_by_role("heading", name="Saved")).to_be_visible()
    assert len(form.heard("saved")) == 1
    again = shown(reference="cus_double")
    again.type_card()
    again.save()
    expect(again.frame.get_by_role("alert")).to_contain_text("already one of your payment methods")


def test_a_lost_connection_is_told_and_what_was_typed_stays(shown: Shown) -> None:
    form = shown()
    form.type_card()
    form.page.context.set_offline(True)
    form.save()
    expect(form.frame.get_by_role("alert")).to_contain_text("connection was lost")
    expect(form.field("Card number")).to_have_value("4242 4242 4242 4242")
    form.page.context.set_offline(False)
    form.save()
    expect(form.frame.get_by_role("heading", name="Saved")).to_be_visible()
