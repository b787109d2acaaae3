"""The driver on a real pseudo-terminal: the same screen as Textual's own, few bytes, and a clean end."""

from __future__ import annotations

import os
import signal
import termios
from collections.abc import Callable
from functools import partial
from importlib.metadata import version
from pathlib import Path

import pytest

from lokos_tui.display import driver_class, prepare_environment, unusable_terminal
from lokos_tui.display.cells import disputed
from lokos_tui.display.terminal import Terminal as Abilities
from tests.display.terminal import OwnWidths, Terminal, marks_beside, marks_inside, python
from tests.support.until import STEP, beat, until

APP = Path(__file__).with_name("sample_app.py")
DOWN, PAGE_DOWN, PAGE_UP, ESCAPE = "\x1b[B", "\x1b[6~", "\x1b[5~", "\x1b"
F2, F5, F6, F8, F9 = "\x1bOQ", "\x1b[15~", "\x1b[17~", "\x1b[19~", "\x1b[20~"
QUIET = 0.08
CTRL_Z = "\x1a"
NAMES = ["सरस्वती", "संगीता", "漢字", "e\u0301clair", "Rani", "₹ 12,34,567"]
"""Those of the sample app; the farmer before Rani has no room on a terminal that draws her as two people."""
MEASURED_ON = "8.2.8"


def sample(mode: str = "diff", *arguments: str, **env: str) -> Terminal:
    """Start the sample app and wait for its first screen."""
    terminal = Terminal(python(APP, *arguments), {"LOKOS_DISPLAY": mode, **env})
    terminal.wait_for("Ctrl+Q leaves" if "form" in arguments else "F6 notice")
    terminal.settle(0.2)
    return terminal


def test_textual_is_the_measured_version() -> None:
    """The byte budgets and the reading of the stream hold for one version; measure again before changing this."""
    assert version("textual") == MEASURED_ON


def test_the_same_screen_as_textuals_own() -> None:
    """After each step the terminal shows, cell by cell, what Textual's own driver would have shown."""
    steps = ("", DOWN, DOWN * 30, PAGE_DOWN, PAGE_UP, F6, F2, "asha", "\t", "\x7f", "word", ESCAPE, F5)
    with sample("diff") as ours, sample("plain") as textuals:
        for step in steps:
            for terminal in (ours, textuals):
                terminal.send(step)
            until(partial(both_show_the_same, ours, textuals), repr(step))
        assert len(ours.sent) * 3 < len(textuals.sent)


def both_show_the_same(ours: Terminal, textuals: Terminal) -> bool:
    """Return whether both programs rest and their screens are the same."""
    for terminal in (ours, textuals):
        terminal.settle()
    return shown(ours, textuals) == shown(textuals, ours)


def shown(terminal: Terminal, other: Terminal) -> list[object]:
    """The screen without the rows whose width terminals dispute, and without invisible colours of blanks."""
    return [
        [(" ", look[2], look[5]) if look[0] == " " else look for look in row]
        for row, twin in zip(terminal.glass.looks(), other.glass.looks(), strict=True)
        if not any(disputed(look[0]) for look in row + twin)
    ]


def test_bytes_of_a_table() -> None:
    """What an interaction with a table costs on the wire: the budgets of a slow line."""
    with sample() as terminal:
        assert len(terminal.sent) <= 2500
        assert terminal.type("", 1) == 0
        assert terminal.type(DOWN, QUIET) <= 40
        assert terminal.type(DOWN * 10, QUIET) <= 100
        assert terminal.type(PAGE_DOWN, QUIET) <= 1500
        assert terminal.type(F6, QUIET) <= 60
        assert terminal.type(F2, QUIET) <= 1500
        assert terminal.type(ESCAPE, 0.5) <= 2500


def test_bytes_of_a_form() -> None:
    """The first paint and a typed character."""
    with sample("diff", "form") as terminal:
        assert len(terminal.sent) <= 2500
        assert max(terminal.type(character, QUIET) for character in "asha") <= 60


