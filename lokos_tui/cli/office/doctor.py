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
from lokos_tui.cli.output import cell, column, print_json, say
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.errors import LokosError, Unavailable
from lokos_tui.domain.message import _, joined, pgettext

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
        found.append(Finding(pgettext("check", "settings"), _BAD, error.sentence, error.hint))
    else:
        found += [Finding(pgettext("check", "settings"), _OK, _("Every setting is right.")), *database(settings)]
    found += [clock(), keyring()]
    if args.json:
        print_json({"home": str(home), "checks": [asdict(finding) for finding in found]})
    else:
        for finding in found:
            told = joined(" ", (finding.sentence, finding.to_do))
            say(f"{finding.state:<3} {column(finding.what, 12)} {cell(told)}")
    return exits.REFUSED if any(finding.state == _BAD for finding in found) else exits.DONE


def terminal() -> Finding:
    """Look at TERM and the size of the window."""
    name = os.environ.get("TERM", "")
    if name in {"", "dumb", "unknown"} or not sys.stdout.isatty():
        return Finding(
            pgettext("check", "terminal"),
            _NOTE,
            _("No terminal: commands work, screens do not."),
            _("Open one for the screens."),
        )
    columns, lines = shutil.get_terminal_size()
    if columns < 80 or lines < 24:  # noqa: PLR2004 - the smallest window the screens are made for
        return Finding(
            pgettext("check", "terminal"), _NOTE, f"{name}, {columns}x{lines}.", _("Make the window at least 80x24.")
        )
    return Finding(pgettext("check", "terminal"), _OK, f"{name}, {columns}x{lines}.")


def encoding() -> Finding:
    """Look whether the terminal is spoken to in UTF-8."""
    name = (sys.stdout.encoding or locale.getpreferredencoding()).lower()
    if name.replace("-", "") == "utf8":
        return Finding(pgettext("check", "encoding"), _OK, "UTF-8.")
    return Finding(
        pgettext("check", "encoding"),
        _NOTE,
        _("{encoding}: Hindi is not shown.", encoding=name),
        _("Set LANG=C.UTF-8 and the terminal to UTF-8."),
    )


