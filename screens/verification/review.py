"""The review: one SHG, VO or CLF on one screen, decided in few keys, members first, then the next one."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from lokos_tui.commands.verification import ClaimCbo, ReleaseCbo
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.verification.answer import gate
from lokos_tui.domain.verification.group import Group, Record
from lokos_tui.domain.verification.identifiers import IDENTIFIERS
from lokos_tui.domain.verification.ready import Ready, ready, warnings_of
from lokos_tui.queries.verification.group import load_group
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import READING, BaseScreen
from lokos_tui.ui.frame.confirm import PickScreen, TextScreen
from lokos_tui.ui.frame.lines import Line as TextLine
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.frame.text_pane import TextPane
from lokos_tui.ui.table.fields import cells_of, columns_of, full_of
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.messages import CursorMoved, RowActivated
from lokos_tui.ui.table.table import PagedTable
from screens.shared.duplicate_check import ChecksDuplicates
from screens.verification import profile_text
from screens.verification import review_text as words
from screens.verification.acts import Acts
from screens.verification.walk import Walk

_MAY = Permission.PROFILES_VERIFY


class ReviewScreen(ChecksDuplicates, Acts, BaseScreen[None]):
    """Profile, members, identifiers and duplicates of one group; A decides what is ready and opens the next."""

    CSS = "ReviewScreen #profile { max-height: 12; } ReviewScreen #gate { height: 1; }"
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action(
            "review.tick", "y", pgettext("key", "tick"), _("Tick the identifier that is pointed at."), _MAY, priority=1
        ),
        Action(
            "review.cross", "n", pgettext("key", "cross"), _("Cross it, with a remark from the list."), _MAY, priority=2
        ),
        Action(
            "review.tick-all",
            "Y",
            pgettext("key", "tick all clean"),
            _("Tick every clean identifier of the group."),
            _MAY,
            priority=3,
        ),
        Action(
            "review.tick-row", "t", pgettext("key", "tick row"), _("Tick the clean ones of this row."), _MAY, show=False
        ),
        Action(
            "review.approve",
            "A",
            pgettext("key", "approve"),
            _("Approve what is ready, members first."),
            _MAY,
            priority=4,
        ),
        Action(
            "review.reject", "R", pgettext("key", "reject"), _("Send the row under the cursor back."), _MAY, priority=5
        ),
        Action(
            "review.duplicates",
            "equals_sign",
            pgettext("key", "duplicates"),
            _("Both records side by side."),
            _MAY,
            priority=6,
        ),
        Action(
            "review.next", "right_square_bracket", pgettext("key", "next"), _("The next one of the queue."), priority=7
        ),
        Action("review.previous", "left_square_bracket", pgettext("key", "previous"), _("The one before."), show=False),
        Action("review.profile", "p", pgettext("key", "profile"), _("Unfold or fold the profile."), priority=8),
        Action(
            "review.check",
            "D",
            pgettext("key", "refresh duplicates"),
            _("Check what arrived."),
            Permission.DUPLICATES_REFRESH,
            (),
            False,
        ),
        Action("review.why", "w", pgettext("key", "why not"), _("Every reason why not."), show=False),
        Action(
            "review.undo",
            "u",
            pgettext("key", "undo"),
            _("Take the last decision back, with a reason."),
            _MAY,
            show=False,
        ),
        Action("review.history", "i", pgettext("key", "history"), _("Who did what when."), show=False),
        Action(
            "review.right",
            "right",
            pgettext("key", "identifier"),
            _("The identifier to the right."),
            None,
            ("l",),
            False,
        ),
        Action(
            "review.left", "left", pgettext("key", "identifier"), _("The identifier to the left."), None, ("h",), False
        ),
        *(
            Action(
                f"review.section-{n}",
                str(n),
                pgettext("key", "section {number}", number=n),
                _("Unfold or fold this section."),
                show=False,
            )
            for n in range(1, 6)
        ),
    )

    def __init__(self, cbo_id: int, walk: Walk | None = None) -> None:
        super().__init__()
        self.cbo_id = cbo_id
        self.walk = walk or Walk()
        self.group: Group | None = None
        self.ready = Ready((), group=False, reasons=())
        self.pointed = "mobile"
        self.unfolded: set[str] = set()
        self.shows_profile = False

    def compose_body(self) -> ComposeResult:
        """Compose the profile, the members and what stands in the way."""
        profile = TextPane((), id="profile")
        profile.can_focus = False
        yield profile
        yield TextLine(id="counts")
        yield PagedTable[Record](
            columns_of(words.ROW),
            cells=lambda row: cells_of(words.ROW)(words.Pointed(row, self._pointed_in(row))),
            full=lambda row: full_of(words.ROW)(words.Pointed(row, self._pointed_in(row))),
            row_id=_row_id,
            empty=_("Nothing is here to decide."),
            markable=False,
        )
        yield TextLine(id="gate")

    def on_mount(self) -> None:
        """Read the group."""
        self.set_title(context_of(self).actor.block_name, _("Verify"))
        self.set_status(READING)
        self.action_refresh()

    def on_screen_resume(self) -> None:
        """A duplicate may have been decided meanwhile."""
        if self.group is not None:
            self.action_refresh()

    def action_refresh(self) -> None:
        """Read the group again, and say that one has it open."""
        ctx, cbo_id = context_of(self), self.cbo_id
        self.run_read(
            lambda: ctx.read(load_group, ctx.actor.area.scope, cbo_id),
            self._show,
            on_error=self.show_refusal,
        )
        if ctx.actor.may(_MAY):
            self.run_read(
                lambda: ctx.send(ClaimCbo(block_code=ctx.actor.area.scope, cbo_id=cbo_id)), lambda _claim: None, "claim"
            )

    def _show(self, group: Group) -> None:
        again = self.group is not None and self.group.cbo.subject.id == group.cbo.subject.id
        self.group = group
        self.ready = ready(group, context_of(self).policy)
        self.show_state(None)
        name = group.cbo.subject.name
        self.set_title(
            context_of(self).actor.block_name,
            _("Verify {code} {name}", code=group.cbo.subject.code or "-", name=name),
        )
        self.set_status(words.head(group, self.walk.words, self._holder(group)))
        self.query_one("#counts", TextLine).show(words.counts(group))
        self._show_profile()
        self.query_one("#gate", TextLine).show(gate(group, self.ready, warnings_of(group, self.ready)))
        source = list_source(group.records, lambda row: (_order(group, row), _order(group, row)))
        self.query_one(PagedTable).show_source(source, keep_place=again)
        self.show_keys()

    def _holder(self, group: Group) -> str:
        """Return the colleague who has the group open, '' when nobody has."""
        ctx = context_of(self)
        held = group.claimed_by != ctx.actor.user_id and group.claimed_until > ctx.clock()
        return group.claimed_by if held else ""

    def _show_profile(self) -> None:
        if self.group is None:
            return
        pane, cbo = self.query_one("#profile", TextPane), self.group.cbo
        if self.shows_profile:
            pane.show_lines(profile_text.profile_lines(cbo, self.unfolded))
        else:
            pane.show_lines((words.people(self.group), profile_text.folded_line(cbo)))
        pane.refresh(layout=True)

    # Where the pointer is

    @property
    def row(self) -> Record | None:
        """The record under the cursor."""
        row: Record | None = self.query_one(PagedTable).current
        return row

    def copied(self) -> str:
        """The code of the record under the cursor; of the group, while she has none."""
        records = (self.row, self.group.cbo if self.group else None)
        return next((record.subject.code for record in records if record is not None and record.subject.code), "")

    def _pointed_in(self, record: Record) -> str:
        row = self.row
        if row is None or _row_id(row) != _row_id(record):
            return ""
        names = [one.name for one in IDENTIFIERS[record.subject.kind]]
        return self.pointed if self.pointed in names else names[-1]

    @property
    def identifier(self) -> str:
        """The identifier that is pointed at."""
        return self._pointed_in(self.row) if self.row is not None else ""

    def action_right(self) -> None:
        """Point at the next identifier."""
        self._point(1)

    def action_left(self) -> None:
        """Point at the identifier before."""
        self._point(-1)

    def _point(self, step: int) -> None:
        if self.row is not None:
            names = [one.name for one in IDENTIFIERS[self.row.subject.kind]]
            place = names.index(self.identifier) + step
            self.pointed = names[max(0, min(place, len(names) - 1))]
            self.query_one(PagedTable).refresh_row()

    @on(CursorMoved)
    def _moved(self) -> None:
        self.show_keys()

    def why_not(self, action_id: str) -> str | None:
        """What cannot be done to the row under the cursor, or to the group, now."""
        reason = super().why_not(action_id)
        if reason is not None or self.group is None:
            return reason
        return self.why_not_decide(action_id)

    # The profile

    def action_profile(self) -> None:
        """Unfold the profile, or fold it."""
        self.shows_profile = not self.shows_profile
        self.unfolded.clear()
        self._show_profile()

    def action_section(self, number: int) -> None:
        """Unfold or fold one section."""
        if self.group is None:
            return
        sections = profile_text.sections(self.group.cbo.subject.kind)
        if number > len(sections):
            self.say(ngettext("There is {n} section.", "There are {n} sections.", len(sections)), "refused")
            return
        self.shows_profile = True
        self.unfolded ^= {sections[number - 1]}
        self._show_profile()

    def action_section_1(self) -> None:
        """Unfold or fold the first section."""
        self.action_section(1)

    def action_section_2(self) -> None:
        """Unfold or fold the second section."""
        self.action_section(2)

    def action_section_3(self) -> None:
        """Unfold or fold the third section."""
        self.action_section(3)

    def action_section_4(self) -> None:
        """Unfold or fold the fourth section."""
        self.action_section(4)

    def action_section_5(self) -> None:
        """Unfold or fold the fifth section."""
        self.action_section(5)

    @on(RowActivated)
    def _open_row(self, event: RowActivated) -> None:
        record: Record = event.row
        sections = profile_text.sections(record.subject.kind)
        self.app.push_screen(TextScreen(record.subject.name, profile_text.profile_lines(record, sections)))

    # Beside the group

    def action_duplicates(self) -> None:
        """Show the finding of the row, or choose one of several."""
        row = self.row
        if row is None:
            return
        if len(row.beside) == 1:
            go(self, "finding", number=row.beside[0].number)
            return
        options = [
            (one.number, joined("  ", (words.found_word(one), f"{one.name}, {one.group}"))) for one in row.beside
        ]
        self.app.push_screen(
            PickScreen(_("Which one"), options), lambda number: go(self, "finding", number=number) if number else None
        )

    def action_why(self) -> None:
        """Show every reason against approval."""
        lines = [joined(" ", (one.sentence, one.hint)) for one in self.ready.reasons]
        lines = lines or [_("Nothing stands in the way.")]
        self.app.push_screen(TextScreen(_("Why not"), lines))

    def action_history(self) -> None:
        """Show who did what to the row under the cursor."""
        if self.row is not None:
            go(self, "history", kind=self.row.kind, record_id=self.row.subject.id, name=self.row.subject.name)

    # Next and previous

    def action_next(self) -> None:
        """Open the next one of the queue."""
        self.step("after")

    def action_previous(self) -> None:
        """Open the one before."""
        self.step("before")

    def step(self, direction: str, said: str = "") -> None:
        """Open the neighbour in the queue; ``said`` is told beside it."""
        self._release()
        self.run_read(lambda: self.walk.step(direction), lambda cbo_id: self._open(cbo_id, direction, said), "step")

    def _open(self, cbo_id: int | None, direction: str, said: str) -> None:
        if cbo_id is None:
            edge = (
                _("That was the last one of the queue; Esc goes back.")
                if direction == "after"
                else _("That was the first one of the queue; Esc goes back.")
            )
            self.say(joined(" ", (said, edge)), "ok" if said else "warn")
            self.action_refresh()
            return
        self.cbo_id, self.group = cbo_id, None
        self.unfolded.clear()
        self.shows_profile = False
        self.pointed = "mobile"
        self.say(said)
        self.action_refresh()

    def _release(self) -> None:
        ctx, cbo_id = context_of(self), self.cbo_id
        if ctx.actor.may(_MAY):
            self.run_read(
                lambda: ctx.send(ReleaseCbo(block_code=ctx.actor.area.scope, cbo_id=cbo_id)),
                lambda _freed: None,
                "release",
            )

    def leave(self) -> None:
        """Take the claim off and go back."""
        self._release()
        super().leave()


def _row_id(row: Record) -> tuple[str, int]:
    return (row.kind, row.subject.id)


def _order(group: Group, row: Record) -> int:
    return next(place for place, one in enumerate(group.records) if one is row)
