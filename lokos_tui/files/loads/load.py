"""One file: read, planned, corrected, previewed, carried out, its failed rows given back.

The screen and the command line hold the same object; neither has its own copy
of a step. Every method that reads or writes takes its time: call it in a
worker thread.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from importers.kinds import KINDS, Given
from importers.loads import corrections as corrected
from importers.loads.preview import Preview
from importers.loads.returned import save_private, write_returned
from importers.model import Limits
from importers.table import Table, to_table, with_hidden_asked
from importers.workbook import read_file
from lokos_tui import collector
from lokos_tui.commands.loads import Loaded
from lokos_tui.domain.dates import moment
from lokos_tui.domain.errors import Cancelled, Unreadable
from lokos_tui.domain.loads.mapping import FileFacts, Plan, Snapshot
from lokos_tui.domain.loads.masters import MasterPlan, MasterSnapshot
from lokos_tui.domain.loads.outcomes import LoadOutcome
from lokos_tui.domain.loads.questions import Answers, Open, Question, open_of
from lokos_tui.domain.message import _, joined
from lokos_tui.queries.loads.batches import same_file
from lokos_tui.queries.loads.snapshots import SNAPSHOTS

if TYPE_CHECKING:
    from lokos_tui.context import Context

Asked = Callable[[], bool]
WRITING: Mapping[str, str] = {
    "accounts": _("writing accounts"),
    "links": _("writing links"),
    "gram_panchayat": _("writing gram panchayats"),
    "village": _("writing villages"),
    "cbo": _("writing CBOs"),
    "shg_profile": _("writing profiles"),
    "federation_profile": _("writing profiles"),
}
"""What a load is at, by the word the door has for it."""
Told = Callable[[str, int, int | None], None]
"""Called with (what, done, total); total is None while it is unknown."""


@dataclass(slots=True)
class Choices:
    """What the operator chose for a file: sheet, headings, filling down, corrections, rows left out, answers."""

    sheet: str | None = None
    headings: Mapping[str, str] = field(default_factory=dict)
    fill_down: bool = False
    corrections: corrected.Corrections = corrected.NONE
    left_out: frozenset[int] = frozenset()
    answers: Answers = field(default_factory=dict)


class Load:
    """One file of one kind for one block; ``table`` and ``plan`` are there after ``read`` and ``check``."""

    def __init__(self, ctx: Context, kind: str, source: Path | bytes, name: str, block_code: str = "") -> None:
        self.ctx = ctx
        self.kind = kind
        self._kind = KINDS[kind]
        self.source = source
        self.name = name
        self.block_code = block_code or ctx.actor.area.scope
        self.choices = Choices()
        self.table: Table
        self.plan: Plan | MasterPlan
        self.snapshot: Snapshot | MasterSnapshot
        self.known_batch = ""

    # Step by step

    def read(self, told: Told | None = None, asked: Asked | None = None) -> None:
        """Read the file in its guarded child process. Raises Unreadable and Cancelled."""
        settings = self.ctx.settings.imports
        limits = Limits(file_bytes=settings.max_file_mb * 1_000_000, seconds=settings.seconds)
        tell = None if told is None else (lambda done: told(_("reading"), done, None))
        self._book = read_file(self.source, name=self.name, limits=limits, progress=tell, cancelled=asked)
        self.lay_out()

    def lay_out(self) -> None:
        """Find the heading row and clean the cells, by what was chosen; raises Unreadable."""
        chosen = self.choices
        self.table = to_table(
            self._book, self._kind.spec, sheet=chosen.sheet, chosen=chosen.headings, fill_down=chosen.fill_down
        )
        missing = not self.table.rows
        if missing:
            raise Unreadable(
                "file.empty",
                _("{name} has a heading and no rows.", name=self.name),
                _("Fill it in, save it and load it again."),
            )

    def check(self) -> None:
        """Plan the whole file against the block as it stands now; nothing is written."""
        with collector.paused():
            self._look()
        self.plan_again()

    def _look(self) -> None:
        self.snapshot = self.ctx.read(SNAPSHOTS[self.kind], self.block_code, self._kind.mentioned(self.table))
        batch = self.ctx.read(same_file, self.block_code, self.kind, self.table.sha256)
        self.known_batch = (
            _("This very file was loaded as load {number} by {user_id}.", number=batch.id, user_id=batch.by_user)
            if batch
            else ""
        )

    def plan_again(self) -> None:
        """Plan on the snapshot that is there, with the corrections and rows left out now."""
        with collector.paused():
            chosen, today = self.choices, moment(self.ctx.clock()).date()
            filled = {Question.FILL_NAMES.value: "fill"} if chosen.fill_down else {}
            answers = {**filled, **chosen.answers}
            hidden = answers.get(Question.HIDDEN_ROWS)
            left_out = chosen.left_out | (frozenset(self.table.hidden) if hidden == "leave" else frozenset())
            table = self.table if hidden else with_hidden_asked(self.table)
            given = Given(today, chosen.corrections, left_out, self.ctx.policy.norm, answers)
            self.plan = self._kind.plan(table, self.snapshot, given)

    def correct(self, key: str, wrong: str, right: str, row: int = 0) -> None:
        """Put a wrong value right for all its rows (``row`` 0) or for one, and plan again."""
        self.choices.corrections = self.choices.corrections.adding(key, wrong, right, row)
        self.plan_again()

    def answer(self, asked: Question, answer: str) -> None:
        """Answer a question for all its rows, and plan again."""
        self.choices.answers = {**self.choices.answers, asked.value: answer}
        self.plan_again()

    def leave_out(self, rows: frozenset[int]) -> None:
        """Leave exactly these sheet rows out, and plan again."""
        self.choices.left_out = rows
        self.plan_again()

    def apply(self, *, good_rows_only: bool = False, told: Told | None = None, asked: Asked | None = None) -> Loaded:
        """Carry the plan out at the door. Raises Invalid when rows have faults and a whole load was wanted."""

        def progress(what: str, done: int, total: int) -> None:
            if asked is not None and asked():
                raise Cancelled
            if told is not None:
                told(WRITING.get(what, WRITING["links"]), done, total)

        common: dict[str, Any] = {
            "block_code": self.block_code,
            "plan": self.plan,
            "file": self.facts,
            "good_rows_only": good_rows_only,
            "progress": progress,
        }
        with collector.paused():
            result: Loaded = self.ctx.send(self._kind.command(**common))
            return result

    # What is said of it

    @property
    def facts(self) -> FileFacts:
        """Which file this is."""
        table = self.table
        return FileFacts(self.name, table.sha256, table.size, table.sheet, table.meta.get("version", ""))

    @property
    def questions(self) -> tuple[Open, ...]:
        """What the sheet leaves open, the questions that leave rows out first; behind them those answered before.

        Of these nobody knows any more on how many rows they stood: ``rows`` is 0.
        """
        plan = self.plan
        asked = ((fault.row, fault.question) for fault in plan.faults())
        found = plan.questions if isinstance(plan, Plan) else open_of(asked)
        open_now = sorted(found, key=lambda one: not one.blocks)
        known = {one.asked for one in open_now}
        before = ((Question(key), answer) for key, answer in self.choices.answers.items())
        return (*open_now, *(Open(asked, 0, answer) for asked, answer in before if asked not in known))

    @property
    def recognised(self) -> bool:
        """True when this very file was loaded before, and nothing of it is left to do or to mend."""
        return bool(self.known_batch) and not self.will_write and not self.bad_rows

    @property
    def bad_rows(self) -> frozenset[int]:
        """The sheet rows that would be refused."""
        return self.plan.bad_rows

    @property
    def will_write(self) -> int:
        """How many rows would add or change something."""
        return self._kind.facts.written(self.plan.counts())

    @property
    def outcomes(self) -> tuple[LoadOutcome, ...]:
        """The outcomes of this kind of load, in the order in which they are gone through."""
        return self._kind.preview.OUTCOMES

    @property
    def preview(self) -> Preview[Any]:
        """The plan as it is shown; made anew each time."""
        return self._kind.show(self.plan, self.table, self.snapshot)

    def reasons(self, changed: Mapping[int, str] | None = None) -> dict[int, dict[str, str]]:
        """Return sheet row -> column -> sentence of every row that is refused (or ``changed`` since the preview)."""
        found: dict[int, dict[str, str]] = {}
        bad = self.bad_rows
        for fault in self.plan.faults():
            if fault.row in bad and not fault.warning:
                cell = found.setdefault(fault.row, {})
                words = joined(" ", (fault.sentence, fault.hint))
                cell[fault.key] = joined(" ", (cell.get(fault.key, ""), words))
        for row, reason in (changed or {}).items():
            found.setdefault(row, {})["reason"] = reason
        return found

    def write_failed(self, target: Path, changed: Mapping[int, str] | None = None) -> int:
        """Write the failed rows back as the operator's own workbook (mode 0600); returns how many rows there are."""
        reasons = self.reasons(changed)
        buffer = io.BytesIO()
        write_returned(self.source, buffer, self.table, reasons, "failed")
        save_private(target, buffer.getvalue())
        return len(reasons)
