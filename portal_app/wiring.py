"""Which gateway is real and which is embedded: chosen by the settings, once a process."""

from functools import lru_cache

from portal_app.settings import get_settings
from services.payments import gateways
from services.payments.gateway import ChargeGateway
from services.payments.wallet_gateway import WalletGateway


@lru_cache
def gateway() -> ChargeGateway:
    """The wallet over HTTP: the embedded processor is the wallet's own affair."""
    settings = get_settings()
    return WalletGateway(settings.wallet_url, settings.api_key(), settings.wallet_timeout_seconds)


def connect() -> None:
    """Give the services their gateways; every process calls it at its start."""
    gateways.use(gateway())
