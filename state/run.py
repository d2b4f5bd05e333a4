"""Services are synchronous: they run in a bounded pool, so that no handler blocks the loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

WORKERS = 16

_pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="service")


async def in_thread(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """`call(…)` in the pool, in the caller's language; its exception is raised here."""
    return await in_pool(_pool, call, *args, **kwargs)


async def in_pool(
    pool: ThreadPoolExecutor, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """`in_thread` in another pool."""
    run = partial(copy_context().run, call, *args, **kwargs)
    return await asyncio.get_running_loop().run_in_executor(pool, run)
