"""Links in mails that work once, for 30 minutes: made, looked at, used."""

from services.links.mechanism import (
    LIFE,
    LinkDead,
    LinkPurpose,
    Opened,
    look,
    make_link,
    use,
    void,
)

__all__ = ["LIFE", "LinkDead", "LinkPurpose", "Opened", "look", "make_link", "use", "void"]
