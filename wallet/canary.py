"""A value sealed at the first start: a wrong key is noticed at once, not at the next charge."""

from sqlalchemy import LargeBinary
from sqlmodel import Session, col, func, select

from wallet.column_types import new_id
from wallet.database import Database
from wallet.tables import IssuedCard, PaymentProfile, SealedCanary
from wallet.vault import KEY_ID_AT, KEY_ID_BYTES, KeyRefused, Place, SealBroken, Vault

PLAIN = b"canary"
WRONG = (
    "WALLET_ENCRYPTION_KEY is not the key that this database was sealed with; nothing was changed."
    " Give the old key, after the new one while keys are rotated."
)
LEFT_BEHIND = (
    "WALLET_ENCRYPTION_KEY lacks a key that {} of this database's numbers are sealed with; nothing"
    " was changed. Give that key too, last, and run `python -m wallet rotate-keys` before it goes."
)


def check(database: Database, vault: Vault) -> None:
    """Opens the canary, or seals one in a database that has none.

    Raises:
        KeyRefused: when the keys in the settings open neither it nor what was sealed before it,
            or when one is missing that numbers are still sealed with.
    """
    with database.write() as session:
        row = session.exec(select(SealedCanary).with_for_update()).first()
        try:
            if row is not None:
                vault.open(row.sealed, place_of(row))
            else:
                _try_older(session, vault)
                session.add(_made(vault))
            left = sum(_strangers(session, table, vault) for table in (PaymentProfile, IssuedCard))
            if left:
                raise KeyRefused(LEFT_BEHIND.format(left))
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


def _strangers(
    session: Session, table: type[PaymentProfile] | type[IssuedCard], vault: Vault
) -> int:
    """How many numbers no given key opens, by the key ids that stand in them."""
    key_id = func.substr(table.sealed, KEY_ID_AT, KEY_ID_BYTES, type_=LargeBinary)
    unknown = col(table.sealed).is_not(None) & key_id.not_in(vault.key_ids)
    return session.exec(select(func.count()).select_from(table).where(unknown)).one()
