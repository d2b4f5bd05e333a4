"""Names of people."""


def initials(name: str) -> str:
    """First letters of the first and the last word."""
    words = name.split()
    return "".join(word[0].upper() for word in dict.fromkeys([*words[:1], *words[-1:]]))


def from_address(email: str) -> str:
    """A name until somebody gives a better one: `ada.king@lender.example` is "Ada King"."""
    parts = email.partition("@")[0].replace("_", ".").replace("-", ".").split(".")
    return " ".join(part.capitalize() for part in parts if part) or email
