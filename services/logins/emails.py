"""Email addresses as usernames."""

from services.emails import normal_email

__all__ = ["normal_email"]