def test_a_terminal_that_does_not_answer_is_not_asked() -> None:
    """No query, no kitty keys, no focus and no mouse reports to a plain xterm."""
    with sample() as terminal:
        for refused in (b"$p", b"\x1b[>", b"?1004", b"?1000", b"?1003", b"\x1b[<u", b"?2026"):
            assert refused not in terminal.sent


def test_repaint_sends_the_whole_screen() -> None:
    """After other output spoilt the screen, repaint() brings all of it back."""
    with sample() as terminal:
        before = terminal.text
        terminal.glass.erase_in_display(2)
        assert terminal.type(F5) > 1000
        assert terminal.text == before


def test_a_terminal_without_utf8_gets_ascii_in_place() -> None:
    """Where the encoding lacks a sign, ASCII stands in its cells and no column moves."""
    plain_c = {"LANG": "C", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    with sample("diff", **plain_c) as terminal:
        terminal.type(PAGE_DOWN, QUIET)
        assert terminal.sent.isascii()
        assert {line.rstrip().rfind("|") for line in terminal.text.splitlines()[1:-1]} == {78}


def test_resize_paints_again() -> None:
    """Another size is painted whole, whatever the terminal did to the old cells."""
    with sample() as terminal:
        terminal.glass.erase_in_display(2)
        terminal.resize(60, 20)
        terminal.wait_for("F6 notice")
        terminal.settle()
        assert terminal.text.splitlines()[0] == " Sample"
        assert terminal.text.splitlines()[19].startswith(" F2 form")


def test_suspend_and_resume() -> None:
    """Ctrl+Z leaves the terminal as it was found; on return the screen is painted whole."""
    with sample() as terminal:
        before = terminal.text
        terminal.sent.clear()
        terminal.type(CTRL_Z, 0.6)
        assert b"\x1b[?1049l" in terminal.sent
        assert termios.tcgetattr(terminal.fd)[3] & termios.ECHO
        resumed(terminal)
        assert terminal.text == before
        assert terminal.type(DOWN) <= 40
        terminal.send(F9)
        assert terminal.wait_for_end() == 0


def test_a_stopped_program_paints_whole_when_it_goes_on() -> None:
    """After a stop it was not told of, the screen comes back whole too, whichever thread was given the signal."""
    with sample() as terminal:
        before = terminal.text
        for _again in range(8):
            os.kill(terminal.pid, signal.SIGSTOP)
            resumed(terminal)
            assert terminal.text == before


def resumed(terminal: Terminal) -> None:
    """Let a stopped program go on, on a terminal that shows nothing any more."""
    terminal.settle()
    terminal.glass.erase_in_display(2)
    os.kill(terminal.pid, signal.SIGCONT)
    terminal.wait_for("F6 notice")
    terminal.settle(0.2)


def test_names_are_whole_wherever_they_are_shown() -> None:
    """Names of disputed width are whole, each on its row, after paging there and back, scrolling and repainting."""
    with sample() as terminal:
        for keys in (PAGE_DOWN, PAGE_UP, DOWN * 30, F2 + ESCAPE, F5):
            terminal.type(keys, 0.5 if ESCAPE in keys[1:] else 0.15)
            for width_of in (marks_inside, marks_beside):
                named = named_rows(terminal.sent.decode(), width_of)
                assert len(named) >= 4
                assert all(f" {NAMES[number % len(NAMES)]}  " in line for number, line in named)


def named_rows(sent: str, width_of: Callable[[str], int]) -> list[tuple[int, str]]:
    """Number and text of the rows that hold a name, on a terminal with its own idea of width."""
    model = OwnWidths(80, 24, width_of)
    model.feed(sent)
    lines = ["".join(place.text for place in row) for row in model.buffer.rows]
    return [(int(line[2:7]), line) for line in lines if line[2:7].isdigit() and int(line[2:7]) % 5 == 0]


@pytest.mark.parametrize("mode", ["diff", "plain"])
def test_a_lost_line_saves_and_ends(mode: str, tmp_path: Path) -> None:
    """When the operator's end closes, the draft is saved and the process ends."""
    saved = tmp_path / "draft"
    with sample(mode, SAMPLE_SAVED=str(saved)) as terminal:
        terminal.hang_up()
        assert terminal.wait_for_end() is not None
    assert saved.read_text(encoding="utf-8") == "saved"


def test_an_orphan_ends_without_a_signal(tmp_path: Path) -> None:
    """Where SIGHUP is kept from the program the closed terminal itself is noticed."""
    saved = tmp_path / "draft"
    with sample("diff", "deaf", SAMPLE_SAVED=str(saved)) as terminal:
        terminal.hang_up()
        assert terminal.wait_for_end() is not None
    assert saved.exists()


def test_term_signal_saves_and_restores(tmp_path: Path) -> None:
    """SIGTERM saves the draft, leaves the alternate screen and ends."""
    saved = tmp_path / "draft"
    with sample("diff", SAMPLE_SAVED=str(saved)) as terminal:
        os.kill(terminal.pid, signal.SIGTERM)
        assert terminal.wait_for_end() == 128 + signal.SIGTERM
        assert b"\x1b[?1049l" in terminal.sent
    assert saved.exists()


@pytest.mark.parametrize("keys", [F8, F9])
def test_the_terminal_is_left_as_found(keys: str) -> None:
    """After a fault and after a normal end: echo on, alternate screen left, cursor shown, nothing after it but text."""
    with sample() as terminal:
        assert not termios.tcgetattr(terminal.fd)[3] & termios.ECHO
        terminal.send(keys)
        until(lambda: terminal.settle(STEP) >= 0 and b"\x1b[?25h" in terminal.sent)
        assert termios.tcgetattr(terminal.fd)[3] & termios.ECHO
        assert terminal.wait_for_end() is not None
        assert b"\x1b[?1049l" in terminal.sent


def test_check_mode_finds_no_difference(tmp_path: Path) -> None:
    """The self-check compares Textual's stream with what is sent, after every update."""
    log = tmp_path / "check.log"
    with sample("check", LOKOS_DISPLAY_LOG=str(log)) as terminal:
        for keys in (DOWN, PAGE_DOWN, DOWN * 25, F2, "asha", F6):
            terminal.type(keys, QUIET)
    lines = log.read_text(encoding="utf-8").splitlines()
    assert len(lines) >= 6
    assert all(line.endswith(": same") for line in lines)


def test_a_line_that_does_not_read_gets_the_newest_screen() -> None:
    """While nothing is read, frames are dropped: later only the newest state arrives."""
    with sample() as terminal:
        for _ in range(40):
            terminal.send(PAGE_DOWN + PAGE_UP)
            beat(0.02)
        assert terminal.settle(0.3) < 40 * 2 * 990 // 2
        terminal.send(F9)
        assert terminal.wait_for_end() == 0


def test_an_unknown_mode_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong word in LOKOS_DISPLAY names the variable and the words that work."""
    monkeypatch.setenv("LOKOS_DISPLAY", "fast")
    with pytest.raises(ValueError, match="LOKOS_DISPLAY is 'fast'; use one of: diff, plain, check"):
        driver_class()


def test_settings_of_the_operator_are_kept() -> None:
    """The quiet defaults fill gaps and override nothing."""
    environ = {"ESCDELAY": "50"}
    prepare_environment(environ)
    assert environ["ESCDELAY"] == "50"
    assert environ["TEXTUAL_ANIMATIONS"] == "none"


@pytest.mark.parametrize("term", [None, "", "dumb"])
def test_a_terminal_without_a_screen_is_refused_in_words(term: str | None) -> None:
    """TERM=dumb or none gives a sentence, another gives nothing."""
    sentence = unusable_terminal({} if term is None else {"TERM": term})
    assert sentence is not None
    assert "export TERM=xterm" in sentence
    assert unusable_terminal({"TERM": "xterm"}) is None


def test_what_terminals_can_do() -> None:
    """GNU screen does not erase in colour, tmux does; only terminals known to answer are asked."""
    assert not Abilities.from_environment({"TERM": "screen"}).erases_in_colour
    assert Abilities.from_environment({"TERM": "screen", "TMUX": "x"}).erases_in_colour
    assert not Abilities.from_environment({"TERM": "xterm-256color"}).answers
    assert Abilities.from_environment({"TERM": "xterm-kitty"}).answers
