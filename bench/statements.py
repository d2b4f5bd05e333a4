"""Statements: a hundred PDFs in one process against reportlab and weasyprint, the same words."""

import json
import subprocess
import tempfile
from contextlib import contextmanager
from dataclasses import asdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from statistics import median
from time import process_time

from bench.peers import install
from bench.result import Result
from models.accounts import AccountKind
from models.credit_lines import BalanceType
from models.statements import Statement
from models.transactions import TransactionKind
from services.credit_lines.repayment import Owing
from services.credit_lines.terms import Minimum
from services.language import use_language
from services.pdf import render
from services.statements.detail import Detail, Lender, Line, TypeOfBalance, as_json
from services.statements.estimates import estimate
from services.statements.paper import StatementPaper, statement_paper

GOAL = "statements"
TARGET = 0.3
HOW_MANY, ROUNDS, PURCHASES = 100, 5, 25
THEIRS = 10
"""As many of them are made by a peer in each round."""
CLOSED = date(2026, 3, 22)
PEERS = ("reportlab", "weasyprint")


def run() -> list[Result]:
    made = [_statement(number) for number in range(HOW_MANY)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "papers.json"
        file.write_text(json.dumps([asdict(_paper(one)) for one in made[:THEIRS]], default=str))
        seconds = _in_turns(made, file)
    if len(seconds) == 1:
        return [Result(GOAL, _name("a peer"), None, TARGET, "None of the peers starts here.")]
    slowest = max((name for name in seconds if name != "ours"), key=lambda one: seconds[one])
    how = (
        f"Processor time, median of {ROUNDS} rounds in turns, different statements of two pages"
        f" with {PURCHASES} purchases, {HOW_MANY} of ours and {THEIRS} of theirs a round, each in"
        " one process; ours from the row, tagged (PDF/UA) like weasyprint's"
    )
    return [
        Result(
            GOAL,
            _name(name),
            seconds["ours"] / took,
            TARGET if name == slowest else None,
            f"{how}; {seconds['ours'] * 1000:.1f} ms beside {took * 1000:.1f} ms each",
        )
        for name, took in seconds.items()
        if name != "ours"
    ]


def _name(peer: str) -> str:
    return f"{HOW_MANY} statement PDFs vs {peer}"


def _in_turns(made: list[Statement], file: Path) -> dict[str, float]:
    """Processor seconds a statement, by who made them."""
    taken: dict[str, list[float]] = {"ours": []}
    with _peer("reportlab", file) as one, _peer("weasyprint", file) as other:
        peers = {name: peer for name, peer in zip(PEERS, (one, other), strict=True) if peer}
        _make(made[0])
        for _round in range(ROUNDS):
            start = process_time()
            for statement in made:
                _make(statement)
            taken["ours"].append((process_time() - start) / HOW_MANY)
            for name, peer in peers.items():
                taken.setdefault(name, []).append(_asked(peer) / THEIRS)
    return {name: median(each) for name, each in taken.items()}


@contextmanager
def _peer(name: str, file: Path):
    """A process that has imported it; None where its libraries are missing."""
    command = [str(install.papers_python()), str(install.PEERS / "papers.py"), name, str(file)]
    process = subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout
        yield process if process.stdout.readline().strip() == "ready" else None
    finally:
        process.terminate()
        process.wait()


def _asked(process: subprocess.Popen[str]) -> float:
    assert process.stdin
    assert process.stdout
    process.stdin.write("go\n")
    process.stdin.flush()
    return float(process.stdout.readline())


def _make(statement: Statement) -> bytes:
    return render("statement", _paper(statement), "en")


def _paper(statement: Statement) -> StatementPaper:
    with use_language("en"):
        return statement_paper(statement)


def _statement(number: int) -> Statement:
    """Every one has other figures: nothing is made once for all."""
    bought = [1_000 + 37 * number + 113 * index for index in range(PURCHASES)]
    lines = (
        Line(CLOSED - timedelta(days=20), TransactionKind.PAYMENT, -45_000),
        *(
            Line(
                CLOSED - timedelta(days=25 - index),
                TransactionKind.PURCHASE,
                cents,
                f"Store {number}-{index}",
            )
            for index, cents in enumerate(bought)
        ),
        Line(CLOSED, TransactionKind.INTEREST, 1_089),
    )
    previous, balance = 53_507 + number, 53_507 + number - 45_000 + sum(bought) + 1_089
    rate = Decimal("21.99")
    detail = Detail(
        number=f"C-{number:04}",
        kind=AccountKind.CARD,
        name="Juniper Card",
        borrowers=("Maria Reyes",),
        lines=lines,
        types=(TypeOfBalance(BalanceType.PURCHASES, rate, 60_000 + number, 1_089),),
        estimate=estimate([Owing(balance, rate)], Minimum(), 5_000, False),
        late_fee=3_500,
        available=500_000 - balance,
        paid_in_full=False,
        lender=Lender("Juniper Lending", "1-800-555-0142", "P.O. Box 1142", "1-800-555-0142"),
    )
    return Statement(
        account_id=1,
        number=1,
        opened_on=CLOSED - timedelta(days=29),
        closed_on=CLOSED,
        due_on=CLOSED + timedelta(days=25),
        last_sequence=30,
        previous_balance=previous,
        payments=45_000,
        purchases=sum(bought),
        interest=1_089,
        new_balance=balance,
        credit_limit=500_000,
        minimum_due=5_000,
        interest_this_year=1_089,
        detail=as_json(detail),
    )
