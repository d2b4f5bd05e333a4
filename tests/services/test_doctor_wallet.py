"""What `portal doctor` says about the wallet."""

from collections.abc import Iterator

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine

from portal_app.commands.doctor import doctor
from portal_app.settings import get_settings
from tests.wallet.support.small_server import QuietHandler, SmallServer

ANSWERS: list[bytes] = []


@pytest.fixture
def engine_url() -> str:
    """SQLite: nothing of it is in the database."""
    return ""


@pytest.fixture
def wallet() -> Iterator[str]:
    class Document(QuietHandler):
        def do_GET(self) -> None:  # noqa: N802 -- the name that the server looks for
            self.send_response(200)
            self.send_header("Content-Length", str(len(ANSWERS[-1])))
            self.end_headers()
            self.wfile.write(ANSWERS[-1])

    with SmallServer(Document) as server:
        yield f"http://127.0.0.1:{server.port}"


@pytest.mark.parametrize(
    ("answer", "demo", "levels"),
    [
        (b'{"info": {"x-moves-real-money": true}}', "0", ["ok"]),
        (b'{"info": {"x-moves-real-money": false}}', "0", ["ok", "warn"]),
        (b'{"info": {"x-moves-real-money": false}}', "1", ["ok"]),
        (b'{"info": {}}', "0", ["ok", "warn"]),
        (b"<html>", "0", ["fail"]),
        (b"[]", "0", ["fail"]),
    ],
)
def test_a_deployment_whose_payments_move_no_money_is_told_so(
    portal_db: Engine,
    wallet: str,
    monkeypatch: pytest.MonkeyPatch,
    answer: bytes,
    demo: str,
    levels: list[str],
) -> None:
    ANSWERS.append(answer)
    monkeypatch.setenv("WALLET_URL", wallet)
    monkeypatch.setenv("PORTAL_DEMO", demo)
    get_settings.cache_clear()
    lines = CliRunner().invoke(doctor).output.splitlines()
    assert [line.split()[0] for line in lines if " wallet: " in line] == levels
    assert ("no real money moves" in "".join(lines)) == ("warn" in levels)
