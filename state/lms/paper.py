"""The page *Paper* of the LMS: the letters that wait to be mailed."""

import reflex as rx

from portal_app.routes import lms_letters
from services.customers.words import agent_words
from services.errors import NotLoggedIn, PortalError
from services.paper.waiting import PaperPage, mark_mailed, take_back, waiting
from state.lms.base import change, read, to_login

REFUSED = "lms:paper:refused"


class PaperState(rx.State):
    """`chosen` are ids of letters on the page that is shown, `printed` the address of their PDF;
    `done` says what was marked, which
    can be taken back while `may_undo`.
    """

    found: PaperPage = PaperPage()
    chosen: tuple[int, ...] = ()
    printed: str = ""
    page: int = 0
    loaded: bool = False
    done: str = ""
    may_undo: bool = False
    problem: str = ""
    _marked: tuple[int, ...] = ()

    @rx.event
    async def load(self):
        return await self._turn(0)

    @rx.event
    def choose(self, letter: int, on: bool):
        """One of the page, or none of it."""
        others = tuple(one for one in self.chosen if one != letter)
        shown = type(letter) is int and letter in self._shown()
        self._choose((*others, letter) if shown and on is True else others)

    @rx.event
    def choose_all(self, on: bool):
        self._choose(self._shown() if on is True else ())

    @rx.event
    async def mark(self, letter: int):
        """One letter was mailed."""
        return await self._mark((letter,))

    @rx.event
    async def mark_chosen(self):
        return await self._mark(self.chosen)

    @rx.event
    async def undo(self):
        """What was marked last waits again."""
        return await self._change(take_back, self._marked, _said_again) if self.may_undo else None

    @rx.event
    async def show_next(self):
        return await self._turn(self.page + 1) if self.found.more else None

    @rx.event
    async def show_previous(self):
        return await self._turn(max(0, self.page - 1))

    def _choose(self, letters: tuple[int, ...]) -> None:
        self.chosen = letters
        self.printed = lms_letters(*sorted(letters)) if letters else ""

    def _shown(self) -> tuple[int, ...]:
        return tuple(row.id for row in self.found.rows)

    async def _mark(self, letters: tuple[int, ...]):
        return await self._change(mark_mailed, letters, _said)

    async def _change(self, service, letters: tuple[int, ...], said):
        """`said`: of the service's answer."""
        try:
            done, error = await change(self, REFUSED, service, letters)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        if error is not None:
            self.done, self.problem, self.may_undo = "", agent_words(error), False
            return None
        marked = done if isinstance(done, tuple) else ()
        return await self._turn(self.page, said(done), marked)

    async def _turn(self, page: int, done: str = "", marked: tuple[int, ...] = ()):
        """Read the page, or the one before where it is empty by now; nothing of it is chosen."""
        self._marked, self.may_undo = marked, marked != ()
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
        self.page, self.done, self.problem = page, done, ""
        self._choose(())
        self.loaded = True
        return None


def _said(marked: tuple[int, ...]) -> str:
    if not marked:
        return "Marked already, by somebody else."
    return f"{_are(len(marked))} marked as mailed."


def _said_again(again: int) -> str:
    return f"{_are(again)} to be mailed again." if again else "Nothing is left to take back."


def _are(letters: int) -> str:
    return "1 letter is" if letters == 1 else f"{letters} letters are"
