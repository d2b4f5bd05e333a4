"""Content first: the browser paints a prerendered page, then fetches its JavaScript.

Reflex's pages ask for a dozen modules together with their styles. On a slow line those share the
bandwidth, and the page stays white until the last of them; ours is complete, and its native forms
work, without any.
"""

import json
import re

_PRELOAD = re.compile(r'<link rel="modulepreload" href="([^"]+)"/>')
_START = re.compile(r'<script type="module" async="">(.*?)</script>', re.DOTALL)
_IMPORT = re.compile(r'import (?:\* as (\w+) from )?"([^"]+)";')
_NAMES = re.compile(r'"([^"]+)":(\w+)')
_ROUTES = re.compile(r"window\.__reactRouterRouteModules = (\{.*?\});")
_ENTRY = re.compile(r'import\("([^"]+)"\)')

START_SCRIPT = """
((start) => {
  const shown = new Promise((done) => new PerformanceObserver((seen) =>
    seen.getEntriesByName("first-contentful-paint").length && done()
  ).observe({ type: "paint", buffered: true }));
  const whole = new Promise((done) => addEventListener("load", done));
  const late = () => new Promise((done) => setTimeout(done, 300));
  const soon = () => Promise.race([Promise.all([shown, whole]), late()]).then(start);
  addEventListener("DOMContentLoaded", () =>
    document.hidden ? start() : requestAnimationFrame(() => setTimeout(soon)));
})(() => (async () => {
  const plan = JSON.parse(document.querySelector("script[data-modules]").textContent);
  for (const href of plan.preload) {
    const link = document.createElement("link");
    document.head.append(Object.assign(link, { rel: "modulepreload", href }));
  }
  const modules = await Promise.all(plan.imports.map((one) => import(one)));
  window.__reactRouterRouteModules = Object.fromEntries(
    Object.entries(plan.routes).map(([name, index]) => [name, modules[index]]));
  await import(plan.entry);
})().catch(() => document.querySelectorAll(".unstarted").forEach((one) => one.hidden = false)));
"""
"""Runs in the head of every page. A frame that is made is not on the screen yet, and a picture may
be the largest of it: both are waited for, briefly. A tab in the background paints nothing: it
starts at once.

A page that cannot start shows the bar that says so (`components/shell/unstarted.py`).
"""


def paint_first(html: str) -> str:
    """The page with its modules listed as data for `START_SCRIPT`.

    Raises LookupError when this React Router starts its pages in another way.
    """
    preloads = _PRELOAD.findall(html)
    start = _START.search(html)
    if start is None or not preloads:
        raise LookupError("a page of this Reflex does not start with a module script")
    plan = _plan(start[1]) | {"preload": preloads}
    data = json.dumps(plan, separators=(",", ":")).replace("<", "\\u003c")
    script = f'<script type="application/json" data-modules="">{data}</script>'
    return _PRELOAD.sub("", html[: start.start()] + script + html[start.end() :])


def _plan(script: str) -> dict[str, object]:
    """What React Router's own script imports, names and starts."""
    routes, entry, imports = _ROUTES.search(script), _ENTRY.search(script), _IMPORT.findall(script)
    rest = _IMPORT.sub("", script)
    if routes is None or entry is None or _ENTRY.sub("", rest).count("import"):
        raise LookupError("the module script of this React Router is written in another way")
    places = {name: index for index, (name, _address) in enumerate(imports) if name}
    return {
        "imports": [address for _name, address in imports],
        "routes": {route: places[name] for route, name in _NAMES.findall(routes[1])},
        "entry": entry[1],
    }
