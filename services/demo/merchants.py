"""A month of a household's purchases: where, what kind, what it costs."""

from collections.abc import Iterator
from dataclasses import dataclass

MONTHS = 13
DAYS_OF_A_MONTH = 30


@dataclass(frozen=True)
class Purchase:
    """`ago`: days from the business date back to the day of the swipe; cents."""

    ago: int
    merchant: str
    category: str
    amount: int


_EACH_MONTH = (
    # days ago within the month, merchant, category, cents, by how much they vary
    (28, "Northside Market", "groceries", 8_640, 2_310),
    (26, "Pacific Gas & Electric", "utilities", 7_215, 1_480),
    (24, "Corner Bakery", "restaurants", 1_385, 620),
    (22, "Shell", "gas", 4_480, 910),
    (19, "Streamline Video", "subscriptions", 1_599, 0),
    (17, "Northside Market", "groceries", 6_930, 2_690),
    (14, "La Taqueria", "restaurants", 3_245, 1_370),
    (11, "Walgreens", "pharmacy", 2_118, 1_140),
    (8, "Muni Transit", "transport", 2_000, 0),
    (6, "Northside Market", "groceries", 7_480, 1_930),
    (4, "Hank's Hardware", "home", 2_940, 2_210),
)
EXTRAS = (
    Purchase(341, "Cascade Air", "travel", 31_840),
    Purchase(252, "Bayview Dental", "health", 18_500),
    Purchase(163, "Juniper Books", "shopping", 6_475),
    Purchase(71, "Lakeside Lodge", "travel", 24_600),
)


def purchases() -> list[Purchase]:
    """The oldest first."""
    return sorted([*_monthly(), *EXTRAS], key=lambda one: -one.ago)


def _monthly() -> Iterator[Purchase]:
    for month in range(MONTHS):
        for nth, (day, merchant, category, cents, varies) in enumerate(_EACH_MONTH):
            more = (month * 577 + nth * 331) % (varies + 1)
            yield Purchase(month * DAYS_OF_A_MONTH + day, merchant, category, cents + more)
