"""One way to ask the wallet: what keeps it from answering is one error for the borrower."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from services.payment_methods.errors import WalletAway
from services.payments.gateway import OutcomeUnknown, WalletUnavailable

P = ParamSpec("P")
T = TypeVar("T")


def ask(call: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Outside every transaction. Raises WalletAway, and what else `call` raises."""
    try:
        return call(*args, **kwargs)
    except (OutcomeUnknown, WalletUnavailable) as error:
        raise WalletAway from error
