"""Lighthouse's mobile audit of our pages and of the static Django log-in, once for all goals."""

import json
import subprocess
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Any
from urllib.parse import urlsplit

from bench import browser, servers
from bench.peers import install
from portal_app.toolchain import environment
from tests.e2e.journeys.logging_in import log_in

ROUNDS = 5
TRIES = 3
HOW = f"Lighthouse mobile, simulated slow 4G, median of {ROUNDS} in turns"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LOGIN, ACCOUNTS, ACCOUNT, DJANGO = "log-in", "accounts page", "account page", "Django log-in"
_PATHS = {LOGIN: "/login/", ACCOUNTS: "/accounts/", ACCOUNT: "/accounts/L-1082/"}


@dataclass(frozen=True)
class Audit:
    """Scores 0–100 (None: not judged), times in ms; `failed`: audits below a full score."""

    scores: Mapping[str, float | None]
    lcp: float
    blocking: float
    shift: float
    failed: tuple[str, ...]


def parsed(report: Mapping[str, Any]) -> Audit:
    """Of Lighthouse's JSON. Raises ValueError when the page could not be judged."""
    if report.get("runtimeError"):
        raise ValueError(report["runtimeError"]["message"])
    audits = report["audits"]
    scores = {name: _percent(part["score"]) for name, part in report["categories"].items()}
    return Audit(
        scores,
        audits["largest-contentful-paint"]["numericValue"],
        audits["total-blocking-time"]["numericValue"],
        audits["cumulative-layout-shift"]["numericValue"],
        tuple(name for name in _judged(report) if (audits[name]["score"] or 0) < 1),
    )


def middle(audits: Iterable[Audit]) -> Audit:
    """The median of each figure; what failed in any."""
    runs = list(audits)
    names = {name: [one.scores[name] for one in runs] for name in runs[0].scores}
    return Audit(
        {name: _median(values) for name, values in names.items()},
        median(one.lcp for one in runs),
        median(one.blocking for one in runs),
        median(one.shift for one in runs),
        tuple(sorted({name for one in runs for name in one.failed})),
    )


@cache
def audited() -> Mapping[str, Audit]:
    """By page. Each round visits every page, so that a busy minute hits all alike."""
    ours, theirs = servers.portal(), servers.django()
    runs: dict[str, list[Audit]] = {LOGIN: [], ACCOUNTS: [], ACCOUNT: [], DJANGO: []}
    for _ in range(ROUNDS):
        with browser.for_lighthouse(ours) as port:
            runs[LOGIN].append(audit(ours + _PATHS[LOGIN], port))
            runs[DJANGO].append(audit(f"{theirs}/login/", port))
        with browser.for_lighthouse(ours, log_in) as port:
            runs[ACCOUNTS].append(audit(ours + _PATHS[ACCOUNTS], port))
            runs[ACCOUNT].append(audit(ours + _PATHS[ACCOUNT], port))
    return {page: middle(one) for page, one in runs.items()}


def audit(address: str, port: int) -> Audit:
    """Raises ValueError for a page that could not be judged, or that led elsewhere."""
    command = [
        "node",
        str(install.lighthouse()),
        address,
        f"--port={port}",
        f"--only-categories={','.join(CATEGORIES)}",
        "--output=json",
        "--quiet",
        "--no-enable-error-reporting",
    ]
    env = {**environment(), "XDG_CONFIG_HOME": str(install.BENCH / "config"), "CI": "1"}
    for _ in range(TRIES - 1):
        with suppress(ValueError):  # a trace that began late, on a busy machine
            return parsed(_report(command, env, address))
    return parsed(_report(command, env, address))


def _report(command: list[str], env: Mapping[str, str], address: str) -> dict[str, Any]:
    """Raises ValueError when there is none, or of another page."""
    done = subprocess.run(command, cwd=install.BENCH, env=env, capture_output=True, check=False)
    report = json.loads(done.stdout)
    shown = report.get("finalDisplayedUrl", address)
    if urlsplit(shown).path != urlsplit(address).path:
        raise ValueError(f"{address} led to {shown}")
    return report


def _judged(report: Mapping[str, Any]) -> Iterable[str]:
    """Ids of the audits that the scores other than performance are made of."""
    for name, part in report["categories"].items():
        if name != "performance":
            for one in part["auditRefs"]:
                if one["weight"] and report["audits"][one["id"]]["score"] is not None:
                    yield one["id"]


def _percent(score: float | None) -> float | None:
    return None if score is None else round(score * 100)


def _median(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return median(known) if known else None
