"""`python -m wallet rotate-keys`: reseals what older keys sealed, so that they can be dropped.

Put the new key first in WALLET_ENCRYPTION_KEY, restart, run this, then take the old key out.
"""

from sqlmodel import col, select

from wallet.profiles import reseal
from wallet.service import Wallet
from wallet.tables import PaymentProfile

BATCH = 200


def rotate(wallet: Wallet) -> int:
    """How many payment profiles were sealed anew."""
    count, last = 0, ""
    while True:
        page = (
            select(PaymentProfile)
            .where(col(PaymentProfile.sealed).is_not(None), PaymentProfile.id > last)
            .order_by(PaymentProfile.id)
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
