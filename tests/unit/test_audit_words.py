"""The audit log has one writer and one vocabulary."""

import ast
from pathlib import Path

from services.audit.actions import SOURCES, known

ROOT = Path(__file__).parents[2]
FILES = [
    path
    for folder in ("services", "state", "portal_app")
    for path in (ROOT / folder).rglob("*.py")
    if "audit" not in path.relative_to(ROOT).parts
]


def _calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]


def _name(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def _texts(call: ast.Call) -> list[str]:
    """The action, with every source in the place of a first part that is filled in."""
    if len(call.args) < 2:
        return []
    action = call.args[1]
    if isinstance(action, ast.Constant) and isinstance(action.value, str):
        return [action.value]
    if isinstance(action, ast.JoinedStr) and isinstance(action.values[0], ast.FormattedValue):
        rest = action.values[1:]
        if all(isinstance(part, ast.Constant) for part in rest):
            tail = "".join(str(part.value) for part in rest if isinstance(part, ast.Constant))
            return [f"{source}{tail}" for source in SOURCES]
    return []


def test_entries_are_made_in_one_place() -> None:
    makers = [path for path in FILES for call in _calls(path) if _name(call) == "AuditEntry"]
    assert not makers


def test_every_action_that_is_recorded_is_known() -> None:
    said = {
        text
        for path in FILES
        for call in _calls(path)
        if _name(call) == "record"
        for text in _texts(call)
        if text.count(":") == 2
    }
    assert said
    assert said <= known()
