"""Mails and texts: written into the outbox with what they tell, sent by the worker (ADR 0020).

In a unit of work: `mail(session, to, codes.log_in("123456", CODE_LASTS), language="en")`. All texts
are functions of `services.messages.letters`.
"""

from services.messages.letter import Draft, Kind, Letter, Text, draft
from services.messages.outbox import mail, mail_owner, text

__all__ = ["Draft", "Kind", "Letter", "Text", "draft", "mail", "mail_owner", "text"]
