"""How a machine comes to a browser for the tests: found, the system's, Playwright's, or none."""

import os
from pathlib import Path

import pytest

from scripts import browser

STUB = """#!/bin/sh
echo "$(basename $0) $*" >> "{log}"
{body}
"""
BROWSER = 'test "$1" = --version'


class Machine:
    """A PATH of stubs; every call of one is noted."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.log = folder, folder / "calls.log"
        self.bin, self.venv, self.cache = folder / "bin", folder / "venv", folder / "cache"
        for place in (self.bin, self.venv / "bin", self.cache):
            place.mkdir(parents=True)

    def has(self, name: str, body: str = "exit 0", place: Path | None = None) -> Path:
        path = (place or self.bin) / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(STUB.format(log=self.log, body=body))
        path.chmod(0o755)
        return path

    def makes(self, path: Path) -> str:
        """The text of a stub that installs a browser at `path`."""
        stub = f"#!/bin/sh\n{BROWSER}\n"
        return f"mkdir -p {path.parent}; printf '%s' '{stub}' > {path}; chmod 755 {path}"

    @property
    def calls(self) -> list[str]:
        return self.log.read_text().splitlines() if self.log.exists() else []

    @property
    def downloaded(self) -> Path:
        return self.cache / "browsers" / "chromium-1234" / "chrome-linux64" / "chrome"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine(tmp_path)
    for tool in ("sh", "basename", "mkdir", "chmod", "printf"):
        found = next(Path(p, tool) for p in ("/usr/bin", "/bin") if Path(p, tool).exists())
        (made.bin / tool).symlink_to(found)
    monkeypatch.setenv("PATH", str(made.bin))
    monkeypatch.delenv(browser.BROWSER, raising=False)
    monkeypatch.setattr(browser, "VENV", made.venv)
    monkeypatch.setattr(browser, "CACHE", made.cache)
    monkeypatch.setattr(browser, "environment", lambda: dict(os.environ))
    return made


@pytest.fixture
def root(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)


def chosen() -> str | None:
    return os.environ.get(browser.BROWSER)


@pytest.mark.parametrize("name", ["chromium", "google-chrome", "microsoft-edge"])
def test_one_on_the_machine_is_taken(machine: Machine, root: None, name: str) -> None:
    path = machine.has(name, BROWSER)
    machine.has("apt-get")
    assert browser.find_or_install_browser() is False
    assert chosen() == str(path)
    assert machine.calls == [f"{name} --version"]


def test_the_one_named_by_the_operator_is_taken_first(
    machine: Machine, root: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.has("chromium", BROWSER)
    own = machine.has("own", BROWSER, machine.folder / "elsewhere")
    monkeypatch.setenv(browser.BROWSER, str(own))
    assert browser.find_or_install_browser() is False
    assert chosen() == str(own)


def test_a_stub_that_does_not_run_is_passed_over(machine: Machine, nobody: None) -> None:
    machine.has("chromium-browser", "exit 1")
    path = machine.has("google-chrome-stable", BROWSER)
    browser.find_or_install_browser()
    assert chosen() == str(path)


def test_the_systems_package_is_installed_by_root(machine: Machine, root: None) -> None:
    path = machine.bin / "chromium"
    machine.has("apt-get", f'if test "$1" = install; then {machine.makes(path)}; fi')
    machine.has("playwright", "exit 1", machine.venv / "bin")
    assert browser.find_or_install_browser() is True
    assert chosen() == str(path)
    assert machine.calls == [
        "apt-get update",
        "apt-get install -y --no-install-recommends chromium",
    ]


@pytest.mark.parametrize(
    ("tool", "call"), [("dnf", "install -y chromium"), ("apk", "add chromium")]
)
def test_other_systems_have_their_own_tool(
    machine: Machine, root: None, tool: str, call: str
) -> None:
    path = machine.bin / "chromium"
    machine.has(tool, machine.makes(path))
    assert browser.find_or_install_browser() is True
    assert chosen() == str(path)
    assert machine.calls == [f"{tool} {call}"]


@pytest.mark.parametrize("system", ["apt-get", ""])
def test_playwrights_is_the_last_resort_of_root(machine: Machine, root: None, system: str) -> None:
    if system:
        machine.has(system, "exit 100")
    machine.has("playwright", machine.makes(machine.downloaded), machine.venv / "bin")
    assert browser.find_or_install_browser() is True
    assert chosen() == str(machine.downloaded)
    assert machine.calls[-1] == "playwright install --with-deps chromium"


def test_without_the_libraries_root_gets_playwrights_alone(machine: Machine, root: None) -> None:
    body = f'test "$2" = --with-deps && exit 1; {machine.makes(machine.downloaded)}'
    machine.has("playwright", body, machine.venv / "bin")
    browser.find_or_install_browser()
    assert chosen() == str(machine.downloaded)
    assert machine.calls[-1] == "playwright install chromium"


def test_without_root_no_system_tool_is_called(machine: Machine, nobody: None) -> None:
    machine.has("apt-get")
    machine.has("playwright", machine.makes(machine.downloaded), machine.venv / "bin")
    assert browser.find_or_install_browser() is True
    assert chosen() == str(machine.downloaded)
    assert machine.calls == ["playwright install chromium"]


def test_one_downloaded_before_is_found_again(machine: Machine, nobody: None) -> None:
    machine.has("chrome", BROWSER, machine.downloaded.parent)
    assert browser.find_or_install_browser() is False
    assert chosen() == str(machine.downloaded)


def test_with_none_at_all_the_tests_are_skipped_and_it_is_said(
    machine: Machine, nobody: None, capsys: pytest.CaptureFixture[str]
) -> None:
    machine.has("playwright", "exit 1", machine.venv / "bin")
    assert browser.find_or_install_browser() is True
    assert chosen() is None
    assert "no browser" in capsys.readouterr().err
