"""OFX 2.1.1 for finance programs: what is posted, as statements (ADR 0033).

A line of credit is a credit card statement. A loan is a loan statement (OFX 2.1.1, section 11.14)
and, because hardly any program reads these, the same entries as a bank statement of a credit line.
Amounts are as the borrower sees them: what raises a debt is below zero.
"""

from collections.abc import Callable, Iterator
from datetime import date
from xml.sax.saxutils import escape

from models.base import utc_now
from services.database import reading
from services.exports.as_csv import reference
from services.exports.ofx_kinds import loan_kind, loan_type, statement_kind
from services.exports.reading import AccountHead, entries, head
from services.language import current_language
from services.lender_settings import current_brand
from services.money import plain
from services.subject import Subject
from services.transactions.listing import Found
from services.transactions.query import Asked
from services.transactions.rows import effect, what
from services.transactions.words import reason_words

_HEADER = (
    '<?xml version="1.0" encoding="UTF-8" standalone="no"?>\n'
    '<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\n'
)
_NO_BANK = "000000000"
"""Programs want a routing number; a loan has none."""
_FINE = "<STATUS><CODE>0</CODE><SEVERITY>INFO</SEVERITY></STATUS>"
_EVERY = 200
Drawn = Callable[[AccountHead, Found], str]


def ofx_export(subject: Subject, numbers: list[str], asked: Asked) -> Iterator[str]:
    """Statements have to stand together by kind: accounts are sorted by it first."""
    with reading() as session:
        accounts = [head(session, subject, number) for number in numbers]
    loans = [one for one in accounts if not one.is_line]
    lines = [one for one in accounts if one.is_line]
    yield _HEADER + "<OFX>" + _sign_on()
    yield from _set("BANKMSGSRSV1", (_bank_statement(subject, one, asked) for one in loans))
    yield from _set("CREDITCARDMSGSRSV1", (_card_statement(subject, one, asked) for one in lines))
    yield from _set("LOANMSGSRSV1", (_loan_statement(subject, one, asked) for one in loans))
    yield "</OFX>\n"


def _set(name: str, statements: Iterator[Iterator[str]]) -> Iterator[str]:
    """A message set without a statement is left out."""
    is_open = False
    for statement in statements:
        if not is_open:
            yield f"<{name}>"
            is_open = True
        yield from statement
    if is_open:
        yield f"</{name}>"


def _sign_on() -> str:
    language = {"en": "ENG", "es": "SPA"}[current_language()]
    now = utc_now().strftime("%Y%m%d%H%M%S")
    name = _tag("ORG", current_brand().name[:32])
    return (
        f"<SIGNONMSGSRSV1><SONRS>{_FINE}<DTSERVER>{now}</DTSERVER><LANGUAGE>{language}</LANGUAGE>"
        f"<FI>{name}</FI></SONRS></SIGNONMSGSRSV1>"
    )


def _bank_statement(subject: Subject, account: AccountHead, asked: Asked) -> Iterator[str]:
    source = (
        f"<BANKACCTFROM><BANKID>{_NO_BANK}</BANKID>{_tag('ACCTID', account.number[:22])}"
        "<ACCTTYPE>CREDITLINE</ACCTTYPE></BANKACCTFROM>"
    )
    yield f"<STMTTRNRS><TRNUID>0</TRNUID>{_FINE}<STMTRS><CURDEF>USD</CURDEF>{source}"
    yield from _list("BANKTRANLIST", subject, account, asked, _entry)
    yield _balance("LEDGERBAL", -account.owed, account.on) + "</STMTRS></STMTTRNRS>"


def _card_statement(subject: Subject, account: AccountHead, asked: Asked) -> Iterator[str]:
    source = f"<CCACCTFROM>{_tag('ACCTID', account.number[:22])}</CCACCTFROM>"
    yield f"<CCSTMTTRNRS><TRNUID>0</TRNUID>{_FINE}<CCSTMTRS><CURDEF>USD</CURDEF>{source}"
    yield from _list("BANKTRANLIST", subject, account, asked, _entry)
    yield _balance("LEDGERBAL", -account.owed, account.on)
    yield _balance("AVAILBAL", account.available or 0, account.on) + "</CCSTMTRS></CCSTMTTRNRS>"


def _loan_statement(subject: Subject, account: AccountHead, asked: Asked) -> Iterator[str]:
    source = (
        f"<LOANACCTFROM>{_tag('LOANACCTID', account.number[:32])}"
        f"<LOANACCTTYPE>{loan_type(account.kind)}</LOANACCTTYPE></LOANACCTFROM>"
    )
    yield f"<LOANSTMTTRNRS><TRNUID>0</TRNUID>{_FINE}<LOANSTMTRS><CURDEF>USD</CURDEF>{source}"
    yield from _list("LOANTRANLIST", subject, account, asked, _loan_entry)
    yield _balance("PRINBAL", account.owed, account.on) + "</LOANSTMTRS></LOANSTMTTRNRS>"


def _list(
    name: str, subject: Subject, account: AccountHead, asked: Asked, drawn: Drawn
) -> Iterator[str]:
    since, until = asked.since or account.opened_on, asked.until or account.on
    yield f"<{name}><DTSTART>{_day(since)}</DTSTART><DTEND>{_day(until)}</DTEND>"
    piece: list[str] = []
    for one in entries(subject, account.number, asked):
        piece.append(drawn(account, one))
        if len(piece) == _EVERY:
            yield "".join(piece)
            piece.clear()
    yield "".join(piece) + f"</{name}>"


def _entry(account: AccountHead, one: Found) -> str:
    cents = -effect(one)
    return (
        f"<STMTTRN><TRNTYPE>{statement_kind(one, cents)}</TRNTYPE>{_told(account, one, cents)}"
        f"{_named(one)}</STMTTRN>"
    )


def _loan_entry(account: AccountHead, one: Found) -> str:
    entry = one.entry
    assert entry is not None
    parts = (
        f"<LOANTRNAMT><PRINAMT>{plain(entry.to_principal)}</PRINAMT>"
        f"<INTAMT>{plain(entry.to_interest)}</INTAMT></LOANTRNAMT>"
    )
    return (
        f"<LOANSTMTTRN><LOANTRNTYPE>{loan_kind(one)}</LOANTRNTYPE>"
        f"{_told(account, one, -effect(one), parts)}{_named(one)}</LOANSTMTTRN>"
    )


def _told(account: AccountHead, one: Found, cents: int, parts: str = "") -> str:
    on = one.entry.effective_on if one.entry else account.on
    return (
        f"<DTPOSTED>{_day(on)}</DTPOSTED><TRNAMT>{plain(cents)}</TRNAMT>{parts}"
        f"{_tag('FITID', reference(account, one))}"
    )


def _named(one: Found) -> str:
    memo = reason_words(one.entry)[:255] if one.entry else ""
    return _tag("NAME", what(one)[:32] or "-") + (_tag("MEMO", memo) if memo else "")


def _balance(name: str, cents: int, on: date) -> str:
    return f"<{name}><BALAMT>{plain(cents)}</BALAMT><DTASOF>{_day(on)}</DTASOF></{name}>"


def _day(day: date) -> str:
    """Noon, so that no time zone makes another day of it."""
    return f"{day.isoformat().replace('-', '')}120000"


def _tag(name: str, text: str) -> str:
    """XML 1.0 knows no control characters."""
    clean = "".join(c for c in text if c.isprintable())
    return f"<{name}>{escape(clean.strip())}</{name}>"
