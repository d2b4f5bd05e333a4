"""When the frontend counts as built."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portal_app import build


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout with one page, whose export takes no time."""
    web, cache = tmp_path / ".web", tmp_path / ".cache"
    index = web / "build" / "client" / "404.html"
    index.parent.mkdir(parents=True)
    index.touch()
    cache.mkdir()
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "login.py").write_text("1")
    for name, value in {
        "ROOT": tmp_path,
        "CACHE": cache,
        "STAMP": web / "portal.stamp",
        "_UNFINISHED": cache / "build.unfinished",
        "_INSTALLED": web / "installed",
        "_INDEX": index,
        "_export": lambda: None,
    }.items():
        monkeypatch.setattr(build, name, value)
    return tmp_path


def ending_with(error: BaseException) -> Callable[[], None]:
    def export() -> None:
        raise error

    return export


def test_it_is_built_once(checkout: Path) -> None:
    assert build.ensure_built() is True
    assert build.ensure_built() is False


@pytest.mark.parametrize("name", ["pages/login.py", "assets/logo.svg", "rxconfig.py"])
def test_a_changed_source_is_built_again(checkout: Path, name: str) -> None:
    build.ensure_built()
    (checkout / name).parent.mkdir(exist_ok=True)
    (checkout / name).write_text("2")
    assert build.is_built()
    assert not build.is_current()
    assert build.ensure_built() is True


def test_a_touched_source_is_not(checkout: Path) -> None:
    build.ensure_built()
    (checkout / "pages" / "login.py").touch()
    (checkout / "pages" / "__pycache__").mkdir()
    (checkout / "pages" / "__pycache__" / "login.pyc").touch()
    assert build.ensure_built() is False


@pytest.mark.parametrize(
    ("error", "packages_are_trusted"),
    [(KeyboardInterrupt(), False), (build.BuildFailed("tail"), True)],
)
def test_what_did_not_end_well_is_not_built(
    checkout: Path,
    monkeypatch: pytest.MonkeyPatch,
    error: BaseException,
    packages_are_trusted: bool,
) -> None:
    build.ensure_built()
    installed = checkout / ".web" / "installed"
    installed.touch()
    (checkout / "pages" / "login.py").write_text("2")
    with monkeypatch.context() as patch:
        patch.setattr(build, "_export", ending_with(error))
        with pytest.raises(type(error)):
            build.ensure_built()
    assert not build.is_built()
    assert build.ensure_built() is True
    assert installed.exists() is packages_are_trusted
