"""Bytes on the wire: the real program on a pseudo-terminal of 80x24 that answers no query, as PuTTY does."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.display.terminal import Terminal

BYTES = {
    "first paint (sign-in)": 2_500,
    "sign-in to home": 3_000,
    "another screen": 1_500,
    "a full list of 19 users": 2_100,  # 1.3 kB of it are the words themselves
    "cursor move": 200,
    "ten held": 400,
    "page": 1_500,
    "back": 2_500,
    "a typed character": 60,
    "idle": 0,
}
DOWN, PAGE_DOWN = "\x1b[B", "\x1b[6~"
IDLE_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Account:
    """Where the sample office is and who signs in."""

    home: str
    user_id: str
    password: str


@pytest.fixture(scope="module")
def account(tmp_path_factory: pytest.TempPathFactory) -> Account:
    """Make the sample office and return its Block Admin."""
    home = tmp_path_factory.mktemp("wire") / "office"
    command = [sys.executable, "-m", "lokos_tui", "--home", str(home), "demo", "--no-open", "--json"]
    made = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    admin = next(found for found in made["accounts"] if found["role"] == "BLOCK_ADMIN")
    return Account(str(home), admin["user_id"], admin["password"])


@pytest.mark.bench
def test_bytes_of_a_day(account: Account) -> None:
    """First paint, sign-in, lists, pages, typing and silence stay under what a 32 kbit/s line carries."""
    found: dict[str, int] = {}
    program = [sys.executable, "-m", "lokos_tui", "--home", account.home]
    with Terminal(program, env={"TERM": "xterm", "LANG": "C.UTF-8"}) as line:
        line.wait_for("Password", 30)
        line.settle(1.0)
        found["first paint (sign-in)"] = len(line.sent)
        cpu = line.cpu_seconds()
        line.type("\t", 0.5)
        found["a typed character"] = line.type("I", 0.5)
        line.type(account.user_id[1:] + "\r" + account.password, 0.5)
        before = len(line.sent)
        line.send("\r")
        line.wait_for("My task", 30)
        line.settle(1.5)
        found["sign-in to home"] = len(line.sent) - before
        found["another screen"] = line.type("4", 2.0)
        found["back"] = line.type("q", 1.5)
        found["a full list of 19 users"] = line.type("1", 2.0)
        line.type(DOWN, 0.5)
        found["cursor move"] = line.type(DOWN, 0.5)
        found["ten held"] = line.type(DOWN * 10, 1.0)
        found["page"] = line.type(PAGE_DOWN, 1.0)
        found["idle"] = line.settle(IDLE_SECONDS)
        memory = _memory_mb(line.pid)
    for name, most in BYTES.items():
        print(f"\n{name:<24} {found[name]:>6} B   at most {most:>6}", end="")
    print(f"\nCPU to the first screen {cpu:.2f} s; memory {memory} MB")
    assert {name: size for name, size in found.items() if size > BYTES[name]} == {}


def _memory_mb(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM"))) // 1024
