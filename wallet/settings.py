"""The wallet's settings, from the environment and `.env`; what is unsafe refuses to start."""

import os
import re
from datetime import date, datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from wallet.keys import read_or_create, refuse_shared

ABOVE = Path(__file__).resolve().parents[1]
HOME = ABOVE if (ABOVE / "pyproject.toml").is_file() else Path.cwd()
"""Where `.env` and by default the data folder lie: the checkout, else the current directory."""
LOOPBACK = {"localhost", "127.0.0.1", "::1"}
PLACEHOLDERS = ("changeme", "change-me", "change_me", "placeholder", "example", "secret", "xxxx")
SECRETS = {
    "wallet_api_key": "WALLET_API_KEY",
    "wallet_event_secret": "WALLET_EVENT_SECRET",
    "wallet_encryption_key": "WALLET_ENCRYPTION_KEY",
}
STRIPE_KEY = re.compile(r"[sr]k_(test|live)_[A-Za-z0-9]{16,}")
SHORTEST_SECRET = 32
DATABASES = ("sqlite:///", "postgresql+psycopg://")


class SettingsRefused(Exception):
    """The wallet must not start; the text is one sentence for the person who starts it."""


class WalletSettings(BaseSettings):
    """Field names are the variables' names in lower case. Load with `load_settings`."""

    model_config = SettingsConfigDict(
        env_file=HOME / ".env", extra="ignore", hide_input_in_errors=True
    )

    wallet_bind: str = "127.0.0.1"
    wallet_port: int = Field(8001, ge=0, le=65535)
    wallet_base_url: str = "http://127.0.0.1:8001"
    wallet_database_url: str = ""
    wallet_event_url: str = ""
    wallet_bank_directory: Path | None = None
    wallet_processor: Literal["sandbox", "stripe"] = "sandbox"
    wallet_sandbox_timeout_seconds: float = Field(20, ge=0, le=600)
    wallet_stripe_key: SecretStr = SecretStr("")
    wallet_stripe_url: str = "https://api.stripe.com"
    wallet_processor_timeout_seconds: float = Field(30, gt=0, le=120)
    wallet_poll_seconds: float = Field(900, gt=0, le=86_400)
    wallet_api_key: SecretStr = SecretStr("")
    wallet_event_secret: SecretStr = SecretStr("")
    wallet_encryption_key: SecretStr = SecretStr("")
    wallet_encryption_key_file: Path | None = None
    portal_port: int = 8000
    portal_base_url: str = "http://localhost:8000"
    portal_data_dir: Path = Path("var")
    portal_timezone: str = "America/New_York"
    portal_demo: bool = False

    @field_validator("portal_base_url", "wallet_base_url")
    @classmethod
    def _plain_origin(cls, url: str) -> str:
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("must be an http or https address such as https://pay.example.com")
        if parts.path not in {"", "/"} or parts.query or parts.fragment or parts.username:
            raise ValueError("must be an address without path, query or user")
        return url.rstrip("/")

    @field_validator("wallet_database_url")
    @classmethod
    def _known_database(cls, url: str) -> str:
        if url and not url.startswith(DATABASES):
            raise ValueError(f"must begin with {' or '.join(DATABASES)}")
        return url

    @field_validator("portal_timezone")
    @classmethod
    def _known_timezone(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError):
            raise ValueError("not a known time zone") from None
        return name

    @property
    def data_dir(self) -> Path:
        """A relative one in the environment is the caller's, any other lies in `HOME`."""
        base = Path.cwd() if os.environ.get("PORTAL_DATA_DIR") else HOME
        return base / self.portal_data_dir.expanduser()

    @model_validator(mode="before")
    @classmethod
    def _addresses_follow_ports(cls, data: dict[str, object]) -> dict[str, object]:
        lowered = {str(key).lower(): value for key, value in data.items()}
        portal_port, wallet_port = (
            lowered.get("portal_port", 8000),
            lowered.get("wallet_port", 8001),
        )
        for name, address in (
            ("portal_base_url", f"http://localhost:{portal_port}"),
            ("wallet_base_url", f"http://127.0.0.1:{wallet_port}"),
        ):
            lowered[name] = lowered.get(name) or address
        return lowered

    @property
    def bank_directory(self) -> Path | None:
        """A relative one lies where the wallet was started."""
        given = self.wallet_bank_directory
        return given.expanduser() if given is not None and given != Path() else None

    @property
    def portal_origin(self) -> str:
        """The only site that may frame the wallet and is spoken to."""
        return _origin(self.portal_base_url)

    @property
    def wallet_origin(self) -> str:
        return _origin(self.wallet_base_url)

    @property
    def shares_cookies(self) -> bool:
        """Whether a browser would send the portal's cookies to the wallet."""
        addresses = self.portal_base_url, self.wallet_base_url
        return len({urlsplit(address).hostname for address in addresses}) == 1

    @property
    def database_url(self) -> str:
        return self.wallet_database_url or f"sqlite:///{self.data_dir / 'wallet.sqlite'}"

    @property
    def event_url(self) -> str:
        default = f"http://127.0.0.1:{self.portal_port}/webhooks/wallet"
        return self.wallet_event_url or default

    @property
    def event_secrets(self) -> list[bytes]:
        """Every secret that signs events: two while they are rotated."""
        return [part.encode() for part in _parts(self.wallet_event_secret)]

    @property
    def encryption_keys(self) -> list[str]:
        """The key that seals, then those that only open."""
        return _parts(self.wallet_encryption_key)

    @property
    def moves_real_money(self) -> bool:
        """Whether the processor is real and its key a live one."""
        key = STRIPE_KEY.fullmatch(self.wallet_stripe_key.get_secret_value())
        return self.wallet_processor == "stripe" and bool(key and key[1] == "live")

    def today(self) -> date:
        """The calendar day in the lender's time zone."""
        return datetime.now(ZoneInfo(self.portal_timezone)).date()


