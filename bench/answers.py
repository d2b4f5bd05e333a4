"""P5: from a click to the changed DOM, through the server.

Ours: another amount in the dialog *Make a payment*. The guard reads the session, the service four
rows, works out what the payment changes, and five texts change. The peers read and show the same.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import Page

from bench import servers
from bench.browser import browser
from bench.result import Result
from tests.e2e.journeys.logging_in import log_in
from tests.e2e.screens.accounts import AccountsScreen

GOALS = {"NiceGUI": 0.8, "Django + HTMX": 0.5}
CHOICES = ("payoff", "next_due")
ROUNDS = 9
CLICKS = 6
PAUSE_MS = 70
"""Longer than the rate that one tab may send events at."""

HOW = (
    f"Median of {ROUNDS} rounds in turns, {CLICKS} clicks each: click() to the first mutation that"
    " changes the text; one session and four rows read in SQLite. {:.1f} ms over {:.1f} ms"
)
_TIMED = """
async ([area, targets, clicks, pause]) => {
  const times = [];
  for (let i = 0; i < clicks; i++) {
    await new Promise((done) => setTimeout(done, pause));
    const box = document.querySelector(area);
    const before = box.textContent;
    times.push(await new Promise((done, failed) => {
      const start = performance.now();
      const seen = new MutationObserver(() => {
        if (document.querySelector(area).textContent === before) return;
        seen.disconnect();
        done(performance.now() - start);
      });
      seen.observe(document.body, { subtree: true, childList: true, characterData: true });
      document.querySelector(targets[i % targets.length]).click();
      setTimeout(() => failed(new Error("nothing changed")), 5000);
    }));
  }
  return times;
}
"""


@dataclass(frozen=True)
class Clicked:
    """A page, where its text changes, and what is clicked in turns."""

    page: Page
    area: str
    targets: Sequence[str]

    def times(self, clicks: int = CLICKS) -> list[float]:
        """Milliseconds of each."""
        self.page.bring_to_front()
        return self.page.evaluate(_TIMED, [self.area, self.targets, clicks, PAUSE_MS])


def ratio(ours: Iterable[Sequence[float]], theirs: Iterable[Sequence[float]]) -> float:
    """Median over the rounds of our median over theirs."""
    return median(median(a) / median(b) for a, b in zip(ours, theirs, strict=True))


def run() -> list[Result]:
    portal, nicegui, django = servers.portal(), servers.nicegui(), servers.django()
    with browser(portal) as context:
        ours = _ours(context.new_page())
        radios = [f".q-option-group > :nth-child({place}) .q-radio" for place in (2, 1)]
        theirs = {
            "NiceGUI": _peer(context.new_page(), f"{nicegui}/enter", radios),
            "Django + HTMX": _peer(
                context.new_page(), f"{django}/enter/", [_radio(value) for value in CHOICES]
            ),
        }
        rounds = [
            {name: page.times() for name, page in {"": ours, **theirs}.items()}
            for _ in range(ROUNDS + 1)
        ][1:]  # the first warms caches up
    return [_result(rounds, name, goal) for name, goal in GOALS.items()]


def _result(rounds: list[dict[str, list[float]]], name: str, goal: float) -> Result:
    ours, theirs = [one[""] for one in rounds], [one[name] for one in rounds]
    how = HOW.format(median(map(median, ours)), median(map(median, theirs)))
    return Result("P5", f"click to DOM over {name}'s", ratio(ours, theirs), goal, how)


def _ours(page: Page) -> Clicked:
    log_in(page)
    AccountsScreen(page).pay("Personal loan L-1082")
    page.get_by_role("dialog").get_by_text("To principal").wait_for()
    return Clicked(page, "dialog[open]", [f"dialog {_radio(value)}" for value in CHOICES])


def _peer(page: Page, address: str, targets: Sequence[str]) -> Clicked:
    page.goto(address, wait_until="networkidle")
    return Clicked(page, "#changes", targets)


def _radio(value: str) -> str:
    return f'input[type=radio][value="{value}"]'
