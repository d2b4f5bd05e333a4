"""The profile's section *Passkeys*. The key itself is made by the browser and sent over HTTP."""

from secrets import token_hex
from typing import Any

import reflex as rx

from portal_app.routes import PROFILE, in_language
from services import passkeys
from services.database import unit_of_work
from services.errors import NotLoggedIn, PortalError
from services.language import use_language
from services.language.words import words
from services.passkeys import PasskeyLine, PasskeysView, passkeys_of
from services.profile import proof
from services.profile.errors import ProofNeeded
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
        return await self._open_proved("add")

    @rx.event
    async def open_rename(self, passkey_id: int):
        if self._choose(passkey_id):
            self.problem, self.dialog = "", "rename"

    @rx.event
    async def open_remove(self, passkey_id: int):
        return await self._open_proved("remove") if self._choose(passkey_id) else None

    @rx.event
    async def rename(self, form: dict[str, Any]):
        name = form.get("name") if isinstance(form, dict) else None
        return await self._change(passkeys.rename, self.chosen.id, name)

    @rx.event
    async def remove(self):
        return await self._change(passkeys.remove, self.chosen.id)

    @rx.event
    async def added(self):
        """The browser says so; what there is, SQL says."""
        self.dialog = ""
        return PasskeysState.load

    @rx.event
    def prove(self):
        """Fresh proof is wanted: the profile's dialog asks for it."""
        return self._to_proof()

    @rx.event
    def close(self):
        self.dialog = self.problem = ""

    def _choose(self, passkey_id: object) -> bool:
        """Only one that is listed; whose it is, the service asks."""
        found = [line for line in self.view.lines if line.id == passkey_id]
        if found:
            self.chosen = found[0]
        return bool(found)

    async def _open_proved(self, dialog: str) -> Any:
        """Proof comes first, so that nobody names a passkey or confirms in vain."""
        try:
            await read(self, proof.require)
        except NotLoggedIn:
            return to_login(self)
        except ProofNeeded:
            return self._to_proof()
        except PortalError:
            return None
        self.problem, self.dialog = "", dialog
        return None

    def _to_proof(self) -> Any:
        """`at` makes it a new address each time."""
        self.dialog = self.problem = ""
        page = in_language(PROFILE, language_of(self))
        return rx.redirect(f"{page}/?change=passkeys&at={token_hex(4)}")

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
            except ProofNeeded:
                return self._to_proof()
            except PortalError as error:
                self.problem = words(error)
                return None
        self.dialog = self.problem = ""
        return None

    async def _read(self) -> None:
        with use_language(language_of(self)):
            view = await read(self, passkeys_of)
        if view != self.view:
            self.view = view
        self.status = "ready"
