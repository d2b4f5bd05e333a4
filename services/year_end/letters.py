"""The summaries as PDFs, in the current language. They raise `NotFound` and `NoSuchYear`."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from services import lender_settings
from services.accounts.standing import Standing, standing, standings
from services.accounts.words import title
from services.database import reading
from services.errors import NotFound
from services.language import _, current_language, formats
from services.pdf import Fact, Hero, Letter, Part, Table, render
from services.subject import Subject
from services.year_end.payments import Months, Paid, boarded_on, in_all, paid_in
from services.year_end.years import year_of


def account_summary(subject: Subject, number: object, year: object) -> tuple[str, bytes]:
    """Of one account, month by month: the file's name and the PDF."""
    with reading() as session:
        one = standing(session, subject, number)
        asked = year_of([one], year)
        months = paid_in(session, [_id(one)], asked).get(_id(one), {})
        paper = _of_account(session, subject, one, asked, months)
    name = f"interest-{asked}-{one.account.number}.pdf"
    return name, render("letter", paper, current_language())


def all_summary(subject: Subject, year: object) -> tuple[str, bytes]:
    """Of every account that the subject sees: the file's name and the PDF."""
    with reading() as session:
        found = standings(session, subject)
        if not found:
            raise NotFound
        asked = year_of(found, year)
        paid = paid_in(session, [_id(one) for one in found], asked)
        totals = [(one, in_all(paid.get(_id(one), {}))) for one in found if _was_there(one, asked)]
        paper = _of_all(session, subject, found[0].on, asked, totals)
    return f"interest-{asked}.pdf", render("letter", paper, current_language())


def _of_account(
    session: Session, subject: Subject, one: Standing, year: int, months: Months
) -> Letter:
    paid = in_all(months)
    about = _name(one)
    rows = tuple(
        (formats.month(date(year, month, 1)), *_cells(months[month])) for month in sorted(months)
    )
    table = Table((_("Month"), *_heads()), rows, (_("Total"), *_cells(paid)))
    by_month = Part(_("By month"), table=table) if rows else Part("", (_no_payment(year),))
    return _letter(
        session,
        subject,
        one.on,
        year,
        paid,
        foot=about,
        about=about,
        parts=(by_month, *_unapplied(paid)),
        came=[one],
    )


def _of_all(
    session: Session, subject: Subject, on: date, year: int, totals: list[tuple[Standing, Paid]]
) -> Letter:
    paid = sum((one for _account, one in totals), Paid())
    rows = tuple((_name(account), *_cells(one)) for account, one in totals)
    table = Table((_("Account"), *_heads()), rows, (_("Total"), *_cells(paid)))
    by_account = Part(_("By account"), table=table) if rows else Part("", (_no_payment(year),))
    return _letter(
        session,
        subject,
        on,
        year,
        paid,
        foot=_("All accounts"),
        about=_("your accounts"),
        parts=(by_account, *_unapplied(paid)),
        came=[account for account, _paid in totals],
    )


def _letter(
    session: Session,
    subject: Subject,
    on: date,
    year: int,
    paid: Paid,
    *,
    foot: str,
    about: str,
    parts: tuple[Part, ...],
    came: Sequence[Standing],
) -> Letter:
    until = min(on, date(year, 12, 31))
    return Letter(
        title=_("Interest summary {year}").format(year=year),
        day=until,
        lender=lender_settings.current(session).brand,
        foot=foot,
        to=(subject.name,),
        dated=formats.long_day(on),
        lead=_("What was paid on {account} from {first} to {last}.").format(
            account=about, first=formats.day(date(year, 1, 1)), last=formats.day(until)
        ),
        hero=Hero(_("Interest paid"), formats.money(paid.interest), _so_far(on, year)),
        facts=(
            Fact(_("Principal paid"), formats.money(paid.principal)),
            Fact(_("Fees paid"), formats.money(paid.fees)),
            Fact(_("Paid in all"), formats.money(paid.total), strong=True),
        ),
        parts=parts,
        notes=(*_came(session, came, year), *_notes()),
    )


def _so_far(on: date, year: int) -> str:
    if on >= date(year, 12, 31):
        return ""
    return _("The year is not over: this is as of {day}").format(day=formats.day(on))


def _came(session: Session, found: Sequence[Standing], year: int) -> tuple[str, ...]:
    """Accounts whose payments were elsewhere for a part of the year, or for all of it."""
    names = {_id(one): _name(one) for one in found}
    words = _(
        "{account} came to this system on {day}. Payments before that day are not in this summary."
    )
    return tuple(
        words.format(account=names[account_id], day=formats.day(day))
        for account_id, day in boarded_on(session, list(names)).items()
        if day > date(year, 1, 1)
    )


def _heads() -> tuple[str, ...]:
    return _("Interest"), _("Principal"), _("Fees"), _("Paid")


def _cells(paid: Paid) -> tuple[str, ...]:
    return tuple(map(formats.money, (paid.interest, paid.principal, paid.fees, paid.total)))


def _no_payment(year: int) -> str:
    return _("No payment was made in {year}.").format(year=year)


def _unapplied(paid: Paid) -> tuple[Part, ...]:
    if not paid.unapplied:
        return ()
    words = _("{amount} more was paid and is not applied to anything.")
    return (Part("", (words.format(amount=formats.money(paid.unapplied)),)),)


def _notes() -> tuple[str, ...]:
    return (
        _(
            "Payments count on the day they are dated, whoever made them. Payments that were"
            " returned or taken back are left out, also when that happened later."
        ),
        _(
            "This is not a tax form. If interest is reported to the IRS (Form 1098), the form"
            " counts."
        ),
    )


def _was_there(one: Standing, year: int) -> bool:
    closed = one.account.closed_on
    return one.account.opened_on.year <= year and (closed is None or closed.year >= year)


def _name(one: Standing) -> str:
    return f"{title(one.account)} {one.account.number}"


def _id(one: Standing) -> int:
    assert one.account.id is not None
    return one.account.id