def disk(home: Path) -> Finding:
    """Look at the free space where the office lies."""
    place = next((folder for folder in (home, *home.parents) if folder.exists()), Path("/"))
    free = shutil.disk_usage(place).free
    megabytes = grouped(free // 1_000_000)
    words = _("{megabytes} MB free at {place}.", megabytes=megabytes, place=place)
    if free < _MIN_FREE:
        return Finding(pgettext("check", "disk"), _BAD, words, _("Make room before the next load or backup."))
    return Finding(pgettext("check", "disk"), _OK, words)


def permissions(home: Path) -> Finding:
    """Look whether folder, key and database are their owner's alone."""
    if not home.is_dir():
        return Finding(
            pgettext("check", "permissions"),
            _NOTE,
            _("There is no folder {home} yet.", home=home),
            _("Make an office: lokos init."),
        )
    names = ("office.key", "office.db", "office.db-wal", "office.db-shm", "lokos.log", "demo-accounts.json")
    open_ones = [path for path in (home, *(home / name for name in names)) if _open_to_others(path)]
    if open_ones:
        words = ", ".join(str(path) for path in open_ones)
        return Finding(
            pgettext("check", "permissions"),
            _BAD,
            _("Others can get at: {paths}.", paths=words),
            _("Run chmod go-rwx on each."),
        )
    return Finding(pgettext("check", "permissions"), _OK, _("Folder, key and database are their owner's alone."))


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
            return [
                Finding(
                    pgettext("check", "database"),
                    _BAD,
                    _("There is no office at {path}.", path=path),
                    _("Make one with: lokos init."),
                )
            ]
        with store.reading() as connection:
            if store.is_sqlite:
                mode = str(connection.exec_driver_sql("PRAGMA journal_mode").scalar())
                check = str(connection.exec_driver_sql("PRAGMA quick_check").scalar())
            else:
                mode, check = str(connection.exec_driver_sql("SHOW server_version").scalar()), "ok"
        revision = schema.current(store)
        head = schema.newest()
        compared = [*tables(store), *staff(store)] if revision == head else []
        store.close()
    except LokosError as error:
        return [Finding(pgettext("check", "database"), _BAD, error.sentence, error.hint)]
    return [_answer(mode, check, store.is_sqlite), _migrations(revision, head), *compared]


def tables(store: Store) -> list[Finding]:
    """Compare tables, columns, indexes, constraints and triggers with what the program expects: a finding for each."""
    from lokos_tui.db.compare import compare

    try:
        differing = compare(store)
    except Unavailable as error:
        return [Finding(pgettext("check", "tables"), _BAD, error.sentence, error.hint)]
    if not differing:
        return [
            Finding(
                pgettext("check", "tables"),
                _OK,
                _("Tables, columns, indexes, constraints and triggers are this program's."),
            )
        ]
    return [_difference(one) for one in differing]


def staff(store: Store) -> list[Finding]:
    """Look whether somebody can make the block manager of each block: an admin above it, or somebody deputed."""
    from lokos_tui.services.accounts.deputies import without_staff_maker

    with store.reading() as connection:
        blocks = without_staff_maker(connection)
    if not blocks:
        return []
    sentence = _("Nobody can make the block manager of {blocks}.", blocks=", ".join(blocks))
    to_do = _("Depute somebody: lokos office deputy USER_ID; or make the State Admin: lokos office join-state.")
    return [Finding(pgettext("check", "staff"), _NOTE, sentence, to_do)]


def _difference(one: Difference) -> Finding:
    sentence = one.line
    if one.harmless:
        return Finding(
            pgettext("check", "tables"), _NOTE, sentence, _("It stops nothing; remove it when nobody needs it.")
        )
    if one.expected is None:
        return Finding(pgettext("check", "tables"), _BAD, sentence, _("Ask who added it, and have it removed."))
    return Finding(
        pgettext("check", "tables"), _BAD, sentence, _("Let nobody work now: put the last backup back, or ask support.")
    )


def _answer(mode: str, check: str, sqlite: bool) -> Finding:  # noqa: FBT001 - one caller, one line above
    if check != "ok":
        return Finding(
            pgettext("check", "database"),
            _BAD,
            _("The database file is damaged: {check}.", check=check),
            _("Put the last backup back."),
        )
    if not sqlite:
        return Finding(pgettext("check", "database"), _OK, _("PostgreSQL {version} answers.", version=mode))
    if mode.lower() != "wal":
        return Finding(
            pgettext("check", "database"),
            _NOTE,
            _("SQLite answers; its journal is {mode}.", mode=mode),
            _("Keep it on a local disk."),
        )
    return Finding(pgettext("check", "database"), _OK, _("SQLite answers, its file is whole, WAL is on."))


def _migrations(revision: str | None, head: str) -> Finding:
    if revision is None:
        return Finding(
            pgettext("check", "migrations"), _BAD, _("This database holds no office."), _("Make one with: lokos init.")
        )
    if revision != head:
        return Finding(
            pgettext("check", "migrations"),
            _NOTE,
            _("The tables are at {revision}, the program at {head}.", revision=revision, head=head),
            _("Sign in once: older tables are upgraded after a backup; for newer ones install the newer program."),
        )
    return Finding(
        pgettext("check", "migrations"), _OK, _("The tables are at {revision}, as the program is.", revision=revision)
    )


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
        return Finding(pgettext("check", "clock"), _OK, _("Kept right by NTP."))
    if answer == "no":
        return Finding(
            pgettext("check", "clock"), _NOTE, _("Not kept right by NTP."), _("Run: timedatectl set-ntp true.")
        )
    return Finding(
        pgettext("check", "clock"),
        _NOTE,
        _("Whether NTP keeps it right is not known."),
        _("Compare it with another clock."),
    )


def keyring() -> Finding:
    """Say which keyring would be used; none is needed."""
    has_bus = bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS"))
    found = _("The desktop's secret service could be used.") if has_bus else _("None on this machine.")
    needed = _("None is needed: the office's key is a file.")
    return Finding(pgettext("check", "keyring"), _OK, joined(" ", (found, needed)))
