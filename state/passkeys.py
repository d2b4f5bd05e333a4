"""The profile's section *Passkeys*. The key itself is made by the browser and sent over HTTP."""

from typing import Any

import reflex as rx

from services import passkeys
from services.database import unit_of_work
from services.errors import NotLoggedIn, PortalError, ProofNeeded
from services.language import use_language
from services.language.words import words
from services.passkeys import PasskeyLine, PasskeysView, passkeys_of
from services.subject import Subject
from state.page import for_subject, language_of, read, to_login


class PasskeysState(rx.State):
    """`status`: loading, ready, failed. `dialog`: "" (none), add, rename, remove."""

    view: PasskeysView = PasskeysView()
    status: str = "loading"
    dialog: str = ""
    chosen: PasskeyLine = PasskeyLine(0, "", "", "")
    problem: str = ""

    @rx.event
    async def load(self):
        try:
            await self._read()
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except PortalError:
            self.status = "failed"
        return None

    @rx.event
    async def open_add(self):
        self.problem, self.dialog = "", "add"

    @rx.event
    async def open_rename(self, passkey_id: int):
        self._open("rename", passkey_id)

    @rx.event
    async def open_remove(self, passkey_id: int):
        self._open("remove", passkey_id)

    @rx.event
    async def rename(self, form: dict[str, Any]):
        name = form.get("name") if isinstance(form, dict) else None
        return await self._change(passkeys.rename, self.chosen.id, name)

    @rx.event
    async def remove(self):
        return await self._change(passkeys.remove, self.chosen.id)

    @rx.event
    async def added(self):
        self.close()
        return PasskeysState.load

    @rx.event
    def close(self):
        self.dialog = self.problem = ""

    def _open(self, dialog: str, passkey_id: object) -> None:
        """Only for one that is listed; whose it is, the service asks."""
        found = [line for line in self.view.lines if line.id == passkey_id]
        if found:
            self.chosen, self.problem, self.dialog = found[0], "", dialog

    async def _change(self, flow: Any, *args: object) -> Any:
        def call(subject: Subject) -> None:
            with unit_of_work() as session:
                flow(session, subject, *args)

        with use_language(language_of(self)):
            try:
                await for_subject(self, call)
                await self._read()
            except NotLoggedIn:
                return to_login(self)
            except ProofNeeded as error:
                self.problem = words(error)
                return None
            except PortalError as error:
                self.problem = words(error)
                return None
        self.close()
        return None

    async def _read(self) -> None:
        with use_language(language_of(self)):
            view = await read(self, passkeys_of)
        if view != self.view:
            self.view = view
        self.status = "ready"
