"""Stripe on loopback: its JSON over real HTTP, its idempotency, and faults on demand."""

import copy
import json
import re
import threading
import time
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from tests.wallet.support import stripe_shapes as shapes
from tests.wallet.support.stripe_books import Answer, Books

KEY = "sk_test_" + "fake" * 6


@dataclass
class Fault:
    """`kind` befalls the next POST whose path ends with `step`:

    cut (nothing done, no answer), timeout (done, no answer until the server ends), lost (done,
    connection cut), 429 (nothing done), 500 (nothing done, and said again for the same
    key), 500-done.
    """

    step: str
    kind: str


class StripeServer:
    """`requests` are what came: method, path and fields."""

    def __init__(self) -> None:
        self.books = Books()
        self.faults: list[Fault] = []
        self.requests: list[tuple[str, str, dict[str, Any]]] = []
        self._said: dict[str, tuple[object, Answer | None]] = {}
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def forget_keys(self) -> None:
        """A day passes: Stripe prunes idempotency keys."""
        self._said.clear()

    def take(self, method: str, path: str, given: dict[str, Any], key: str | None) -> Answer | None:
        """None: no answer, the connection is cut."""
        parts = path.removeprefix("/v1/").strip("/").split("/")
        with self._lock:
            self.requests.append((method, path, given))
            if method == "POST" and key in self._said:
                asked, said = self._said[key]
                if asked != (path, given):
                    return 400, shapes.error("idempotency_error", "Keys can only be used once.")
                if said is None:
                    code = "idempotency_key_in_use"
                    return 409, shapes.error("idempotency_error", "In use.", code=code)
                return said
            fault = self._next_fault(parts) if method == "POST" else None
            if fault == "cut":
                return None
            if fault == "429":
                return 429, shapes.error("invalid_request_error", "Slow down.", code="rate_limit")
            broken: Answer = 500, shapes.error("api_error", "An unknown error occurred.")
            if fault == "500":
                answer = broken
            else:
                answer = copy.deepcopy(self.books.answer(method, parts, given))
                answer = broken if fault == "500-done" else answer
            if method == "POST" and key:
                self._said[key] = ((path, given), answer)
        if fault == "timeout":
            self._ended.wait()
        return None if fault in ("lost", "timeout") else answer

    def will_hang(self, method: str, path: str) -> bool:
        next_one = self.faults[0] if self.faults else None
        return (
            method == "POST"
            and next_one is not None
            and (next_one.step, next_one.kind) == (path.rpartition("/")[2], "timeout")
        )

    def _next_fault(self, parts: list[str]) -> str | None:
        if self.faults and parts[-1] == self.faults[0].step:
            return self.faults.pop(0).kind
        return None

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        outer = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._serve("GET", nested(urlsplit(self.path).query))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                self._serve("POST", nested(body))

            def _serve(self, method: str, given: dict[str, Any]) -> None:
                if self.headers["Authorization"] != f"Bearer {KEY}":
                    answer: Answer | None = (
                        401,
                        shapes.error("invalid_request_error", "Invalid key"),
                    )
                else:
                    path = urlsplit(self.path).path
                    answer = outer.take(method, path, given, self.headers["Idempotency-Key"])
                if answer is None:
                    self.close_connection = True
                    self.connection.close()
                    return
                status, content = answer
                body = json.dumps(content).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.send_header("Request-Id", f"req_{time.monotonic_ns()}")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                return

        return Handler

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def nested(form: str) -> dict[str, Any]:
    """`card[number]=4` as `{"card": {"number": "4"}}`, as Stripe reads it."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(form, keep_blank_values=True):
        first, *more = re.findall(r"[^\[\]]+", name)
        place = found
        for part in more:
            place = place.setdefault(first, {})
            first = part
        place[first] = value
    return found
