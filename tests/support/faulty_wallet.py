"""A line to the real wallet on which answers are lost, delayed, doubled or made up.

The address of a fault is `{line.url}/{fault}`: the first segment of a path chooses it; without
one nothing is done to the request.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx

PATIENCE_SECONDS = 0.4
"""What a gateway on this line should wait: the slow answers come later."""
UNSENT = ("lost_before", "garbage_before", "error_before")
"""Faults under which the wallet never sees the request."""
SENT = ("lost_after", "garbage_after", "error_after", "slow", "twice", "none")
FAULTS = (*UNSENT, *SENT)


class FaultyWallet:
    """`wallet` says where the wallet is, asked for each request: it may be started again.

    before, after  called once, at the next charge: before the wallet has it, after it was made
    closed         answer 503 to everything, and let no answer through that was still awaited
    """

    def __init__(self, wallet: Callable[[], str]) -> None:
        self._wallet = wallet
        self._ended = threading.Event()
        self.before: Callable[[], None] | None = None
        self.after: Callable[[], None] | None = None
        self.closed = False
        proxy = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                fault, _, path = self.path.lstrip("/").partition("/")
                if fault not in FAULTS:
                    fault, path = "none", self.path.lstrip("/")
                answer = proxy._answer(fault, self.command, path, dict(self.headers), body)
                self.close_connection = True
                if answer is None:
                    return
                status, content = answer
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST  # noqa: N815 -- the name that the server looks for

            def log_message(self, format: str, *args: object) -> None:
                return

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.handle_error = lambda *_: None  # who waited has left: that is the point

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._http.server_address[1]}"

    def serve(self) -> None:
        self._http.serve_forever(0.05)

    def end(self) -> None:
        self._ended.set()
        self._http.shutdown()
        self._http.server_close()

    def _answer(
        self, fault: str, method: str, path: str, headers: dict[str, str], body: bytes
    ) -> tuple[int, bytes] | None:
        """Status and content; None cuts the line."""
        if self.closed:
            return 503, b"{}"
        if fault in UNSENT:
            return _made_up(fault)
        is_charge = method == "POST" and path == "v1/charges"
        if is_charge and self.before:
            return self._strike("before")
        kept = {"Authorization", "Idempotency-Key", "Content-Type"}
        passed = {name: value for name, value in headers.items() if name in kept}
        for _ in range(2 if fault == "twice" else 1):
            try:
                answer = httpx.request(
                    method,
                    f"{self._wallet()}/{path}",
                    headers=passed,
                    content=body,
                    timeout=120,
                    trust_env=False,
                )
            except httpx.HTTPError:
                return None
        if is_charge and self.after:
            return self._strike("after")
        if self.closed:
            return None
        if fault == "slow":
            self._ended.wait(2 * PATIENCE_SECONDS)
        return _made_up(fault) if fault.endswith("_after") else (answer.status_code, answer.content)

    def _strike(self, when: str) -> None:
        """Whoever asked is not answered, and finds the line closed."""
        strike = getattr(self, when)
        self.before = self.after = None
        self.closed = True
        strike()


def _made_up(fault: str) -> tuple[int, bytes] | None:
    if fault.startswith("lost"):
        return None
    return (201, b"\\x00{not json") if fault.startswith("garbage") else (503, b"{}")


@contextmanager
def faulty_line(wallet: Callable[[], str]) -> Iterator[FaultyWallet]:
    proxy = FaultyWallet(wallet)
    thread = threading.Thread(target=proxy.serve)
    thread.start()
    try:
        yield proxy
    finally:
        proxy.end()
        thread.join()
