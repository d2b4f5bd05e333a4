"""P1, P3, P4 of the pages through which people come in, and of the agents' side of access."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

from playwright.sync_api import Page

from bench import browser, servers
from bench.quality import of_page
from bench.result import Result
from bench.transfer import HOW as BYTES
from bench.transfer import sent_for
from bench.visits import Audit, audit, middle
from tests.e2e.journeys.as_an_agent import log_in_agent
from tests.e2e.journeys.logging_in import log_in
from tests.e2e.journeys.mail import link_in, newest_mail
from tests.e2e.journeys.second_step import to_second_step

GOAL = "doors"
ROUNDS = 3
MARIA, ALEX, SAM = (f"{name}@example.com" for name in ("maria.reyes", "alex.chen", "sam.okafor"))
ADMIN = "admin@juniper.example"
LOGIN = "/login/"
INDEXED = (LOGIN, "/forgot/", "/signup/")


@dataclass
class Visit:
    """Pages that one browser opens after `prepare`."""

    pages: tuple[str, ...]
    prepare: Callable[[Page], object] | None = None
    audits: dict[str, list[Audit]] = field(default_factory=dict)


def _with_a_link(page: Page) -> None:
    """A reset of Maria's password is under way."""
    page.goto("/forgot/")
    page.get_by_role("textbox", name="Email").fill(MARIA)
    page.get_by_role("button", name="Continue", exact=True).click()
    page.wait_for_url("**/forgot/#sent")
    page.goto(link_in(newest_mail(page, MARIA, "Set a new password")))


def _visits() -> tuple[Visit, ...]:
    agents = ("customers", "customers/1", "settings", "audit", "agents")
    return (
        Visit((*INDEXED, "/lms/login/")),
        Visit(("/reset/",), _with_a_link),
        Visit(("/login/verify/",), lambda page: to_second_step(page, SAM)),
        Visit(("/login/setup/",), lambda page: to_second_step(page, ALEX)),
        Visit(("/profile/",), log_in),
        Visit(tuple(f"/lms/{name}/" for name in agents), lambda page: log_in_agent(page, ADMIN)),
    )


def run(rounds: int = ROUNDS) -> list[Result]:
    """Each page's bytes and largest paint over our own log-in page's; Lighthouse's scores."""
    base, visits = servers.portal(), _visits()
    weights: dict[str, int] = {}
    for turn in range(rounds):
        for visit in visits:
            with _open(base, visit, None if turn else weights) as port:
                for path in visit.pages:
                    with suppress(ValueError):  # that page's result says so
                        visit.audits.setdefault(path, []).append(audit(base + path, port))
    audits = {path: middle(found) for one in visits for path, found in one.audits.items()}
    return [result for path in weights for result in _of(path, weights, audits, rounds)]


@contextmanager
def _open(base: str, visit: Visit, weights: dict[str, int] | None) -> Iterator[int]:
    """A browser for Lighthouse; `weights`: where the bytes of its pages are noted before."""

    def prepare(page: Page) -> None:
        if visit.prepare is not None:
            visit.prepare(page)
        if weights is None:
            return
        for path in visit.pages:
            weights[path] = sent_for(page, base + path)

    with browser.for_lighthouse(base, prepare) as port:
        yield port


def _of(
    path: str, weights: Mapping[str, int], audits: Mapping[str, Audit], rounds: int
) -> list[Result]:
    mine, login = weights[path], weights[LOGIN]
    name = f"{path} over {LOGIN}"
    results = [Result("P1", f"bytes, {name}", mine / login, 1.35, BYTES.format(mine, login))]
    if path not in audits or LOGIN not in audits:
        return [*results, Result("P3", path, None, None, "Lighthouse could not judge it")]
    paint, own = audits[path].lcp, audits[LOGIN].lcp
    runs = f"Lighthouse mobile, simulated slow 4G, median of {rounds} in turns"
    how = f"{paint:.0f} ms over {own:.0f} ms; {runs}"
    results.append(Result("P4", f"largest paint, {name}", paint / own, 1.15, how))
    return [*results, *of_page(path, audits[path], INDEXED, runs)]
