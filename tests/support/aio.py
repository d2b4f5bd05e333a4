"""Running a coroutine from a test, wherever pytest put it."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import Future
from contextvars import copy_context
from threading import Thread
from typing import Any, TypeVar

T = TypeVar("T")


def run(coroutine: Coroutine[Any, Any, T]) -> T:
    """Its answer. In a thread, because a browser driver leaves a loop running in its own; with
    the test's context, because Reflex keeps its registry there. A test that ran out of time
    leaves the thread behind.
    """
    answer: Future[T] = Future()
    context = copy_context()

    def work() -> None:
        try:
            answer.set_result(context.run(asyncio.run, coroutine))
        except BaseException as fault:
            answer.set_exception(fault)

    Thread(target=work, daemon=True).start()
    return answer.result()
