"""A PDF to try before agreeing to get statements in the portal only."""

from sqlmodel import Session

from services.business_date import today
from services.language import _, current_language
from services.lender_settings import current
from services.pdf import Letter, render


def sample_letter(session: Session) -> Letter:
    return Letter(
        title=_("Sample of a statement"),
        day=today(session),
        lender=current(session).brand,
        lead=_("If you can read this, you can read your statements on this device."),
    )


def sample_pdf(letter: Letter) -> bytes:
    return render("letter", letter, current_language())
