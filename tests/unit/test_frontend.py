"""What is changed in Reflex's own sources, tried on the sources of the installed Reflex."""

import hashlib
from base64 import b64encode
from pathlib import Path

import pytest
from reflex.config import get_config
from reflex.constants import Templates
from reflex.utils.frontend_skeleton import _compile_vite_config

from portal_app.bundles import pack, runtime_style
from portal_app.frontend import (
    connect_to_own_origin,
    inline_script_hashes,
    say_what_is_held,
    take_language_from_path,
)

STATE_JS = (Path(Templates.Dirs.WEB_TEMPLATE) / "utils" / "state.js").read_text()
VITE_CONFIG_JS = _compile_vite_config(get_config())
DOCUMENT_JS = 'jsx("html",{lang:"en",x:1},jsx("head",{},jsx("script",{},"theme")))'


def test_the_endpoint_is_the_pages_origin() -> None:
    changed = connect_to_own_origin(STATE_JS)
    function = changed.split("export const getBackendURL")[1].split("\n};")[0]
    assert function.index("window.location.origin") < function.index("const endpoint")


@pytest.mark.parametrize(
    ("change", "source"),
    [
        (connect_to_own_origin, STATE_JS),
        (say_what_is_held, STATE_JS),
        (take_language_from_path, DOCUMENT_JS),
        (pack, VITE_CONFIG_JS),
    ],
)
def test_a_kept_build_folder_is_changed_once(change, source: str) -> None:
    assert change(change(source)) == change(source) != source


@pytest.mark.parametrize(
    "change", [connect_to_own_origin, say_what_is_held, take_language_from_path, pack]
)
def test_another_reflex_fails_the_build(change) -> None:
    with pytest.raises(LookupError):
        change("export const somethingElse = 1;")


def test_only_inline_scripts_are_hashed(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_text('<script src="/a.js"></script><script type="module">a()\n</script>')
    expected = b64encode(hashlib.sha256(b"a()\n").digest()).decode()
    assert inline_script_hashes(page) == [f"sha256-{expected}"]


def test_an_unknown_prop_is_found_in_a_pages_source() -> None:
    assert runtime_style('jsx("p",{className:"css"},"words")') == ""
    assert runtime_style('jsx("p",{css:({ ["color"] : "red" })})').startswith("css:({")
    assert runtime_style('jsx("p",{id:"x",css:((late) ? red : green)})').startswith("css:((")
