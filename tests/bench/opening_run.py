"""A block of 25,000 women moves in, in a process of its own; prints one line of JSON.

Usage: python tests/bench/opening_run.py HOME WOMEN FORM

``FORM`` is ``jsonl`` (a bundle) or ``xlsx`` (the workbook of profiles). ``bare`` is what the same work costs at least,
in this same run: reading the file's rows, one check of the same records for duplicates, and inserting the same rows
of CBOs, members, versions and verdicts into the same tables.
"""

from __future__ import annotations

import gc
import json
import resource
import sys
import time
import zlib
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from python_calamine import CalamineWorkbook
from sqlalchemy import Table, select

from importers.profiles.workbook import FEDERATION_SHEET, MEMBER_SHEET, SHG_SHEET, columns_of
from lokos_tui.commands.duplicates import RefreshDuplicates
from lokos_tui.commands.opening import AcceptOpening
from lokos_tui.context import Context, Office
from lokos_tui.db import bulk, tables
from lokos_tui.db.engine import Store
from lokos_tui.domain.accounts.permissions import Actor, Area
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.files.opening import openings
from lokos_tui.settings import load_settings
from tests.bench.matching.people import people
from tests.support.bundles import packed
from tests.support.managers import make_manager

BLOCK = "996"
NOW = 1_767_252_600_000
A_GROUP, A_VO, A_CLF, VILLAGES, A_GP = 11, 17, 16, 240, 4
WHY = "compared with the registers"
_MOBILE = 10
_OFFICES = {0: "PRESIDENT", 1: "SECRETARY", 2: "TREASURER"}
_WRITTEN = (tables.cbo, tables.shg_profile, tables.federation_profile, tables.member, tables.profile_version,
            tables.verdict)  # fmt: skip


