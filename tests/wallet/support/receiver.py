"""The portal's end of the events: a small HTTP server that keeps what it is sent."""

from dataclasses import dataclass
from queue import Queue

from tests.wallet.support.small_server import QuietHandler, SmallServer


@dataclass(frozen=True)
class Received:
    signature: str
    body: bytes


class Receiver(SmallServer):
    """`answers` are given in order, then 200 for ever."""

    def __init__(self) -> None:
        self.received: Queue[Received] = Queue()
        self.answers: list[int] = []
        outer = self

        class Handler(QuietHandler):
            def do_POST(self) -> None:  # noqa: N802
                body = self.rfile.read(int(self.headers["Content-Length"]))
                status = outer.answers.pop(0) if outer.answers else 200
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()
                outer.received.put(Received(self.headers["Wallet-Signature"], body))

        super().__init__(Handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/webhooks/wallet"

    def next(self) -> Received:
        return self.received.get(timeout=120)
