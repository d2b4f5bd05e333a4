"""P4: when the largest content is painted, against our log-in and against a static Django one."""

from bench.result import Result
from bench.visits import ACCOUNT, ACCOUNTS, DJANGO, HOW, LOGIN, audited


def run() -> list[Result]:
    lcp = {page: audit.lcp for page, audit in audited().items()}
    pairs = ((ACCOUNT, LOGIN, 1.15), (ACCOUNTS, LOGIN, 1.15), (LOGIN, DJANGO, 2.7))
    return [
        Result(
            "P4",
            f"largest paint, {ours} over {theirs}",
            lcp[ours] / lcp[theirs],
            goal,
            f"{lcp[ours]:.0f} ms over {lcp[theirs]:.0f} ms; {HOW}",
        )
        for ours, theirs, goal in pairs
    ]
