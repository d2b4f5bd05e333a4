"""What the agents' pages share; borrowers' pages import nothing of it."""

from components.lms.frames import agents_page, agents_split

__all__ = ["agents_page", "agents_split"]
