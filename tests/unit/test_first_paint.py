import json
import re

import pytest

from portal_app.first_paint import paint_first

PAGE = """<head><link rel="modulepreload" href="/assets/root.js"/>\
<link rel="modulepreload" href="/assets/entry.js"/></head><body><main>Log in</main>\
<script type="module" async="">import "/assets/manifest.js";
import * as route0 from "/assets/root.js";
import * as route1 from "/assets/login.js";

  window.__reactRouterRouteModules = {"root":route0,"routes/[login]._index":route1};

import("/assets/entry.js");</script></body>"""


def test_a_page_asks_for_no_module_before_its_script_says_so():
    page = paint_first(PAGE)
    assert "modulepreload" not in page
    assert 'type="module"' not in page
    assert "<main>Log in</main>" in page


def test_the_plan_names_what_react_routers_script_did():
    found = re.search(r"<script [^>]*data-modules[^>]*>(.*?)</script>", paint_first(PAGE))
    assert found is not None
    assert json.loads(found[1]) == {
        "imports": ["/assets/manifest.js", "/assets/root.js", "/assets/login.js"],
        "routes": {"root": 1, "routes/[login]._index": 2},
        "entry": "/assets/entry.js",
        "preload": ["/assets/root.js", "/assets/entry.js"],
    }


def test_no_address_ends_the_plan() -> None:
    page = paint_first(PAGE.replace('href="/assets/root.js"', 'href="/assets/</script><b>.js"'))
    assert "</script><b>" not in page


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('<script type="module" async="">', '<script type="module" defer>'),
        ("window.__reactRouterRouteModules", "window.__routes"),
        ("import * as route1 from", "import { route1 } from"),
        ('rel="modulepreload"', 'rel="preload"'),
    ],
)
def test_another_react_router_fails_the_build(old: str, new: str):
    with pytest.raises(LookupError):
        paint_first(PAGE.replace(old, new))
