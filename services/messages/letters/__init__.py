"""Every text that is mailed or texted, one function a kind: codes, disputes, links, security.

Each answers with a draft: `mail(session, to, codes.log_in(…), language=…)`.
"""

from services.messages.letters import codes, consent, disputes, links, security

__all__ = ["codes", "consent", "disputes", "links", "security"]
