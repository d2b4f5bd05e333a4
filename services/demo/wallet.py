"""What the demo asks of the wallet while it is seeded."""

from collections.abc import Callable
from typing import Any

AskWallet = Callable[[str, str, dict[str, Any]], dict[str, Any]]
"""Address, idempotency key and body of a POST of the wallet; its answer."""
