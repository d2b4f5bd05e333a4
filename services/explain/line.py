"""Figures of a line of credit: its balance, the minimum due, the last statement's interest."""

from sqlmodel import Session, col, select

from models.credit_lines import BalanceType
from models.statements import Statement
from models.transactions import Transaction
from services.account_summary.facts import rate_text
from services.accounts.standing import Standing
from services.credit_lines.asked import minimum_left, past_due_left
from services.credit_lines.interest import DAYS_OF_YEAR
from services.credit_lines.minimum import minimum_due
from services.credit_lines.terms import Minimum
from services.errors import NotFound
from services.explain.entries import named, newest
from services.explain.views import Part, Step, step
from services.language import _, formats, ngettext
from services.ledger.line_rows import asked_of, line_of, line_terms_of
from services.statements.detail import TypeOfBalance, from_json

SHOWN = 8


def balance(session: Session, one: Standing) -> tuple[Step, ...]:
    """From the last statement, the newest entries one by one; the rest of them as one line."""
    account_id = one.account.id or 0
    statement = last_statement(session, account_id)
    entries = newest(session, account_id, SHOWN + 1)
    since = statement.last_sequence if statement else 0
    before, parts = 0, []
    if statement is not None:
        before = _owed_at(session, account_id, since)
        day = formats.day(statement.closed_on)
        parts.append(Part(_("Balance of the statement of {day}").format(day=day), before))
    fresh = [entry for entry in entries if entry.sequence > since]
    if len(fresh) > SHOWN:
        first = fresh.pop(0)
        count = first.sequence - since
        label = ngettext("{count} earlier entry", "{count} earlier entries", count)
        until = _("until {day}").format(day=formats.day(first.effective_on))
        label = label.format(count=formats.number(count))
        parts.append(Part(label, _owed(first) - before, until))
        before = _owed(first)
    for entry in fresh:
        parts.append(Part(named(entry), _owed(entry) - before))
        before = _owed(entry)
    words = _(
        "The balance is all that you owe: purchases and advances, interest and fees that were"
        " charged, less your payments and credits."
    )
    whole = step(words, parts, Part(_("Current balance"), one.position.owed))
    if statement is None or not statement.interest:
        return (whole,)
    return (whole, *statement_interest(session, one))


def available(session: Session, one: Standing) -> tuple[Step, ...]:
    """Raises NotFound once the line is closed."""
    if one.line is None or not one.is_open:
        raise NotFound
    position, limit = one.position, one.line.credit_limit
    left = limit - position.owed + position.unapplied - one.pending
    parts = [
        Part(_("Credit limit"), limit),
        Part(_("Current balance"), -position.owed),
        Part(_("Credit balance, kept for you"), position.unapplied),
        Part(_("Authorized, not posted yet"), -one.pending),
        Part(_("More than the limit"), one.available - left),
    ]
    words = _(
        "What you can still draw: the limit less what you owe and what is authorized already."
    )
    total = Part(_("Available credit"), one.available)
    return (step(words, (part for part in parts if part.cents), total),)


def minimum(session: Session, one: Standing) -> tuple[Step, ...]:
    """What is left of it, and how the statement came to it."""
    line = line_of(session, one.account.id or 0)
    asked, owed = asked_of(line), one.position.owed
    left = minimum_left(asked, owed)
    day = formats.day(asked.due_on) if asked.due_on else "–"
    paid = min(asked.paid, asked.minimum)
    parts = [
        Part(_("Minimum payment of the statement"), asked.minimum),
        Part(_("Disputed, not asked for"), -asked.excused),
        Part(_("Paid since"), -paid),
        Part(_("More than is owed"), left - (asked.minimum - asked.excused - paid)),
    ]
    words = _("The statement asks for a minimum payment; what you pay counts toward it.")
    total = Part(_("Minimum due on {day}").format(day=day), left)
    first = step(words, (part for part in parts if part.cents), total)
    statement = last_statement(session, one.account.id or 0)
    if statement is None or statement.minimum_due != asked.minimum:
        return (first,)
    return (first, *_rule(line_terms_of(session, line).minimum_on(statement.opened_on), statement))


