"""Types and small helpers that the components share."""

from collections.abc import Sequence
from typing import Any

import reflex as rx
from reflex.components.component import Component
from reflex.vars.base import Var

Text = str | Var[str]
Flag = bool | Var[bool]
Child = Component | Var[Any] | str
Handler = Any

__all__ = ["Child", "Component", "Flag", "Handler", "Sequence", "Text", "Var", "classes", "shown"]


def classes(*names: str) -> str:
    return " ".join(name for name in names if name)


def shown(condition: Flag, child: Child, otherwise: Child | None = None) -> Child:
    """`rx.cond` for a var, a plain choice for a bool."""
    nothing = rx.fragment() if otherwise is None else otherwise
    if isinstance(condition, bool):
        return child if condition else nothing
    return rx.cond(condition, child, nothing)
