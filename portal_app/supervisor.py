"""Three processes under one: they start together, and when one ends, or the supervisor, all end.

Each child leads its own process group, so that Ctrl-C reaches the supervisor alone, and holds the
read end of a pipe whose write end only the supervisor has (`child.py`).
"""

import contextlib
import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from portal_app.toolchain import ROOT

CHILD = Path(__file__).with_name("child.py")
LIFELINE = "PORTAL_LIFELINE"
GRACE_SECONDS = 12.0
STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Program:
    """A module to run; those with a lower `stop_order` are stopped, and waited for, first."""

    name: str
    module: str
    arguments: tuple[str, ...] = ()
    stop_order: int = 0


@dataclass
class _Running:
    program: Program
    process: subprocess.Popen[str]
    reader: threading.Thread = field(init=False)

    def end_group(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, number)


class Supervisor:
    """Runs programs until a signal or until one of them ends."""

    def __init__(
        self, programs: Sequence[Program], env: dict[str, str], out: IO[str] | None = None
    ) -> None:
        self._programs = programs
        self._env = env
        self._out = out or sys.stdout
        self._events: queue.SimpleQueue[_Running | signal.Signals] = queue.SimpleQueue()
        self._write_lock = threading.Lock()
        self._width = max(len(program.name) for program in programs)

    def run(self) -> int:
        """Exit status: 0 after a signal, 1 when a program ended by itself, 130 when hurried."""
        with self._signals(), self._lifeline() as lifeline:
            running = [self._start(program, lifeline) for program in self._programs]
            first = self._events.get()
            if isinstance(first, _Running):
                status = 1
                self.say(f"{first.program.name} {_ending(first.process.wait())}; stopping the rest")
            else:
                status = 0
                self.say("stopping")
            hurried = self._stop(running)
            for child in running:
                child.reader.join(timeout=2)
        return 130 if hurried and status == 0 else status

    def say(self, text: str) -> None:
        """Print text in the supervisor's own name."""
        self._write("portal", text)

    def _start(self, program: Program, lifeline: int) -> _Running:
        process = subprocess.Popen(
            [sys.executable, "-u", str(CHILD), program.module, *program.arguments],
            cwd=ROOT,
            env={**self._env, LIFELINE: f"{lifeline}:{GRACE_SECONDS}"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            pass_fds=(lifeline,),
            start_new_session=True,
        )
        child = _Running(program, process)
        child.reader = threading.Thread(target=self._relay, args=(child,), daemon=True)
        child.reader.start()
        threading.Thread(target=self._await, args=(child,), daemon=True).start()
        return child

    def _relay(self, child: _Running) -> None:
        for line in child.process.stdout or ():
            self._write(child.program.name, line.rstrip("\n"))

    def _await(self, child: _Running) -> None:
        child.process.wait()
        self._events.put(child)

    def _write(self, name: str, text: str) -> None:
        with self._write_lock, contextlib.suppress(BrokenPipeError):
            for line in text.splitlines() or [""]:
                self._out.write(f"{name:<{self._width}} | {line}\n")
            self._out.flush()

    def _stop(self, running: list[_Running]) -> bool:
        """Ask in order, then kill what is left of every group; True if a second signal came."""
        hurried = False
        for order in sorted({child.program.stop_order for child in running}):
            batch = [child for child in running if child.program.stop_order == order]
            for child in batch:
                if child.process.poll() is None:
                    child.process.send_signal(signal.SIGTERM)
            hurried = hurried or self._wait(batch)
        for child in running:
            child.end_group(signal.SIGKILL)
            child.process.wait()
        return hurried

    def _wait(self, batch: list[_Running]) -> bool:
        deadline = time.monotonic() + GRACE_SECONDS
        while any(child.process.poll() is None for child in batch):
            left = deadline - time.monotonic()
            if left <= 0:
                late = [child.program.name for child in batch if child.process.poll() is None]
                self.say(f"{', '.join(late)} did not stop in {GRACE_SECONDS:.0f} s; killing")
                return False
            with contextlib.suppress(queue.Empty):
                if not isinstance(self._events.get(timeout=left), _Running):
                    return True
        return False

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        def handler(number: int, _frame: object) -> None:
            self._events.put(signal.Signals(number))

        before = {number: signal.signal(number, handler) for number in STOP_SIGNALS}
        try:
            yield
        finally:
            for number, old in before.items():
                signal.signal(number, old)

    @contextlib.contextmanager
    def _lifeline(self) -> Iterator[int]:
        read_end, write_end = os.pipe()
        try:
            yield read_end
        finally:
            os.close(read_end)
            os.close(write_end)


def _ending(status: int) -> str:
    if status < 0:
        return f"was ended by {signal.Signals(-status).name}"
    return f"ended with status {status}"
