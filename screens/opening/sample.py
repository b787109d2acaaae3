"""The SHGs drawn from an opening load, and each with its members as they would become official."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.profiles.fields import FIELDS
from lokos_tui.domain.profiles.shown import NOTHING, shown, shown_by_name
from lokos_tui.queries.opening.fields import SAMPLE
from lokos_tui.queries.opening.loads import DrawnRecord, SampleRow, drawn_group, opening_sample
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import READING, BaseScreen
from lokos_tui.ui.frame.confirm import TextScreen
from lokos_tui.ui.frame.session import context_of
from lokos_tui.ui.table.fields import cells_of, columns_of, full_of
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable


def record_lines(one: DrawnRecord) -> Iterator[str]:
    """Give one record as it is read: code and name, then its filled fields, each with its label."""
    yield joined("  ", (one.code, one.name))
    for field in FIELDS[one.kind]:
        value = one.content.get(field.name)
        if field.name == "aadhaar":
            value = one.content.get("aadhaar_last4")
            said = shown_by_name(one.kind, "aadhaar_last4", value) if value else NOTHING
        else:
            said = shown(field, value)
        if said != NOTHING and field.name != "name":
            yield joined("", ("    ", joined(": ", (field.label, said))))


def group_lines(group: Sequence[DrawnRecord]) -> list[str]:
    """Return an SHG and its members, a blank line between them."""
    lines: list[str] = []
    for one in group:
        lines += [*([""] if lines else []), *record_lines(one)]
    return lines


class SampleScreen(BaseScreen[None]):
    """The drawn SHGs in the order of the lot; Enter shows one with all its members."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("sample.open", "enter", pgettext("key", "open"), _("The SHG with all its members."), priority=1),
    )

    def __init__(self, opening_id: int) -> None:
        super().__init__()
        self.opening_id = opening_id

    def compose_body(self) -> ComposeResult:
        """Compose the list."""
        yield PagedTable[SampleRow](
            columns_of(SAMPLE),
            cells=cells_of(SAMPLE),
            full=full_of(SAMPLE),
            row_id=lambda row: row.id,
            empty=_("This load has no SHG to look at."),
            markable=False,
        )

    def on_mount(self) -> None:
        """Say which load this is, and draw."""
        ctx, number = context_of(self), self.opening_id
        self.set_title(ctx.actor.block_name, _("Opening load {number}", number=number), _("Drawn SHGs"))
        self.set_status(READING)
        self.run_read(
            lambda: ctx.read(opening_sample, ctx.actor.area.scope, number), self._show, on_error=self.show_refusal
        )

    def _show(self, rows: tuple[SampleRow, ...]) -> None:
        said = ngettext(
            "{n} SHG drawn by lot, always the same. Compare it with its registers.",
            "{n} SHGs drawn by lot, always the same. Compare them with their registers.",
            len(rows),
        )
        self.set_status(said)
        places = {row.id: place for place, row in enumerate(rows)}
        self.query_one(PagedTable).show_source(list_source(rows, lambda row: (places[row.id], places[row.id])))
        self.query_one(PagedTable).focus()

    def action_open(self) -> None:
        """Show the SHG under the cursor."""
        self.query_one(PagedTable).action_open()

    @on(RowActivated)
    def _open(self, event: RowActivated) -> None:
        ctx, row = context_of(self), event.row
        self.run_read(
            lambda: ctx.read(drawn_group, ctx.actor.area.scope, self.opening_id, row.id),
            lambda group: self._show_group(row.name, group),
            group="group",
        )

    def _show_group(self, name: str, group: tuple[DrawnRecord, ...]) -> None:
        self.app.push_screen(TextScreen(name, group_lines(group)))
