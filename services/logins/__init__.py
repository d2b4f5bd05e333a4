"""Logging in: passwords, throttles, and what follows a right password."""

from services.logins.errors import WrongLogin
from services.logins.flows import Entered, StepNeeded, enter, log_in
from services.logins.passwords import hash_password
from services.logins.pending import Visit

__all__ = [
    "Entered",
    "StepNeeded",
    "Visit",
    "WrongLogin",
    "enter",
    "hash_password",
    "log_in",
]
