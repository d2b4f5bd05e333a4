"""The supervisor's promise: nothing that it started outlives it, however it ends."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

PROGRAM = """
import os, sys
from portal_app import supervisor
supervisor.GRACE_SECONDS = 1.0
programs = [
    supervisor.Program(f"{manner}{number}", "tests.support.supervised", (manner,), number)
    for number, manner in enumerate(sys.argv[1:])
]
sys.exit(supervisor.Supervisor(programs, dict(os.environ)).run())
"""
PATIENCE_SECONDS = 120


class Supervised:
    """A running supervisor and the processes under it."""

    def __init__(self, process: subprocess.Popen[str], manners: tuple[str, ...]) -> None:
        self.process = process
        self.lines: list[str] = []
        self._opened: list[tuple[str, int]] = []
        for _ in range(len(manners) + manners.count("parent")):
            name, pid = self._next_pid()
            self._opened.append((name, os.pidfd_open(pid)))
        self.descriptors = [descriptor for _, descriptor in self._opened]

    def program(self, name: str) -> int:
        """A descriptor of the program itself, which says its id after those of its children."""
        return dict(self._opened)[name]

    def _next_pid(self) -> tuple[str, int]:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line)
            name, _, said = line.partition("|")
            if said.startswith(" pid "):
                return name.strip(), int(said.split()[1])
        raise AssertionError("".join(self.lines))

    def finish(self) -> tuple[int, str]:
        rest, _ = self.process.communicate(timeout=PATIENCE_SECONDS)
        return self.process.returncode, "".join(self.lines) + rest

    def survivors(self) -> int:
        """How many are still there after everyone had time to end."""
        waiting = set(self.descriptors)
        while waiting:
            ended, _, _ = select.select(waiting, [], [], PATIENCE_SECONDS)
            if not ended:
                break
            waiting -= set(ended)
        return len(waiting)


@contextmanager
def supervised(*manners: str) -> Iterator[Supervised]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *manners], stdout=subprocess.PIPE, text=True
    )
    running = Supervised(process, manners)
    try:
        yield running
    finally:
        process.kill()
        process.wait()
        for descriptor in running.descriptors:
            os.close(descriptor)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_all_and_is_success(number: signal.Signals) -> None:
    with supervised("stay", "parent", "stay") as running:
        running.process.send_signal(number)
        status, output = running.finish()
        assert running.survivors() == 0
    assert status == 0, output


def test_a_crash_is_named_and_ends_all() -> None:
    with supervised("stay", "fail") as running:
        signal.pidfd_send_signal(running.program("fail1"), signal.SIGUSR1)
        status, output = running.finish()
        assert running.survivors() == 0
    assert status == 1
    assert "fail1 ended with status 3; stopping the rest" in output


def test_a_killed_program_is_named() -> None:
    with supervised("parent", "stay") as running:
        signal.pidfd_send_signal(running.program("stay1"), signal.SIGKILL)
        status, output = running.finish()
        assert running.survivors() == 0
    assert status == 1
    assert "was ended by SIGKILL" in output


@pytest.mark.parametrize("manner", ["stay", "stubborn", "parent"])
def test_nothing_outlives_a_killed_supervisor(manner: str) -> None:
    with supervised("stay", manner) as running:
        running.process.kill()
        assert running.survivors() == 0


def test_who_does_not_stop_is_killed() -> None:
    with supervised("stubborn", "stay") as running:
        running.process.terminate()
        status, output = running.finish()
        assert running.survivors() == 0
    assert status == 0
    assert "stubborn0 did not stop" in output


def test_each_line_carries_its_programs_name() -> None:
    with supervised("stay", "parent") as running:
        running.process.terminate()
        _, output = running.finish()
    assert {line.split("|")[0].strip() for line in output.splitlines()} == {
        "stay0",
        "parent1",
        "portal",
    }