def load_settings(**overrides: object) -> WalletSettings:
    """Settings that are safe to serve with.

    Raises:
        SettingsRefused: for an invalid value, a missing secret, or a placeholder outside the demo.
    """
    try:
        settings = WalletSettings(**overrides)  # pyright: ignore[reportArgumentType]
    except ValidationError as error:
        first = error.errors(include_input=False)[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "A setting"
        said = first["msg"].removeprefix("Value error, ")
        raise SettingsRefused(f"{name} is not valid: {said}.") from None
    if settings.portal_demo:
        _refuse_public_demo(settings)
    elif settings.shares_cookies:
        raise SettingsRefused(
            "WALLET_BASE_URL needs another host name than PORTAL_BASE_URL: cookies ignore ports."
        )
    if settings.wallet_processor == "stripe":
        _refuse_stripe(settings)
    return _with_secrets(settings)


def _refuse_public_demo(settings: WalletSettings) -> None:
    urls = {
        "WALLET_BASE_URL": settings.wallet_base_url,
        "PORTAL_BASE_URL": settings.portal_base_url,
    }
    for name, url in urls.items():
        if urlsplit(url).hostname not in LOOPBACK:
            raise SettingsRefused(f"PORTAL_DEMO=1 serves loopback only, but {name} is {url}.")


def _refuse_stripe(settings: WalletSettings) -> None:
    key, address = settings.wallet_stripe_key.get_secret_value(), settings.wallet_stripe_url
    if not key:
        raise SettingsRefused("WALLET_STRIPE_KEY is not set; WALLET_PROCESSOR=stripe needs it.")
    if not STRIPE_KEY.fullmatch(key):
        raise SettingsRefused(
            "WALLET_STRIPE_KEY is not a secret or restricted key of Stripe's (sk_… or rk_…)."
        )
    if settings.portal_demo and settings.moves_real_money:
        raise SettingsRefused("WALLET_STRIPE_KEY is a live key, and a demo never moves real money.")
    parts = urlsplit(address)
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in LOOPBACK):
        raise SettingsRefused("WALLET_STRIPE_URL is not https; only a test on loopback may be.")
    if find_spec("stripe") is None:
        raise SettingsRefused(
            "WALLET_PROCESSOR=stripe needs the package `stripe`; install this project's extra"
            " `stripe`."
        )


def _with_secrets(settings: WalletSettings) -> WalletSettings:
    found: dict[str, SecretStr] = {}
    for field, name in SECRETS.items():
        if field == "wallet_encryption_key":
            settings = _with_key_file(settings)
            found[field] = settings.wallet_encryption_key
        parts = _parts(getattr(settings, field))
        if settings.portal_demo and not parts:
            found[field] = SecretStr(_demo_key(settings.data_dir / "keys", field))
        elif not settings.portal_demo:
            _refuse_weak(name, parts)
    return settings.model_copy(update=found)


def _with_key_file(settings: WalletSettings) -> WalletSettings:
    """WALLET_ENCRYPTION_KEY_FILE: a key a line, the one that seals first."""
    path = settings.wallet_encryption_key_file
    if path is None:
        return settings
    if settings.wallet_encryption_key.get_secret_value():
        raise SettingsRefused("Set WALLET_ENCRYPTION_KEY or WALLET_ENCRYPTION_KEY_FILE, not both.")
    try:
        refuse_shared(path)
        keys = path.read_text(encoding="ascii").split()
    except (OSError, ValueError) as error:
        raise SettingsRefused(f"WALLET_ENCRYPTION_KEY_FILE cannot be used: {error}") from None
    return settings.model_copy(update={"wallet_encryption_key": SecretStr(",".join(keys))})


def _demo_key(folder: Path, name: str) -> str:
    try:
        return read_or_create(folder, name)
    except (OSError, ValueError) as error:
        raise SettingsRefused(f"The demo's {name} cannot be read or made: {error}") from None


def _refuse_weak(name: str, parts: list[str]) -> None:
    if not parts:
        raise SettingsRefused(f"{name} is not set; outside the demo the wallet needs it.")
    for part in parts:
        if len(part) < SHORTEST_SECRET or part.lower().startswith(PLACEHOLDERS):
            raise SettingsRefused(
                f"{name} is a placeholder or shorter than {SHORTEST_SECRET} characters; "
                "set a random value."
            )


def _origin(url: str) -> str:
    """As browsers write it: lower case, without the scheme's own port."""
    parts = urlsplit(url)
    default = {"http": 80, "https": 443}.get(parts.scheme)
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    port = "" if parts.port in {None, default} else f":{parts.port}"
    return f"{parts.scheme}://{host}{port}"


def _parts(secret: SecretStr) -> list[str]:
    return [part.strip() for part in secret.get_secret_value().split(",") if part.strip()]
