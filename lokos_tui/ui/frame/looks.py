"""Language, signs and colours of the running program, as the signed-in user chose them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from os import environ
from pathlib import Path
from typing import ClassVar

from lokos_tui.display import repaint
from lokos_tui.language import ENGLISH, spoken
from lokos_tui.language.catalogue import LATIN_FROM, languages
from lokos_tui.language.choice import prefer, take
from lokos_tui.preferences import Look, Start, load, look_file, save, start_file, step
from lokos_tui.ui.frame.theme import ASCII, UNICODE, Glyphs, pick_glyphs
from lokos_tui.ui.frame.typeahead import KeysInOrder


class WearsLook(KeysInOrder):
    """An app whose signs and colours can be changed while it runs."""

    SIGNS: ClassVar[Mapping[str, Glyphs]] = {"ascii": ASCII, "utf-8": UNICODE}
    look: Look = Look()
    start: Start = Start()

    def dress(self, home: Path, encoding: str | None, *, colour: bool, language: str = ENGLISH) -> None:
        """Take what the office and the terminal say; call it once, when the app is made."""
        self._home = home
        self.office_language = language
        self._of_terminal = pick_glyphs(encoding, environ.get("TERM"))
        self._own_look = Look(colours="16" if colour and not environ.get("NO_COLOR") else "none")
        self.start = load(start_file(home, environ.get("TERM", "")), Start())
        self.glyphs = self._of_terminal
        self.set_class(self.start.light(environ), "-light")
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
        if not same:
            self._paint_anew()

    def _paint_anew(self) -> None:
        if not self.is_running:
            return
        self.refresh_css(animate=False)
        for screen in self.screen_stack:
            for node in screen.walk_children(with_self=True):
                node.refresh(layout=True)
        repaint(self)

    # Language

    def speak_own(self, code: str) -> None:
        """Speak the language an account prefers; '' is whatever this terminal, or else the office, said last."""
        prefer(self._fitting(code or self.start.language or self.office_language), self._home)
        self._say_anew()

    def take_language(self, code: str) -> bool:
        """Speak a language from now on, on every screen that is open; True when this terminal could remember it."""
        if not take(code, self._home):
            return False
        self._say_anew()
        self.start = replace(self.start, language=code)
        return _remember(start_file(self._home, environ.get("TERM", "")), self.start)

    def next_language(self) -> str:
        """Return the code of the language after the one that is spoken."""
        codes = [code for code, _name in languages(self._home)]
        place = codes.index(spoken()) if spoken() in codes else -1
        return codes[(place + 1) % len(codes)]

    def _fitting(self, code: str) -> str:
        """Return the form of a language that this terminal can show: Latin letters where it has no others."""
        latin = next((made for made, origin in LATIN_FROM.items() if origin == code), code)
        return code if self.glyphs.unicode else latin

    def _say_anew(self) -> None:
        """Say everything that stands on the screens in the language in force; what was typed stays."""
        if not self.is_running:
            return
        for screen in self.screen_stack:
            for node in screen.walk_children(with_self=True):
                getattr(node, "say_anew", _nothing)()
                node.refresh(layout=True)

    def next_value(self, name: str) -> bool:
        """Take the next value of a setting; True when it could be remembered."""
        if name == "language":
            return self.take_language(self.next_language())
        if name in ("mouse", "display", "background"):
            self.start = step(self.start, name)
            if (light := self.start.light(environ)) != self.has_class("-light"):
                self.set_class(light, "-light")
                self._paint_anew()
            return _remember(start_file(self._home, environ.get("TERM", "")), self.start)
        self.wear(step(self.look, name))
        prefix = self.look_owner()
        return bool(prefix) and _remember(look_file(self._home, prefix), self.look)


def _nothing() -> None:
    """Stand in for a widget that holds no words."""


def _remember(path: Path, chosen: Look | Start) -> bool:
    try:
        save(path, chosen)
    except OSError:
        return False
    return True
