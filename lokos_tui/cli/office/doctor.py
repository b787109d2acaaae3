"""``lokos doctor``: looks at everything the program stands on, and says for each thing what to do."""

from __future__ import annotations

import locale
import os
import shutil
import stat
import subprocess
import sys
from argparse import Namespace
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from lokos_tui.cli import exits
from lokos_tui.cli.output import cell, print_json, say
from lokos_tui.domain.errors import LokosError, Unavailable

if TYPE_CHECKING:
    from lokos_tui.db.compare import Difference
    from lokos_tui.db.engine import Store
    from lokos_tui.settings import Settings

_OK, _NOTE, _BAD = "ok", "!", "x"
_MIN_FREE = 500_000_000
_TIMEDATECTL = ("/usr/bin/timedatectl", "/bin/timedatectl")


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: 'ok', '!' (works, could be better) or 'x' (must be mended), and what to do."""

    what: str
    state: str
    sentence: str
    to_do: str = ""


def doctor(args: Namespace) -> int:
    """Print every finding; status 3 when anything must be mended."""
    from lokos_tui.settings import load_settings, office_home

    home = office_home(args.home)
    checks: list[Callable[[], Finding]] = [terminal, encoding, lambda: disk(home), lambda: permissions(home)]
    found = [check() for check in checks]
    try:
        settings = load_settings(home)
    except LokosError as error:
        found.append(Finding("settings", _BAD, error.sentence, error.hint))
    else:
        found += [Finding("settings", _OK, "Every setting is right."), *database(settings)]
    found += [clock(), keyring()]
    if args.json:
        print_json({"home": str(home), "checks": [asdict(finding) for finding in found]})
    else:
        for finding in found:
            say(f"{finding.state:<3} {finding.what:<12} {cell(finding.sentence)} {cell(finding.to_do)}".rstrip())
    return exits.REFUSED if any(finding.state == _BAD for finding in found) else exits.DONE


def terminal() -> Finding:
    """Look at TERM and the size of the window."""
    name = os.environ.get("TERM", "")
    if name in {"", "dumb", "unknown"} or not sys.stdout.isatty():
        return Finding("terminal", _NOTE, "No terminal: commands work, screens do not.", "Open one for the screens.")
    columns, lines = shutil.get_terminal_size()
    if columns < 80 or lines < 24:  # noqa: PLR2004 - the smallest window the screens are made for
        return Finding("terminal", _NOTE, f"{name}, {columns}x{lines}.", "Make the window at least 80x24.")
    return Finding("terminal", _OK, f"{name}, {columns}x{lines}.")


def encoding() -> Finding:
    """Look whether the terminal is spoken to in UTF-8."""
    name = (sys.stdout.encoding or locale.getpreferredencoding()).lower()
    if name.replace("-", "") == "utf8":
        return Finding("encoding", _OK, "UTF-8.")
    return Finding("encoding", _NOTE, f"{name}: Hindi is not shown.", "Set LANG=C.UTF-8 and the terminal to UTF-8.")


def disk(home: Path) -> Finding:
    """Look at the free space where the office lies."""
    place = next((folder for folder in (home, *home.parents) if folder.exists()), Path("/"))
    free = shutil.disk_usage(place).free
    words = f"{free // 1_000_000:,} MB free at {place}."
    if free < _MIN_FREE:
        return Finding("disk", _BAD, words, "Make room before the next load or backup.")
    return Finding("disk", _OK, words)


def permissions(home: Path) -> Finding:
    """Look whether folder, key and database are their owner's alone."""
    if not home.is_dir():
        return Finding("permissions", _NOTE, f"There is no folder {home} yet.", "Make an office: lokos init.")
    names = ("office.key", "office.db", "office.db-wal", "office.db-shm", "lokos.log", "demo-accounts.json")
    open_ones = [path for path in (home, *(home / name for name in names)) if _open_to_others(path)]
    if open_ones:
        words = ", ".join(str(path) for path in open_ones)
        return Finding("permissions", _BAD, f"Others can get at: {words}.", "Run chmod go-rwx on each.")
    return Finding("permissions", _OK, "Folder, key and database are their owner's alone.")


