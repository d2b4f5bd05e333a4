"""Billing rights on each statement, after model form G-4(A) (12 CFR 1026.9(a)(2), 1026.13)."""

from services.language import _
from services.pdf import Part
from services.statements.detail import Detail


def part(detail: Detail) -> Part:
    lender = detail.lender
    return Part(
        heading=_("What to do if you think you find a mistake on your statement"),
        paragraphs=(
            _("Write to us at: {lender}, {address}").format(
                lender=lender.name, address=lender.address
            ),
            _(
                "In your letter, give us your name and account number, the dollar amount of the"
                " suspected error, and what you believe is wrong and why. You must contact us"
                " within 60 days after the error appeared on your statement, and in writing. You"
                " may call us, but if you do we are not required to investigate any potential"
                " errors and you may have to pay the amount in question."
            ),
            _(
                "While we investigate whether or not there has been an error: we cannot try to"
                " collect the amount in question, or report you as delinquent on that amount. The"
                " charge in question may remain on your statement, and we may continue to charge"
                " you interest on that amount; but if we made a mistake, you will not have to pay"
                " the amount in question or any interest or other fees related to it. You are"
                " responsible for the remainder of your balance. We can apply any unpaid amount"
                " against your credit limit."
            ),
        ),
    )
