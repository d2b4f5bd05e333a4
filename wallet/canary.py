"""A value sealed at the first start: a wrong key is noticed at once, not at the next charge."""

from sqlmodel import Session, col, select

from wallet.column_types import new_id
from wallet.database import Database
from wallet.tables import IssuedCard, PaymentProfile, SealedCanary
from wallet.vault import KeyRefused, Place, SealBroken, Vault

PLAIN = b"canary"
WRONG = (
    "WALLET_ENCRYPTION_KEY is not the key that this database was sealed with; nothing was changed."
    " Give the old key, after the new one while keys are rotated."
)


def check(database: Database, vault: Vault) -> None:
    """Opens the canary, or seals one in a database that has none.

    Raises:
        KeyRefused: when the key in the settings opens neither it nor what was sealed before it.
    """
    with database.write() as session:
        row = session.exec(select(SealedCanary).with_for_update()).first()
        try:
            if row is not None:
                vault.open(row.sealed, place_of(row))
            else:
                _try_older(session, vault)
                session.add(_made(vault))
        except SealBroken:
            raise KeyRefused(WRONG) from None


def reseal(vault: Vault, row: SealedCanary) -> None:
    vault.open(row.sealed, place_of(row))
    row.sealed = vault.seal(PLAIN, place_of(row))


def place_of(row: SealedCanary) -> Place:
    return Place("canaries", "sealed", row.id)


def _made(vault: Vault) -> SealedCanary:
    row = SealedCanary(id=new_id("canary"), sealed=b"")
    row.sealed = vault.seal(PLAIN, place_of(row))
    return row


def _try_older(session: Session, vault: Vault) -> None:
    """A database from before canaries: one of its numbers tells as much."""
    for table, name in ((PaymentProfile, "payment_profiles"), (IssuedCard, "issued_cards")):
        kept = select(table).where(col(table.sealed).is_not(None)).limit(1)
        row = session.exec(kept).first()
        if row is not None and row.sealed is not None:
            vault.open(row.sealed, Place(name, "sealed", row.id))
