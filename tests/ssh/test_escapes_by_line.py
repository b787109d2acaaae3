"""Ways out by what the line itself could carry: forwarded ports, sockets, agents and displays. None gets out."""

from __future__ import annotations

import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.ssh.server import Server
from tests.support.until import PATIENCE, until

pytestmark = pytest.mark.long

SECRET = b"SECRET"


class Inner:
    """A service on the server's side of the line: says its secret to everyone who reaches it."""

    def __init__(self) -> None:
        self.visits = 0
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with suppress(OSError):
            while True:
                visitor, _ = self._listener.accept()
                self.visits += 1
                visitor.sendall(SECRET)
                visitor.close()

    def close(self) -> None:
        """End the service."""
        self._listener.close()


@pytest.fixture
def inner() -> Iterator[Inner]:
    """A service that nobody may reach through the line."""
    service = Inner()
    yield service
    service.close()


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


@contextmanager
def held(server: Server, *words: str) -> Iterator[subprocess.Popen[bytes]]:
    """Hold a line without a command open."""
    command = server.command("-N", *words, "block")
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE) as client:
        yield client
        client.kill()


def visit(port: int, greeting: bytes = b"") -> bytes:
    """Return what is heard at a port of this side, which the client opens by itself."""
    return until(lambda: _heard(port, greeting), "the client listens")[0]


def _heard(port: int, greeting: bytes) -> tuple[bytes, ...]:
    """Return what is heard in one visit, nothing where nobody listens yet."""
    try:
        with socket.create_connection(("127.0.0.1", port), PATIENCE) as line:
            line.sendall(greeting)
            return (b"".join(iter(lambda: line.recv(100), b"")),)
    except ConnectionRefusedError:
        return ()
    except ConnectionResetError:
        return (b"",)


def test_the_service_answers_who_reaches_it(inner: Inner) -> None:
    """Without the line in between the secret is heard."""
    assert (visit(inner.port), inner.visits) == (SECRET, 1)


def test_no_local_forwarding(server: Server, inner: Inner) -> None:
    """-L: the server opens no connection for the client."""
    port = free_port()
    with held(server, "-L", f"127.0.0.1:{port}:127.0.0.1:{inner.port}"):
        assert visit(port) == b""
    assert inner.visits == 0


def test_no_dynamic_forwarding(server: Server, inner: Inner) -> None:
    """-D: the server is no SOCKS proxy."""
    port = free_port()
    asked = b"\x04\x01" + inner.port.to_bytes(2, "big") + bytes((127, 0, 0, 1)) + b"\x00"
    with held(server, "-D", f"127.0.0.1:{port}"):
        assert SECRET not in visit(port, asked)
    assert inner.visits == 0


def test_no_way_through(server: Server, inner: Inner) -> None:
    """-W: the server passes nothing on."""
    done = server.run("-W", f"127.0.0.1:{inner.port}", "block")
    assert (done.returncode, done.stdout, inner.visits) == (255, b"", 0)


def test_no_remote_forwarding(server: Server, inner: Inner) -> None:
    """-R: the server listens for nobody."""
    port = free_port()
    done = server.run("-N", "-o", "ExitOnForwardFailure=yes", "-R", f"{port}:127.0.0.1:{inner.port}", "block")
    assert done.returncode == 255
    with socket.socket() as line:
        assert line.connect_ex(("127.0.0.1", port)) != 0


def test_no_forwarded_socket(server: Server, tmp_path: Path) -> None:
    """-R with a path: the server makes no socket."""
    done = server.run("-N", "-o", "ExitOnForwardFailure=yes", "-R", f"{tmp_path}/socket:127.0.0.1:1", "block")
    assert done.returncode == 255
    assert list(tmp_path.iterdir()) == []


def test_no_forwarded_agent(server: Server, tmp_path: Path) -> None:
    """-A: no socket of an agent is made for a session, here one that waits for its workbook."""
    before, begun = agents(), server.log.count("Starting session")
    command = server.command("-A", "-o", "IdentityAgent=none", "block", "import mapping - --dry-run")
    with socket.socket(socket.AF_UNIX) as agent:
        agent.bind(str(tmp_path / "agent"))
        environ = {"PATH": os.environ["PATH"], "SSH_AUTH_SOCK": str(tmp_path / "agent")}
        with subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environ) as client:
            until(lambda: server.log.count("Starting session") > begun, "the session begins")
            assert agents() == before
            client.kill()


def agents() -> set[Path]:
    """Return the sockets sshd makes for agents, by where its versions put them."""
    return {*Path("/tmp").glob("ssh-*/agent.*"), *Path(os.path.expanduser("~")).glob(".ssh/agent/*")}


def test_no_forwarded_display(server: Server) -> None:
    """-Y: the server refuses to stand in for a display."""
    done = server.run("-Y", "block", "help", DISPLAY="127.0.0.1:77.0")
    assert done.returncode == 0
    assert b"X11 forwarding request failed" in done.stderr
