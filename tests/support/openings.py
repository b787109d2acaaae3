"""Opening loads of invented SHGs and women, all with codes, and a desk where they are loaded and accepted."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from sqlalchemy import select

from importers.profiles.workbook import FEDERATION_SHEET, MEMBER_SHEET, SHG_SHEET, columns_of
from lokos_tui.commands.opening import (
    AcceptOpening,
    LoadOpening,
    OpeningAccepted,
    OpeningLoaded,
    RefuseOpening,
    TakeBackOpening,
    WithdrawOpening,
)
from lokos_tui.db import tables
from lokos_tui.domain.profiles.model import Bundle
from tests.support.bundles import bundle, shg, woman
from tests.support.office import HERE
from tests.support.verifying import Queue

ADMIN = "IUP_AHMADPURSADATADM"
SOURCE = "NRLM MIS, 31/03/2026"
CODE = "0996{:05}"
WOMAN = "0996{:07}"
OFFICIAL = (tables.cbo, tables.shg_profile, tables.federation_profile, tables.member)
"""What is official of a block stands in these."""


def official_shg(number: int, members: int = 6, **profile: Any) -> dict[str, Any]:
    """Return one SHG line with codes; ``number`` makes it and its women their own."""
    line = shg(f"old-{number:05}", members, number * 20, profile={"name": f"GANGA {number:05} SHG"} | profile)
    line["code"] = CODE.format(number)
    line["profile"]["mobile"] = f"97{number:08}"
    for place, one in enumerate(line["members"]):
        one["code"] = WOMAN.format(number * 20 + place)
        one["profile"] = woman(number * 20 + place, **_hers(place)) | {"name": f"SITA {chr(65 + place)} DEVI"}
        one["profile"]["mobile"] = f"96{number * 20 + place:08}"
        one["profile"]["relation_name"] = f"RAM {chr(65 + number % 26)}{chr(65 + number // 26 % 26)}{chr(65 + place)}"
    return line


def _hers(place: int) -> dict[str, Any]:
    return {"designation": {0: "PRESIDENT", 1: "SECRETARY", 2: "TREASURER"}.get(place, "MEMBER")}


def federation(kind: str, number: int, **profile: Any) -> dict[str, Any]:
    """Return one VO or CLF line with its code."""
    return {
        "kind": kind, "uid": f"old-{kind.lower()}-{number:04}", "revision": 1, "code": f"{kind}/{number:04}",
        "profile": {
            "name": f"PRAGATI {kind} {number:04}", "gp": "AHMADPUR SADAT", "formation_date": "2018-05-02",
            "president_name": "GEETA BAI", "secretary_name": "USHA DEVI", "treasurer_name": "RADHA DEVI",
        } | profile,
    }  # fmt: skip


def a_block() -> list[dict[str, Any]]:
    """Return an SHG in a VO in a CLF, and two SHGs by themselves."""
    vo = federation("VO", 1, clf="CLF/0001")
    return [official_shg(1, vo="VO/0001"), official_shg(2), official_shg(3), vo, federation("CLF", 1)]


@dataclass(slots=True)
class Moving:
    """A desk where an office moves in: the Block Admin loads, the block manager accepts."""

    queue: Queue

    def bundle(self, *lines: Any, made_by: str = ADMIN, **more: Any) -> Bundle:
        """Return lines (else a small block) as a bundle that is not signed."""
        sent = list(lines) or a_block()
        return bundle(self.queue.keys, sent, signed=False, made_by=made_by, **more)

    def load(
        self, *lines: Any, source: str = SOURCE, good: bool = False, planned: str = "", **more: Any
    ) -> OpeningLoaded:
        """Load lines as the Block Admin."""
        sent = self.bundle(*lines, **more)
        command = LoadOpening(
            block_code=HERE, bundle=sent, source=source, file_name="old.jsonl", good_rows_only=good, planned=planned
        )
        return self.queue.desk.run(command)

    def accept(self, number: int = 1, who: Any = None, why: str = "compared with the registers") -> OpeningAccepted:
        """Accept a load as the block manager."""
        return self.queue.run(AcceptOpening(block_code=HERE, opening_id=number, why=why), who)

    def refuse(self, number: int = 1, who: Any = None) -> int:
        """Refuse a load as the block manager."""
        return self.queue.run(RefuseOpening(block_code=HERE, opening_id=number, reason="not our SHGs"), who)

    def withdraw(self, number: int = 1) -> int:
        """Take a waiting load back as the Block Admin."""
        return self.queue.desk.run(WithdrawOpening(block_code=HERE, opening_id=number, reason="an older file"))

    def take_back(self, number: int = 1, who: Any = None) -> int:
        """Take an accepted load back as the block manager."""
        return self.queue.run(TakeBackOpening(block_code=HERE, opening_id=number, reason="wrong block"), who)

    def official(self) -> dict[str, list[dict[str, Any]]]:
        """Return what is official, by table; without what every write raises, and the results of checks."""
        found = {}
        with self.queue.desk.office.store.reading() as connection:
            for table in OFFICIAL:
                rows = connection.execute(select(table).order_by(table.c.block_code, table.c.id)).mappings()
                found[table.name] = [
                    {k: v for k, v in row.items() if k not in ("version", "duplicate")} for row in rows
                ]
        return found

    def member(self, code: str) -> Any:
        """Return the row of a woman by her code."""
        return self.queue.desk.rows(tables.member, tables.member.c.member_code == code)[0]

    def cbo(self, code: str) -> Any:
        """Return the row of a CBO by its code."""
        return self.queue.desk.rows(tables.cbo, tables.cbo.c.code == code)[0]


def sheets(lines: list[dict[str, Any]]) -> dict[str, list[list[Any]]]:
    """Return lines as the rows of the profile workbook's sheets, headings first, as somebody would type them."""
    rows = {
        name: [[str(one.label) for one in columns_of(name)]] for name in (SHG_SHEET, MEMBER_SHEET, FEDERATION_SHEET)
    }
    for line in lines:
        name = SHG_SHEET if line["kind"] == "SHG" else FEDERATION_SHEET
        if "profile" in line:
            rows[name].append(_cells(name, line["profile"] | {"code": line["code"], "kind": line["kind"]}))
        for one in line.get("members", ()):
            named = one["profile"] | {"code": one.get("code", ""), "shg": line["code"]}
            rows[MEMBER_SHEET].append(_cells(MEMBER_SHEET, named))
    return rows


def _cells(sheet: str, values: dict[str, Any]) -> list[Any]:
    return [values.get(one.name, "") for one in columns_of(sheet)]


def write_workbook(path: Path, lines: list[dict[str, Any]]) -> Path:
    """Write lines as one workbook."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets(lines).items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def write_csv(folder: Path, lines: list[dict[str, Any]]) -> list[Path]:
    """Write lines as three csv files, whose names say nothing."""
    paths = []
    for number, rows in enumerate(sheets(lines).values()):
        path = folder / f"report-{number}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows(rows)
        paths.append(path)
    return paths
