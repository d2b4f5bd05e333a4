"""The cards of a line of credit: what the wallet says of them, without the number."""

from sqlmodel import Session

from models.cards import Card, CardStatus


def add_card(
    session: Session,
    account_id: int,
    *,
    wallet_id: str,
    brand: str,
    last_four: str,
    expires: tuple[int, int],
    status: CardStatus,
) -> Card:
    """Keep a card that the wallet issued; `expires` is year and month."""
    year, month = expires
    card = Card(
        account_id=account_id,
        wallet_id=wallet_id,
        brand=brand.title(),
        last_four=last_four,
        expires=f"{year}-{month:02}",
        status=status,
    )
    session.add(card)
    session.flush()
    return card