def places(store: Store) -> None:
    """Put the gram panchayats and villages of a block there."""
    gp = ("block_code", "id", "nrlm_code", "name", "name_key", "is_active")
    village = ("block_code", "id", "gp_id", "nrlm_code", "name", "name_key", "is_active")
    with store.writing() as connection:
        rows: list[tuple[Any, ...]] = [
            (BLOCK, n, f"99{n:05}", f"GP {n}", f"GP {n}", True) for n in range(1, VILLAGES // A_GP + 1)
        ]
        bulk.insert_rows(connection, tables.gram_panchayat, gp, rows)
        rows = [
            (BLOCK, n, 1 + (n - 1) // A_GP, f"98{n:05}", f"VILLAGE {n}", f"VILLAGE {n}", True)
            for n in range(1, VILLAGES + 1)
        ]
        bulk.insert_rows(connection, tables.village, village, rows)


def lines(women: int) -> Iterator[dict[str, Any]]:
    """Give CLFs, VOs and SHGs with their women, as lines of a bundle; every tenth SHG's village is another's."""
    found, _ = people("messy_office", 7, women)
    groups = [found[start : start + A_GROUP] for start in range(0, women, A_GROUP)]
    vos = 1 + len(groups) // A_VO
    for number in range(1 + vos // A_CLF):
        yield _federation("CLF", number, {})
    for number in range(vos):
        yield _federation("VO", number, {"clf": f"CLF/{number // A_CLF:04}"})
    for number, group in enumerate(groups):
        yield _shg(number, group)


def _federation(kind: str, number: int, above: dict[str, str]) -> dict[str, Any]:
    names = {"president_name": "GEETA BAI", "secretary_name": "USHA DEVI", "treasurer_name": "RADHA DEVI"}
    profile = {"name": f"PRAGATI {kind} {number}", "gp": f"99{1 + number % 60:05}", "formation_date": "2018-05-02"}
    return {
        "kind": kind, "uid": f"{kind.lower()}-{number:04}", "revision": 1, "code": f"{kind}/{number:04}",
        "profile": profile | names | above,
    }  # fmt: skip


def _shg(number: int, group: list[dict[str, Any]]) -> dict[str, Any]:
    village = 1 + number % VILLAGES
    profile = {
        "name": f"GANGA {number} SHG", "gp": f"99{1 + (village - 1) // A_GP:05}", "village": f"98{village:05}",
        "vo": f"VO/{number // A_VO:04}", "formation_date": "2001-12-06", "meeting_frequency": "WEEKLY",
        "bank": "STATE BANK OF INDIA", "ifsc": "SBIN0001234", "account_no": f"3{number:010}",
    }  # fmt: skip
    members = [
        {"uid": f"m-{number:05}-{place:02}", "revision": 1, "code": f"0996{number * 20 + place:07}",
         "profile": _woman(place, one)}
        for place, one in enumerate(group)
    ]  # fmt: skip
    return {
        "kind": "SHG", "uid": f"shg-{number:05}", "revision": 1, "code": f"0996{number:05}", "profile": profile,
        "members": members,
    }  # fmt: skip


def _woman(place: int, one: dict[str, Any]) -> dict[str, Any]:
    shaped = len(one["mobile"]) == _MOBILE and one["mobile"][0] in "6789"
    mobile = one["mobile"] if shaped else f"98{zlib.crc32(one['name'].encode()) % 10**8:08}"
    profile = {
        "name": _letters(one["name"]), "relation_name": _letters(one["father_or_husband_name"]), "relation": "HUSBAND",
        "gender": "F", "birth_year": 1975, "joining_date": "2010-01-10", "social_category": "OBC", "disability": "NO",
        "designation": _OFFICES.get(place, "MEMBER"), "mobile": mobile,
    }  # fmt: skip
    if len(one["bank_account"]) >= 9 and one["bank_account"].isdigit() and one["ifsc"]:
        profile |= {"account_no": one["bank_account"], "ifsc": one["ifsc"]}
    return profile


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalpha() or char == " ").strip()[:50] or "SITA"


def write_bundle(path: Path, women: int) -> None:
    """Write the bundle."""
    path.write_bytes(packed(list(lines(women)), made_by="IUP_NBDADM"))


def write_workbook(path: Path, women: int) -> None:
    """Write the workbook of profiles."""
    book = Workbook(write_only=True)
    sheets = {name: book.create_sheet(name) for name in (SHG_SHEET, MEMBER_SHEET, FEDERATION_SHEET)}
    for name, sheet in sheets.items():
        sheet.append([str(field.label) for field in columns_of(name)])
    for line in lines(women):
        name = SHG_SHEET if line["kind"] == "SHG" else FEDERATION_SHEET
        sheets[name].append(_cells(name, line["profile"] | {"code": line["code"], "kind": line["kind"]}))
        for one in line.get("members", ()):
            row = one["profile"] | {"code": one["code"], "shg": line["code"]}
            sheets[MEMBER_SHEET].append(_cells(MEMBER_SHEET, row))
    book.save(path)


def _cells(sheet: str, values: dict[str, Any]) -> list[Any]:
    return [values.get(field.name, "") for field in columns_of(sheet)]


def bare_read(path: Path) -> float:
    """Return the seconds the file's rows alone need."""
    start = time.perf_counter()
    if path.suffix == ".jsonl":
        for line in path.read_bytes().split(b"\n"):
            if line.strip():
                json.loads(line)
    else:
        for name in (SHG_SHEET, MEMBER_SHEET, FEDERATION_SHEET):
            for _row in CalamineWorkbook.from_path(path).get_sheet_by_name(name).iter_rows():
                pass
    return time.perf_counter() - start


def bare_inserts(store: Store) -> float:
    """Return the seconds of inserting the same rows, under ids of their own, into the same tables."""
    kept = {table: _rows(store, table) for table in _WRITTEN}
    start = time.perf_counter()
    with store.writing() as connection:
        for table, (columns, rows) in kept.items():
            bulk.insert_rows(connection, table, columns, rows)
    return time.perf_counter() - start


def _rows(store: Store, table: Table) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    """Return a table's rows as those of another block, so that nothing of them is there already."""
    columns = tuple(column.name for column in table.columns)
    with store.reading() as connection:
        rows = [("997", *row[1:]) for row in connection.execute(select(*table.columns)).all()]
    if table is tables.cbo:
        at = columns.index("id")
        rows.sort(key=lambda row: row[at])
    return columns, _cleared(table, columns, rows)


def _cleared(table: Table, columns: tuple[str, ...], rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Leave out what points to tables that the other block has no rows in."""
    away = {"gp_id", "village_id", "upload_id"} | ({"vo_id", "clf_id"} if table is tables.cbo else set())
    states = {"state": "WAITING"} if table is tables.profile_version else {}
    return [
        tuple(None if name in away else states.get(name, value) for name, value in zip(columns, row, strict=True))
        for row in rows
    ]


def timed(work: Callable[[], Any]) -> tuple[Any, float]:
    """Return what some work gave and its seconds."""
    start = time.perf_counter()
    done = work()
    return done, time.perf_counter() - start


def written(home: Path, women: int, form: str) -> Path:
    """Return the file, written in a process of its own where it is not there: its memory is not ours."""
    path = home / f"opening.{form}"
    if not path.exists():
        child = get_context("fork").Process(
            target=write_bundle if form == "jsonl" else write_workbook, args=(path, women)
        )
        child.start()
        child.join()
    return path


def main() -> None:
    """Make the block, move in, check again, take everything back; measure, print."""
    home, women, form = Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
    path = written(home, women, form)
    office = Office(load_settings(home), lambda: NOW)
    places(office.store)
    actor = Actor("IUP_NBDADM", "BENCH ADMIN", Role.BLOCK_ADMIN, Area("9", "132", BLOCK), 1, "NAJIBABAD", "UP")
    admin = Context(office, actor)
    manager = make_manager(admin)
    gc.collect()
    cpu = time.process_time()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    seconds: dict[str, float] = {}
    bundle, seconds["read"] = timed(lambda: openings.read(admin, BLOCK, [path]))
    plan, seconds["plan"] = timed(lambda: openings.plan(admin, BLOCK, bundle))
    done, seconds["load"] = timed(lambda: openings.load(admin, BLOCK, plan, "NRLM MIS", path.name, good_rows_only=True))
    counts = plan.counts()
    assert done.opening_id, [row.reason for row in plan.rows if row.reason][:5]
    accept = AcceptOpening(block_code=BLOCK, opening_id=done.opening_id, why=WHY)
    _accepted, seconds["accept"] = timed(lambda: manager.send(accept))
    checked, seconds["check"] = timed(lambda: manager.send(RefreshDuplicates(block_code=BLOCK)))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    moved_in, cpu = sum(seconds.values()), time.process_time() - cpu
    read = min(bare_read(path) for _round in range(2))
    inserted = bare_inserts(office.store)
    _undone, seconds["undo"] = timed(lambda: openings.undo(manager, BLOCK, done.opening_id, "measured"))
    office.close()
    report = {
        **{name: round(value, 2) for name, value in seconds.items()}, "total": round(moved_in, 2), "cpu": round(cpu, 2),
        "accepted": round(moved_in - seconds["check"], 2),
        "bare": round(read + inserted + seconds["check"], 2), "bare_read": round(read, 2),
        "bare_inserts": round(inserted, 2), "memory_mb": memory, "memory_before_mb": before, "found": checked.found,
        "confirmed": done.confirmed, "potential": done.potential, "counts": counts, "size": path.stat().st_size,
    }  # fmt: skip
    print(json.dumps(report))


if __name__ == "__main__":
    main()
