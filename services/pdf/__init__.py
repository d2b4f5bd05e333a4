"""Documents on the lender's paper: PDF/UA, tagged, in the borrower's language, fonts inside.

A document is a dataclass that extends `Paper`, and a template `templates/<name>.typ`:

    @dataclass(frozen=True, slots=True, kw_only=True)
    class StatementPaper(Paper):
        summary: tuple[Fact, ...]
        purchases: Table

    with use_language(language):            # its texts, amounts and dates: text, by `_` and formats
        paper = StatementPaper(title=_("Statement"), day=closed_on, lender=brand(session), …)
    content = render("statement", paper, language)        # bytes

In the template `#import "sheet.typ": *`, `#show: sheet`, and the fields are `it.data.summary` …;
`facts`, `hero`, `figures`, `small` there set `Fact`s, the great figure, a `Table`, small print.
A template has no words of its own. `Letter` with template "letter" does for most letters.

The same paper gives the same bytes. What people typed stays text, whatever is in it. `render` is
synchronous and takes some 5 ms a page: call it in the thread pool, outside a unit of work.
"""

from services.pdf.joining import joined
from services.pdf.paper import Fact, Hero, Letter, Paper, Part, Table
from services.pdf.render import render

__all__ = ["Fact", "Hero", "Letter", "Paper", "Part", "Table", "joined", "render"]
