"""Seconds that run down in the browser."""

import reflex as rx
from reflex_base.components.component import field as prop

from components.ui.parts import Component, Text, Var


class Countdown(rx.Component):
    """`assets/js/countdown.js`."""

    library = "$/public/js/countdown.js"
    tag = "Countdown"

    words: Var[str] = prop(doc="What is shown; {seconds} is replaced.")
    seconds: Var[int] = prop(doc="Where it starts.")


def countdown(words: Text, seconds: Var | int) -> Component:
    """`words` with `{seconds}`, counting down; gone at zero. Not read out at each second."""
    return Countdown.create(words=words, seconds=seconds)
