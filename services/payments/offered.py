"""What there is to pay on an account on a day, of either kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from models.accounts import CREDIT_KINDS, Account
from models.payments import AmountChoice
from services.credit_lines.asked import past_due_left
from services.ledger import line_of, line_position_of, position_of, terms_of
from services.ledger.line_rows import asked_of
from services.servicing.due import choices


@dataclass(frozen=True)
class Offered:
    """Cents that each choice but CUSTOM stands for; `owed` is all that the account takes."""

    amounts: Mapping[AmountChoice, int]
    owed: int

    def of(self, choice: AmountChoice, custom: int = 0) -> int | None:
        """None: the kind of account does not know the choice."""
        return custom if choice is AmountChoice.CUSTOM else self.amounts.get(choice)


def offered_on(session: Session, account: Account, on: date) -> Offered:
    """Raises NotFound for an account without any entry."""
    assert account.id is not None
    if account.kind in CREDIT_KINDS:
        return _of_line(session, account.id, on)
    due = choices(position_of(session, account.id), terms_of(session, account.id), on)
    amounts = {
        AmountChoice.NEXT_DUE: due.next_due,
        AmountChoice.PAST_DUE: due.past_due,
        AmountChoice.PAYOFF: due.payoff,
    }
    return Offered(amounts, due.payoff)


def _of_line(session: Session, account_id: int, on: date) -> Offered:
    line, owed = line_of(session, account_id), line_position_of(session, account_id).owed
    late = past_due_left(asked_of(line), owed, on)
    amounts = {
        AmountChoice.MINIMUM_DUE: line.minimum_due,
        AmountChoice.STATEMENT_BALANCE: line.statement_balance,
        AmountChoice.PAST_DUE: late.amount if late else 0,
        AmountChoice.TOTAL_BALANCE: owed,
    }
    return Offered(amounts, owed)
