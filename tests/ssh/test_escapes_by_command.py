"""Ways out by what is sent along: commands, file transfers, subsystems, variables. None gets out."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.ssh.conftest import Serve
from tests.ssh.server import Server
from tests.support.until import until

pytestmark = pytest.mark.long

CARELESS = "PYTHON* LOKOS_* TEXTUAL_* TERMINFO*"
COMMANDS = {
    "a shell": "sh",
    "a shell with a command": "sh -c 'touch SENTINEL'",
    "semicolon": "users; touch SENTINEL",
    "and": "users && touch SENTINEL",
    "pipe": "users | tee SENTINEL",
    "background": "users & touch SENTINEL",
    "dollar and brackets": "users --search $(touch SENTINEL)",
    "backticks": "users --search `touch SENTINEL`",
    "redirection": "users --format csv > SENTINEL",
    "reading redirection": "import mapping - < /etc/passwd",
    "a new line": "users\ntouch SENTINEL",
    "a carriage return": "users\rtouch SENTINEL",
    "a quoted new line": "users --search 'a\ntouch SENTINEL'",
    "an escape sequence": "users --search '\x1b]52;c;cm0=\x07'",
    "an open quote": "users 'touch SENTINEL",
    "a dash first": "-c 'touch SENTINEL'",
    "double dash": "-- touch SENTINEL",
    "a file named": "import mapping /etc/passwd",
    "a file above": "import mapping ../../etc/passwd --dry-run",
    "a device": "import mapping /dev/stdin --dry-run",
    "a second file": "import mapping - /etc/passwd --dry-run",
    "a file to write": "import mapping - --failed-rows SENTINEL",
    "a file of passwords": "import mapping - --credentials=SENTINEL",
    "a template to write": "template mapping SENTINEL",
    "another office": "--home OTHER users",
    "another office after": "users --home=OTHER",
    "another office by its flag": "users --office OTHER",
    "an option cut short": "users --hom OTHER",
    "an allowed option cut short": "users --form csv",
    "another person": "users --as IUP_DEMOSADM",
    "a key's account": "users --user IUP_DEMOSADM",
    "a new office": "init --home OTHER",
    "a sample office": "demo --home OTHER --fresh",
    "the doctor": "doctor",
    "a new password": "password",
    "somebody's password": "user reset-password IUP_NBDSHGBK",
    "the interpreter": f"{sys.executable} -c pass",
    "a long command": "users --search " + "a" * 100_000,
}
VARIABLES = {
    "PYTHONPATH": "TRAPS",
    "PYTHONSTARTUP": "TRAPS/sitecustomize.py",
    "PYTHONHOME": "TRAPS",
    "PYTHONINSPECT": "1",
    "TERMINFO": "TRAPS",
    "LOKOS_HOME": "OTHER",
    "LOKOS_DATABASE_URL": "sqlite:///SENTINEL",
}
KEPT_OUT = {
    "LD_PRELOAD": "TRAPS/none.so",
    "LD_DEBUG": "files",
    "BASH_ENV": "TRAPS/rc",
    "ENV": "TRAPS/rc",
    "PATH": "TRAPS",
}


@pytest.fixture
def sentinel(tmp_path: Path) -> Path:
    """A file that is there only after an escape."""
    return tmp_path / "SENTINEL"


@pytest.fixture
def fill(tmp_path: Path, sentinel: Path) -> Callable[[str], str]:
    """Return a text with the test's own paths in it; the traps leave the sentinel behind when anything runs them."""
    traps = tmp_path / "traps"
    traps.mkdir()
    (traps / "rc").write_text(f"touch {sentinel}\n")
    for name in ("sitecustomize.py", "textual.py"):
        (traps / name).write_text(f"open({str(sentinel)!r}, 'w')\n")
    places = {"SENTINEL": sentinel, "OTHER": tmp_path / "other", "TRAPS": traps}

    def filled(text: str) -> str:
        for name, path in places.items():
            text = text.replace(name, str(path))
        return text

    return filled


@pytest.fixture(scope="module")
def careless(serve: Serve) -> Server:
    """A server whose administrator lets in more variables than the documents say."""
    return serve(accepted=CARELESS)


@pytest.fixture(scope="module")
def shared(server: Server) -> Iterator[tuple[str, ...]]:
    """One line that many commands share, as a client may; gives the options that use it."""
    path = server.folder / "line"
    with subprocess.Popen(server.command("-M", "-N", "-S", str(path), "block"), stdin=subprocess.DEVNULL) as client:
        until(path.exists, "the shared line")
        yield ("-S", str(path))
        client.kill()


