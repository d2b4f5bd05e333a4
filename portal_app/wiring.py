"""Which gateway is real and which is embedded: chosen by the settings, once a process."""

from functools import lru_cache

from models.messages import Channel
from portal_app.settings import SettingsError, get_settings
from services.messages.parcel import Carrier, Outbox
from services.messages.sms import Sms
from services.messages.smtp import Server, Smtp
from services.payments import gateways
from services.payments.gateway import Gateway
from services.payments.wallet_gateway import WalletGateway


@lru_cache
def gateway() -> Gateway:
    """The wallet over HTTP: the embedded processor is the wallet's own affair."""
    settings = get_settings()
    return WalletGateway(settings.wallet_url, settings.api_key(), settings.wallet_timeout_seconds)


def carriers() -> dict[Channel, Carrier]:
    """How mails and texts leave; without an address the demo keeps them in its outbox, and
    elsewhere they wait for one. Raises SettingsError."""
    settings = get_settings()
    found: dict[Channel, Carrier] = {}
    if settings.portal_demo:
        found = {channel: Outbox() for channel in Channel}
    if url := settings.portal_mail_url.get_secret_value():
        found[Channel.EMAIL] = smtp(url, settings.mail_from)
    if url := settings.portal_sms_url.get_secret_value():
        found[Channel.SMS] = Sms(url)
    return found


def smtp(url: str, sender: str) -> Smtp:
    try:
        return Smtp(Server.parse(url), sender)
    except ValueError as error:
        raise SettingsError(f"PORTAL_MAIL_URL {error}") from error


def connect() -> None:
    """Give the services their gateways; every process calls it at its start."""
    gateways.use(gateway())
