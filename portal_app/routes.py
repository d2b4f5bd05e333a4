"""Every path of the portal, and the functions that build addresses from them."""

from datetime import date
from urllib.parse import quote, urlencode

LANGUAGES = ("en", "es")

LOGIN = "/login"
LOGIN_VERIFY = "/login/verify"
LOGIN_SET_UP = "/login/setup"
LOGIN_PHONE = "/login/phone"
FORGOT = "/forgot"
RESET = "/reset"
SIGN_UP = "/signup"
CONFIRM_EMAIL = "/confirm-email"
"""Of the link to a new address; `/confirm-email/<token>` leads to it."""
ACCOUNTS = "/accounts"
ACCOUNT = "/accounts/[number]"
PAYOFF_LETTER = "/accounts/{number:path}/payoff-quote.pdf"
STATEMENT_PDF = "/accounts/{number:path}/statements/{closed_on}.pdf"
INTEREST_SUMMARY = "/accounts/{number:path}/interest-summary.pdf"
INTEREST_SUMMARY_OF_ALL = "/accounts/interest-summary.pdf"
PAYMENT_RECEIPT = "/payments/{confirmation}/receipt.pdf"
ACCOUNT_CHART = "/accounts/{number:path}/charts/{chart}.json"
ACCOUNT_BREAKDOWN_CSV = "/accounts/{number:path}/breakdown.csv"
PRIVACY = "/privacy"
TERMS = "/terms"
ACCESSIBILITY = "/accessibility"
PAYMENT_METHODS = "/payments/methods"
PROFILE = "/profile"
RECOVERY_CODES = "/profile/recovery-codes"
LMS = "/lms"
LMS_LOGIN = "/lms/login"
LMS_FORGOT = "/lms/forgot"
LMS_RESET = "/lms/reset"
LMS_LOGIN_VERIFY = "/lms/login/verify"
LMS_LOGIN_SET_UP = "/lms/login/setup"
LMS_CUSTOMERS = "/lms/customers"
LMS_CUSTOMER = "/lms/customers/[number]"
LMS_ACCOUNTS = "/lms/accounts"
LMS_ACCOUNT = "/lms/accounts/[number]"
LMS_STATEMENT_PDF = "/lms/accounts/{number:path}/statements/{closed_on}.pdf"
LMS_RECOVERY_CODES = "/lms/recovery-codes"
LMS_SETTINGS = "/lms/settings"
LMS_AUDIT = "/lms/audit"
LMS_AGENTS = "/lms/agents"
LMS_PAPER = "/lms/paper"
LMS_PAPER_PDF = "/lms/paper/{letter}.pdf"
LMS_SETTINGS_LOGO = "/lms/settings/logo"
LMS_AUDIT_CSV = "/lms/audit/export.csv"
DOCUMENTS = "/accounts/{number:path}/documents"
DOCUMENT = "/accounts/{number:path}/documents/{key}"
VIEWS = "/documents/view/"
"""The only addresses of our own that our pages show in a frame."""
DOCUMENT_VIEW = "/documents/view/{number:path}/{key}"
LMS_DOCUMENTS = "/lms/accounts/{number:path}/documents"
LMS_DOCUMENT = "/lms/accounts/{number:path}/documents/{key}"
DEMO_ONLY = "/dev/"
DEV_COMPONENTS = "/dev/components"
DEV_INBOX = "/dev/inbox"
DEV_INBOX_JSON = "/dev/inbox.json"

SESSION_LOG_IN = "/session/log-in"
SESSION_LOG_OUT = "/session/log-out"
SESSION_VERIFY = "/session/verify"
SESSION_SEND_AGAIN = "/session/send-again"
SESSION_ANOTHER_WAY = "/session/another-way"
SESSION_SET_UP = "/session/set-up"
SESSION_ADD_PHONE = "/session/add-phone"
SESSION_FORGOT = "/session/forgot"
SESSION_SIGN_UP = "/session/sign-up"
SESSION_SET_PASSWORD = "/session/set-password"  # noqa: S105 -- a path
SESSION_JUDGE_PASSWORD = "/session/judge-password"  # noqa: S105 -- a path
SESSION_PASSKEY_OPTIONS = "/session/passkey/options"
SESSION_PASSKEY_LOG_IN = "/session/passkey/log-in"
SESSION_PASSKEY_ADD_OPTIONS = "/session/passkey/add-options"
SESSION_PASSKEY_ADD = "/session/passkey/add"
SESSION_CODES = "/session/recovery-codes.txt"
SESSION_CODES_SAVED = "/session/recovery-codes-saved"
SESSION_QR = "/session/authenticator.svg"
SESSION_LEFT = "/session/left"
SESSION_STAY = "/session/stay"
SESSION_PROOF = "/session/proof"
SESSION_PROOF_SEND = "/session/proof/send"
SESSION_PROOF_PASSKEY = "/session/proof/passkey"
SESSION_PROOF_PASSKEY_OPTIONS = "/session/proof/passkey-options"
PROOF_HERE = "/session/proof/here"
PROOF_HERE_SEND = "/session/proof/here/send"
PROOF_HERE_PASSKEY = "/session/proof/here/passkey"
SESSION_CONFIRM_EMAIL = "/session/confirm-email"
PROFILE_EMAIL = "/session/profile/email"
PROFILE_PASSWORD = "/session/profile/password"  # noqa: S105 -- a path
PROFILE_PHONE = "/session/profile/phone"
PROFILE_PHONE_CODE = "/session/profile/phone-code"
PROFILE_AUTHENTICATOR = "/session/profile/authenticator"
PROFILE_AUTHENTICATOR_OFF = "/session/profile/authenticator-off"
PROFILE_CODES = "/session/profile/recovery-codes"
PROFILE_QR = "/session/profile/authenticator.svg"
PROFILE_LOG_OUT = "/session/profile/log-out"
PROFILE_FORGET_DEVICE = "/session/profile/forget-device"
PROFILE_PREFERENCES = "/session/profile/preferences"
BRAND_CSS = "/brand.css"
BRAND_LOGOS = "/brand"
LENDER_TEXTS = "/lender-texts"
HEALTH = "/healthz"
WALLET_EVENTS = "/webhooks/wallet"
SMS_REPLIES = "/webhooks/sms"

