"""`python -m wallet rotate-keys`: reseals what older keys sealed, so that they can be dropped.

Put the new key first in WALLET_ENCRYPTION_KEY, restart, run this, then take the old key out.
"""

from collections.abc import Callable
from typing import TypeVar

from sqlmodel import col, select

from wallet import canary, cards, profiles
from wallet.service import Wallet
from wallet.tables import IssuedCard, PaymentProfile, SealedCanary
from wallet.vault import Vault

BATCH = 200
Row = TypeVar("Row", PaymentProfile, IssuedCard, SealedCanary)


def rotate(wallet: Wallet) -> int:
    """How many numbers, of payment profiles and issued cards, were sealed anew."""
    numbers = _rotate(wallet, PaymentProfile, profiles.reseal)
    numbers += _rotate(wallet, IssuedCard, cards.reseal)
    _rotate(wallet, SealedCanary, canary.reseal)
    return numbers


def _rotate(wallet: Wallet, table: type[Row], reseal: Callable[[Vault, Row], None]) -> int:
    count, last = 0, ""
    while True:
        page = (
            select(table)
            .where(col(table.sealed).is_not(None), table.id > last)
            .order_by(table.id)
            .limit(BATCH)
            .with_for_update()
        )
        with wallet.database.write() as session:
            rows = list(session.exec(page))
            for row in rows:
                assert row.sealed is not None
                if not wallet.vault.sealed_with_active_key(row.sealed):
                    reseal(wallet.vault, row)
                    count += 1
        if not rows:
            return count
        last = rows[-1].id
