"""Agents are made by a command, which prints the link that sets their password."""

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine
from sqlmodel import select

from models.agents import Agent
from models.customers import Door, Login
from models.second_steps import Method
from models.single_use_links import LinkPurpose
from portal_app.commands.create_agent import create_agent
from services import agents
from services.database import reading, unit_of_work
from services.errors import InvalidInput
from services.links import LinkDead, look
from services.roles import AgentRole
from services.second_steps import authenticator
from services.second_steps.policy import steps_for
from tests.support.borrowers import borrower
from tests.support.customers import traces

ADA = "ada.king@lender.example"


def opened(address: str) -> str:
    """Email of whose password the link sets. Raises LinkDead."""
    with reading() as session:
        token = address.rpartition("/")[2]
        found = look(session, token, Door.LMS, LinkPurpose.RESET_PASSWORD)
        assert found.login is not None
        return found.login.email


def test_a_new_agent_is_a_viewer_with_a_link(portal_db: Engine) -> None:
    with unit_of_work() as session:
        made = agents.invite(session, " Ada.King@Lender.example")
    assert (made.email, made.name, made.role, made.is_new) == (ADA, "Ada King", "viewer", True)
    assert "/lms/reset/" in made.address
    assert opened(made.address) == ADA
    assert traces().log == [("system:agent:created", None, "role: viewer")]


def test_the_second_time_changes_what_is_given_and_voids_the_older_link(portal_db: Engine) -> None:
    with unit_of_work() as session:
        first = agents.invite(session, ADA, AgentRole.SERVICER, "Ada K.")
    with unit_of_work() as session:
        second = agents.invite(session, ADA, AgentRole.ADMINISTRATOR)
    assert (second.name, second.role, second.is_new) == ("Ada K.", "administrator", False)
    with pytest.raises(LinkDead):
        opened(first.address)
    with reading() as session:
        assert len(session.exec(select(Agent)).all()) == 1
    assert traces().log[-1] == ("system:agent:changed", None, "role: administrator")


def test_a_borrowers_email_may_be_an_agents_too(portal_db: Engine) -> None:
    borrower(ADA)
    with unit_of_work() as session:
        made = agents.invite(session, ADA)
    assert made.is_new
    with reading() as session:
        assert {login.door for login in session.exec(select(Login))} == set(Door)


def test_an_agent_always_needs_an_authenticator(portal_db: Engine) -> None:
    with unit_of_work() as session:
        agents.invite(session, ADA)
        login = session.exec(select(Login)).one()
        assert steps_for(session, login).set_up is Method.AUTHENTICATOR
        authenticator.replace(session, login.id or 0, "KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU")
    with unit_of_work() as session:
        agents.invite(session, ADA, lost_second_step=True)
        login = session.exec(select(Login)).one()
        assert steps_for(session, login).set_up is Method.AUTHENTICATOR
    assert ("system:second_step:reset", None, "") in traces().log


@pytest.mark.parametrize(
    "email", ["", "ada", "a@b\r\nBcc: c@d.example", "\u212aate@lender.example"]
)
def test_no_address_no_agent(portal_db: Engine, email: str) -> None:
    with pytest.raises(InvalidInput, match="not_an_address"), unit_of_work() as session:
        agents.invite(session, email)


def test_the_command_prints_the_link(portal_db: Engine) -> None:
    said = CliRunner().invoke(create_agent, [ADA, "--role", "servicer"])
    assert said.exit_code == 0, said.output
    assert f"{ADA} created: Ada King, servicer" in said.output
    assert opened(said.output.strip().splitlines()[-1]) == ADA
    refused = CliRunner().invoke(create_agent, ["nobody"])
    assert (refused.exit_code, "is no email address" in refused.output) == (2, True)
    assert CliRunner().invoke(create_agent, [ADA, "--role", "owner"]).exit_code == 2
