"""VO and CLF beside an SHG in a sheet without a category: what the SHG belongs to, or what is assigned as well."""

from __future__ import annotations

from importers.loads.rows import Rows
from importers.loads.targets import CATEGORY, CLF, SHG_CODE, SHG_NAME, VO, Targets
from lokos_tui.domain.loads.questions import Answers, Open, Question


class ParentColumns:
    """What the columns VO and CLF of one sheet mean where no category says it.

    They are information when most of the rows that can be told name the VO or CLF their SHG belongs to; the answer to
    the question says otherwise. ``inform`` is True for information.
    """

    def __init__(self, rows: Rows, targets: Targets, answers: Answers) -> None:
        self.inform = False
        self.questions: list[Open] = []
        told = [
            mine
            for _number, cells, _read in rows.all
            if not cells[CATEGORY] and (cells[SHG_CODE] or cells[SHG_NAME]) and (cells[VO] or cells[CLF])
            if (mine := targets.names_own_parents(cells)) is not None
        ]
        own = sum(told)
        if own and own * 2 >= len(told):
            answer = answers.get(Question.VO_COLUMN, "information")
            self.inform = answer == "information"
            self.questions = [Open(Question.VO_COLUMN, own, answer)]
