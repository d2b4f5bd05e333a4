"""Logging in: passwords, throttles, and who still needs a second step."""

from services.logins.errors import SecondStepRequired, WrongLogin
from services.logins.flows import log_in
from services.logins.passwords import hash_password

__all__ = ["SecondStepRequired", "WrongLogin", "hash_password", "log_in"]
