"""What this project changes in the frontend that Reflex builds.

The pages connect to the origin that they were loaded from, so that one build serves any address;
`<html lang data-at>` follow the path; pages paint before their JavaScript is fetched
(`first_paint.py`), which is packed into few files (`bundles.py`); and the policy is told of inline
scripts.
"""

import base64
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import reflex as rx
from reflex.constants import Endpoint

from portal_app.bundles import pack, runtime_style
from portal_app.first_paint import START_SCRIPT, paint_first
from portal_app.routes import LANGUAGES

CSP_FILE = "csp.json"
_STATE_JS = "utils/state.js"
_DOCUMENT_JS = "app/_document.js"
_VITE_CONFIG_JS = "vite.config.js"

_ABSOLUTE = "const endpoint = new URL(url_str);"
_OWN_ORIGIN = (
    'return new URL(url_str, typeof window === "undefined"'
    ' ? "http://localhost" : window.location.origin);'
)
_HYDRATE = "const boot_event = withRouterData(app.initialEvents(first)[0], params);"
_HYDRATE_HELD = "const boot_event = withRouterData(held(app.initialEvents(true)[0]), params);"
_KNOWN = "const delta = withoutUnknownSubstates(update.delta);"
_KNOWN_ALL = "const delta = withoutUnknownSubstates(whole(update.delta));"
_TAKE = "          dispatch[substate](delta[substate]);"
_HELD = """const told = new Set();
let coming = false;
const held = (event) => {
  const names = [, ...Object.keys(app.initialState).sort()];
  const said = (hash, at) => told.has(names[at]) ? `-${hash}` : hash;
  event.payload.hashes = event.payload.hashes.map(said);
  coming = true;
  return event;
};
const whole = (delta) => {
  if (!coming || delta?.reflex___state____state?.is_hydrated_rx_state_ !== false) return delta;
  coming = false;
  const begun = [...told].map((name) => [name, { ...app.initialState[name], ...delta[name] }]);
  return { ...delta, ...Object.fromEntries(begun) };
};
"""
_LANGUAGE = 'jsx("html",{lang:"en",'
_LANGUAGE_OF_PATH = (
    'jsx("html",{...((first,second)=>'
    f"{json.dumps(LANGUAGES[1:])}.includes(first)?"
    '{lang:first,"data-at":second}:'
    f'{{lang:{json.dumps(LANGUAGES[0])},"data-at":first}})'
    '(...useLocation().pathname.split("/").slice(1,3)),'
)
_FIRST_SCRIPT = 'jsx("script",{},"'
_HEAD_SCRIPT = json.dumps(
    "((page, first, second) => { const other = " + json.dumps(LANGUAGES[1:]) + ".includes(first);"
    ' if (other) page.lang = first; page.dataset.at = (other ? second : first) ?? "";'
    ' })(document.documentElement, ...location.pathname.split("/").slice(1, 3));' + START_SCRIPT
)[1:-1]
_USE_LOCATION = 'import {useLocation} from "react-router"\n'
_INLINE_SCRIPT = re.compile(
    r"<script(?![^>]*(?:\ssrc=|application/json))[^>]*>(.*?)</script>", re.DOTALL | re.I
)


class Frontend(rx.plugins.Plugin):
    """Reflex plugin; its hooks run in the order in which they stand here."""

    def pre_compile(self, **context: Any) -> None:
        context["add_modify_task"](_STATE_JS, connect_to_own_origin)
        context["add_modify_task"](_STATE_JS, say_what_is_held)
        context["add_modify_task"](_DOCUMENT_JS, take_language_from_path)
        context["add_modify_task"](_VITE_CONFIG_JS, pack)

    def update_env_json(self, **context: Any) -> dict[str, Any]:
        return {endpoint.name: str(endpoint) for endpoint in Endpoint}

    def post_build(self, **context: Any) -> None:
        static_dir = Path(context["static_dir"])
        _refuse_runtime_styles(static_dir.parents[1])
        hashes = {}
        for page in sorted(static_dir.rglob("*.html")):
            page.write_text(paint_first(page.read_text("utf-8")), "utf-8")
            hashes[f"/{page.relative_to(static_dir).as_posix()}"] = inline_script_hashes(page)
        (static_dir.parents[1] / CSP_FILE).write_text(json.dumps(hashes, indent=1) + "\n")


def _refuse_runtime_styles(web: Path) -> None:
    for folder in ("app", "app_components", "utils/components"):
        for page in (web / folder).rglob("*.jsx"):
            if style := runtime_style(page.read_text("utf-8")):
                raise LookupError(f"{page.name} has a prop that its element does not know: {style}")


def connect_to_own_origin(state_js: str) -> str:
    """Reflex's `getBackendURL` with the page's origin in place of the address of the build."""
    if _OWN_ORIGIN in state_js:
        return state_js
    return _replace(_STATE_JS, state_js, _ABSOLUTE, f"{_OWN_ORIGIN}\n  {_ABSOLUTE}")


def say_what_is_held(state_js: str) -> str:
    """Reflex's page says at its first connection only which states it holds as they were built,
    and is sent all of them at each later one. With this it always says so, with a `-` before those
    that it was told of since: what the server then leaves out of them is as it was built.
    """
    if _HYDRATE_HELD in state_js:
        return state_js
    said = _replace(_STATE_JS, state_js, _HYDRATE, _HYDRATE_HELD)
    filled = _replace(_STATE_JS, said, _KNOWN, _KNOWN_ALL)
    noted = _replace(_STATE_JS, filled, _TAKE, f"          told.add(substate);\n{_TAKE}")
    return f"{noted}\n{_HELD}"


def take_language_from_path(document_js: str) -> str:
    """`/es/…` is Spanish; `data-at` is what comes first after the language, such as "lms".

    React renders it so for pages with a file of their own; dynamic routes share one shell, where
    the first script of the page corrects what the file says, as hydration changes no attributes.
    """
    if _LANGUAGE_OF_PATH in document_js:
        return document_js
    rendered = _replace(_DOCUMENT_JS, document_js, _LANGUAGE, _LANGUAGE_OF_PATH)
    corrected = _FIRST_SCRIPT + _HEAD_SCRIPT
    return _USE_LOCATION + _replace(_DOCUMENT_JS, rendered, _FIRST_SCRIPT, corrected)


def inline_script_hashes(page: Path) -> list[str]:
    """CSP sources (`sha256-…`) of the scripts that stand in the page itself."""
    html = page.read_text(encoding="utf-8")
    bodies = dict.fromkeys(body for body in _INLINE_SCRIPT.findall(html) if body)
    return [
        "sha256-" + base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()
        for body in bodies
    ]


def _replace(name: str, source: str, old: str, new: str) -> str:
    """Raises LookupError when this Reflex's source no longer has what is replaced."""
    if old not in source:
        raise LookupError(f"{name} of this Reflex has no {old!r}")
    return source.replace(old, new, 1)
