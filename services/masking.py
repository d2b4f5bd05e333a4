"""Where something goes, so that only its owner recognises it."""


def masked(destination: str) -> str:
    """`+12025550143` gives `•••• 0143`, `maria.reyes@example.com` gives `m•••@example.com`."""
    name, at, host = destination.partition("@")
    if at:
        return f"{name[:1]}•••@{host}"
    return f"•••• {destination[-4:]}" if destination else ""
