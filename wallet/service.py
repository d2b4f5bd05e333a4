"""The wallet put together: what every use case is given."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

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


def make_wallet(settings: WalletSettings) -> Wallet:
    """A wallet on a migrated database."""
    vault = Vault(settings.encryption_keys)
    database = Database(settings.database_url)
    database.upgrade()
    processors = {
        "sandbox": lambda: SandboxProcessor(database, settings.wallet_sandbox_timeout_seconds)
    }
    return Wallet(database, vault, processors[settings.wallet_processor](), settings.today)
