"""One question of ``lokos init`` on the terminal: its default, its check, and asking again with the reason."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from importlib import import_module

from lokos_tui.cli.output import wrapped
from lokos_tui.domain.errors import Problem
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean
from lokos_tui.language import words

Check = Callable[[str], Problem | None]


class Asker:
    """Asks on the terminal; with ``beside`` the questions go to standard error, so that standard output stays JSON."""

    def __init__(self, *, beside: bool = False) -> None:
        self._beside = beside
        if not beside:
            with suppress(ImportError):  # some builds of Python have none: then keys edit as the terminal does
                import_module("readline")

    def say(self, sentence: str = "", *, indent: str = "") -> None:
        """Print one sentence of the conversation, in lines that fit a narrow terminal."""
        print(wrapped(sentence, indent), file=sys.stderr if self._beside else sys.stdout)

    def line(self, prompt: str, default: str = "") -> str:
        """Return one line typed, cleaned; Enter alone is the default. Raises EOFError."""
        shown = words(
            _("{question} [{default}]: ", question=prompt, default=default)
            if default
            else _("{question}: ", question=prompt)
        )
        while True:
            try:
                typed = clean(self._read(shown))
            except UnicodeDecodeError:
                self.say(_("That could not be read. Type it again."), indent="  ")
                continue
            return typed or default

    def checked(self, prompt: str, check: Check, default: str = "", tidy: Callable[[str], str] = str) -> str:
        """Return an answer that is right; a wrong one is asked again with the reason."""
        while True:
            answer = tidy(self.line(prompt, default))
            problem = check(answer)
            if problem is None:
                return answer
            self.say(str(problem), indent="  ")

    def choice(self, prompt: str, options: Sequence[tuple[str, str]], default: str) -> str:
        """Return the key of one of some options, chosen by its number or by the beginning of its word."""
        for number, (_key, word) in enumerate(options, 1):
            self.say(word, indent=f"  {number}  ")
        keys = {key: str(number) for number, (key, _word) in enumerate(options, 1)}
        while True:
            typed = self.line(prompt, keys.get(default, "")).casefold()
            for number, (key, word) in enumerate(options, 1):
                begins = len(typed) > 1 and (words(word).casefold().startswith(typed) or key.startswith(typed))
                if typed == str(number) or begins:
                    return key
            self.say(_("Type a number from 1 to {most}.", most=len(options)), indent="  ")

    def yes(self, prompt: str, *, default: bool) -> bool:
        """Return whether the answer is yes: y or n, keys that are the same in every language."""
        letters = {"y": True, "n": False}
        while True:
            typed = self.line(_("{question} (y/n)", question=prompt), "y" if default else "n")
            if typed[:1].casefold() in letters:
                return letters[typed[:1].casefold()]
            self.say(_("Type y or n."), indent="  ")

    def _read(self, shown: str) -> str:
        if not self._beside:
            return input(shown)
        sys.stderr.write(shown)
        sys.stderr.flush()
        return input()
