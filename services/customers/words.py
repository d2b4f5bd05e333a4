"""What agents read when something cannot be done; second steps in the reader's language."""

from models.customers import SecondStep
from services.agents.errors import AgentDisabled, LastAdministrator, OwnSecondStep
from services.customers.errors import NoLogin, NoPortalAccess
from services.errors import InvalidInput, PortalError
from services.language import _, formats
from services.language.words import words
from services.ledger.errors import NotChargeable
from services.payments.errors import StillProcessing

PROBLEMS = {
    ("first_name", "missing"): "Enter a first name.",
    ("last_name", "missing"): "Enter a last name.",
    ("email", "missing"): "Enter an email address.",
    ("email", "not_an_address"): "This is no email address.",
    ("email", "taken"): "Another customer or login has this email.",
    ("name", "missing"): "Enter a name.",
    ("role", "unknown"): "Choose a role.",
    ("phone", "not_a_phone"): "Enter it with its area code or country, such as +1 202 555 0143.",
    ("state", "not_a_state"): "Two letters, such as CA.",
    ("number", "unknown"): "There is no account of this number.",
    ("number", "linked_already"): "This account is linked already.",
    ("reason", "missing"): "Say why: it goes into the audit log.",
    ("note", "missing"): "Say why: the borrower reads it.",
    ("letters", "missing"): "Choose what was mailed.",
    ("to", "missing"): "Choose what comes next.",
    ("reason", "too_long"): "Say it in 300 characters.",
    ("vin", "not_a_vin"): "17 letters and digits, without I, O and Q.",
    ("fields", "no_label"): "One a line, with its label before a colon, such as Serial: 123.",
    ("insured_until", "before_start"): "The insurance ends before it begins.",
    ("number", "too_many"): "This account has as many items as there can be.",
    ("number", "no_collateral"): "A line of credit has no collateral.",
}
_ANY_FIELD = {
    "too_long": "This is too long.",
    "not_printable": "This has characters that cannot be shown.",
    "not_a_number": "Digits only.",
    "not_an_amount": "An amount such as 1,234.56.",
    "not_a_day": "A day such as 2026-12-01.",
    "out_of_range": "This cannot be right.",
}


def agent_words(error: PortalError) -> str:
    """A sentence for an agent."""
    match error:
        case InvalidInput(field, problem):
            return PROBLEMS.get((field, problem)) or _ANY_FIELD.get(problem) or words(error)
        case NoPortalAccess():
            return "Grant portal access first: a link would open nothing."
        case NoLogin():
            return "This customer has no login yet."
        case LastAdministrator():
            return "Nobody else can administer yet: make another administrator first."
        case OwnSecondStep():
            return "Another administrator resets yours."
        case NotChargeable():
            return "This account is not open any more, or owes no principal. Nothing was changed."
        case StillProcessing(pending):
            amount = formats.money(pending)
            return f"A payment of {amount} is being processed. Try again once it is done."
        case AgentDisabled():
            return "Enable this agent first: a link would open nothing."
    return words(error)


def step_in_words(step: SecondStep) -> str:
    match step:
        case SecondStep.INHERIT:
            return _("As the lender requires")
        case SecondStep.NONE:
            return _("None: the password alone")
        case SecondStep.SMS:
            return _("Text message")
        case SecondStep.EMAIL:
            return _("Email")
        case SecondStep.AUTHENTICATOR:
            return _("Authenticator app")
