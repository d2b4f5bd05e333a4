"""Who is asking: the argument of every read (ADR 0003)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """A logged-in borrower. `language` is `en` or `es`."""

    login_id: int
    customer_id: int
    session_id: int
    name: str
    language: str = "en"
