"""The page *Settings* of the LMS: brand and log-in."""

from typing import Any

import reflex as rx

from services.audit import record_refusal
from services.errors import InvalidInput, NotAllowed, NotLoggedIn, PortalError
from services.language.words import words
from services.lender_settings.changing import BrandChange, LogInChange, change_brand, change_log_in
from services.lender_settings.problems import problem_words
from services.lender_settings.reading import Lender, access_of
from services.lender_settings.views import SettingsView, Shown, as_view, settings_view, shown
from services.subject import AgentSubject
from state.forms import is_checked, text_of
from state.lms.base import for_agent, read, to_login, write


class LenderSettingsState(rx.State):
    """`saved`: the section that was saved last, brand or log_in. `problem` belongs to `field`.

    `stamp` counts what was saved here: the page shows the new brand when it changes.
    """

    view: SettingsView = SettingsView()
    shown: Shown = Shown()
    loaded: bool = False
    failed: bool = False
    saved: str = ""
    field: str = ""
    problem: str = ""
    stamp: int = 0

    @rx.event
    async def load(self):
        self.saved, self.field, self.problem = "", "", ""
        try:
            self.view = await read(self, settings_view)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except PortalError:
            self.failed = True
            return None
        self.shown = self.view.shown
        self.loaded, self.failed = True, False
        return None

    @rx.event
    async def look_at(self, color: str):
        """What becomes of a colour before it is saved."""
        try:
            await for_agent(self, lambda agent: agent.login_id)
        except NotLoggedIn:
            return to_login(self)
        self.shown = shown(color[:20]) if isinstance(color, str) else Shown()
        return None

    @rx.event
    async def save_brand(self, form: dict):
        wanted = BrandChange(
            text_of(form, "name"), text_of(form, "support_phone"), text_of(form, "color")
        )
        return await self._save("brand", change_brand, wanted)

    @rx.event
    async def save_log_in(self, form: dict):
        wanted = LogInChange(
            second_step_required=is_checked(form, "second_step_required"),
            offers_sms=is_checked(form, "offers_sms"),
            offers_email=is_checked(form, "offers_email"),
            offers_authenticator=is_checked(form, "offers_authenticator"),
            offers_passkeys=is_checked(form, "offers_passkeys"),
            without_access=access_of(text_of(form, "without_access")),
        )
        return await self._save("log_in", change_log_in, wanted)

    async def _save(self, section: str, change: Any, wanted: BrandChange | LogInChange) -> Any:
        self.saved, self.field, self.problem = "", "", ""
        try:
            self.view = await write(self, _changed, change, wanted)
        except NotLoggedIn:
            self.reset()
            return to_login(self)
        except InvalidInput as error:
            self.field, self.problem = error.field, problem_words(error)
        except NotAllowed as error:
            await for_agent(self, record_refusal, "lms:settings:refused", section)
            self.field, self.problem = section, words(error)
        except PortalError as error:
            self.field, self.problem = section, words(error)
        else:
            self.shown, self.saved, self.stamp = self.view.shown, section, self.stamp + 1
        return None


def _changed(
    session: Any, agent: AgentSubject, change: Any, wanted: BrandChange | LogInChange
) -> SettingsView:
    lender: Lender = change(session, agent, wanted)
    return as_view(lender, agent)
