"""A hint speaks with two faces: it names keys on the screens, and commands and options at the command line."""

from __future__ import annotations

import ast
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from lokos_tui import language
from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.message import Message, _, by_face, joined, with_values

ROOT: Final = Path(__file__).parents[2]
MARKS: Final = frozenset({"_", "ngettext", "pgettext"})
COMMAND: Final = re.compile(r"(?<![\w-])--[a-z]|\blokos [a-z]")
"""An option, or a command of the program."""
KEY: Final = re.compile(r"\b[Pp]ress(es)?\b|\^[A-Z]\b|\bEsc\b|\bCtrl|\bEnter\b|^\S (takes|shows|reads|checks|opens)\b")
"""A key of the screens."""
SHARED: Final = ("domain", "services", "queries", "db", "files", "commands", "matching")
SCREENS: Final = ("screens", "lokos_tui/ui", "lokos_tui/app.py", "lokos_tui/drafts.py", "lokos_tui/preferences.py")
OF_ONE_FACE: Final[dict[str, str]] = {
    "Make one with: lokos init. To try the program: lokos demo.": "there is no office yet, so there are no screens",
    "Make one with: lokos init.": "there is no office yet, so there are no screens",
    "Sign in, or choose another --home.": "only lokos init makes an office",
    "See: lokos export list.": "exports have no screens",
    "Run: lokos export approved.": "exports have no screens",
    "Write the newer export again: lokos export list.": "exports have no screens",
    "Send the file again: lokos export again.": "exports have no screens",
    "The office's key or records were changed: run lokos audit --verify.": "exports have no screens",
    "Take the template: lokos template profiles FILE.": "a workbook of profiles is loaded by a command alone",
    "An admin gives other users a new first password: lokos user reset-password.": "of lokos office alone",
    "There is no block in your area yet. It is added with: lokos office add-block.": "by the owner of the server",
    "Enter takes what stands in [ ]. Ctrl+C leaves; nothing is made before the end.": "keys of its own questions",
    "Make the State or District Admin first: lokos office join-state.": "of lokos office add-block alone",
    "No opening load was made. A Block Admin makes one with: lokos import opening FILE.": "made by a command alone",
    "F shows those you have.": "filters are kept by the screens alone",
    "Waiting for the database: another process is writing. Ctrl-C gives up.": "a key of every terminal",
}
"""Messages that only one face ever says, and why."""


def said(*places: str) -> Iterator[tuple[str, str]]:
    """Give every message of the files below as (words, face): 'screen' or 'command' inside ``by_face``, else ''."""
    for place in places:
        path = ROOT / place
        for file in [path] if path.is_file() else sorted(path.rglob("*.py")):
            yield from _of_node(ast.parse(file.read_text(encoding="utf-8")), "")


def _of_node(node: ast.AST, face: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        if node.func.id == "by_face":
            for keyword in node.keywords:
                yield from _of_node(keyword.value, keyword.arg or "")
            return
        if node.func.id in MARKS:
            yield from ((a.value, face) for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str))
    for child in ast.iter_child_nodes(node):
        yield from _of_node(child, face)


def test_what_both_faces_say_names_no_key_and_no_command() -> None:
    """Rules, services and readers are heard on both: a key or a command stands in one of two faces."""
    shared = [*(f"lokos_tui/{layer}" for layer in SHARED), "importers", "lokos_tui/context.py", "lokos_tui/patience.py"]
    found = list(said(*shared))
    assert len(found) > 300
    for text, face in found:
        if face != "screen" and text not in OF_ONE_FACE:
            assert not KEY.search(text), f"a key that the command line does not have: {text}"
        if face != "command" and text not in OF_ONE_FACE:
            assert not COMMAND.search(text), f"a command that the screens do not have: {text}"


def test_the_screens_name_no_command() -> None:
    """What only the screens say names keys."""
    for text, _face in said(*SCREENS):
        assert text in OF_ONE_FACE or not COMMAND.search(text), text


def test_the_command_line_names_no_key() -> None:
    """What only the command line says names options and commands."""
    for text, _face in said("lokos_tui/cli"):
        assert text in OF_ONE_FACE or not KEY.search(text), text


def test_every_message_of_one_face_is_still_said() -> None:
    """A sentence that is gone is taken off the list."""
    assert set(OF_ONE_FACE) <= {text for text, _face in said("lokos_tui", "screens", "importers")}


@pytest.fixture
def hint() -> Iterator[Message]:
    """A hint of two faces; the command line speaks afterwards as before."""
    yield by_face(screen=_("Press U for {name}.", name="\x1bA"), command=_("Add --unsigned for {name}.", name="\x1bA"))
    language.speak_on_screen(on_screen=False)


def test_a_hint_is_kept_as_the_command_line_says_it(hint: Message) -> None:
    """It compares, and is logged, as the command's words, whichever face speaks."""
    assert hint == "Add --unsigned for \x1bA."
    language.speak_on_screen(on_screen=True)
    assert hint == "Add --unsigned for \x1bA."


def test_the_face_holds_however_the_hint_is_wrapped(hint: Message) -> None:
    """In a list of facts, in a value, in a refusal, cleaned, and in another process."""
    wrapped = (
        joined(" ", ("Not signed.", hint)),
        _("Not saved: {why}", why=hint),
        str(Invalid([Problem("signature", "bundle.unsigned", _("Not signed."), hint)])),
        with_values(hint, lambda text: text.replace("\x1b", "")),
        pickle.loads(pickle.dumps(hint)),
    )
    for message in wrapped:
        language.speak_on_screen(on_screen=False)
        assert "Add --unsigned for " in language.words(message)
        language.speak_on_screen(on_screen=True)
        assert "Press U for " in language.words(message)
        assert "--unsigned" not in language.words(message)
    assert language.words(wrapped[3]) == "Press U for A."
