"""Chromium's virtual authenticator: a device with a fingerprint reader, in a page."""

from typing import Any

from playwright.sync_api import Page

_DEVICE: dict[str, Any] = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


class VirtualAuthenticator:
    """Touched by itself whenever it is asked."""

    def __init__(self, page: Page) -> None:
        self._devtools = page.context.new_cdp_session(page)
        self._devtools.send("WebAuthn.enable", {"enableUI": False})
        made = self._devtools.send("WebAuthn.addVirtualAuthenticator", {"options": _DEVICE})
        self._one = {"authenticatorId": made["authenticatorId"]}

    def fail_to_verify(self) -> None:
        """Another finger."""
        self._devtools.send("WebAuthn.setUserVerified", {**self._one, "isUserVerified": False})
