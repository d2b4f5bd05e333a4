"""The payment dialog's questions and answers as texts; amounts are made again at every step."""

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Literal, TypeVar

from models.credit_lines import BalanceType
from services.accounts.standing import Standing, standing
from services.accounts.words import title
from services.database import reading, unit_of_work
from services.errors import InvalidInput
from services.language import _, formats
from services.money import parse_amount
from services.payment_methods.lines import MethodLine, MethodLines, method_lines
from services.payments import flows, gateways
from services.payments.intents import open_intent
from services.payments.preview import AmountChoice, ExtraTo, Preview, preview
from services.payments.receipt_lines import ReceiptLines, receipt_lines
from services.payments.views import PayOptions, pay_options
from services.payments.words import being_checked
from services.subject import Subject

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class AmountLine:
    """An amount on offer; `none`: there is nothing to pay of it."""

    sub: str = ""
    amount: str = ""
    none: bool = True


@dataclass(frozen=True, slots=True)
class PayDialog:
    """What is offered: of a line of credit its own amounts, of a loan the others.

    `choice`, `custom`, `extra` and `method` are what is filled in. `held_back` names saved methods
    that cannot pay, and why; `full`: there can be no more of them; `pending` warns of payments
    whose outcome is not known; "" for none.
    """

    account: str = ""
    is_line: bool = False
    next_due: AmountLine = AmountLine()
    past_due: AmountLine = AmountLine()
    payoff: AmountLine = AmountLine()
    minimum_due: AmountLine = AmountLine()
    statement_balance: AmountLine = AmountLine()
    total_balance: AmountLine = AmountLine()
    choice: str = "next_due"
    custom: str = ""
    extra: str = "next_payments"
    methods: tuple[MethodLine, ...] = ()
    method: str = ""
    held_back: str = ""
    full: bool = False
    pending: str = ""

    def with_methods(self, lines: MethodLines) -> "PayDialog":
        return replace(
            self,
            methods=lines.offered,
            method=lines.first,
            held_back=lines.held_back,
            full=lines.full,
        )


@dataclass(frozen=True, slots=True)
class TypeLine:
    """What goes to a type of balance."""

    label: str
    amount: str


@dataclass(frozen=True, slots=True)
class PreviewLines:
    """What the payment changes; `shown` false: there is no amount yet.

    The last three are of a line of credit, `principal` and `next_due` of a loan.
    """

    shown: bool = False
    amount: str = ""
    pay: str = ""
    fees: str = ""
    interest: str = ""
    principal: str = ""
    balance: str = ""
    next_due: str = ""
    by_type: tuple[TypeLine, ...] = ()
    minimum_left: str = ""
    available: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the borrower chose, as it came from the browser: anything at all."""

    number: object
    choice: object = "next_due"
    custom: object = ""
    extra: object = "next_payments"
    method: object = ""

    def with_(self, part: Literal["choice", "custom", "extra", "method"], value: object) -> "Asked":
        return replace(self, **{part: value})


@dataclass(frozen=True, slots=True)
class Changed:
    """The account moved since the review; nothing was charged."""

    preview: Preview


def open_dialog(subject: Subject, number: object) -> tuple[str, PayDialog]:
    """A new intent's key, and what is offered. Raises NotFound, AccountNotPayable."""
    with unit_of_work() as session:
        one = standing(session, subject, number)
        key = open_intent(session, subject, one.account.number)
        return key, _dialog(one, pay_options(session, subject, one.account.number))


def look(subject: Subject, asked: Asked) -> Preview:
    """What it would change, today. Raises as `preview`, InvalidAmount, InvalidInput."""
    choice = _one_of(AmountChoice, "choice", asked.choice)
    extra = _one_of(ExtraTo, "extra", asked.extra)
    custom = parse_amount(asked.custom) if choice is AmountChoice.CUSTOM else None
    if not isinstance(asked.number, str):
        raise InvalidInput("number", "not_text")
    with reading() as session:
        return preview(session, subject, asked.number, choice, custom, extra)


def confirm(subject: Subject, key: str, reviewed: Preview, asked: Asked) -> ReceiptLines | Changed:
    """Pay what was reviewed, or say what it has become; again: the same receipt.

    Raises as `look` and `flows.pay`.
    """
    paid = flows.paid_before(subject, key)
    if paid is None:
        now = look(subject, asked)
        if now != reviewed:
            return Changed(now)
        choice = _one_of(AmountChoice, "choice", asked.choice)
        extra = _one_of(ExtraTo, "extra", asked.extra)
        method = method_id(asked)
        name = _title(subject, asked.number)  # nothing that can fail follows the charge
        paid = flows.pay(subject, key, reviewed.amount, choice, extra, method, gateways.current())
    else:
        name = _title(subject, paid.account_number)
    return receipt_lines(paid, name)


