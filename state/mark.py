"""What the guard keeps of a tab: whose view it holds, and whether it was too fast."""

import reflex as rx


class SessionMark(rx.State):
    """`slowed`: events were dropped since the last one that passed. `_owner` is "" for nobody's."""

    slowed: bool = False
    _owner: str = ""
    _begun: bool = False

    def _belongs_to(self, owner: str) -> bool:
        return self._owner in ("", owner)

    def _mark(self, owner: str) -> None:
        if self._owner != owner:
            self._owner = owner

    def _begin(self) -> bool:
        """Whether a page had begun with this state before."""
        before, self._begun = self._begun, True
        return before

    def _slow(self, slowed: bool) -> dict:
        """The delta that tells the tab; empty when it knows."""
        if self.slowed == slowed:
            return {}
        self.slowed = slowed
        return self.get_delta()
