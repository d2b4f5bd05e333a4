"""Small phones, both modes, both languages, any color of the lender."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.wallet.support.form import Form

pytestmark = pytest.mark.e2e
Shown = Callable[..., Form]


FIELDS = {
    "Card number": ("cc-number", "numeric"),
    "Expiry": ("cc-exp", "numeric"),
    "Security code": ("cc-csc", "numeric"),
    "Name on card": ("cc-name", "text"),
    "ZIP": ("postal-code", "numeric"),
}


def test_phones_and_password_managers_know_the_fields(shown: Shown) -> None:
    form = shown()
    for name, (complete, mode) in FIELDS.items():
        expect(form.field(name)).to_have_attribute("autocomplete", complete)
        expect(form.field(name)).to_have_attribute("inputmode", mode)
    form.frame.get_by_role("radio", name="Bank account", exact=True).check()
    for name in ("Routing number", "Account number", "Confirm account number"):
        expect(form.field(name)).to_have_attribute("autocomplete", "off")
        expect(form.field(name)).to_have_attribute("inputmode", "numeric")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("accent", [None, "#ffe600", "#0a0a3c", "#ff5a5a"])
def test_it_is_accessible_on_a_small_phone(shown: Shown, scheme: str, accent: str | None) -> None:
    form = shown(320, scheme, accent=accent)
    check(form)
    form.save()  # with every error
    check(form)
    form.frame.get_by_role("radio", name="Bank account", exact=True).check()
    check(form)
    form.type_bank()
    form.save()
    expect(form.frame.get_by_role("heading", name="Saved")).to_be_visible()
    check(form)


def check(form: Form) -> None:
    form.inner.wait_for_function(
        "document.getAnimations().every((one) => one.playState !== 'running')"
    )
    found = Axe().run(form.inner)  # pyright: ignore[reportArgumentType]
    assert found.violations_count == 0, found.generate_report()
    widths = form.inner.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert widths[0] <= widths[1]


def test_spanish_is_whole(shown: Shown) -> None:
    form = shown(language="es")
    form.frame.get_by_role("radio", name="Cuenta bancaria", exact=True).check()
    form.frame.get_by_role("button", name="Guardar", exact=True).click()
    text = form.inner.locator("main").inner_text()
    assert "Escriba el número de ruta del banco." in text
    assert "usted autoriza a Juniper Lending" in text
    assert form.inner.evaluate("document.documentElement.lang") == "es"


@pytest.mark.parametrize("width", [292, 320, 350])
def test_a_label_keeps_to_its_line_on_a_phone(shown: Shown, width: int) -> None:
    """292: what the portal's dialog leaves of 320."""
    form = shown(width, language="es")
    high = form.inner.locator(".fields label").evaluate_all(
        "all => all.filter((one) => one.offsetHeight > 24).map((one) => one.textContent)"
    )
    assert high == []


def test_nothing_jumps_while_it_opens_and_the_height_is_told(shown: Shown) -> None:
    form = shown()
    form.wait_to_hear("resize")
    shift = form.inner.evaluate(
        "new Promise((done) => new PerformanceObserver((list) => done("
        "list.getEntries().reduce((sum, one) => sum + one.value, 0)))"
        ".observe({type: 'layout-shift', buffered: true}) ?? setTimeout(() => done(0), 300))"
    )
    assert shift == 0
    height = form.heard("resize")[-1]["height"]
    assert height == form.inner.evaluate(
        "Math.ceil(document.getElementById('page').getBoundingClientRect().height)"
    )
    told = len(form.heard("resize"))
    form.save()
    form.wait_to_hear("resize", times=told + 1)
    assert form.heard("resize")[-1]["height"] > height


CONTRASTS = """(accents) => {
  const pen = new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  const luminance = (color) => {
    pen.fillStyle = color;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...pen.getImageData(0, 0, 1, 1).data].map((part) => part / 255)
      .map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, other) => {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (high + 0.05) / (low + 0.05);
  };
  const root = document.documentElement;
  root.classList.add("accented");
  const of = (element, name) => getComputedStyle(element)[name];
  const button = document.getElementById("save"), chosen = document.querySelector(".option");
  return accents.map((accent) => {
    root.style.setProperty("--accent", accent);
    return [accent, Math.min(
      ratio(of(button, "backgroundColor"), of(button, "color")),
      ratio(of(button, "backgroundColor"), of(document.body, "backgroundColor")),
      ratio(of(chosen, "backgroundColor"), of(chosen, "color")),
      ratio(of(chosen, "borderTopColor"), of(chosen, "backgroundColor")),
    )];
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_color_of_a_lender_can_be_read(shown: Shown, scheme: str) -> None:
    levels = ("00", "55", "aa", "ff")
    accents = [f"#{red}{green}{blue}" for red in levels for green in levels for blue in levels]
    found = shown(scheme=scheme).inner.evaluate(CONTRASTS, accents)
    assert len(found) == 64
    assert min(ratio for _, ratio in found) >= 4.5, sorted(found, key=lambda one: one[1])[:5]
