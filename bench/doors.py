"""P1, P3, P4 of the pages through which people come in, and of the agents' side of access."""

from playwright.sync_api import Page

from bench import servers
from bench.pages import LOGIN, Visit, beside_login
from bench.result import Result
from tests.e2e.journeys.as_an_agent import log_in_agent
from tests.e2e.journeys.logging_in import log_in
from tests.e2e.journeys.mail import link_in, newest_mail
from tests.e2e.journeys.second_step import to_second_step

GOAL = "doors"
ROUNDS = 3
MARIA, ALEX, SAM = (f"{name}@example.com" for name in ("maria.reyes", "alex.chen", "sam.okafor"))
ADMIN = "admin@juniper.example"
INDEXED = (LOGIN, "/forgot/", "/signup/")


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
    return beside_login(servers.portal(), _visits(), rounds, INDEXED)
