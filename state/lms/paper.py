"""The page *Paper* of the LMS: the letters that wait to be mailed."""

import reflex as rx

from services.customers.words import agent_words
from services.errors import NotLoggedIn, PortalError
from services.paper.waiting import PaperPage, mark_mailed, waiting
from state.lms.base import change, read, to_login

REFUSED = "lms:paper:refused"


class PaperState(rx.State):
    """`chosen` are ids of letters on the page that is shown; `done` says what was marked."""

    found: PaperPage = PaperPage()
    chosen: tuple[int, ...] = ()
    page: int = 0
    loaded: bool = False
    done: str = ""
    problem: str = ""

    @rx.event
    async def load(self):
        return await self._turn(0)

    @rx.event
    def choose(self, letter: int, on: bool):
        """One of the page, or none of it."""
        others = tuple(one for one in self.chosen if one != letter)
        shown = type(letter) is int and letter in self._shown()
        self.chosen = (*others, letter) if shown and on is True else others

    @rx.event
    def choose_all(self, on: bool):
        self.chosen = self._shown() if on is True else ()

    @rx.event
    async def mark(self, letter: int):
        """One letter was mailed."""
        return await self._mark((letter,))

    @rx.event
    async def mark_chosen(self):
        return await self._mark(self.chosen)

    @rx.event
    async def show_next(self):
        return await self._turn(self.page + 1) if self.found.more else None

    @rx.event
    async def show_previous(self):
        return await self._turn(max(0, self.page - 1))

    def _shown(self) -> tuple[int, ...]:
        return tuple(row.id for row in self.found.rows)

    async def _mark(self, letters: tuple[int, ...]):
        try:
            marked, error = await change(self, REFUSED, mark_mailed, letters)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        if error is not None:
            self.done, self.problem = "", agent_words(error)
            return None
        return await self._turn(self.page, _said(marked or 0))

    async def _turn(self, page: int, done: str = ""):
        """Read the page, or the one before where it is empty by now; nothing of it is chosen."""
        try:
            found = await read(self, waiting, page)
            while page and not found.rows:
                page -= 1
                found = await read(self, waiting, page)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except PortalError as error:
            self.problem, self.loaded = agent_words(error), True
            return None
        if found != self.found:
            self.found = found
        self.page, self.chosen, self.done, self.problem = page, (), done, ""
        self.loaded = True
        return None


def _said(marked: int) -> str:
    if not marked:
        return "Marked already, by somebody else."
    letters = "1 letter is" if marked == 1 else f"{marked} letters are"
    return f"{letters} marked as mailed."
