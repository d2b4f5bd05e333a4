"""Services are synchronous: they run in a bounded pool, so that no handler blocks the loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import ParamSpec, TypeVar

from services.errors import PortalError
from services.faults import noted

P = ParamSpec("P")
T = TypeVar("T")

WORKERS = 16

_pool = ThreadPoolExecutor(WORKERS, thread_name_prefix="service")


async def in_thread(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """`call(…)` in the pool, in the caller's language; its `PortalError` is raised here.

    Anything else is noted and becomes a `Fault`, so that a page can say that something went wrong.
    """
    try:
        return await in_pool(_pool, call, *args, **kwargs)
    except PortalError:
        raise
    except Exception as error:
        raise noted(error) from None


async def in_pool(
    pool: ThreadPoolExecutor, call: Callable[P, T], *args: P.args, **kwargs: P.kwargs
) -> T:
    """`in_thread` in another pool."""
    run = partial(copy_context().run, call, *args, **kwargs)
    return await asyncio.get_running_loop().run_in_executor(pool, run)
