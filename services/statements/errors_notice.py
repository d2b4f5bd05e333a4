"""Billing rights on each statement, after model form G-4(A) (12 CFR 1026.9(a)(2), 1026.12(c),
1026.13). A statement keeps the edition of the words that it was made with: it never changes.
"""

from models.accounts import AccountKind
from services.language import _
from services.pdf import Part
from services.statements.detail import Detail


def parts(detail: Detail) -> tuple[Part, ...]:
    if detail.rights == 1:
        return (_first_edition(detail),)
    mistake = _mistake(detail)
    return (mistake, _dissatisfied(detail)) if detail.kind is AccountKind.CARD else (mistake,)


def _mistake(detail: Detail) -> Part:
    return Part(
        heading=_("What to do if you think you find a mistake on your statement"),
        paragraphs=(
            _write_to(detail),
            _(
                "In your letter, give us your name and account number, the dollar amount of the"
                " suspected error, and, if you think there is an error on your bill, what you"
                " believe is wrong and why you believe it is a mistake."
            ),
            _(
                "You must contact us within 60 days after the error appeared on your statement,"
                " and at least 3 business days before an automated payment is scheduled, if you"
                " want to stop payment on the amount you think is wrong."
            ),
            _(
                "You must notify us of any potential errors in writing, or electronically by"
                " disputing the transaction in the portal. You may call us, but if you do we are"
                " not required to investigate any potential errors and you may have to pay the"
                " amount in question."
            ),
            _(
                "While we investigate whether or not there has been an error, the following are"
                " true. We cannot try to collect the amount in question, or report you as"
                " delinquent on that amount. The charge in question may remain on your statement,"
                " and we may continue to charge you interest on that amount; but if we determine"
                " that we made a mistake, you will not have to pay the amount in question or any"
                " interest or other fees related to that amount. While you do not have to pay the"
                " amount in question, you are responsible for the remainder of your balance. We"
                " can apply any unpaid amount against your credit limit."
            ),
        ),
    )


def _dissatisfied(detail: Detail) -> Part:
    """12 CFR 1026.12(c): claims against a merchant, of purchases with a credit card."""
    return Part(
        heading=_("Your rights if you are dissatisfied with your credit card purchases"),
        paragraphs=(
            _(
                "If you are dissatisfied with the goods or services that you have purchased with"
                " your credit card, and you have tried in good faith to correct the problem with"
                " the merchant, you may have the right not to pay the remaining amount due on the"
                " purchase. To use this right, all of the following must be true:"
            ),
            _(
                "1. The purchase must have been made in your home state or within 100 miles of"
                " your current mailing address, and the purchase price must have been more than"
                " $50. (Neither of these is necessary if your purchase was based on an"
                " advertisement we mailed to you, or if we own the company that sold you the goods"
                " or services.)"
            ),
            _(
                "2. You must have used your credit card for the purchase. Purchases made with cash"
                " advances from an ATM or with a check that accesses your credit card account do"
                " not qualify."
            ),
            _("3. You must not yet have fully paid for the purchase."),
            _(
                "If all of the criteria above are met and you are still dissatisfied with the"
                " purchase, contact us in writing at: {lender}, {address}"
            ).format(lender=detail.lender.name, address=detail.lender.address),
            _(
                "While we investigate, the same rules apply to the disputed amount as discussed"
                " above. After we finish our investigation, we will tell you our decision. At that"
                " point, if we think you owe an amount and you do not pay, we may report you as"
                " delinquent."
            ),
        ),
    )


def _write_to(detail: Detail) -> str:
    return _("Write to us at: {lender}, {address}").format(
        lender=detail.lender.name, address=detail.lender.address
    )


def _first_edition(detail: Detail) -> Part:
    return Part(
        heading=_("What to do if you think you find a mistake on your statement"),
        paragraphs=(
            _write_to(detail),
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
