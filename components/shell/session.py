"""The session's end as the browser tells it: a warning two minutes before, *Stay*, log-in after."""

import reflex as rx
from reflex_base.components.component import field as prop

from components.ui.parts import Component, Var
from portal_app.routes import (
    LMS_LOGIN,
    LOGIN,
    SESSION_LEFT,
    SESSION_STAY,
    at_lms,
    in_language,
)
from services.language import _, current_language


class SessionWatch(rx.Component):
    """`assets/js/session.js`."""

    library = "$/public/js/session.js"
    tag = "SessionWatch"

    left: Var[str] = prop(doc="Where it asks how long is left.")
    stay: Var[str] = prop(doc="Where it says that somebody is there.")
    login: Var[str] = prop(doc="Path of the log-in page.")
    title: Var[str] = prop(doc="Heading of the dialog.")
    words: Var[str] = prop(doc="With {seconds}.")
    last_words: Var[str] = prop(doc="When nothing makes it longer.")
    stay_label: Var[str] = prop(doc="The button that stays.")
    log_out: Var[str] = prop(doc="The button that leaves.")
    form: Var[str] = prop(doc="Id of the form that logs out.")


def session_watch(*, form: str, at_lms_door: bool = False) -> Component:
    """On every page behind log-in; `form`: the id of its log-out form."""
    return SessionWatch.create(
        left=at_lms(SESSION_LEFT) if at_lms_door else SESSION_LEFT,
        stay=at_lms(SESSION_STAY) if at_lms_door else SESSION_STAY,
        login=LMS_LOGIN if at_lms_door else in_language(LOGIN, current_language()),
        title=_("Are you still there?"),
        words=_("You will be logged out in {seconds} seconds, to keep your accounts safe."),
        last_words=_("Sessions last a day at most. This one ends in {seconds} seconds."),
        stay_label=_("Stay"),
        log_out=_("Log out"),
        form=form,
    )
