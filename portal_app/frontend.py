"""What this project changes in the frontend that Reflex builds.

Two things: the pages connect to the origin that they were loaded from, so that one build serves
any address; and what the policy and the language need is read off the prerendered pages.
"""

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import reflex as rx
from reflex.constants import Endpoint

from portal_app.routes import LANGUAGES

CSP_FILE = "csp.json"
_STATE_JS = "utils/state.js"
_ABSOLUTE = "const endpoint = new URL(url_str);"
_OWN_ORIGIN = (
    'return new URL(url_str, typeof window === "undefined"'
    ' ? "http://localhost" : window.location.origin);'
)
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL | re.I)
_HTML_LANG = re.compile(r'(<html\b[^>]*?\blang=")[^"]*(")', re.I)


class Frontend(rx.plugins.Plugin):
    """Reflex plugin; its hooks run in the order in which they stand here."""

    def pre_compile(self, **context: Any) -> None:
        context["add_modify_task"](_STATE_JS, connect_to_own_origin)

    def update_env_json(self, **context: Any) -> dict[str, Any]:
        return {endpoint.name: str(endpoint) for endpoint in Endpoint}

    def post_build(self, **context: Any) -> None:
        static_dir = Path(context["static_dir"])
        pages = sorted(static_dir.rglob("*.html"))
        for page in pages:
            set_language(page, static_dir)
        hashes = sorted({digest for page in pages for digest in inline_script_hashes(page)})
        (static_dir.parents[1] / CSP_FILE).write_text(json.dumps(hashes, indent=1) + "\n")


def connect_to_own_origin(state_js: str) -> str:
    """Reflex's `getBackendURL` with the page's origin in place of the address of the build.

    Raises LookupError when Reflex's source no longer has the line that is replaced.
    """
    if _OWN_ORIGIN in state_js:
        return state_js
    if _ABSOLUTE not in state_js:
        raise LookupError(f"{_STATE_JS} of this Reflex has no line {_ABSOLUTE!r}")
    return state_js.replace(_ABSOLUTE, f"{_OWN_ORIGIN}\n  {_ABSOLUTE}", 1)


def set_language(page: Path, static_dir: Path) -> None:
    """`<html lang>` of a prerendered page from the first part of its path; English has none."""
    top = page.relative_to(static_dir).parts[0].removesuffix(".html")
    language = top if top in LANGUAGES else LANGUAGES[0]
    html = page.read_text(encoding="utf-8")
    page.write_text(_HTML_LANG.sub(rf"\g<1>{language}\2", html, count=1), encoding="utf-8")


def inline_script_hashes(page: Path) -> list[str]:
    """CSP sources (`sha256-…`) of the scripts that stand in the page itself."""
    html = page.read_text(encoding="utf-8")
    return [
        "sha256-" + base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        for body in _INLINE_SCRIPT.findall(html)
        if body
    ]
