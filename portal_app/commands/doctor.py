"""`portal doctor`: one line per finding about a deployment."""

import json
import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from urllib.error import URLError
from urllib.request import urlopen

import click

from portal_app.build import is_built, is_current
from portal_app.settings import Settings, SettingsError, get_settings
from portal_app.toolchain import IS_CHECKOUT

if TYPE_CHECKING:
    from sqlalchemy import Connection

_LEAST_FREE_BYTES = 500_000_000
_TIMEOUT_SECONDS = 3
_LARGEST_DOCUMENT = 1_000_000


@dataclass(frozen=True)
class Finding:
    """`warn` is worth knowing, `fail` keeps the portal from working or from being safe."""

    level: Literal["ok", "warn", "fail"]
    text: str


@click.command()
def doctor() -> None:
    """Check this deployment; exit status 1 if anything fails."""
    settings = get_settings()
    findings = [finding for check in CHECKS for finding in check(settings)]
    for finding in findings:
        click.echo(f"{finding.level:<5} {finding.text}")
    sys.exit(any(finding.level == "fail" for finding in findings))


def _frontend(_settings: Settings) -> Iterator[Finding]:
    if not IS_CHECKOUT:
        yield Finding("warn", "frontend: none; pages are served from a checkout only")
    elif is_current():
        yield Finding("ok", "frontend: built from the present sources")
    elif is_built():
        yield Finding("warn", "frontend: older than its sources; `portal build` renews it")
    else:
        yield Finding("fail", "frontend: not built; `portal build` builds it")


def _address(settings: Settings) -> Iterator[Finding]:
    if settings.is_https or settings.portal_demo:
        yield Finding("ok", f"address: {settings.portal_base_url}")
    else:
        yield Finding("warn", f"address: {settings.portal_base_url} is not https")
    if settings.portal_demo:
        yield Finding("warn", "demo: on, with public passwords")


def _secrets(settings: Settings) -> Iterator[Finding]:
    try:
        settings.secret_key()
        settings.sms_secret()
        settings.api_key()
        settings.event_secrets()
        yield Finding("ok", "secrets: all set")
    except SettingsError as error:
        yield Finding("fail", f"secrets: {error}")


def _data_folder(settings: Settings) -> Iterator[Finding]:
    folder = settings.data_dir
    if not folder.is_dir():
        yield Finding("warn", f"data folder: {folder} does not exist yet")
        return
    if not os.access(folder, os.W_OK | os.X_OK):
        yield Finding("fail", f"data folder: {folder} cannot be written to")
        return
    free = shutil.disk_usage(folder).free
    level = "ok" if free >= _LEAST_FREE_BYTES else "warn"
    yield Finding(level, f"data folder: {folder}, {free / 1e9:.1f} GB free")
    keys = folder / "keys"
    for key in sorted(keys.iterdir()) if keys.is_dir() else ():
        if stat.S_IMODE(key.stat().st_mode) & 0o077:
            yield Finding("fail", f"keys: {key} can be read by other users of this machine")


def _database(settings: Settings) -> Iterator[Finding]:
    from sqlalchemy import create_engine, text
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import SQLAlchemyError

    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not os.path.exists(url.database or ""):
        yield Finding("warn", "database: not made yet; `portal migrate` makes it")
        return
    try:
        with create_engine(url).connect() as connection:
            connection.execute(text("SELECT 1"))
            yield Finding("ok", f"database: {url.get_backend_name()} answers")
            yield from _waiting(connection)
    except SQLAlchemyError as error:
        cause = str(error.__cause__ or error).splitlines()[0]
        yield Finding("fail", f"database: {url.render_as_string()} does not answer ({cause})")


def _waiting(connection: "Connection") -> Iterator[Finding]:
    """Events of the wallet; in a database that is not migrated yet there is no such table."""
    from sqlalchemy import inspect, text

    if not inspect(connection).has_table("waiting_events"):
        return
    waiting = connection.execute(text("SELECT count(*) FROM waiting_events")).scalar_one()
    if waiting:
        yield Finding("warn", f"events: {waiting} of the wallet's cannot be taken in; see the log")


def _redis(settings: Settings) -> Iterator[Finding]:
    if not settings.portal_redis_url:
        yield Finding("ok", "redis: not used, one web worker")
        return
    from redis import Redis, RedisError

    try:
        Redis.from_url(settings.portal_redis_url, socket_timeout=_TIMEOUT_SECONDS).ping()
        yield Finding("ok", "redis: answers")
    except (RedisError, ValueError) as error:
        yield Finding("fail", f"redis: does not answer ({error})")


def _wallet(settings: Settings) -> Iterator[Finding]:
    address = f"{settings.wallet_url}/openapi.json"
    try:
        with urlopen(address, timeout=_TIMEOUT_SECONDS) as answer:  # noqa: S310 -- settings allow http(s) only
            about = dict(json.loads(answer.read(_LARGEST_DOCUMENT))["info"])
    except (URLError, OSError, ValueError, LookupError, TypeError) as error:
        reason = getattr(error, "reason", error)
        yield Finding("fail", f"wallet: {settings.wallet_url} does not answer ({reason})")
        return
    yield Finding("ok", f"wallet: {settings.wallet_url} answers")
    if not settings.portal_demo and about.get("x-moves-real-money") is not True:
        yield Finding(
            "warn",
            "wallet: no real money moves; its processor is the sandbox, or its key a test key",
        )


def _mail(settings: Settings) -> Iterator[Finding]:
    if not (url := settings.portal_mail_url.get_secret_value()):
        yield _kept(settings, "mail", "PORTAL_MAIL_URL")
        return
    from portal_app.wiring import smtp
    from services.messages.errors import NotSent

    try:
        smtp(url, settings.mail_from).check()
        yield Finding("ok", f"mail: the server takes us, from {settings.mail_from}")
    except (SettingsError, NotSent) as error:
        yield Finding("fail", f"mail: {error}")


def _sms(settings: Settings) -> Iterator[Finding]:
    if not (url := settings.portal_sms_url.get_secret_value()):
        yield _kept(settings, "SMS", "PORTAL_SMS_URL")
        return
    from services.messages.errors import NotSent
    from services.messages.sms import Sms

    try:
        Sms(url).check()
        yield Finding("ok", "SMS: the gateway's address is understood; nothing was sent")
    except NotSent as error:
        yield Finding("fail", f"SMS: {error}")


def _letters(settings: Settings) -> Iterator[Finding]:
    """Where borrowers write about errors on a statement (12 CFR 1026.7(b)(9))."""
    default = Settings.model_fields["portal_lender_address"].default
    if settings.portal_lender_address.strip() not in ("", default) or settings.portal_demo:
        yield Finding("ok", f"letters: to {settings.portal_lender_address}")
    else:
        yield Finding(
            "warn", "letters: PORTAL_LENDER_ADDRESS is the demo's; statements print it for disputes"
        )


def _kept(settings: Settings, what: str, name: str) -> Finding:
    if settings.portal_demo:
        return Finding("ok", f"{what}: kept in the outbox, {settings.portal_base_url}/dev/inbox")
    return Finding("fail", f"{what}: {name} is not set; codes and notices do not leave")


CHECKS: tuple[Callable[[Settings], Iterator[Finding]], ...] = (
    _frontend,
    _address,
    _secrets,
    _data_folder,
    _database,
    _redis,
    _wallet,
    _mail,
    _sms,
    _letters,
)
