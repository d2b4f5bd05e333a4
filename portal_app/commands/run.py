"""`portal run`: portal, wallet and worker under one supervisor."""

import http.client
import sys
import threading
import time
from urllib.parse import urlsplit

import click

from portal_app.build import BuildFailed, ensure_built
from portal_app.commands.build import require_checkout
from portal_app.commands.data_folder import in_use, require_data_folder
from portal_app.commands.ports import is_free
from portal_app.commands.refusal import Refused
from portal_app.demo_logins import as_text
from portal_app.settings import Settings, get_settings
from portal_app.supervisor import Program, Supervisor
from portal_app.toolchain import environment

READY_SECONDS = 60.0


@click.command()
@click.option("--workers", type=click.IntRange(1, 64), default=1, help="Web processes.")
def run(workers: int) -> None:
    """Serve portal, wallet and worker until Ctrl-C."""
    settings = get_settings()
    _refuse_unless_ready(settings, workers)
    supervisor = Supervisor(_programs(settings, workers), _environment(settings))
    announcer = threading.Thread(target=_announce, args=(supervisor, settings), daemon=True)
    announcer.start()
    with in_use(settings):
        sys.exit(supervisor.run())


def _programs(settings: Settings, workers: int) -> list[Program]:
    """The wallet ends last: payments that are under way in the web process still reach it."""
    web = (
        *("--host", settings.portal_bind, "--port", str(settings.portal_port)),
        *("--workers", str(workers), "--log-level", _uvicorn_level(settings)),
    )
    return [
        Program("wallet", "wallet", stop_order=1),
        Program("web", "portal_app.serve", web),
        Program("worker", "portal_app.cli", ("worker",)),
    ]


def _uvicorn_level(settings: Settings) -> str:
    return "warning" if settings.portal_log_level == "info" else settings.portal_log_level


def _environment(settings: Settings) -> dict[str, str]:
    """Children run in the checkout: a relative data folder is this caller's."""
    return {**environment(), "PORTAL_DATA_DIR": str(settings.data_dir)}


def _refuse_unless_ready(settings: Settings, workers: int) -> None:
    if workers > 1 and not settings.portal_redis_url:
        raise Refused(
            f"{workers} workers share their state in Redis: set PORTAL_REDIS_URL, "
            "or run one worker."
        )
    require_checkout()
    require_data_folder(settings)
    _require_secrets(settings)
    for port, setting in (
        (settings.portal_port, "PORTAL_PORT"),
        (settings.wallet_port, "WALLET_PORT"),
    ):
        if not is_free(settings.portal_bind, port):
            raise Refused(
                f"port {port} is taken: end what uses it, or set {setting} to a free one."
            )
    try:
        ensure_built()
    except BuildFailed as error:
        raise click.ClickException(f"{error.tail}\n{error}") from error


def _require_secrets(settings: Settings) -> None:
    settings.secret_key()
    settings.sms_secret()
    settings.api_key()
    settings.event_secrets()


def _announce(supervisor: Supervisor, settings: Settings) -> None:
    deadline = time.monotonic() + READY_SECONDS
    while not _answers(settings):
        if time.monotonic() > deadline:
            supervisor.say(f"no answer from /healthz after {READY_SECONDS:.0f} s")
            return
        time.sleep(0.1)
    supervisor.say(f"ready at {settings.portal_base_url}")
    if settings.portal_demo:
        supervisor.say(as_text())


def _answers(settings: Settings) -> bool:
    host = "127.0.0.1" if settings.portal_bind == "0.0.0.0" else settings.portal_bind  # noqa: S104
    connection = http.client.HTTPConnection(host, settings.portal_port, timeout=2)
    try:
        named = urlsplit(settings.portal_base_url).netloc
        connection.request("GET", "/healthz", headers={"Host": named})
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()
