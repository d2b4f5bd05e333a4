"""Cards that the lender issues: the number is made here, sealed here, and never leaves."""

from sqlmodel import Session, col, select

from wallet import idempotency
from wallet.column_types import new_id
from wallet.idempotency import Answer
from wallet.numbers import brand_of, new_card_number
from wallet.problems import CardNotFound
from wallet.schemas import IssuedCardList, IssuedCardOut, IssueIn
from wallet.service import Wallet
from wallet.tables import CardStatus, IssuedCard
from wallet.vault import Place, Vault

SCOPE = "cards"
USABLE = {CardStatus.ACTIVE, CardStatus.ACTIVE_REISSUED, CardStatus.ACTIVE_VIRTUAL_ONLY}
MOST_LISTED = 100


def issue(wallet: Wallet, given: IssueIn, key: str) -> Answer:
    """A new card once per key. Raises KeyReused."""
    digest = idempotency.digest_of(given.model_dump(mode="json"))
    with wallet.database.write() as session:
        fresh, answer = idempotency.claim(session, SCOPE, key, digest)
        if fresh:
            card = _sealed_card(wallet.vault, given, new_card_number())
            session.add(card)
            answer = idempotency.complete(session, SCOPE, key, to_out(card))
    assert answer is not None
    return answer


def get(wallet: Wallet, card_id: str) -> IssuedCardOut:
    with wallet.database.read() as session:
        return to_out(existing(session, card_id))


def of_reference(wallet: Wallet, reference: str) -> IssuedCardList:
    """The oldest first, at most `MOST_LISTED`."""
    found = select(IssuedCard).where(IssuedCard.reference == reference)
    ordered = found.order_by(col(IssuedCard.created_at), col(IssuedCard.id)).limit(MOST_LISTED)
    with wallet.database.read() as session:
        return IssuedCardList(data=[to_out(card) for card in session.exec(ordered)])


def existing(session: Session, card_id: str, lock: bool = False) -> IssuedCard:
    """The card; `lock` until the transaction ends. Raises CardNotFound."""
    query = select(IssuedCard).where(IssuedCard.id == card_id)
    card = session.exec(query.with_for_update() if lock else query).first()
    if card is None:
        raise CardNotFound
    return card


def to_out(card: IssuedCard) -> IssuedCardOut:
    return IssuedCardOut.model_validate(card, from_attributes=True)


def place_of(card: IssuedCard) -> Place:
    return Place("issued_cards", "sealed", card.id)


def reseal(vault: Vault, card: IssuedCard) -> None:
    """Under the active key, whichever it was sealed with."""
    _seal(vault, card, vault.open(card.sealed, place_of(card)))


def _sealed_card(vault: Vault, given: IssueIn, number: str) -> IssuedCard:
    card = IssuedCard(
        id=new_id("card"),
        brand=brand_of(number),
        last4=number[-4:],
        sealed=b"",
        fingerprint="",
        **given.model_dump(),
    )
    _seal(vault, card, number.encode())
    return card


def _seal(vault: Vault, card: IssuedCard, number: bytes) -> None:
    card.sealed = vault.seal(number, place_of(card))
    card.fingerprint = vault.fingerprint("issued card", number)
