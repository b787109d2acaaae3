"""The forced command's own parts, without a server: what is taken, what is left of the environment, who it is."""

from __future__ import annotations

import os
import pwd
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.cli.parser import parse
from lokos_tui.cli.ssh.allowed import Allowed
from lokos_tui.cli.ssh.commands import ALLOWED, LONGEST, argv_of, wants_help
from lokos_tui.cli.ssh.environment import clean_environment, login_of
from lokos_tui.cli.ssh.operators import operator_of
from lokos_tui.domain.errors import Refused
from tests.ssh.server import SHIPPED
from tests.support.until import PATIENCE

NAMES_OF_FILES = {"--home", "--as", "--failed-rows", "--credentials"}
ARGUMENTS = {
    "import": "mapping -", "user": "IUP_X", "links": "IUP_X", "cbo": "290", "find": "IUP_X", "batch": "1",
    "export again": "1",
}  # fmt: skip
CHOICES = {"--format": "csv", "--type": "SHG", "--linked": "yes"}


@pytest.mark.parametrize("allowed", ALLOWED, ids=lambda allowed: " ".join(allowed.words))
def test_what_is_taken_is_in_the_grammar(allowed: Allowed) -> None:
    """Every command of the list, with all its options, is one the program knows; none of them names a file."""
    flags = [*allowed.flags, "--json"]
    values = [f"{name}={CHOICES.get(name, 'x')}" for name in (*allowed.values, "--role")]
    argument = ARGUMENTS.get(" ".join(allowed.words[:2]), ARGUMENTS.get(allowed.words[0], ""))
    asked = " ".join([*allowed.words, argument, *flags, *values])
    args = parse(argv_of(asked))
    assert args.handler != parse([]).handler
    assert (args.home, args.as_user) == (None, "")
    assert not NAMES_OF_FILES & (allowed.values | allowed.flags)


@given(st.text())
def test_any_text_is_matched_or_refused(asked: str) -> None:
    """Whatever is sent, the outcome is a refusal, nothing, or a command of the list."""
    try:
        argv = argv_of(asked)
    except Refused:
        return
    assert argv == [] or any(tuple(argv[: len(one.words)]) == one.words for one in ALLOWED)


@pytest.mark.parametrize(
    "asked", ["users\0", "users \x9b5n", "users \u202e", "users \ud800", "a" * (LONGEST + 1), "users --search \\x"]
)
def test_signs_that_are_not_taken(asked: str) -> None:
    """Controls, NUL, direction marks, broken bytes, backslashes and endless commands are refused."""
    with pytest.raises(Refused):
        argv_of(asked)


def test_hindi_is_searched_for() -> None:
    """Words in Devanagari pass, with their vowel signs and joiners."""
    assert argv_of("users --search 'सुनीता क्\u200dष'") == ["users", "--search=सुनीता क्\u200dष"]


def test_the_documented_commands_are_taken() -> None:
    """Each `ssh block ...` of the document is on the list, once the operator's own shell has taken its part."""
    text = (SHIPPED.parent / "openssh.md").read_text(encoding="utf-8")
    asked = re.findall(r"^ssh block ([^<>#\n]+)", text, re.MULTILINE)
    assert len(asked) >= 3
    for one in asked:
        assert wants_help(one) or argv_of(one)


def test_little_is_left_of_the_environment() -> None:
    """Known variables of a known form stay; PATH, HOME and the login's names are set anew; the rest is gone."""
    me = pwd.getpwuid(os.getuid())
    environ = {
        "TERM": "xterm-256color", "LANG": "hi_IN.UTF-8", "LC_ALL": "../x",
        "SSH_CONNECTION": "10.0.0.7 5022 10.0.0.1 22",
        "SSH_CLIENT": "x\n y z", "PATH": "/tmp/x", "HOME": "/tmp/x", "USER": "x", "PYTHONPATH": "x", "LOKOS_HOME": "x",
        "LD_PRELOAD": "x", "SSH_ORIGINAL_COMMAND": "sh", "TERMINFO": "x",
    }  # fmt: skip
    clean_environment(environ, login_of(environ))
    assert environ == {
        "TERM": "xterm-256color", "LANG": "hi_IN.UTF-8", "SSH_CONNECTION": "10.0.0.7 5022 10.0.0.1 22",
        "PATH": "/usr/bin:/bin", "HOME": me.pw_dir, "USER": me.pw_name, "LOGNAME": me.pw_name,
    }  # fmt: skip


def test_a_login_is_not_taken_on_trust() -> None:
    """A name that belongs to another number than the process's is not believed."""
    other = next(entry.pw_name for entry in pwd.getpwall() if entry.pw_uid != os.getuid())
    assert login_of({"USER": other}) == login_of({}) == pwd.getpwuid(os.getuid()).pw_name


def test_operators_as_shipped(tmp_path: Path) -> None:
    """The shipped file ties its login to its account and no other; a file that anyone may write is not believed."""
    path = tmp_path / "operators"
    path.write_text((SHIPPED / "operators").read_text(encoding="utf-8"))
    path.chmod(0o644)
    assert (operator_of(str(path), "sunita"), operator_of(str(path), "root")) == ("IUP_NBDADM", "")
    path.chmod(0o666)
    with pytest.raises(Refused):
        operator_of(str(path), "sunita")


@pytest.mark.parametrize("text", ["sunita", "sunita IUP_A more", "sunita IUP_A\nsunita IUP_B", "sunita ../x", "\xff"])
def test_a_wrong_line_of_operators(tmp_path: Path, text: str) -> None:
    """A line that says nothing clear, or a login that stands there twice, is refused by its number."""
    path = tmp_path / "operators"
    path.write_bytes(text.encode("latin-1"))
    path.chmod(0o600)
    with pytest.raises(Refused):
        operator_of(str(path), "sunita")


def test_it_starts_isolated_or_not_at_all(tmp_path: Path) -> None:
    """Without -I nothing is carried out."""
    program = [sys.executable, "-m", "lokos_tui.cli.forced", "--office", str(tmp_path), "--user", "IUP_X"]
    done = subprocess.run(program, capture_output=True, text=True, timeout=PATIENCE, check=False)
    assert (done.returncode, done.stdout) == (3, "")
    assert "-I" in done.stderr
