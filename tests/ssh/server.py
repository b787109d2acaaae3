"""A real OpenSSH server on loopback, set up from the files that docs/openssh ships, and a client for it."""

from __future__ import annotations

import grp
import os
import pwd
import shutil
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tests.display.terminal import Terminal
from tests.support.until import PATIENCE, until

SHIPPED: Final = Path(__file__).parents[2] / "docs" / "openssh"
LOGIN: Final = pwd.getpwuid(os.getuid()).pw_name
_TOOLS: Final = os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))
_EXAMPLE_KEY: Final = "ssh-ed25519 AAAA...her-public-key... sunita"
_AS_DEBIAN_HAS_IT: Final = """\
Port {port}
ListenAddress 127.0.0.1
HostKey {folder}/host
PidFile none
LogLevel VERBOSE
UsePAM no
StrictModes no
PermitRootLogin prohibit-password
AllowAgentForwarding yes
AllowTcpForwarding yes
X11Forwarding yes
AcceptEnv LANG LC_*
Subsystem sftp internal-sftp

"""


def tool(name: str) -> str | None:
    """Return the path of one of OpenSSH's programs, None where it is not installed."""
    return shutil.which(name, path=_TOOLS)


def shipped(name: str, **replaced: str) -> str:
    """Return a shipped example with its example values replaced; every one of them must stand in it."""
    text = (SHIPPED / name).read_text(encoding="utf-8")
    for old, new in EXAMPLES.items():
        if old in replaced:
            assert new in text, f"{name}: {new}"
            text = text.replace(new, replaced[old])
    return text


EXAMPLES: Final = {
    "group": "Match Group lokos",
    "python": "/opt/lokos/bin/python",
    "office": "/srv/lokos",
    "etc": "/etc/lokos",
    "operator": "sunita        IUP_NBDADM",
    "user": "--user IUP_NBDADM",
    "variables": "AcceptEnv LANG",
    "key": _EXAMPLE_KEY,
    "host": "block.example.in",
    "login": "User sunita",
}
"""What stands in the shipped examples for a reader to replace, by what it is."""


@dataclass(frozen=True)
class Server:
    """A server that runs; ``folder`` holds its keys, files and log."""

    folder: Path
    port: int
    process: subprocess.Popen[bytes]

    @classmethod
    def start(cls, folder: Path, office: Path, *, accepted: str = "", key_line: bool = False, user: str) -> Server:
        """Start sshd on the shipped examples: ``key_line`` has the account in the key's line, not in the config.

        ``accepted`` names more variables a careless administrator lets in.
        """
        folder.mkdir()
        port = _free_port()
        public = _make_keys(folder, port)
        _write(folder / "operators", shipped("operators", operator=f"{LOGIN} {user}"))
        (folder / "keys").mkdir()
        name = "authorized_keys" if key_line else "key"
        places = {"python": sys.executable, "office": str(office), "user": f"--user {user}"} if key_line else {}
        _write(folder / "keys" / LOGIN, shipped(name, key=public, **places))
        base = _AS_DEBIAN_HAS_IT.format(port=port, folder=folder)
        _write(folder / "sshd_config", base + _snippet(folder, office, accepted, forced=not key_line))
        _write(folder / "ssh_config", _client(folder, port))
        with (folder / "log").open("wb") as log:
            command = [tool("sshd") or "", "-D", "-e", "-f", str(folder / "sshd_config")]
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        server = cls(folder, port, process)
        server._wait()
        return server

    @property
    def log(self) -> str:
        """What the server wrote so far."""
        return (self.folder / "log").read_text(encoding="utf-8", errors="replace")

    def in_force(self) -> set[str]:
        """Return what sshd says its configuration means for the login, a line each."""
        config, who = str(self.folder / "sshd_config"), f"user={LOGIN},host=x,addr=127.0.0.1"
        done = subprocess.run([tool("sshd") or "", "-T", "-f", config, "-C", who], check=True, capture_output=True)
        return set(done.stdout.decode().splitlines())

    def stop(self) -> None:
        """End the server."""
        self.process.terminate()
        self.process.wait(PATIENCE)

    def command(self, *words: str, program: str = "ssh") -> list[str]:
        """Return a client's command line; the host is called ``block``, as in the documents."""
        return [tool(program) or program, "-F", str(self.folder / "ssh_config"), *words]

    def run(
        self, *words: str, stdin: bytes = b"", program: str = "ssh", seconds: float = PATIENCE, **environ: str
    ) -> subprocess.CompletedProcess[bytes]:
        """Run a client without a terminal to its end."""
        return subprocess.run(
            self.command(*words, program=program),
            input=stdin, capture_output=True, timeout=seconds, check=False, env=_environment(environ),
        )  # fmt: skip

    def terminal(self, *words: str, **environ: str) -> Terminal:
        """Run ``ssh block`` on a pseudo-terminal."""
        return Terminal(self.command("-tt", *words, "block"), environ)

    def _wait(self) -> None:
        until(self._listens, "sshd listens")

    def _listens(self) -> bool:
        assert self.process.poll() is None, self.log
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self.port)) == 0


def _snippet(folder: Path, office: Path, accepted: str, *, forced: bool) -> str:
    group = f"Match Group {grp.getgrgid(os.getgid()).gr_name}"
    places = {"python": sys.executable, "office": str(office), "etc": str(folder)}
    text = shipped("sshd_config.conf", group=group, variables=f"AcceptEnv LANG {accepted}", **places)
    lines = text.splitlines(keepends=True)
    return "".join(line for line in lines if forced or "ForceCommand" not in line)


def _make_keys(folder: Path, port: int) -> str:
    for name in ("host", "operator"):
        command = [tool("ssh-keygen") or "", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(folder / name)]
        subprocess.run(command, check=True)
    host = (folder / "host.pub").read_text(encoding="ascii").strip()
    _write(folder / "known_hosts", f"[127.0.0.1]:{port} {host}\n")
    return (folder / "operator.pub").read_text(encoding="ascii").strip()


def _client(folder: Path, port: int) -> str:
    more = {
        "Port": port, "IdentityFile": folder / "operator", "IdentitiesOnly": "yes", "BatchMode": "yes",
        "UserKnownHostsFile": folder / "known_hosts", "GlobalKnownHostsFile": "none", "ConnectTimeout": 10,
        "KexAlgorithms": "curve25519-sha256",
    }  # fmt: skip
    lines = "".join(f"    {name} {value}\n" for name, value in more.items())
    return shipped("ssh_config", host="127.0.0.1", login=f"User {LOGIN}") + lines


def _environment(more: dict[str, str]) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "LANG": "C.UTF-8", **more}


def _free_port() -> int:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return int(line.getsockname()[1])


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
    path.chmod(0o600)
