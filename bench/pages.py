"""Pages in a browser, beside our own log-in page: bytes, largest paint, Lighthouse's scores."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from playwright.sync_api import Page

from bench import browser
from bench.quality import of_page
from bench.result import Result
from bench.transfer import HOW as BYTES
from bench.transfer import sent_for
from bench.visits import Audit, audit, middle

LOGIN = "/login/"


@dataclass
class Visit:
    """Pages that one browser opens after `prepare`; `drawn` waits for what is to be seen on one.

    `bytes_goal`: the goal that their bytes belong to.
    """

    pages: tuple[str, ...]
    prepare: Callable[[Page], object] | None = None
    drawn: Mapping[str, Callable[[Page], object]] = field(default_factory=dict)
    bytes_goal: str = "P1"
    audits: dict[str, list[Audit]] = field(default_factory=dict)
    weights: dict[str, int] = field(default_factory=dict)


def beside_login(
    base: str, visits: Sequence[Visit], rounds: int, indexed: tuple[str, ...] = (LOGIN,)
) -> list[Result]:
    """Of every page; the log-in page has to be among them. `indexed`: open to search engines."""
    for turn in range(rounds):
        for visit in visits:
            with _open(base, visit, is_first=not turn) as port:
                for path in visit.pages:
                    with suppress(ValueError):  # that page's result says so
                        visit.audits.setdefault(path, []).append(audit(base + path, port))
    (login,) = (one for one in visits if LOGIN in one.pages)
    return [
        result
        for visit in visits
        for path in visit.pages
        for result in _of(path, visit, login, rounds, indexed)
    ]


@contextmanager
def _open(base: str, visit: Visit, *, is_first: bool) -> Iterator[int]:
    """A browser for Lighthouse; the first one notes the bytes of its pages before."""

    def prepare(page: Page) -> None:
        if visit.prepare is not None:
            visit.prepare(page)
        if is_first:
            for path in visit.pages:
                visit.weights[path] = sent_for(page, base + path, visit.drawn.get(path))

    with browser.for_lighthouse(base, prepare) as port:
        yield port


def _of(
    path: str, visit: Visit, login: Visit, rounds: int, indexed: tuple[str, ...]
) -> list[Result]:
    mine, own = visit.weights[path], login.weights[LOGIN]
    name = f"{path} over {LOGIN}"
    bytes_of = Result(visit.bytes_goal, f"bytes, {name}", mine / own, 1.35, BYTES.format(mine, own))
    if path not in visit.audits or LOGIN not in login.audits:
        return [bytes_of, Result("P3", path, None, None, "Lighthouse could not judge it")]
    seen, beside = middle(visit.audits[path]), middle(login.audits[LOGIN])
    runs = f"Lighthouse mobile, simulated slow 4G, median of {rounds} in turns"
    how = f"{seen.lcp:.0f} ms over {beside.lcp:.0f} ms; {runs}"
    paint = Result("P4", f"largest paint, {name}", seen.lcp / beside.lcp, 1.15, how)
    return [bytes_of, paint, *of_page(path, seen, indexed, runs)]
