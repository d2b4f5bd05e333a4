"""What is said of an account that was charged off."""

from sqlmodel import Session

from models.accounts import Lifecycle
from services.accounts.standing import Standing
from services.language import _, formats
from services.lender_settings import current


def charged_off_notice(session: Session, one: Standing) -> tuple[str, str]:
    """Title and words, "" for an account that was not. They ask for nothing: they may be read
    where no wording of collection is allowed.
    """
    account = one.account
    if account.lifecycle is not Lifecycle.CHARGED_OFF:
        return "", ""
    title = _("This account was charged off.")
    if account.closed_on:
        day = formats.day(account.closed_on)
        title = _("This account was charged off on {day}.").format(day=day)
    words = _(
        "It is closed: nothing falls due on it here, and no interest or fees are added. Your"
        " transactions and documents stay here for you. If you would like to talk about it, call"
        " us at {phone}: we are glad to help."
    ).format(phone=current(session).support_phone)
    return title, words
