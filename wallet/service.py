"""The wallet put together: what every use case is given."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

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
    """A wallet on a migrated database. Raises KeyRefused, DirectoryRefused."""
    vault = Vault(settings.encryption_keys)
    directory = settings.bank_directory
    banks = read_directory(directory) if directory is not None else {}
    database = Database(settings.database_url)
    database.upgrade()
    processors = {
        "sandbox": lambda: SandboxProcessor(database, settings.wallet_sandbox_timeout_seconds)
    }
    return Wallet(database, vault, processors[settings.wallet_processor](), settings.today, banks)
