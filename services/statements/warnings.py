"""Late payment and minimum payment warnings: 12 CFR 1026.7(b)(11) and (12), samples G-18."""

from dataclasses import dataclass

from models.accounts import AccountKind
from models.statements import Statement
from services.credit_lines.repayment import in_years
from services.language import _, formats, ngettext
from services.pdf import Table
from services.statements.detail import Detail, Estimate, Warned
from services.statements.estimates import TWO_YEARS


@dataclass(frozen=True, slots=True)
class Warning:
    """`heading` stands bold before the `words`."""

    heading: str
    words: str
    table: Table | None = None


def of(statement: Statement, detail: Detail) -> tuple[Warning, ...]:
    found = (_late(statement, detail), _minimum(detail))
    return tuple(one for one in found if one)


def counseling(detail: Detail) -> str:
    """ "" on a statement without a minimum payment warning."""
    if detail.estimate.warned is Warned.NOT:
        return ""
    return _(
        "If you would like information about credit counseling services, call {phone}."
    ).format(phone=detail.lender.counseling_phone)


def how_long(months: int) -> str:
    """In months below two years, else in years, rounded to the nearest."""
    if months < TWO_YEARS:
        return ngettext("{months} month", "{months} months", months).format(
            months=formats.number(months)
        )
    years = in_years(months)
    return ngettext("{years} year", "{years} years", years).format(years=formats.number(years))


def _late(statement: Statement, detail: Detail) -> Warning | None:
    if not detail.late_fee or not statement.minimum_due:
        return None
    return Warning(
        _("Late Payment Warning:"),
        _(
            "If we do not receive your minimum payment by the date listed above, you may have to"
            " pay a late fee of up to {fee}."
        ).format(fee=formats.money(detail.late_fee)),
    )


def _minimum(detail: Detail) -> Warning | None:
    match detail.estimate.warned:
        case Warned.NOT:
            return None
        case Warned.NEVER:
            words = _(
                "Even if you make no more charges using this account, if you make only the minimum"
                " payment each month we estimate you will never pay off the balance shown on this"
                " statement because your payment will be less than the interest charged each"
                " month. If you make more than the minimum payment each period, you will pay less"
                " in interest and pay off your balance sooner. For example:"
            )
        case _:
            words = _(
                "If you make only the minimum payment each period, you will pay more in interest"
                " and it will take you longer to pay off your balance. For example:"
            )
    return Warning(_("Minimum Payment Warning:"), words, _table(detail))


def _table(detail: Detail) -> Table:
    card = detail.kind is AccountKind.CARD
    return Table(
        head=(
            _("If you make no additional charges using this card and each month you pay…")
            if card
            else _("If you draw no more on this line and each month you pay…"),
            _("You will pay off the balance shown on this statement in about…"),
            _("And you will end up paying an estimated total of…"),
        ),
        rows=_rows(detail.estimate),
    )


def _rows(estimate: Estimate) -> tuple[tuple[str, ...], ...]:
    total = formats.money(estimate.total)
    least = (_("Only the minimum payment"), how_long(estimate.months), total)
    short_total = formats.money(estimate.payment_total)
    short = (formats.money(estimate.payment), how_long(36), short_total)
    match estimate.warned:
        case Warned.NEVER:
            return (short,)
        case Warned.WITHOUT_36_MONTHS:
            return (least,)
    saved = _("{total} (Savings = {savings})").format(
        total=short_total, savings=formats.money(estimate.savings)
    )
    return least, (*short[:2], saved)
