"""What the agents' pages share; borrowers' pages import nothing of it."""

from components.lms.frames import ON_LOAD, agents_page, agents_split

__all__ = ["ON_LOAD", "agents_page", "agents_split"]
