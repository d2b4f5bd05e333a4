"""The agent behind a request to one of the LMS's routes."""

from starlette.requests import Request

from services.doors import Door
from services.sessions import cookie_name, token_in_cookies, which_agent
from services.subject import AgentSubject


def agent_behind(request: Request) -> AgentSubject | None:
    """By the LMS's own cookie; reads the database: call it in a thread."""
    cookies = request.headers.get("cookie", "")
    return which_agent(token_in_cookies(cookies, cookie_name(Door.LMS)))
