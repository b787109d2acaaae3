"""The rows of a mapping sheet as they are meant: corrected, and with the bookkeeper above where the row is hers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection
from functools import cached_property

from importers.loads.corrections import Corrections
from importers.loads.targets import CATEGORY, CLF, DESIGNATION, GP, MOBILE, NAME, SHG_CODE, SHG_NAME, USER_ID, VO
from importers.sheet import MAPPING_KEYS, TableLike, fault, faults_by_row, pieces
from lokos_tui.domain.identifiers import clean_mobile
from lokos_tui.domain.loads.mapping import Fault
from lokos_tui.domain.loads.questions import Answers, Question
from lokos_tui.domain.message import _
from lokos_tui.domain.text import name_key

Cells = tuple[str, ...]
Row = tuple[int, Cells, list[Fault]]
_CODE = re.compile(r"\d{5,}")


class Rows:
    """Every row of the sheet that is not left out: its number, its cells, what the reader found wrong with it."""

    def __init__(self, table: TableLike, corrections: Corrections, left_out: Collection[int], answers: Answers) -> None:
        self.left_out = [number for number in table.numbers if number in left_out]
        self.name = table.row_name
        self._table, self._corrections, self._dropped = table, corrections, left_out
        self._fill = answers.get(Question.FILL_NAMES)
        self.all = self._read()

    def _read(self) -> list[Row]:
        found, made = faults_by_row(self._table), []
        above: tuple[int, Cells] | None = None
        for number, stored in zip(self._table.numbers, self._table.rows, strict=True):
            if number in self._dropped:
                continue
            cells, read = stored, found.get(number, [])
            if self._corrections:
                cells = self._corrections.apply(number, MAPPING_KEYS, stored)
                read = [f for f in read if not self._corrections.covers(number, f.key, f.value)]
            if cells[NAME] or cells[MOBILE] or cells[USER_ID]:
                above = (number, cells) if cells[NAME] or cells[USER_ID] else above
            elif above is not None and any(cells[at] for at in (SHG_CODE, SHG_NAME, VO, CLF)):
                cells, read = self._under(number, cells, read, *above)
            made.append((number, cells, read))
        return made

    def _under(self, number: int, cells: Cells, read: list[Fault], row: int, above: Cells) -> tuple[Cells, list[Fault]]:
        """Return a row without a bookkeeper as hers who stands above, or with the question whether it is."""
        if self._fill == "blank":
            return cells, read
        if self._fill == "fill":
            category = cells[CATEGORY] or above[CATEGORY]
            return (*above[: DESIGNATION + 1], category, *cells[GP:]), read
        who = above[NAME] or above[USER_ID]
        sentence = _("No bookkeeper stands in this row; row {row} above has {name}.", row=self.name(row), name=who)
        hint = _("Is the row hers too?")
        return cells, [
            *read,
            fault("name", "", "person.above", sentence, hint, question=Question.FILL_NAMES.value, row=number),
        ]

    def mentioned(self, key: str, mobile: str) -> Collection[str]:
        """Return the codes and name keys of the CBOs that the sheet gives the woman of a name's key and a mobile."""
        return self._given.get((key, mobile), ())

    @cached_property
    def _given(self) -> dict[tuple[str, str], set[str]]:
        given: dict[tuple[str, str], set[str]] = defaultdict(set)
        for _number, cells, _read in self.all:
            mine = given[name_key(cells[NAME]), clean_mobile(cells[MOBILE])]
            for at in (SHG_CODE, VO, CLF):
                mine.update(_CODE.findall(cells[at]), pieces(cells[at]))
            for at in (SHG_NAME, VO, CLF):
                mine.update(map(name_key, pieces(cells[at])))
            mine.discard("")
        return given
