"""What stands between the network and the pages: routes, headers, hosts, the guard.

`ROUTES` lists every HTTP route of our own, `FILES` those that send one reader's files; a feature
adds its module's here.
"""

from starlette.routing import BaseRoute, Mount, Router
from starlette.types import ASGIApp

from portal_app.http import (
    account_summary,
    asking,
    audit_export,
    brand,
    confirm_email,
    dev_inbox,
    documents,
    exports,
    health,
    lender_logo,
    links,
    log_in,
    log_out,
    paper,
    passkeys,
    passwords,
    payoff_quotes,
    profile,
    proof,
    receipts,
    recovery_codes,
    second_step,
    session_life,
    sms_replies,
    statements,
    texts,
    wallet_events,
    year_end,
)
from portal_app.http.arrivals import Arrivals
from portal_app.http.hosts import OwnHost
from portal_app.http.policy import Headers
from portal_app.http.sockets import Sockets

ROUTES: list[BaseRoute] = [
    *log_in.ROUTES,
    *log_out.ROUTES,
    *second_step.ROUTES,
    *passkeys.ROUTES,
    *recovery_codes.ROUTES,
    *links.ROUTES,
    *asking.ROUTES,
    *passwords.ROUTES,
    *profile.ROUTES,
    *proof.ROUTES,
    *confirm_email.ROUTES,
    *session_life.ROUTES,
    *brand.ROUTES,
    *dev_inbox.ROUTES,
    *texts.ROUTES,
    *lender_logo.ROUTES,
    *documents.ROUTES,
    *health.ROUTES,
    *wallet_events.ROUTES,
    *sms_replies.ROUTES,
]

FILES: list[BaseRoute] = [
    *account_summary.ROUTES,
    *audit_export.ROUTES,
    *exports.ROUTES,
    *documents.FILES,
    *paper.ROUTES,
    *payoff_quotes.ROUTES,
    *receipts.ROUTES,
    *statements.ROUTES,
    *year_end.ROUTES,
]
"""Asked before `Arrivals`: no rule for pages sends a file's reader elsewhere."""


def compose(pages: ASGIApp) -> ASGIApp:
    """`rx.App(api_transformer=compose)`: our routes before Reflex's, our rules before both."""
    routed = Router(routes=[*ROUTES, Mount("", app=pages)], redirect_slashes=False)
    behind = Arrivals(texts.LenderTexts(routed))
    return Headers(OwnHost(Sockets(Router(FILES, redirect_slashes=False, default=behind))))


__all__ = ["FILES", "ROUTES", "compose"]
