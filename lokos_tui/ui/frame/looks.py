"""Signs and colours of the running program, as the signed-in user chose them."""

from __future__ import annotations

from collections.abc import Mapping
from os import environ
from pathlib import Path
from typing import ClassVar

from lokos_tui.display import repaint
from lokos_tui.preferences import Look, Start, load, look_file, save, start_file, step
from lokos_tui.ui.frame.theme import ASCII, UNICODE, Glyphs, pick_glyphs
from lokos_tui.ui.frame.typeahead import KeysInOrder


class WearsLook(KeysInOrder):
    """An app whose signs and colours can be changed while it runs."""

    SIGNS: ClassVar[Mapping[str, Glyphs]] = {"ascii": ASCII, "utf-8": UNICODE}
    look: Look = Look()
    start: Start = Start()

    def dress(self, home: Path, encoding: str | None, *, colour: bool) -> None:
        """Take what the office and the terminal say; call it once, when the app is made."""
        self._home = home
        self._of_terminal = pick_glyphs(encoding, environ.get("TERM"))
        self._own_look = Look(colours="16" if colour and not environ.get("NO_COLOR") else "none")
        self.start = load(start_file(home, environ.get("TERM", "")), Start())
        self.glyphs = self._of_terminal
        self.wear(self._own_look)

    def wear_own(self) -> None:
        """Look as the signed-in user chose; as the terminal says when nobody is signed in."""
        prefix = self.look_owner()
        self.wear(load(look_file(self._home, prefix), self._own_look) if prefix else self._own_look)

    def look_owner(self) -> str:
        """Return the safe beginning of the signed-in user's file names, '' while nobody is; override this."""
        return ""

    def wear(self, look: Look) -> None:
        """Use signs and colours from now on, and paint everything anew where they are others."""
        glyphs, mono = self.SIGNS.get(look.signs, self._of_terminal), look.colours == "none"
        same = glyphs == self.glyphs and mono == self.has_class("-mono")
        self.look, self.glyphs = look, glyphs
        self.set_class(mono, "-mono")
        if same or not self.is_running:
            return
        self.refresh_css(animate=False)
        for screen in self.screen_stack:
            for node in screen.walk_children(with_self=True):
                node.refresh(layout=True)
        repaint(self)

    def next_value(self, name: str) -> bool:
        """Take the next value of a setting; True when it could be remembered."""
        if name in ("mouse", "display"):
            self.start = step(self.start, name)
            return _remember(start_file(self._home, environ.get("TERM", "")), self.start)
        self.wear(step(self.look, name))
        prefix = self.look_owner()
        return bool(prefix) and _remember(look_file(self._home, prefix), self.look)


def _remember(path: Path, chosen: Look | Start) -> bool:
    try:
        save(path, chosen)
    except OSError:
        return False
    return True
