"""What a form of a page said: any JSON may come from a browser, so nothing is taken as it is."""


def text_of(form: object, name: str, longest: int = 200) -> str:
    """The text of a field, cut; "" when there is none or it is something else."""
    value = form.get(name) if isinstance(form, dict) else None
    return value[: longest + 1] if isinstance(value, str) else ""


def is_checked(form: object, name: str) -> bool:
    """Browsers send "on" for a checkbox, Reflex true; a missing one is not checked."""
    value = form.get(name) if isinstance(form, dict) else None
    return value is True or value in ("on", "true", "yes")