PRIVATE = (
    ACCOUNTS,
    ACCOUNT,
    PAYMENT_METHODS,
    PROFILE,
    RECOVERY_CODES,
    LMS_CUSTOMERS,
    LMS_CUSTOMER,
    LMS_ACCOUNT,
    LMS_SETTINGS,
    LMS_AUDIT,
    LMS_AGENTS,
    LMS_PAPER,
    LMS_RECOVERY_CODES,
)


def in_language(path: str, language: str) -> str:
    """`/accounts` in Spanish is `/es/accounts`; English has no prefix."""
    return path if language == "en" else f"/{language}{path}"


def at_lms(path: str) -> str:
    """The agents' twin of a log-in page or of a session's route."""
    return f"{LMS}{path}"


def split_language(path: str) -> tuple[str, str]:
    """Language of a path and the path without its prefix: `/es/login/` gives `("es", "/login")`."""
    clean = "/" + path.strip("/")
    for language in LANGUAGES[1:]:
        prefix = f"/{language}"
        if clean == prefix or clean.startswith(prefix + "/"):
            return language, clean[len(prefix) :] or "/"
    return "en", clean


def account(number: str, **query: str) -> str:
    """Address of an account's page; `number` is percent-encoded."""
    tail = f"?{urlencode(query)}" if query else ""
    return f"{ACCOUNTS}/{quote(number, safe='')}/{tail}"


def payoff_letter(number: str, day: date) -> str:
    """Address of the PDF of a payoff quote that is good through `day`."""
    path = PAYOFF_LETTER.replace("{number:path}", quote(number, safe=""))
    return f"{path}?on={day.isoformat()}"


def statements_folder(number: str) -> str:
    """What addresses of an account's statements begin with; the closing date and .pdf follow."""
    return f"{ACCOUNTS}/{quote(number, safe='')}/statements/"


def lms_account(number: str) -> str:
    """Address of the agents' page of an account."""
    return f"{LMS_ACCOUNTS}/{quote(number, safe='')}/"


def lms_statements_folder(number: str) -> str:
    """`statements_folder` for agents."""
    return f"{LMS_ACCOUNTS}/{quote(number, safe='')}/statements/"


def lms_letters(*letters: int) -> str:
    """Address of the PDF of letters that go out by post."""
    return LMS_PAPER_PDF.replace("{letter}", "-".join(map(str, letters)))


def lms_documents(number: str) -> str:
    """Where an agent posts a document; where one is saved, with `/` and its key behind."""
    return LMS_DOCUMENTS.replace("{number:path}", quote(number, safe=""))


def document_addresses(number: str, language: str) -> tuple[str, str, str]:
    """Of the account's documents: where one is posted; where one is saved, viewed: its key behind.

    Views have no language: one rule of the pages' policy covers them.
    """
    encoded = quote(number, safe="")
    posted = in_language(f"{ACCOUNTS}/{encoded}/documents", language)
    return posted, f"{posted}/", f"{VIEWS}{encoded}/"


def interest_summary(year: int, number: str | None = None) -> str:
    """Address of the PDF of what was paid in `year`: of one account, or of all."""
    path = INTEREST_SUMMARY_OF_ALL
    if number is not None:
        path = INTEREST_SUMMARY.replace("{number:path}", quote(number, safe=""))
    return f"{path}?year={year}"


def transactions_file(number: str, form: str) -> str:
    """Of an account, as `csv`, `ofx` or `json`; `number` as it stands in an address."""
    return f"{ACCOUNTS}/{number}/transactions.{form}"


def all_transactions_file(form: str) -> str:
    return f"{ACCOUNTS}/transactions.{form}"


def payment_receipt(confirmation: str) -> str:
    """Address of the PDF of a payment's receipt."""
    return PAYMENT_RECEIPT.replace("{confirmation}", quote(confirmation, safe=""))


def breakdown_file(number: str) -> str:
    """Address of an account's Breakdown as CSV."""
    return ACCOUNT_BREAKDOWN_CSV.replace("{number:path}", quote(number, safe=""))