def past_due(session: Session, one: Standing) -> tuple[Step, ...]:
    """Raises NotFound where nothing is."""
    asked = asked_of(line_of(session, one.account.id or 0))
    late = past_due_left(asked, one.position.owed, one.on)
    if late is None or asked.due_on is None:
        raise NotFound
    if one.on > asked.due_on:
        day = formats.day(asked.due_on)
        base = Part(_("Minimum payment that was due on {day}").format(day=day), asked.minimum)
    else:
        base = Part(_("Past due on the last statement"), asked.past_due)
    paid, excused = min(asked.paid, base.cents), min(asked.excused, base.cents)
    parts = [
        base,
        Part(_("Disputed, not asked for"), -excused),
        Part(_("Paid since"), -paid),
        Part(_("More than is owed"), late.amount - (base.cents - excused - paid)),
    ]
    words = _("A minimum payment that was not made by its day, less what was paid since.")
    total = Part(_("Past due since {day}").format(day=formats.day(late.since)), late.amount)
    return (step(words, (part for part in parts if part.cents), total),)


def _rule(rule: Minimum, statement: Statement) -> tuple[Step, ...]:
    """Nothing where a dispute took something out of it."""
    balance, interest = statement.new_balance, statement.interest
    # what is past due is in the minimum as far as the balance allows it
    if minimum_due(rule, balance, interest, statement.past_due) != statement.minimum_due:
        return ()
    share = minimum_due(Minimum(0, rule.percent), balance, 0)
    larger = max(rule.floor, share + interest)
    sum_ = _("{percent} of {balance}").format(
        percent=rate_text(rule.percent), balance=formats.money(balance)
    )
    parts = [
        Part(_("Share of the statement balance"), share, sum_),
        Part(_("New interest"), interest),
        Part(_("Up to the smallest minimum"), larger - share - interest),
        Part(_("Past due"), statement.past_due),
        Part(_("More than the balance"), statement.minimum_due - larger - statement.past_due),
    ]
    words = _(
        "A share of the statement balance and the new interest, at least {floor}, and what was past"
        " due; never more than the balance."
    ).format(floor=formats.money(rule.floor))
    total = Part(_("Minimum payment of the statement"), statement.minimum_due)
    return (step(words, (part for part in parts if part.cents), total),)


def statement_interest(session: Session, one: Standing) -> tuple[Step, ...]:
    """Charged at the last closing, by type of balance. Raises NotFound before the first."""
    statement = last_statement(session, one.account.id or 0)
    if statement is None:
        raise NotFound
    days = (statement.closed_on - statement.opened_on).days + 1
    words = _(
        "The balances at the end of each day of the billing cycle are added up and divided by its"
        " days: the average daily balance. It bears the yearly rate divided by 365 for each day."
        " Purchases bear none where the statement before was paid in full in time."
    )
    types = from_json(statement.detail).types
    parts = [_of_type(one, days) for one in types if one.interest or one.balance]
    day = formats.day(statement.closed_on)
    total = Part(
        _("Interest charged on the statement of {day}").format(day=day), statement.interest
    )
    return (step(words, parts, total),)


def _of_type(one: TypeOfBalance, days: int) -> Part:
    label = {
        BalanceType.PURCHASES: _("Purchases"),
        BalanceType.CASH_ADVANCES: _("Cash advances"),
        BalanceType.BALANCE_TRANSFERS: _("Balance transfers"),
    }[one.type]
    if one.in_grace:
        return Part(label, 0, _("within the grace period"))
    sum_ = _("{principal} × {rate} ÷ {year} × {days}").format(
        principal=formats.money(one.balance),
        rate=rate_text(one.rate),
        year=DAYS_OF_YEAR,
        days=formats.number(days),
    )
    return Part(label, one.interest, sum_)


def last_statement(session: Session, account_id: int) -> Statement | None:
    return session.exec(
        select(Statement)
        .where(Statement.account_id == account_id)
        .order_by(col(Statement.number).desc())
        .limit(1)
    ).first()


def _owed_at(session: Session, account_id: int, sequence: int) -> int:
    entry = session.exec(
        select(Transaction).where(
            Transaction.account_id == account_id, Transaction.sequence == sequence
        )
    ).one()
    return _owed(entry)


def _owed(entry: Transaction) -> int:
    return entry.after_principal + entry.after_interest_due + entry.after_fees_due