def nothing_there(tmp_path: Path) -> bool:
    """True where no escape left anything behind."""
    return {path.name for path in tmp_path.iterdir()} <= {"traps", "sent.csv"}


def test_the_traps_would_snap(fill: Callable[[str], str], sentinel: Path) -> None:
    """The same command and the same variable leave the sentinel behind where nothing is in their way."""
    for argv, env in (
        (["/bin/sh", "-c", fill(COMMANDS["semicolon"])], {}),
        ([sys.executable, "-c", ""], {"PYTHONPATH": fill("TRAPS")}),
    ):
        subprocess.run(argv, env={"PATH": "/usr/bin:/bin", **env}, capture_output=True, check=True)
        sentinel.unlink()


@pytest.mark.parametrize("name", COMMANDS)
def test_no_command_gets_out(
    server: Server, shared: tuple[str, ...], fill: Callable[[str], str], tmp_path: Path, name: str
) -> None:
    """What is not on the list is refused in one sentence, prints nothing and leaves nothing behind."""
    done = server.run(*shared, "block", "--", fill(COMMANDS[name]), stdin=b"touch SENTINEL\n")
    said = done.stderr.decode()
    assert (done.returncode, done.stdout) == (3, b"")
    assert said.startswith("lokos: ")
    assert said.count("\n") == 1
    assert said.strip().isprintable()
    assert nothing_there(tmp_path)


@pytest.mark.parametrize(
    "words",
    [
        ("scp", "LOCAL", "block:SENTINEL"),
        ("scp", "-O", "LOCAL", "block:SENTINEL"),
        ("scp", "block:/etc/passwd", "SENTINEL"),
        ("scp", "-O", "block:/etc/passwd", "SENTINEL"),
        ("sftp", "-b", "-", "block"),
        ("ssh", "-s", "block", "sftp"),
        ("ssh", "-s", "block", "sh"),
    ],
    ids=" ".join,
)
def test_no_file_is_carried(server: Server, fill: Callable[[str], str], tmp_path: Path, words: tuple[str, ...]) -> None:
    """Neither scp, old or new, nor sftp, nor a subsystem carries a file in or out, though the server has sftp."""
    (tmp_path / "sent.csv").write_text("a\n")
    program, *rest = (fill(word.replace("LOCAL", str(tmp_path / "sent.csv"))) for word in words)
    done = server.run(*rest, program=program, stdin=fill("put OTHER/../sent.csv SENTINEL\n").encode())
    assert done.returncode != 0
    assert b"root:" not in done.stdout
    assert nothing_there(tmp_path)


def test_what_the_documents_promise_is_in_force(server: Server, careless: Server) -> None:
    """The shipped settings win over an open server's own for a login of the group; the careless server is careless."""
    assert {
        "disableforwarding yes", "permituserrc no", "permituserenvironment no", "passwordauthentication no",
        "kbdinteractiveauthentication no", "permittunnel no", "maxsessions 2", "clientaliveinterval 30",
        "clientalivecountmax 4", "acceptenv LANG",
    } <= server.in_force()  # fmt: skip
    assert [line for line in server.in_force() if line.startswith("acceptenv")] == ["acceptenv LANG"]
    assert {f"acceptenv {name}" for name in CARELESS.split()} <= careless.in_force()


@pytest.mark.parametrize("name", VARIABLES)
def test_no_variable_gets_in(careless: Server, fill: Callable[[str], str], tmp_path: Path, name: str) -> None:
    """Python's, Textual's and this program's own variables change nothing, even where sshd lets them in."""
    asked = "users --format csv" if name.startswith("LOKOS_") else "help"
    done = careless.run("-o", f"SetEnv {name}={fill(VARIABLES[name])}", "block", asked, stdin=b"touch SENTINEL\n")
    assert (done.returncode, done.stderr) == (0, b"")
    assert (b"IUP_NBDADM" if name.startswith("LOKOS_") else b"users") in done.stdout
    assert nothing_there(tmp_path)


@pytest.mark.parametrize("name", KEPT_OUT)
def test_no_loader_variable_passes_sshd(server: Server, fill: Callable[[str], str], tmp_path: Path, name: str) -> None:
    """What the loader and the shell read before Python starts is kept out by the shipped configuration."""
    value = fill(KEPT_OUT[name])
    done = server.run("-o", f"SetEnv {name}={value} LD_DEBUG_OUTPUT={fill('SENTINEL')}", "block", "help")
    assert (done.returncode, done.stderr) == (0, b"")
    assert nothing_there(tmp_path)
