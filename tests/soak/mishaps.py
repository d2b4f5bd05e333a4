"""Rounds of a soak: each does one thing to a payment; the auditor hears what must come of it."""

import multiprocessing
import random
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from services.errors import PortalError
from services.payments.wallet_gateway import WalletGateway
from tests.soak.auditor import Auditor, Fate, Intent
from tests.support.crashing import DIED, POINTS, pay_and_die
from tests.support.faulty_wallet import PATIENCE_SECONDS, SENT, UNSENT, FaultyWallet
from tests.support.paying import TERMS, Loan, gateway_to, make_loan
from tests.wallet.support.requests import TIMES_OUT, card
from tests.wallet.support.server import WalletServer

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.support.crashing"])
DECLINED = "4000000000000002"
RICH = replace(TERMS, principal=100_000_00)
INTEREST_SHARE = (12 * 4, 100 * 360)
"""12 % a year for four days of 30/360: from 1 to 5 January."""


@dataclass
class Soak:
    """`loan` has two co-borrowers; `methods` are a good card of each; `line` has the faults."""

    seed: str
    auditor: Auditor
    server: WalletServer
    line: FaultyWallet
    loan: Loan
    methods: tuple[int, int]
    random: random.Random
    opened: int = 0

    @classmethod
    def begin(cls, seed: str, auditor: Auditor, server: WalletServer, line: FaultyWallet) -> "Soak":
        loan = make_loan(2, terms=RICH)
        auditor.opened(loan, RICH.principal, _interest(RICH.principal))
        methods = (loan.card(server, card()), loan.card(server, card(), 1))
        return cls(seed, auditor, server, line, loan, methods, random.Random(seed))

    def gateway(self, fault: str = "") -> WalletGateway:
        usual = gateway_to(self.server, 10)
        if not fault:
            return usual
        return WalletGateway(f"{self.line.url}/{fault}", usual._api_key, PATIENCE_SECONDS)

    def round(self) -> str:
        """Do one thing; its name."""
        chosen = self.random.choices([*MISHAPS], weights=[*MISHAPS.values()])[0]
        chosen(self)
        return chosen.__name__

    def intent(self, fate: Fate = Fate.CHARGED, who: int = 0) -> Intent:
        amount = self.random.randint(1, 9_99)
        return self.auditor.expects(self.loan, self.loan.key(who), amount, fate)

    def pay(self, intent: Intent, gateway: WalletGateway, method: int = 0, who: int = 0) -> bool:
        """False: refused, and nothing was charged by this."""
        try:
            paid = intent.loan.pay(
                gateway, method or self.methods[who], intent.key, intent.amount, who
            )
        except PortalError:
            return False
        intent.told.append(paid)
        return True

    def at_once(self, *calls: Callable[[], bool]) -> list[bool]:
        with ThreadPoolExecutor(len(calls)) as pool:
            return [future.result() for future in [pool.submit(call) for call in calls]]


def double_click(soak: Soak) -> None:
    intent, gateway = soak.intent(), soak.gateway()
    soak.at_once(*[lambda: soak.pay(intent, gateway)] * soak.random.randint(2, 4))


def same_frame_twice(soak: Soak) -> None:
    intent, gateway = soak.intent(), soak.gateway()
    assert soak.pay(intent, gateway)
    assert soak.pay(intent, gateway)


def two_tabs(soak: Soak) -> None:
    first, second, gateway = soak.intent(), soak.intent(), soak.gateway()
    soak.at_once(lambda: soak.pay(first, gateway), lambda: soak.pay(second, gateway))


def two_co_borrowers(soak: Soak) -> None:
    first, second, gateway = soak.intent(), soak.intent(who=1), soak.gateway()
    soak.at_once(lambda: soak.pay(first, gateway), lambda: soak.pay(second, gateway, who=1))


def two_co_borrowers_want_more_than_is_owed(soak: Soak) -> None:
    soak.opened += 1
    loan = make_loan(2, f"L-{soak.opened + 1}")
    soak.auditor.opened(loan, TERMS.principal, _interest(TERMS.principal))
    methods = [loan.card(soak.server, card(), who) for who in (0, 1)]
    both = [soak.auditor.expects(loan, loan.key(who), 700_00, Fate.EITHER) for who in (0, 1)]
    gateway = soak.gateway()
    went = soak.at_once(
        *[lambda who=who: soak.pay(both[who], gateway, methods[who], who) for who in (0, 1)]
    )
    assert sorted(went) == [False, True]
    for one, went_through in zip(both, went, strict=True):
        one.fate = Fate.CHARGED if went_through else Fate.NOT_CHARGED


def declined(soak: Soak) -> None:
    bad = soak.loan.card(soak.server, card(DECLINED))
    fault = soak.random.choice(["", *UNSENT, *SENT])
    soak.pay(soak.intent(Fate.NOT_CHARGED), soak.gateway(fault), bad)


def timed_out_after_success(soak: Soak) -> None:
    slow = soak.loan.card(soak.server, card(TIMES_OUT))
    soak.pay(soak.intent(), soak.gateway("none"), slow)


def wallet_faults(soak: Soak) -> None:
    """Pay, pay again with the same key, and let a worker meet another fault."""
    intent = soak.intent()
    for _ in range(soak.random.randint(1, 2)):
        soak.pay(intent, soak.gateway(soak.random.choice([*UNSENT, *SENT])))


def wallet_down(soak: Soak) -> None:
    away = WalletGateway("http://127.0.0.1:9", "none", PATIENCE_SECONDS)
    soak.pay(soak.intent(Fate.NOT_CHARGED), away)


def wallet_killed(soak: Soak) -> None:
    """While it is charging, or about to, or just after."""
    intent = soak.intent(Fate.EITHER)
    gateway = soak.gateway("none")
    server = soak.server

    def kill() -> bool:
        pause(soak.random.uniform(0, 0.05))
        server.kill()
        return True

    soak.at_once(lambda: soak.pay(intent, gateway), kill)
    server.start()


def portal_died(soak: Soak) -> None:
    intent = soak.intent()
    process = _paying_process(soak, intent, soak.random.choice(POINTS))
    process.join(30)
    assert process.exitcode == DIED
    if soak.random.random() < 0.5:
        soak.pay(intent, soak.gateway())


def portal_killed_at_any_moment(soak: Soak) -> None:
    intent = soak.intent(Fate.EITHER)
    process = _paying_process(soak, intent, "after_posting")
    process.join(soak.random.uniform(0, 0.25))
    process.kill()
    process.join(30)


MISHAPS: dict[Callable[[Soak], None], int] = {
    double_click: 10,
    same_frame_twice: 8,
    two_tabs: 10,
    two_co_borrowers: 10,
    two_co_borrowers_want_more_than_is_owed: 6,
    declined: 6,
    timed_out_after_success: 5,
    wallet_faults: 16,
    wallet_down: 4,
    wallet_killed: 5,
    portal_died: 14,
    portal_killed_at_any_moment: 8,
}


def pause(seconds: float) -> None:
    """Until a moment that the seed chose: what is tested is that any moment will do."""
    threading.Event().wait(seconds)


def _paying_process(soak: Soak, intent: Intent, point: str):
    last = intent.loan.last_payment(
        point, soak.gateway(), intent.key, soak.methods[0], intent.amount
    )
    process = PROCESSES.Process(target=pay_and_die, args=(last,))
    process.start()
    return process


def _interest(principal: int) -> int:
    numerator, denominator = INTEREST_SHARE
    return (principal * numerator * 2 + denominator) // (2 * denominator)
