"""The wallet put together: what every use case is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from wallet import canary
from wallet.banks import read_directory
from wallet.database import Database
from wallet.processors.base import Processor
from wallet.processors.sandbox import SandboxProcessor
from wallet.settings import WalletSettings
from wallet.vault import Vault


@dataclass(frozen=True)
class Wallet:
    database: Database
    vault: Vault
    processor: Processor
    today: Callable[[], date]
    banks: Mapping[str, str]
    """Names by routing number."""


def make_wallet(settings: WalletSettings) -> Wallet:
    """A wallet on a migrated database.

    Raises:
        KeyRefused: for a key that is none, or is not the one that this database was sealed with.
        DirectoryRefused: for a list of banks that is none.
    """
    vault = Vault(settings.encryption_keys)
    directory = settings.bank_directory
    banks = read_directory(directory) if directory is not None else {}
    database = Database(settings.database_url)
    database.upgrade()
    canary.check(database, vault)
    processor = _processor(settings, database)
    return Wallet(database, vault, processor, settings.today, banks)


def _processor(settings: WalletSettings, database: Database) -> Processor:
    if settings.wallet_processor == "sandbox":
        return SandboxProcessor(database, settings.wallet_sandbox_timeout_seconds)
    # Imported when it is chosen: the library is an extra that others need not install.
    from wallet.processors.stripe_client import make_client
    from wallet.processors.stripe_payments import StripeProcessor

    client, connections = make_client(
        settings.wallet_stripe_key.get_secret_value(),
        settings.wallet_stripe_url,
        settings.wallet_processor_timeout_seconds,
    )
    return StripeProcessor(database, client, connections)
