"""Pays once in a process of its own and dies at a chosen point: `python -m tests.support.crashing`.

Arguments: point (before_charge, after_charge, after_posting), wallet's address and key, login,
customer, key, method. The exit status is 9.
"""

import os
import sys
from datetime import date

from models.payments import AmountChoice
from models.servicing import ExtraTo
from services.payments import flows
from services.payments.gateway import ChargeResult
from services.payments.wallet_gateway import WalletGateway
from services.subject import Subject

DIED = 9


class DyingGateway(WalletGateway):
    point = ""

    def charge(
        self, key: str, profile_token: str, amount: int, business_date: date
    ) -> ChargeResult:
        if self.point == "before_charge":
            os._exit(DIED)
        result = super().charge(key, profile_token, amount, business_date)
        if self.point == "after_charge":
            os._exit(DIED)
        return result


def main(
    point: str, url: str, api_key: str, login: str, customer: str, key: str, method: str
) -> None:
    gateway = DyingGateway(url, api_key, 5)
    gateway.point = point
    subject = Subject(int(login), int(customer), 0, "B")
    flows.pay(
        subject,
        key,
        106_62,
        AmountChoice.CUSTOM,
        ExtraTo.NEXT_PAYMENTS,
        int(method),
        gateway,
    )
    os._exit(DIED)


if __name__ == "__main__":
    main(*sys.argv[1:])
