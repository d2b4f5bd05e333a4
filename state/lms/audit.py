"""The page *Audit log* of the LMS: its search is the query of its address."""

import reflex as rx

from services.audit import record_refusal
from services.audit.queries import as_filter, older_than
from services.audit.search import record_search
from services.audit.views import Asked, AuditPage, asked_of, audit_page
from services.errors import InvalidInput, NotAllowed, NotLoggedIn, PortalError
from services.language.words import words
from state.lms.base import for_agent, read, to_login, write


class AuditState(rx.State):
    """`field` is the one of the search that cannot be used; `refused`: the role does not reach."""

    page: AuditPage = AuditPage()
    asked: Asked = Asked()
    field: str = ""
    problem: str = ""
    loaded: bool = False
    refused: bool = False

    @rx.event
    async def load(self):
        """Read the page that the address asks for; a search is an entry of its own."""
        query = dict(self.router.url.query_parameters)
        self.asked, self.field, self.problem, self.refused = asked_of(query), "", "", False
        try:
            page = await read(self, audit_page, query)
            if page.filtered and not older_than(query):
                await write(self, record_search, as_filter(query))
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except NotAllowed as error:
            await for_agent(self, record_refusal, "lms:audit:refused")
            self.page, self.problem, self.refused = AuditPage(), words(error), True
        except InvalidInput as error:
            self.page, self.field = AuditPage(), error.field
            self.problem = "This field cannot be used as it is."
        except PortalError as error:
            self.page, self.problem = AuditPage(), words(error)
        else:
            self.page = page
        self.loaded = True
        return None
