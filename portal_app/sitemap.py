"""Every page in reading order: address, layout, title, what loads it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import reflex as rx

from components.shell import localized
from pages import (
    account,
    accounts,
    confirm_email,
    dev_components,
    dev_inbox,
    forgot,
    legal,
    log_in_steps,
    login,
    not_found,
    payment_methods,
    profile,
    recovery_codes,
    reset,
    signup,
)
from pages.lms import account as agents_account
from pages.lms import agents, audit, customer, customers, log_in, new_password, paper, settings
from pages.lms import recovery_codes as agents_codes
from portal_app import routes
from services.doors import Door, door_of
from services.language import LANGUAGES, _, use_language
from state.lms.me import MeState
from state.visitor import VisitorState


@dataclass(frozen=True, slots=True)
class Place:
    """`title` is called in the page's language; `guard`: only for a logged-in borrower
    (an agent, under `/lms`).

    The guard itself stands before every handler and every private address (portal_app/http);
    `routes.PRIVATE` names the same pages, and a test compares. `about`: for search engines.
    """

    route: str
    page: Callable[[], rx.Component]
    title: Callable[[], str]
    guard: bool = False
    on_load: Any = None
    languages: tuple[str, ...] = LANGUAGES
    about: Callable[[], str] = str


LMS_PLACES = (
    Place(routes.LMS_LOGIN, log_in.login, lambda: "Log in", languages=("en",)),
    Place(
        routes.LMS_LOGIN_VERIFY,
        log_in.verify,
        lambda: "Confirm that it is you",
        on_load=log_in.VERIFY_ON_LOAD,
        languages=("en",),
    ),
    Place(
        routes.LMS_LOGIN_SET_UP,
        log_in.set_up,
        lambda: "Set up your authenticator app",
        on_load=log_in.SET_UP_ON_LOAD,
        languages=("en",),
    ),
    Place(
        routes.LMS_FORGOT,
        new_password.forgot,
        lambda: "Forgot your password?",
        languages=("en",),
    ),
    Place(
        routes.LMS_RESET,
        new_password.reset,
        lambda: "Set your password",
        on_load=new_password.ON_LOAD,
        languages=("en",),
    ),
    Place(
        routes.LMS_CUSTOMERS,
        customers.customers,
        lambda: "Customers",
        True,
        customers.ON_LOAD,
        ("en",),
    ),
    Place(
        routes.LMS_CUSTOMER, customer.customer, lambda: "Customer", True, customer.ON_LOAD, ("en",)
    ),
    Place(
        routes.LMS_ACCOUNT,
        agents_account.account,
        lambda: "Account",
        True,
        agents_account.ON_LOAD,
        ("en",),
    ),
    Place(
        routes.LMS_RECOVERY_CODES,
        agents_codes.recovery_codes,
        lambda: "Save your recovery codes",
        True,
        agents_codes.ON_LOAD,
        ("en",),
    ),
    Place(
        routes.LMS_SETTINGS,
        settings.settings,
        lambda: "Settings",
        guard=True,
        on_load=settings.ON_LOAD,
        languages=("en",),
    ),
    Place(routes.LMS_PAPER, paper.paper, lambda: "Paper", True, paper.ON_LOAD, ("en",)),
    Place(
        routes.LMS_AUDIT,
        audit.audit,
        lambda: "Audit log",
        guard=True,
        on_load=audit.ON_LOAD,
        languages=("en",),
    ),
    Place(
        routes.LMS_AGENTS,
        agents.agents,
        lambda: "Agents",
        guard=True,
        on_load=agents.ON_LOAD,
        languages=("en",),
    ),
)
"""The agents' pages: in English only."""

PLACES = (
    Place(
        routes.LOGIN,
        login.login,
        lambda: _("Log in"),
        about=lambda: _("Log in to see your loans, understand them and pay them."),
    ),
    Place(
        routes.LOGIN_VERIFY,
        log_in_steps.verify,
        lambda: _("Confirm that it is you"),
        on_load=log_in_steps.VERIFY_ON_LOAD,
    ),
    Place(
        routes.LOGIN_SET_UP,
        log_in_steps.set_up,
        lambda: _("Set up your authenticator app"),
        on_load=log_in_steps.SET_UP_ON_LOAD,
    ),
    Place(routes.LOGIN_PHONE, log_in_steps.phone, lambda: _("Add a phone number")),
    Place(
        routes.FORGOT,
        forgot.forgot,
        lambda: _("Forgot your password?"),
        about=lambda: _("Get a link to set a new password."),
    ),
    Place(
        routes.SIGN_UP,
        signup.signup,
        lambda: _("Sign up"),
        about=lambda: _("Set a password for your login, with the email that your lender knows."),
    ),
    Place(routes.RESET, reset.reset, lambda: _("Set your password"), on_load=reset.ON_LOAD),
    Place(routes.CONFIRM_EMAIL, confirm_email.confirm_email, lambda: _("Confirm your new email")),
    Place(
        routes.TERMS,
        legal.terms,
        lambda: _("Terms of use"),
        about=lambda: _("What holds when you use this portal and pay through it."),
    ),
    Place(
        routes.PRIVACY,
        legal.privacy,
        lambda: _("Privacy"),
        about=lambda: _("What this portal keeps about you, for how long, and why."),
    ),
    Place(
        routes.ACCESSIBILITY,
        legal.accessibility,
        lambda: _("Accessibility"),
        about=lambda: _("How this portal works for everybody, and whom to tell if it does not."),
    ),
    Place(routes.ACCOUNTS, accounts.accounts, lambda: _("Accounts"), True, accounts.ON_LOAD),
    Place(routes.ACCOUNT, account.account, lambda: _("Account"), True, account.ON_LOAD),
    Place(
        routes.PAYMENT_METHODS,
        payment_methods.payment_methods,
        lambda: _("Payment methods"),
        True,
        payment_methods.ON_LOAD,
    ),
    Place(routes.PROFILE, profile.profile, lambda: _("Profile"), True, profile.ON_LOAD),
    Place(
        routes.RECOVERY_CODES,
        recovery_codes.recovery_codes,
        lambda: _("Save your recovery codes"),
        True,
        recovery_codes.ON_LOAD,
    ),
    *LMS_PLACES,
    # Built for all, as the build knows no settings; served in the demo only (portal_app/http).
    Place(routes.DEV_COMPONENTS, dev_components.dev_components, lambda: "Components"),
    Place(routes.DEV_INBOX, dev_inbox.dev_inbox, lambda: "Inbox"),
)


def add_pages(app: rx.App, places: tuple[Place, ...]) -> None:
    """Each page once per language (ADR 0015)."""
    for place in places:
        for language in place.languages:
            with use_language(language):
                title, about = place.title(), place.about()
            app.add_page(
                localized(place.page, language),
                route=routes.in_language(place.route, language),
                title=title,
                description=about,
                meta=[{"name": "robots", "content": "noindex"}] if place.guard else [],
                on_load=_events(place),
            )


def add_not_found(app: rx.App) -> None:
    app.add_page(
        not_found.not_found,
        route=not_found.ROUTE,
        title=" · ".join(_titles()),
        meta=[{"name": "robots", "content": "noindex"}],
    )


def _titles() -> Iterator[str]:
    for language in LANGUAGES:
        with use_language(language):
            yield _("Page not found")


def _events(place: Place) -> list[Any]:
    """A private page shows first whose it is."""
    given = place.on_load if isinstance(place.on_load, list) else [place.on_load]
    own = [event for event in given if event is not None]
    if not place.guard:
        return own
    return [MeState.load if door_of(place.route) is Door.LMS else VisitorState.load, *own]
