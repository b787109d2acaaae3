"""Pages, manual and completion that are made from the code: all of it is in them, and it says what it is."""

from __future__ import annotations

import re
import subprocess
from dataclasses import fields, is_dataclass
from pathlib import Path

import pytest

from docs.tools import commands, keys, messages, settings, shell
from lokos_tui.cli.parser import build_parser
from lokos_tui.settings import Settings

ROOT = Path(__file__).parents[2]
_ASK = """
ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _shtab_lokos; echo "${COMPREPLY[@]}"; }
ask lokos user ""
ask lokos import ""
"""
WORDS = [command.words for command in commands.commands(build_parser())]


def test_every_argument_says_what_it_is() -> None:
    """No command, option or argument is without a help text."""
    assert all(command.help for command in commands.commands(build_parser()))
    silent = [
        f"{parser.prog} {action.option_strings or action.dest}"
        for parser in commands.every_parser(build_parser())
        for action in parser._actions
        if not action.help and action.dest != "command" and not action.dest.endswith("_command")
    ]
    assert silent == []


def test_the_page_of_commands_names_each() -> None:
    """Each command has a heading of its own, those below a group too."""
    page = commands.page()
    assert len(WORDS) > 40
    for words in WORDS:
        assert f"\n## {words}\n" in page


def test_the_manual_names_each_command(tmp_path: Path) -> None:
    """The manual page has every command and the program's own sentence."""
    shell.write(tmp_path)
    text = (tmp_path / shell.MANUAL).read_text(encoding="utf-8").replace("\\-", "-")
    assert text.startswith(".TH LOKOS")
    for words in WORDS:
        assert words in text


@pytest.mark.parametrize("kind", shell.SHELLS)
def test_the_completion_names_each_command(tmp_path: Path, kind: str) -> None:
    """The completion of each shell has the words of every command."""
    shell.write(tmp_path)
    text = (tmp_path / shell.SHELLS[kind]).read_text(encoding="utf-8")
    for word in {word for words in WORDS for word in words.split()[1:]}:
        assert re.search(rf"\b{re.escape(word)}\b", text), word


def test_bash_completes_a_command_below_a_group() -> None:
    """A real bash offers the commands of `lokos user`, and the kinds of a load."""
    program = f"{shell.completion('bash')}\n{_ASK}"
    done = subprocess.run(["bash", "-c", program], capture_output=True, text=True, check=True)
    users, kinds = done.stdout.splitlines()[:2]
    assert {"create", "inactivate", "reset-password"} <= set(users.split())
    assert {"mapping", "places", "cbos", "profiles"} <= set(kinds.split())


def test_every_setting_is_on_its_page() -> None:
    """Each field of each section stands there with its default's line and its variable."""
    page = settings.page()
    for section in fields(Settings()):
        record = getattr(Settings(), section.name)
        if is_dataclass(record):
            assert f"\n## [{section.name}]\n" in page
            for field in fields(record):
                assert f"| `{field.name}` |" in page
    row = "| `page_size` | `25` | 5 to 1000 | Rows of a list that are printed at once on the command line. |"
    assert f"{row} `LOKOS_UI_PAGE_SIZE` |" in page


def test_every_key_is_on_its_page() -> None:
    """Each action of each screen stands there under its name in the settings, and says what it does."""
    page = keys.page()
    kinds = list(keys.screens_with_actions())
    assert len(kinds) > 25
    for kind in kinds:
        for action in vars(kind)["ACTIONS"]:
            assert f"| `{action.id}` |" in page
            assert action.help, action.id


def test_every_message_is_on_its_page() -> None:
    """Each code that is written out in the source stands there, with its sentence."""
    page = messages.page()
    written = set()
    for package in ("lokos_tui", "importers", "screens"):
        for path in (ROOT / package).rglob("*.py"):
            source = path.read_text(encoding="utf-8")
            written |= set(
                re.findall(r"\b(?:Refused|NotFound|Conflict|Unreadable|Unavailable)\(\s*\"([a-z_.]+)\"", source)
            )
            written |= set(re.findall(r"\bProblem\(\s*\"[a-z_]+\", \"([a-z_.]+)\"", source))
    assert len(written) > 120
    for code in written:
        assert f"| `{code}` |" in page
    assert [one for one in messages.messages(ROOT) if not one.sentence] == []
