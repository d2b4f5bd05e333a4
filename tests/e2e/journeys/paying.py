"""From the accounts page to what became of the payment."""

from tests.e2e.screens.accounts import AccountsScreen
from tests.e2e.screens.pay_dialog import PayDialog


def pay(accounts: AccountsScreen, name: str, amount: str, method: str) -> PayDialog:
    """`amount` as "12.34". Ends on the receipt."""
    dialog = review(accounts, name, amount, method)
    dialog.pay(f"${amount}")
    return dialog


def review(accounts: AccountsScreen, name: str, amount: str, method: str) -> PayDialog:
    accounts.pay(name)
    dialog = PayDialog(accounts.page)
    dialog.type_amount(amount)
    dialog.pay_with(method)
    dialog.go_on()
    dialog.heading("Review").wait_for()
    return dialog