def _title(subject: Subject, number: object) -> str:
    with reading() as session:
        return title(standing(session, subject, number).account)


def method_id(asked: Asked) -> int:
    """Raises InvalidInput."""
    text = asked.method
    if not isinstance(text, str) or not text.isascii() or not text.isdigit() or len(text) > 12:
        raise InvalidInput("method", "not_a_method")
    return int(text)


def preview_lines(seen: Preview) -> PreviewLines:
    due = seen.next_due_after
    amount = formats.money(seen.amount)
    return PreviewLines(
        shown=True,
        amount=amount,
        pay=_("Pay {amount}").format(amount=amount),
        fees=formats.money(seen.fees),
        interest=formats.money(seen.interest),
        principal=formats.money(seen.principal),
        balance=formats.money(seen.balance_after),
        next_due=f"{formats.money(due.amount)} · {formats.day(due.due_date)}"
        if due
        else _("Nothing more"),
        by_type=tuple(_type_line(*one) for one in seen.line.by_type) if seen.line else (),
        minimum_left=formats.money(seen.line.minimum_left) if seen.line else "",
        available=formats.money(seen.line.available_after) if seen.line else "",
    )


def _type_line(kind: BalanceType, rate: Decimal, cents: int) -> TypeLine:
    label = {
        BalanceType.PURCHASES: _("To purchases at {rate}"),
        BalanceType.CASH_ADVANCES: _("To cash advances at {rate}"),
        BalanceType.BALANCE_TRANSFERS: _("To balance transfers at {rate}"),
    }[kind]
    return TypeLine(label.format(rate=formats.percent(rate)), formats.money(cents))


def _one_of(kind: type[E], field: str, value: object) -> E:
    if not isinstance(value, str) or value not in {item.value for item in kind}:
        raise InvalidInput(field, "not_a_choice")
    return kind(value)


def _dialog(one: Standing, options: PayOptions) -> PayDialog:
    late = one.past_due
    late_sub = (
        _("Since {day}").format(day=formats.short_day(late.since))
        if late
        else _("Nothing past due")
    )
    offer = PayDialog(
        account=_("{account} · balance {balance}").format(
            account=f"{title(one.account)} {formats.masked(one.account.number)}",
            balance=formats.money(one.balance),
        ),
        is_line=one.line is not None,
        past_due=_line(late_sub, options.amounts[AmountChoice.PAST_DUE]),
        choice=_first_choice(options),
        pending=being_checked(options.being_checked),
    ).with_methods(method_lines(options.methods))
    return replace(offer, **(_amounts_of_line if one.line else _amounts_of_loan)(one, options))


def _amounts_of_loan(one: Standing, options: PayOptions) -> dict[str, AmountLine]:
    due = one.next_due
    sub = _("Due {day}").format(day=formats.short_day(due.due_date)) if due else ""
    return {
        "next_due": _line(
            sub or _("Nothing more falls due"), options.amounts[AmountChoice.NEXT_DUE]
        ),
        "payoff": _line(_("Good through today"), options.amounts[AmountChoice.PAYOFF]),
    }


def _amounts_of_line(one: Standing, options: PayOptions) -> dict[str, AmountLine]:
    amounts, due_on = options.amounts, one.line.minimum_due_on if one.line else None
    asked = amounts[AmountChoice.MINIMUM_DUE]
    due = _("Due {day}").format(day=formats.short_day(due_on)) if due_on and asked else ""
    statement = amounts[AmountChoice.STATEMENT_BALANCE]
    in_time = due_on is not None and one.on <= due_on
    free = _("Paid by {day}, new purchases bear no interest")
    return {
        "minimum_due": _line(due or _("Nothing is due now"), asked),
        "statement_balance": _line(
            free.format(day=formats.short_day(due_on))
            if due_on and in_time and statement
            else _("What is left of your last statement"),
            statement,
        ),
        "total_balance": _line(_("All that you owe today"), amounts[AmountChoice.TOTAL_BALANCE]),
    }


def _line(sub: str, cents: int) -> AmountLine:
    return AmountLine(sub, formats.money(cents), cents == 0)


def _first_choice(options: PayOptions) -> str:
    """The first that asks for something."""
    for choice in (AmountChoice.PAST_DUE, AmountChoice.NEXT_DUE, AmountChoice.MINIMUM_DUE):
        if options.amounts.get(choice):
            return choice.value
    return AmountChoice.CUSTOM.value
