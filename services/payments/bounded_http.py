"""HTTP that ends by a deadline: an ordinary client bounds each read, so that a server that drips
bytes one by one, even in its headers, could hold the caller for ever.
"""

import ssl
import time
from collections.abc import Iterable
from contextvars import ContextVar
from typing import Any

import httpcore
import httpx

IDLE_SECONDS = 2.0
"""Less than a server keeps an idle connection, so that none is used that has just ended."""
CONNECTIONS = 100

_deadline: ContextVar[float] = ContextVar("deadline")


class NothingSent(Exception):
    """No connection: the request is certainly not at the server."""


class NoAnswer(Exception):
    """The request may be there, but there is no whole answer, or not in time."""


class BoundedClient:
    """One per server; safe to share between threads. No proxies, no redirects."""

    def __init__(self, base_url: str, headers: dict[str, str], timeout_seconds: float) -> None:
        self._base_url, self._headers, self._timeout = base_url, headers, timeout_seconds
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(trust_env=False),
            max_connections=CONNECTIONS,
            keepalive_expiry=IDLE_SECONDS,
            network_backend=_Backend(),
        )

    def send(self, method: str, path: str, largest_answer: int, **request: Any) -> httpx.Response:
        """The whole answer within the time-out. Raises NothingSent, NoAnswer."""
        headers = {**self._headers, **request.pop("headers", {})}
        asked = httpx.Request(method, f"{self._base_url}{path}", headers=headers, **request)
        before = _deadline.set(time.monotonic() + self._timeout)
        try:
            with self._pool.stream(
                method,
                str(asked.url),
                headers=asked.headers.raw,
                content=asked.content,
                extensions={"timeout": {"connect": self._timeout, "pool": self._timeout}},
            ) as answer:
                body = bytearray()
                for chunk in answer.iter_stream():
                    body += chunk
                    if len(body) > largest_answer:
                        raise NoAnswer
                return httpx.Response(answer.status, content=bytes(body))
        except (httpcore.ConnectError, httpcore.ConnectTimeout, httpcore.PoolTimeout) as error:
            raise NothingSent from error
        except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as error:
            raise NoAnswer from error
        finally:
            _deadline.reset(before)


def _left() -> float:
    left = _deadline.get() - time.monotonic()
    if left <= 0:
        raise httpcore.ReadTimeout
    return left


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends at the deadline of the request that it carries."""

    def __init__(self, inner: httpcore.NetworkStream) -> None:
        self._inner = inner

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _left())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)


class _Backend(httpcore.SyncBackend):
    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(super().connect_tcp(host, port, timeout, local_address, socket_options))
