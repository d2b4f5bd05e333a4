"""A small page of another site, which frames the wallet as the portal does, and hears it."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

PAGE = """<!doctype html><html lang="en"><title>Host</title><main><h1>Host</h1>
<iframe title="Add payment method" sandbox="allow-scripts allow-same-origin allow-forms" allow=""
  referrerpolicy="no-referrer" style="border:0;width:100%;height:900px"></iframe></main>
<script>
  heard = [];
  onmessage = (event) => heard.push({origin: event.origin, data: event.data});
  frame = document.querySelector("iframe");
  frame.src = ADDRESS;
</script></html>"""


class Host:
    """Another *site* than the wallet's 127.0.0.1, not only another port: `localhost`."""

    def __init__(self) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                asked = parse_qs(urlsplit(self.path).query)
                address = json.dumps(asked.get("frame", [""])[0])
                body = PAGE.replace("ADDRESS", address).encode()
                self.send_response(200)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.send_header("Set-Cookie", "portal=secret; Path=/")
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))

    @property
    def url(self) -> str:
        return f"http://localhost:{self._server.server_address[1]}"

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
