"""A sample office behind a real sshd; the one place where tests may be skipped: sshd needs root to be installed."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from lokos_tui.cli.main import run
from tests.ssh.server import Server, tool

ADMIN = "IUP_NBDADM"
_MISSING = "There is no sshd on this machine; install it with: sudo apt-get install openssh-server"


@pytest.fixture(scope="session")
def sshd() -> None:
    """Ask for OpenSSH's server: tests are left out without it on a person's machine, and fail without it in CI."""
    if tool("sshd") and tool("ssh"):
        if os.geteuid() == 0:
            Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
        return
    if os.environ.get("CI") == "true" or os.environ.get("LOKOS_REQUIRE_SSHD") == "1":
        pytest.fail(_MISSING)
    pytest.skip(_MISSING)


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample office of 60 SHGs."""
    home = tmp_path_factory.mktemp("ssh") / "office"
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("LOKOS_DATABASE_URL", raising=False)
        assert run(["demo", "--home", str(home), "--no-open", "--untouched", "--shgs-per-block", "60"]) == 0
    return home


@pytest.fixture(scope="module")
def office(office_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of the module's own."""
    home = tmp_path_factory.mktemp("srv") / "lokos"
    shutil.copytree(office_template, home)
    return home


@pytest.fixture(scope="module")
def password(office: Path) -> str:
    """The Block Admin's password."""
    accounts = json.loads((office / "demo-accounts.json").read_text(encoding="utf-8"))["accounts"]
    return str(next(account["password"] for account in accounts if account["user_id"] == ADMIN))


Serve = Callable[..., Server]


@pytest.fixture(scope="module")
def serve(sshd: None, office: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Serve]:
    """Return a maker of servers on the module's office; ``user`` is the account the login stands for."""
    with ExitStack() as stack:

        def make(**choices: Any) -> Server:
            folder = tmp_path_factory.mktemp("etc") / "lokos"
            server = Server.start(folder, office, **{"user": ADMIN} | choices)
            stack.callback(server.stop)
            return server

        yield make


@pytest.fixture(scope="module")
def server(serve: Serve) -> Server:
    """A server set up as the documents say."""
    return serve()
