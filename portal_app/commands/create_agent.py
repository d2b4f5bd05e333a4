"""`portal create-agent`."""

import click

from portal_app.commands.migrate import migrated
from portal_app.commands.refusal import Refused
from services import agents
from services.database import unit_of_work
from services.errors import InvalidInput
from services.links import LIFE
from services.roles import AgentRole

_PROBLEMS = {
    "not_an_address": "is no email address.",
    "too_long": "is too long for a name.",
    "not_printable": "has characters that cannot be shown.",
}


@click.command("create-agent")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in AgentRole]))
@click.option("--name", default="", help="As it stands on their screen.")
@click.option("--lost-second-step", is_flag=True, help="Set the authenticator up anew.")
def create_agent(email: str, role: str | None, name: str, lost_second_step: bool) -> None:
    """Make an agent of the LMS and print the link with which they set their password.

    A viewer unless told. For an email that is an agent's already: a new link, and the role and the
    name where they are given.
    """
    migrated()
    try:
        with unit_of_work() as session:
            made = agents.invite(
                session,
                email,
                AgentRole(role) if role else None,
                name,
                lost_second_step=lost_second_step,
            )
    except InvalidInput as error:
        typed = email if error.field == "email" else name
        raise Refused(f"{typed!r} {_PROBLEMS[error.problem]}") from None
    did = "created" if made.is_new else "is an agent already"
    click.echo(f"{made.email} {did}: {made.name}, {made.role}")
    click.echo(f"set the password within {LIFE.seconds // 60} minutes, once:")
    click.echo(made.address)
