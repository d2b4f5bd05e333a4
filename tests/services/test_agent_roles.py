"""Every flow of the LMS against every role: a viewer changes nothing, whoever calls."""

from collections.abc import Callable

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from services.customers import access, links, records
from services.customers.linked import linked
from services.customers.page import customer_page, record_seen
from services.customers.records import CustomerForm
from services.customers.search import record_search, search
from services.database import reading, unit_of_work
from services.errors import NotAllowed
from services.payments import by_lender
from services.roles import AgentRole
from services.subject import AgentSubject
from tests.support.borrowers import borrower
from tests.support.customers import agent, loan, traces

Flow = Callable[[Session, AgentSubject], object]
FORM = CustomerForm("New", "Name", "new@example.com", "", "")
CHANGES: dict[str, Flow] = {
    "create": lambda s, a: records.create(s, a, FORM),
    "change": lambda s, a: records.change(s, a, 1, FORM),
    "flag": lambda s, a: records.set_flag(s, a, 1, "deceased", True),
    "second step": lambda s, a: records.set_second_step(s, a, 1, "none"),
    "grant": lambda s, a: access.grant(s, a, 1),
    "withdraw": lambda s, a: access.withdraw(s, a, 1),
    "send link": lambda s, a: access.send_link(s, a, 1),
    "reset": lambda s, a: access.reset_second_step(s, a, 1, "why"),
    "end sessions": lambda s, a: access.end_sessions(s, a, 1),
    "switch": lambda s, a: links.switch(s, a, 1, "L-1", "web", False),
    "role": lambda s, a: links.set_role(s, a, 1, "L-1", "secondary"),
    "link": lambda s, a: links.link(s, a, 1, "L-2", "primary"),
    "unlink": lambda s, a: links.unlink(s, a, 1, "L-1"),
    "post": lambda s, a: by_lender.open_posting(s, a, "L-1"),
}
LOOKS: dict[str, Flow] = {
    "search": lambda s, a: search(s, a, "b"),
    "page": lambda s, a: customer_page(s, a, 1),
    "accounts": lambda s, a: linked(s, a, 1),
}


@pytest.fixture
def customer_one(portal_db: Engine) -> None:
    borrower("b@example.com")
    loan("L-1", 1)
    loan("L-2")


@pytest.mark.usefixtures("customer_one")
@pytest.mark.parametrize("name", CHANGES)
def test_a_viewer_changes_nothing(name: str) -> None:
    viewer = agent(AgentRole.VIEWER)
    with pytest.raises(NotAllowed), unit_of_work() as session:
        CHANGES[name](session, viewer)
    left = traces()
    assert (left.log, left.mails, left.told) == ([], [], set())


@pytest.mark.usefixtures("customer_one")
@pytest.mark.parametrize("role", [AgentRole.SERVICER, AgentRole.ADMINISTRATOR])
def test_servicers_and_administrators_change_all_of_it(role: AgentRole) -> None:
    acting = agent(role)
    for flow in CHANGES.values():
        with unit_of_work() as session:
            flow(session, acting)
            session.rollback()


@pytest.mark.usefixtures("customer_one")
@pytest.mark.parametrize("role", AgentRole)
def test_everybody_looks_and_that_is_in_the_log(role: AgentRole) -> None:
    acting = agent(role)
    for look in LOOKS.values():
        with reading() as session:
            look(session, acting)
    with unit_of_work() as session:
        record_seen(session, acting, 1)
        record_search(session, acting, "reyes")
    assert traces().log == [
        ("lms:customer:seen", acting.login_id, ""),
        ("lms:customer:searched", acting.login_id, "reyes"),
    ]
