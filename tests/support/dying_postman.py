"""Sends one due mail in a process of its own and dies before it can note that:
`python -m tests.support.dying_postman HOST:PORT NOW`. The exit status is 9.
"""

import os
import sys
from datetime import datetime

from models.messages import Channel
from services.messages import claims
from services.messages.postman import deliver
from services.messages.smtp import Server, Smtp

DIED = 9


def main(where: str, now: str) -> None:
    moment = datetime.fromisoformat(now)
    claims.note = lambda *_: os._exit(DIED)
    carrier = Smtp(Server.parse(f"smtp://{where}"), "no-reply@localhost")
    for parcel in claims.claim(Channel.EMAIL, 1, moment):
        deliver(parcel, carrier)


if __name__ == "__main__":
    main(*sys.argv[1:])
