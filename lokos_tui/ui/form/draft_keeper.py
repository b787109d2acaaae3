"""The newest state of one form on its way to disk: from a thread while typing, at once when the line drops."""

from __future__ import annotations

from dataclasses import replace
from threading import Lock
from typing import Final

from lokos_tui.drafts import Draft, Drafts

PAUSE: Final = 1.0
"""Seconds from the first unsaved key to the writing: so much typing a dead process can lose."""


class DraftKeeper:
    """Writes a form's draft; an older state never lands on a newer one, and none after ``drop``."""

    def __init__(self, drafts: Drafts, name: str = "") -> None:
        self.drafts = drafts
        self.name = name or drafts.new_name()
        self.kept: Draft | None = None
        """The state that is on disk."""
        self._lock = Lock()
        self._newest = 0

    def turn(self) -> int:
        """Return the number of a state that is to be written; call on the app's thread, in the order of the states."""
        self._newest += 1
        return self._newest

    def write(self, draft: Draft, turn: int) -> None:
        """Write a state unless a newer one has a turn or the same is there; from any thread. Raises OSError."""
        draft = replace(draft, name=self.name)
        with self._lock:
            if turn < self._newest or (self.kept is not None and _same(draft, self.kept)):
                return
            self.drafts.save(draft)
            self.kept = draft

    def drop(self) -> None:
        """Throw the draft away: it was saved, or is not wanted."""
        turn = self.turn()
        with self._lock:
            if turn == self._newest:
                self.drafts.drop(self.name)
                self.kept = None


def _same(one: Draft, other: Draft) -> bool:
    return replace(one, saved_at=0) == replace(other, saved_at=0)