def _open_to_others(path: Path) -> bool:
    try:
        return bool(stat.S_IMODE(path.stat().st_mode) & 0o077)
    except FileNotFoundError:
        return False


def database(settings: Settings) -> list[Finding]:
    """Look whether the database answers, is whole, and has this program's tables."""
    from lokos_tui.db import schema
    from lokos_tui.db.engine import open_store

    try:
        store = open_store(settings.database_url)
        path = store.sqlite_path
        if path is not None and not path.exists():
            return [Finding("database", _BAD, f"There is no office at {path}.", "Make one with: lokos init.")]
        with store.reading() as connection:
            if store.is_sqlite:
                mode = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())
                check = str(connection.exec_driver_sql("PRAGMA quick_check").scalar())
            else:
                mode, check = str(connection.exec_driver_sql("SHOW server_version").scalar()), "ok"
        revision = schema.current(store)
        head = schema.newest()
        compared = tables(store) if revision == head else []
        store.close()
    except LokosError as error:
        return [Finding("database", _BAD, error.sentence, error.hint)]
    return [_answer(mode, check, store.is_sqlite), _migrations(revision, head), *compared]


def tables(store: Store) -> list[Finding]:
    """Compare tables, columns, indexes, constraints and triggers with what the program expects: a finding for each."""
    from lokos_tui.db.compare import compare

    try:
        differing = compare(store)
    except Unavailable as error:
        return [Finding("tables", _BAD, error.sentence, error.hint)]
    if not differing:
        return [Finding("tables", _OK, "Tables, columns, indexes, constraints and triggers are this program's.")]
    return [_difference(one) for one in differing]


def _difference(one: Difference) -> Finding:
    sentence = f"{one.sentence[0].upper()}{one.sentence[1:]}."
    if one.harmless:
        return Finding("tables", _NOTE, sentence, "It stops nothing; remove it when nobody needs it.")
    if one.expected is None:
        return Finding("tables", _BAD, sentence, "Ask who added it, and have it removed.")
    return Finding("tables", _BAD, sentence, "Let nobody work now: put the last backup back, or ask support.")


def _answer(mode: str, check: str, sqlite: bool) -> Finding:  # noqa: FBT001 - one caller, one line above
    if check != "ok":
        return Finding("database", _BAD, f"The database file is damaged: {check}.", "Put the last backup back.")
    if not sqlite:
        return Finding("database", _OK, f"PostgreSQL {mode} answers.")
    if mode.lower() != "wal":
        return Finding("database", _NOTE, f"SQLite answers; its journal is {mode}.", "Keep it on a local disk.")
    return Finding("database", _OK, "SQLite answers, its file is whole, WAL is on.")


def _migrations(revision: str | None, head: str) -> Finding:
    if revision is None:
        return Finding("migrations", _BAD, "This database holds no office.", "Make one with: lokos init.")
    if revision != head:
        return Finding(
            "migrations",
            _NOTE,
            f"The tables are at {revision}, the program at {head}.",
            "Sign in once: older tables are upgraded after a backup; for newer ones install the newer program.",
        )
    return Finding("migrations", _OK, f"The tables are at {revision}, as the program is.")


def clock() -> Finding:
    """Look whether the machine's clock is kept right over the network."""
    tool = next((path for path in _TIMEDATECTL if Path(path).exists()), "")
    answer = ""
    if tool:
        try:
            run = subprocess.run(  # noqa: S603 - a fixed path and fixed words
                [tool, "show", "--property=NTPSynchronized", "--value"],
                capture_output=True,
                text=True,
                timeout=5,
                check=False,
            )
            answer = run.stdout.strip()
        except (OSError, subprocess.TimeoutExpired):
            answer = ""
    if answer == "yes":
        return Finding("clock", _OK, "Kept right by NTP.")
    if answer == "no":
        return Finding("clock", _NOTE, "Not kept right by NTP.", "Run: timedatectl set-ntp true.")
    return Finding("clock", _NOTE, "Whether NTP keeps it right is not known.", "Compare it with another clock.")


def keyring() -> Finding:
    """Say which keyring would be used; none is needed."""
    has_bus = bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS"))
    words = "The desktop's secret service could be used." if has_bus else "None on this machine."
    return Finding("keyring", _OK, f"{words} None is needed: the office's key is a file.")
