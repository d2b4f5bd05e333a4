"""The demo's public logins, as `portal run` prints them."""

PASSWORD = "Juniper-demo-2026"  # noqa: S105 -- public: the demo refuses other than loopback
LOGINS = (
    ("maria.reyes@example.com", "two loans, a lease and a card account"),
    ("luis.reyes@example.com", "co-borrower on the auto loan"),
    ("sam.okafor@example.com", "a code by text message, in /dev/inbox"),
    ("erin.walsh@example.com", "a code by email, in /dev/inbox"),
    ("tina.novak@example.com", "an authenticator app: portal totp tina.novak@example.com"),
    ("alex.chen@example.com", "an authenticator app that is to be set up"),
    ("agent@juniper.example", "an agent, at /lms: portal totp agent@juniper.example"),
    ("admin@juniper.example", "an administrator, at /lms: portal totp admin@juniper.example"),
)


def as_text() -> str:
    """One line per login, and the password that they share."""
    width = max(len(email) for email, _ in LOGINS)
    lines = [f"  {email:<{width}}  {has}" for email, has in LOGINS]
    return "\n".join([f"demo logins, password {PASSWORD}", *lines])
