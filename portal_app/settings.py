"""Every setting of the portal, read once from the environment and `.env`.

A secret that is missing is made and kept in the data folder in the demo; anywhere else the portal
refuses to start without it (ADR 0014).
"""

import os
import re
import secrets
from functools import lru_cache
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from portal_app.toolchain import HOME

LOOPBACK_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
PLACEHOLDERS = frozenset({"", "changeme", "change-me", "secret", "placeholder", "please-change"})
MIN_SECRET_LENGTH = 32
_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,189}")


class Settings(BaseSettings):
    """Names and defaults are part of the contract with operators; units are in the names."""

    model_config = SettingsConfigDict(
        env_file=HOME / ".env", env_ignore_empty=True, extra="ignore", frozen=True
    )

    portal_port: int = Field(8000, ge=1, le=65535)
    portal_bind: str = "127.0.0.1"
    portal_base_url: str = "http://localhost:8000"
    portal_data_dir: Path = Path("var")
    portal_database_url: str = ""
    portal_redis_url: str = ""
    portal_documents_url: str = ""
    """Where files are kept, as fsspec names places: a folder, `s3://bucket/path`, `memory://`."""
    portal_secret_key: SecretStr = SecretStr("")
    portal_timezone: str = "America/New_York"
    portal_trusted_proxies: int = Field(0, ge=0, le=10)
    portal_demo: bool = False
    portal_lender_name: str = "Juniper Lending"
    portal_support_phone: str = "1-800-555-0142"
    portal_lender_address: str = "P.O. Box 1142, Wilmington, DE 19899"
    """Where borrowers write about errors on a statement (12 CFR 1026.7(b)(9)), on one line."""
    portal_counseling_phone: str = ""
    """Toll-free, about credit counseling (12 CFR 1026.7(b)(12)(iv)); none: the support phone."""
    portal_mail_url: SecretStr = SecretStr("")
    portal_mail_from: str = ""
    portal_sms_url: SecretStr = SecretStr("")
    portal_sms_secret: SecretStr = SecretStr("")
    """With it the SMS gateway posts what people text back; without one nothing is taken in."""
    portal_log_level: Literal["debug", "info", "warning", "error"] = "info"

    wallet_port: int = Field(8001, ge=1, le=65535)
    wallet_base_url: str = ""
    wallet_url: str = ""
    wallet_database_url: str = ""
    """Never opened here: read to know whether the wallet's data lies in the data folder."""
    wallet_api_key: SecretStr = SecretStr("")
    wallet_event_secret: SecretStr = SecretStr("")
    wallet_timeout_seconds: float = Field(8.0, gt=0, le=120)

    @field_validator("portal_base_url", "wallet_base_url", "wallet_url")
    @classmethod
    def _plain_origin(cls, value: str) -> str:
        if not value:
            return value
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("must be an http or https address such as https://pay.example.com")
        if parts.path not in {"", "/"} or parts.query or parts.fragment or parts.username:
            raise ValueError("must be an address without path, query or user")
        return value.rstrip("/")

    @field_validator("portal_mail_from")
    @classmethod
    def _plain_address(cls, value: str) -> str:
        if value and not _ADDRESS.fullmatch(value):
            raise ValueError("must be an email address such as no-reply@pay.example.com")
        return value

    @field_validator("portal_timezone")
    @classmethod
    def _known_zone(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (KeyError, ValueError, OSError) as error:
            raise ValueError(f"{value!r} is not a time zone such as America/New_York") from error
        return value

    @model_validator(mode="before")
    @classmethod
    def _addresses_follow_ports(cls, data: dict[str, object]) -> dict[str, object]:
        lowered = {str(key).lower(): value for key, value in data.items()}
        portal_port = lowered.get("portal_port", 8000)
        wallet_port = lowered.get("wallet_port", 8001)
        lowered.setdefault("portal_base_url", f"http://localhost:{portal_port}")
        lowered.setdefault("wallet_base_url", f"http://127.0.0.1:{wallet_port}")
        lowered.setdefault("wallet_url", f"http://127.0.0.1:{wallet_port}")
        return lowered

    @model_validator(mode="after")
    def _demo_stays_local(self) -> "Settings":
        if self.portal_demo and self.base_host not in LOOPBACK_HOSTS:
            raise ValueError(
                "PORTAL_DEMO=1 has public passwords: PORTAL_BASE_URL must be a loopback address"
            )
        return self

    @property
    def base_host(self) -> str:
        """Host name of the portal, without port."""
        return urlsplit(self.portal_base_url).hostname or ""

    @property
    def mail_from(self) -> str:
        """The address in From; its name is the lender's."""
        return self.portal_mail_from or f"no-reply@{self.base_host}"

    @property
    def is_https(self) -> bool:
        return self.portal_base_url.startswith("https://")

    @property
    def zone(self) -> ZoneInfo:
        """The lender's time zone: the business date turns at its midnight."""
        return ZoneInfo(self.portal_timezone)

    @property
    def data_dir(self) -> Path:
        """A relative one in the environment is the caller's, any other lies in `HOME`."""
        base = Path.cwd() if os.environ.get("PORTAL_DATA_DIR") else HOME
        return base / self.portal_data_dir.expanduser()

    @property
    def database_url(self) -> str:
        return self.portal_database_url or f"sqlite:///{self.data_dir / 'portal.sqlite'}"

    @property
    def documents_url(self) -> str:
        return self.portal_documents_url or str(self.data_dir / "documents")

    def secret_key(self) -> bytes:
        return self._secret("PORTAL_SECRET_KEY", self.portal_secret_key, "portal_secret_key")

    def api_key(self) -> str:
        return self._secret("WALLET_API_KEY", self.wallet_api_key, "wallet_api_key").decode()

    def event_secrets(self) -> list[str]:
        """Signing keys of wallet events, newest first; several while a key is rotated."""
        value = self._secret("WALLET_EVENT_SECRET", self.wallet_event_secret, "wallet_event_secret")
        return [part.strip() for part in value.decode().split(",") if part.strip()]

    def sms_secret(self) -> str:
        """ "" for none: outside the demo a gateway for replies is the operator's choice."""
        if not self.portal_demo and not self.portal_sms_secret.get_secret_value().strip():
            return ""
        return self._secret(
            "PORTAL_SMS_SECRET", self.portal_sms_secret, "portal_sms_secret"
        ).decode()

    def _secret(self, name: str, given: SecretStr, file_name: str) -> bytes:
        value = given.get_secret_value().strip()
        if value and value.lower() not in PLACEHOLDERS and len(value) >= MIN_SECRET_LENGTH:
            return value.encode()
        if self.portal_demo:
            return value.encode() if value else _kept_secret(self.data_dir / "keys" / file_name)
        problem = "is a placeholder or too short" if value else "is not set"
        raise SettingsError(
            f"{name} {problem}: give it {MIN_SECRET_LENGTH} or more random characters"
        )


class SettingsError(Exception):
    """A deployment that must not start; the message is one sentence for the operator."""


def _kept_secret(path: Path) -> bytes:
    """Read a demo secret, or make it; portal and wallet starting together agree on one."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    if not path.exists():
        descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(32))
        try:
            os.link(fresh, path)
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip().encode()


@lru_cache
def get_settings() -> Settings:
    """The process's settings; tests clear this cache after changing the environment."""
    return Settings()  # pyright: ignore[reportCallIssue]
