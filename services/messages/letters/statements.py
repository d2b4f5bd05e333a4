"""Mails about statements of lines of credit."""

from models.accounts import Account
from models.statements import Statement
from portal_app.routes import account as account_path
from portal_app.routes import in_language
from portal_app.settings import get_settings
from services.accounts.titles import title
from services.language import _, current_language, formats
from services.messages.letter import Letter, draft
from services.messages.letterhead import Letterhead


@draft
def statement_ready(
    head: Letterhead, account: Account, statement: Statement, with_amounts: bool
) -> Letter:
    """The statement itself stays in the portal: a mail can be read by others."""
    path = in_language(account_path(account.number, tab="statements"), current_language())
    facts = (
        (_("Minimum payment due"), formats.money(statement.minimum_due)),
        (_("Payment due date"), formats.day(statement.due_on)),
    )
    return Letter(
        _("Your statement is ready"),
        (
            _("The statement of {day} for {account} {number} is ready to be read.").format(
                day=formats.day(statement.closed_on),
                account=title(account),
                number=formats.masked(account.number),
            ),
        ),
        action=(_("See the statement"), f"{get_settings().portal_base_url}{path}"),
        facts=facts if with_amounts else (),
    )
