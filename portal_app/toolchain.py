"""The environment in which tools run, so that all that they write stays in the checkout.

Standard library only: the bootstrap imports it before any package is installed.
"""

import os
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
IS_CHECKOUT = (ROOT / "pyproject.toml").is_file()
HOME = ROOT if IS_CHECKOUT else Path.cwd()
"""Where `.env` and by default the data folder lie: the checkout, of an installed wheel the current
directory."""
CACHE = HOME / ".cache"
VENV = ROOT / ".venv"
WEB = ROOT / ".web"

_CACHES = {
    "XDG_CACHE_HOME": "xdg",
    "PIP_CACHE_DIR": "pip",
    "PLAYWRIGHT_BROWSERS_PATH": "browsers",
    "REFLEX_DIR": "reflex",
    "npm_config_cache": "npm",
    "NODE_COMPILE_CACHE": "node",
}
_FIXED = {
    "REFLEX_USE_NPM": "1",
    "REFLEX_TELEMETRY_ENABLED": "false",
    "REFLEX_CHECK_LATEST_VERSION": "false",
    "DO_NOT_TRACK": "1",
    "PIP_DISABLE_PIP_VERSION_CHECK": "1",
}


def environment(base: Mapping[str, str] | None = None) -> dict[str, str]:
    """`base` (the process's own if None) with caches in `.cache/` and the project's Node first."""
    env = dict(os.environ if base is None else base)
    env.update({name: str(CACHE / folder) for name, folder in _CACHES.items()})
    env.update(_FIXED)
    env["VIRTUAL_ENV"] = str(VENV)
    tools = str(VENV / "bin")
    paths = [path for path in env.get("PATH", os.defpath).split(os.pathsep) if path != tools]
    env["PATH"] = os.pathsep.join([tools, *paths])
    return env
