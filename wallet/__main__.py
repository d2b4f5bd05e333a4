"""`python -m wallet`: serves until SIGTERM or Ctrl-C; `rotate-keys` reseals and ends."""

import logging
import resource
import sys

import uvicorn
from sqlalchemy.exc import SQLAlchemyError

from wallet.banks import DirectoryRefused
from wallet.http.app import create_app
from wallet.rotation import rotate
from wallet.service import Wallet, make_wallet
from wallet.settings import SettingsRefused, WalletSettings, load_settings
from wallet.vault import KeyRefused

log = logging.getLogger("wallet")
GRACE_SECONDS = 5


def main(arguments: list[str]) -> int:
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("httpx").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    if arguments not in ([], ["rotate-keys"]):
        print("wallet: the only command is rotate-keys; without one it serves.", file=sys.stderr)  # noqa: T201
        return 2
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core file would hold keys and numbers
    try:
        settings = load_settings()
        wallet = make_wallet(settings)
    except (SettingsRefused, KeyRefused, DirectoryRefused) as refusal:
        print(f"wallet: {refusal}", file=sys.stderr)  # noqa: T201
        return 2
    except (SQLAlchemyError, OSError) as error:
        print(f"wallet: the database does not open: {type(error).__name__}.", file=sys.stderr)  # noqa: T201
        return 2
    if arguments:
        print(f"wallet: {rotate(wallet)} numbers sealed with the new key")  # noqa: T201
        return 0
    _serve(settings, wallet)
    return 0


def _serve(settings: WalletSettings, wallet: Wallet) -> None:
    if not settings.portal_demo and not settings.moves_real_money:
        log.warning("WALLET_PROCESSOR=%s: no real money moves", settings.wallet_processor)
    uvicorn.run(
        create_app(settings, wallet),
        host=settings.wallet_bind,
        port=settings.wallet_port,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        log_level="warning",
        timeout_graceful_shutdown=GRACE_SECONDS,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
