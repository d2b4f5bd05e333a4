"""What each make target does, in terms of the steps; the last act replaces this process."""

import os
import sys
from collections.abc import Callable
from typing import NoReturn

from portal_app.toolchain import ROOT, environment
from scripts import steps
from scripts.browser import find_or_install_browser

_SERVING = (
    ("frontend", steps.build_frontend),
    ("database", steps.migrate_database),
)
_TOOLS = (
    ("environment", steps.make_environment),
    ("packages", steps.install_packages),
)
_DEMO = (("demo data", steps.seed_demo),)
_FRONTEND = (("frontend", steps.build_frontend),)

Steps = tuple[tuple[str, Callable[[], bool]], ...]


def run_target(name: str, arguments: list[str]) -> NoReturn:
    """Prepare and run one target; never returns."""
    try:
        TARGETS[name](arguments)
    except KeyError:
        sys.exit(f"portal: no target {name!r}; there are {', '.join(TARGETS)}.")
    except steps.CannotPrepare as problem:
        sys.exit(f"portal: {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
    sys.exit(0)


def _prepare(todo: Steps) -> None:
    progress = steps.Progress()
    with steps.alone():
        for name, action in todo:
            progress.step(name, action)
    progress.total()


def _become(*command: str) -> NoReturn:
    os.chdir(ROOT)
    sys.stdout.flush()
    os.execve(command[0], command, environment())


def _in_demo() -> bool:
    """The demo, unless the operator said otherwise."""
    if not steps.setting("PORTAL_DEMO"):
        os.environ["PORTAL_DEMO"] = "1"
    return steps.setting("PORTAL_DEMO").lower() in {"1", "true", "yes", "on"}


def _run(arguments: list[str]) -> NoReturn:
    is_demo = _in_demo()
    steps.require_data_folder()
    steps.require_free_ports()
    _prepare(_TOOLS + _SERVING + (_DEMO if is_demo else ()))
    _become(str(steps.PORTAL), "run", *arguments)


def _test(arguments: list[str]) -> NoReturn:
    _prepare((*_TOOLS, *_FRONTEND, ("browser", find_or_install_browser)))
    _become(str(steps.PYTHON), "-m", "pytest", "-n", "2", *arguments)


def _soak(arguments: list[str]) -> NoReturn:
    _prepare((*_TOOLS, *_FRONTEND, ("browser", find_or_install_browser)))
    _become(str(steps.PYTHON), "-m", "pytest", "-m", "soak", "--timeout", "3600", *arguments)


def _check(_arguments: list[str]) -> NoReturn:
    _prepare(_TOOLS)
    _become(str(steps.PYTHON), "-m", "scripts.check")


def _bench(arguments: list[str]) -> NoReturn:
    _prepare((*_TOOLS, *_FRONTEND, ("browser", find_or_install_browser)))
    _become(str(steps.PYTHON), "-m", "bench", *arguments)


def _demo_reset(arguments: list[str]) -> NoReturn:
    _in_demo()
    steps.require_data_folder()
    _prepare(_TOOLS)
    _become(str(steps.PORTAL), "demo-reset", *arguments)


TARGETS: dict[str, Callable[[list[str]], NoReturn]] = {
    "run": _run,
    "test": _test,
    "check": _check,
    "bench": _bench,
    "demo-reset": _demo_reset,
    "soak": _soak,
}
