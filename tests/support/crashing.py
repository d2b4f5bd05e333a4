"""Pays once in a process of its own and kills it at a chosen point: `python -m …crashing JSON`."""

import json
import os
import signal
import sys
from dataclasses import asdict, dataclass
from datetime import date

from models.payments import AmountChoice
from models.servicing import ExtraTo
from services.payments import flows
from services.payments.gateway import ChargeResult
from services.payments.wallet_gateway import WalletGateway
from services.subject import Subject

DIED = -signal.SIGKILL
POINTS = ("before_charge", "after_charge", "after_posting")


@dataclass(frozen=True)
class LastPayment:
    """`point`: one of POINTS; amounts are cents. `environment` says which database it is."""

    point: str
    url: str
    api_key: str
    login: int
    customer: int
    key: str
    method: int
    amount: int
    environment: dict[str, str]

    def as_json(self) -> str:
        return json.dumps(asdict(self))


class DyingGateway(WalletGateway):
    point = ""

    def charge(
        self, key: str, profile_token: str, amount: int, business_date: date
    ) -> ChargeResult:
        if self.point == "before_charge":
            die()
        result = super().charge(key, profile_token, amount, business_date)
        if self.point == "after_charge":
            die()
        return result


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def pay_and_die(last: LastPayment) -> None:
    """In a fresh process only."""
    os.environ.update(last.environment)
    gateway = DyingGateway(last.url, last.api_key, 60)
    gateway.point = last.point
    flows.pay(
        Subject(last.login, last.customer, 0, "B"),
        last.key,
        last.amount,
        AmountChoice.CUSTOM,
        ExtraTo.NEXT_PAYMENTS,
        last.method,
        gateway,
    )
    die()


if __name__ == "__main__":
    pay_and_die(LastPayment(**json.loads(sys.argv[1])))
