"""The payment dialog's questions and answers as texts; amounts are made again at every step."""

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Literal, TypeVar

from services.accounts.standing import Standing, standing
from services.accounts.words import title
from services.database import reading, unit_of_work
from services.errors import InvalidInput
from services.language import _, formats
from services.money import parse_amount
from services.payments import flows, gateways
from services.payments.intents import open_intent
from services.payments.preview import AmountChoice, ExtraTo, Preview, preview
from services.payments.receipt_lines import ReceiptLines, receipt_lines
from services.payments.views import PayOptions, pay_options
from services.payments.words import being_checked, method_name
from services.subject import Subject

E = TypeVar("E", bound=StrEnum)


@dataclass(frozen=True, slots=True)
class AmountLine:
    """An amount on offer; `none`: there is nothing to pay of it."""

    sub: str = ""
    amount: str = ""
    none: bool = True


@dataclass(frozen=True, slots=True)
class MethodLine:
    id: str
    label: str


@dataclass(frozen=True, slots=True)
class PayDialog:
    """What is offered. `pending` warns of payments whose outcome is not known, "" for none."""

    account: str = ""
    next_due: AmountLine = AmountLine()
    past_due: AmountLine = AmountLine()
    payoff: AmountLine = AmountLine()
    choice: str = "next_due"
    methods: tuple[MethodLine, ...] = ()
    pending: str = ""


@dataclass(frozen=True, slots=True)
class PreviewLines:
    """What the payment changes; `shown` false: there is no amount yet."""

    shown: bool = False
    amount: str = ""
    pay: str = ""
    fees: str = ""
    interest: str = ""
    principal: str = ""
    balance: str = ""
    next_due: str = ""


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
    )


def _one_of(kind: type[E], field: str, value: object) -> E:
    if not isinstance(value, str) or value not in {item.value for item in kind}:
        raise InvalidInput(field, "not_a_choice")
    return kind(value)


def _dialog(one: Standing, options: PayOptions) -> PayDialog:
    amounts = options.amounts
    due, late = one.next_due, one.past_due
    next_sub = _("Due {day}").format(day=formats.short_day(due.due_date)) if due else ""
    late_sub = (
        _("Since {day}").format(day=formats.short_day(late.since))
        if late
        else _("Nothing past due")
    )
    return PayDialog(
        account=_("{account} · balance {balance}").format(
            account=f"{title(one.account)} {formats.masked(one.account.number)}",
            balance=formats.money(one.balance),
        ),
        next_due=_line(next_sub or _("Nothing more falls due"), amounts.next_due),
        past_due=_line(late_sub, amounts.past_due),
        payoff=_line(_("Good through today"), amounts.payoff),
        choice=_first_choice(options),
        methods=tuple(MethodLine(str(one.id), method_name(one)) for one in options.methods),
        pending=being_checked(options.being_checked),
    )


def _line(sub: str, cents: int) -> AmountLine:
    return AmountLine(sub, formats.money(cents), cents == 0)


def _first_choice(options: PayOptions) -> str:
    if options.amounts.past_due:
        return AmountChoice.PAST_DUE.value
    return (AmountChoice.NEXT_DUE if options.amounts.next_due else AmountChoice.CUSTOM).value
