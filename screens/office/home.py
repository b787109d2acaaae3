"""My task of the block's office: what a new office needs first, then the sections with counts, one key to each."""

from __future__ import annotations

from typing import Any, ClassVar, Final

from textual import on

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.message import _, ngettext, pgettext
from lokos_tui.domain.office.first_steps import FirstSteps, Step
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.session import context_of
from lokos_tui.ui.table.messages import CursorMoved
from lokos_tui.ui.table.table import PagedTable
from screens.office.home_base import Home, Row
from screens.shared.readings import BLOCK
from screens.shared.sections import OFFICE, Reading, section_key

LOAD: Final = "load"
_WORDS: Final = {
    Step.PLACES: _("Step 1: places"),
    Step.CBOS: _("Step 2: SHGs, VOs, CLFs"),
    Step.MAPPING: _("Step 3: the mapping"),
}
_NEEDS: Final = frozenset({Permission.PLACES_IMPORT, Permission.CBOS_IMPORT, Permission.LINKS_IMPORT})


class HomeScreen(Home):
    """The role's first screen; a new office is led through its first loads."""

    HOME: ClassVar = OFFICE
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("home.template", "t", pgettext("key", "template"), _("An empty workbook for the step under the cursor."),
               Permission.LINKS_IMPORT, priority=5),
    )  # fmt: skip

    _told: Step | None = None
    """The step that the cursor was put on last."""

    def steps(self) -> FirstSteps | None:
        """Return how far a new office is, None for who loads nothing and when it has all three."""
        counts, actor = self._numbers.get(BLOCK), context_of(self).actor
        if counts is None or not all(actor.may(one) for one in _NEEDS):
            return None
        found: Any = counts
        linked = found.shgs_linked + found.vos_linked + found.clfs_linked
        steps = FirstSteps(found.gps, found.shgs + found.vos + found.clfs, linked)
        return steps if steps.next else None

    def leading(self) -> tuple[Row, ...]:
        """Return the steps of a new office; what is done is ticked."""
        steps = self.steps()
        return tuple(_row(step, steps) for step in Step) if steps else ()

    def _counted(self, numbers: dict[Reading[Any], object]) -> None:
        super()._counted(numbers)
        steps = self.steps()
        if steps is None or steps.next is None:
            return
        self.set_status(_("A new office: Enter loads the next step, t writes its template."))
        if steps.next is not self._told:
            self._told = steps.next
            self.query_one(PagedTable).put_cursor(_name(steps.next))

    @on(CursorMoved)
    def _on_row(self) -> None:
        self.show_keys()

    def why_not(self, action_id: str) -> str | None:
        """A template is written for a step."""
        reason = super().why_not(action_id)
        if reason is None and action_id == "home.template" and self._step() is None:
            key = section_key(OFFICE, "home.load")
            return _("No step of a new office is under the cursor. {key} has the templates of every load.", key=key)
        return reason

    def _step(self) -> Step | None:
        row: Row | None = self.query_one(PagedTable).current if self.is_mounted else None
        return next((step for step in Step if row is not None and row.action == _name(step)), None)

    def action_template(self) -> None:
        """Write the empty template of the step under the cursor into the exports, and say where."""
        from lokos_tui.files.loads.templates import save_template, template_path

        ctx, step = context_of(self), self._step()
        if step is None:
            return
        target = template_path(ctx, step.value)
        self.say(_("Writing the template ..."))
        self.run_read(
            lambda: save_template(ctx, step.value, target, filled=False),
            lambda _rows: self.say(_("Template: {file} Fill it in; Enter says where to put it.", file=target)),
            group="template",
        )


_TODO: Final = _("Enter loads, t writes its template")


def _name(step: Step) -> str:
    return f"step.{step.value}"


def _row(step: Step, steps: FirstSteps) -> Row:
    held = steps.held(step)
    state: str = ""
    remark: str = _("after the step before")
    if held:
        state, remark = pgettext("step", "done"), _held_words(step, held)
    elif step is steps.next:
        state, remark = pgettext("step", "next"), _TODO
    return Row("", _WORDS[step], state, remark, _name(step), LOAD, {"kind": step.value})


def _held_words(step: Step, held: int) -> str:
    if step is Step.PLACES:
        return ngettext("{n} gram panchayat", "{n} gram panchayats", held)
    if step is Step.CBOS:
        return ngettext("{n} SHG, VO or CLF", "{n} SHGs, VOs and CLFs", held)
    return _("{n} linked", n=grouped(held))
