"""The frame around every page: bars, footer, landmarks."""

from components.shell.fallback import account_shape, back_to_accounts, page_fallback
from components.shell.frames import bare_page, framed, private_page, public_page, split, split_page
from components.shell.localized import in_each_language, localized
from components.shell.payment_manager import payment_manager_nav

__all__ = [
    "account_shape",
    "back_to_accounts",
    "bare_page",
    "framed",
    "in_each_language",
    "localized",
    "page_fallback",
    "payment_manager_nav",
    "private_page",
    "public_page",
    "split",
    "split_page",
]
