"""P3: what Lighthouse says of the log-in page, the accounts page and an account's page."""

from bench.result import Result
from bench.visits import ACCOUNT, ACCOUNTS, HOW, LOGIN, Audit, audited

GOALS = {"performance": 97, "accessibility": 100, "best-practices": 100, "seo": 100}
"""At least. Search engines are told to stay out of private pages: those have no goal for SEO."""

BLOCKING_MS = 50
SHIFT = 0.01


def run() -> list[Result]:
    audits = audited()
    return [result for page in (LOGIN, ACCOUNTS, ACCOUNT) for result in of_page(page, audits[page])]


def of_page(
    page: str, audit: Audit, public: tuple[str, ...] = (LOGIN,), how: str = HOW
) -> list[Result]:
    """Scores of 100, milliseconds, and layout shift: each itself, not a ratio."""
    scores = [
        Result(
            "P3", f"{page}, {name}", audit.scores.get(name), goal, _how(audit, how), at_least=True
        )
        for name, goal in GOALS.items()
        if name != "seo" or page in public
    ]
    return [
        *scores,
        Result("P3", f"{page}, blocking time in ms", audit.blocking, BLOCKING_MS, how),
        Result("P3", f"{page}, layout shift", audit.shift, SHIFT, how),
    ]


def _how(audit: Audit, how: str) -> str:
    return f"{how}; below full score: {', '.join(audit.failed) or 'nothing'}"
