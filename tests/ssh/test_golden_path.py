"""What operators do over SSH, through a real sshd and the shipped configuration."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.ssh.conftest import ADMIN, Serve
from tests.ssh.server import LOGIN, Server
from tests.support.until import PATIENCE

FAULTY = Path(__file__).parents[2] / "sample_data" / "mapping_with_faults.xlsx"


def locally(office: Path, password: str, *argv: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the same command on the server itself."""
    program = [sys.executable, "-m", "lokos_tui", "--home", str(office), "--as", ADMIN, *argv]
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "LOKOS_PASSWORD": password}
    return subprocess.run(program, input=stdin, capture_output=True, env=env, timeout=PATIENCE, check=False)


def test_an_operator_lands_in_the_screens(server: Server, password: str) -> None:
    """`ssh block` shows the sign-in with her user id filled in; her password opens the home screen."""
    with server.terminal() as line:
        line.wait_for(ADMIN)
        line.settle(0.3)
        line.send(f"{password}\r")
        line.wait_for("My task")


def test_users_come_out_as_on_the_server(server: Server, office: Path, password: str) -> None:
    """`ssh block users --format csv --all` gives, byte for byte, what the command gives on the server."""
    words = ("users", "--format", "csv", "--all")
    remote, local = server.run("block", *words), locally(office, password, *words)
    assert (remote.returncode, remote.stdout, remote.stderr) == (0, local.stdout, b"")
    assert remote.stdout.startswith(b"User ID,")
    assert remote.stdout.count(b"\n") > 10


def test_a_workbook_goes_in(serve: Serve, office: Path, password: str) -> None:
    """`ssh block import mapping - < FILE`: a dry run says what the server's own says; then the good rows are loaded."""
    server, workbook = serve(key_line=True), FAULTY.read_bytes()
    dry = ("import", "mapping", "-", "--dry-run", "--json")
    remote, local = server.run("block", *dry, stdin=workbook), locally(office, password, *dry, stdin=workbook)
    assert (remote.returncode, remote.stdout, remote.stderr) == (1, local.stdout, b"")
    done = server.run("block", "import mapping - --load-good-rows --json", stdin=workbook)
    report = json.loads(done.stdout)
    assert (done.returncode, report["batch_id"] > 1) == (1, True)
    with closing(sqlite3.connect(office / "office.db")) as connection:
        batches = connection.execute("SELECT id, by_user FROM import_batch").fetchall()
    assert (report["batch_id"], ADMIN) in batches


def test_her_key_stands_in_the_audit_trail(server: Server, office: Path) -> None:
    """What the key alone opened is recorded as such, with login and address."""
    assert server.run("block", "audit", "--verify").returncode == 0
    with closing(sqlite3.connect(office / "office.db")) as connection:
        rows = connection.execute("SELECT details, actor, outcome, os_user, client FROM audit_entry").fetchall()
    assert ('{"by": "ssh key"}', ADMIN, "done", LOGIN, "127.0.0.1") in rows


def test_what_is_taken_is_told(server: Server) -> None:
    """`ssh block help` lists the commands."""
    done = server.run("block", "help")
    assert done.returncode == 0
    assert b"import mapping|places|cbos -" in done.stdout


def test_no_terminal_no_screens(server: Server) -> None:
    """`ssh -T block` says in one sentence that the screens need a terminal."""
    done = server.run("-T", "block")
    assert done.returncode == 3
    assert done.stdout == b""
    assert done.stderr.decode().count("\n") == 1
    assert "need a terminal" in done.stderr.decode()


@pytest.mark.parametrize(("user", "words"), [("IUP_NOBODY", "not active"), ("IUP_NBDSHGBK", "may not")])
def test_the_door_stays_in_force(serve: Serve, user: str, words: str) -> None:
    """A key that stands for no active account, or for one without the permission, is refused."""
    done = serve(user=user).run("block", "users --format csv")
    assert done.returncode == 3
    assert done.stdout == b""
    assert words in done.stderr.decode()
