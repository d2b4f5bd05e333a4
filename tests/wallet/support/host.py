"""A small page of another site, which frames the wallet as the portal does, and hears it."""

import json
from urllib.parse import parse_qs, urlsplit

from tests.wallet.support.small_server import QuietHandler, SmallServer

PAGE = """<!doctype html><html lang="en"><title>Host</title><main><h1>Host</h1>
<iframe title="Add payment method" sandbox="allow-scripts allow-same-origin allow-forms" allow=""
  referrerpolicy="no-referrer" style="border:0;width:100%;height:900px"></iframe></main>
<script>
  heard = [];
  onmessage = (event) => heard.push({origin: event.origin, data: event.data});
  frame = document.querySelector("iframe");
  frame.src = ADDRESS;
</script></html>"""


class Host(SmallServer):
    """Another *site* than the wallet's 127.0.0.1, not only another port: `localhost`."""

    def __init__(self) -> None:
        super().__init__(_Handler)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"


class _Handler(QuietHandler):
    def do_GET(self) -> None:  # noqa: N802
        asked = parse_qs(urlsplit(self.path).query)
        address = json.dumps(asked.get("frame", [""])[0])
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Set-Cookie", "portal=secret; Path=/")
        self.end_headers()
        self.wfile.write(PAGE.replace("ADDRESS", address).encode())
