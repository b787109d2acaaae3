"""What the command line asks when somebody sits at a terminal, and how it refuses where nobody does."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from lokos_tui.cli.main import run
from tests.cli.test_json_errors import ADMIN, PASSWORD, home

__all__ = ["home"]
UNDO = (["undo", "9"], ["verify", "undo", "9"], ["duplicates", "undo", "9"])


@pytest.mark.parametrize("command", UNDO, ids=" ".join)
def test_without_a_terminal_the_option_is_named(
    command: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Taking back without a reason is wrong usage in a script: nothing is asked, --reason is named."""
    assert run([*command, "--as", ADMIN, "--home", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert "Say why it is taken back" in told
    assert "--reason" in told


@pytest.mark.parametrize(("typed", "status", "said"), [("wrong file", 3, "no such load"), ("", 2, "Say why")])
def test_at_a_terminal_it_is_asked(typed: str, status: int, said: str, home: str) -> None:
    """The question stands on the terminal; what is typed is the reason, nothing typed is none."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "lokos_tui", "undo", "9", "--as", ADMIN, "--home", home]
    env = os.environ | {"LOKOS_PASSWORD": PASSWORD}
    with subprocess.Popen(command, stdin=theirs, stderr=theirs, stdout=subprocess.DEVNULL, env=env) as asking:
        os.close(theirs)
        os.write(ours, f"{typed}\n".encode())
        text = read_all(ours)
        assert asking.wait() == status
    assert "Why is it taken back? " in text
    assert said in text


def read_all(terminal: int) -> str:
    """Return what is printed to a terminal until its last holder has closed it."""
    text = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # Linux: nobody holds the other end any more
            part = b""
        if not part:
            os.close(terminal)
            return text.decode()
        text += part
