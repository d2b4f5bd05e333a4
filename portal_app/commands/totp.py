"""`portal totp`."""

import time

import click
from sqlmodel import Session, col, select

from models.customers import Login
from portal_app.commands.refusal import Refused
from portal_app.settings import get_settings
from services.database import reading
from services.emails import normal_email
from services.second_steps import authenticator


@click.command()
@click.argument("email")
@click.option("--no-wait", is_flag=True, help="Say how long instead of waiting.")
def totp(email: str, no_wait: bool) -> None:
    """Print the next unused code of a demo login's authenticator, a borrower's or an agent's."""
    if not get_settings().portal_demo:
        raise Refused("totp prints codes that only an authenticator may know: PORTAL_DEMO=1.")
    with reading() as session:
        found = _next_code(session, email)
    if found is None:
        raise Refused(f"{email} has no authenticator.")
    code, seconds = found
    if seconds:
        click.echo(f"the next one is accepted in {seconds} s", err=True)
        if no_wait:
            raise Refused("the current code is used up.")
        time.sleep(seconds)
    click.echo(code)


def _next_code(session: Session, email: str) -> tuple[str, int] | None:
    """Of the first login with an authenticator, whichever door it is of."""
    username = normal_email(email)
    if username is None:
        return None
    logins = session.exec(select(Login.id).where(col(Login.email) == username)).all()
    codes = (authenticator.next_code(session, login_id) for login_id in logins if login_id)
    return next((code for code in codes if code is not None), None)
