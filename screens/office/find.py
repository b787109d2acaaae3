"""Find: one field over everything in the operator's area; Enter opens a record where it is worked on."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.timer import Timer
from textual.widgets import Input

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.errors import LokosError
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.office.finding import MOST
from lokos_tui.queries.office.fields import FOUND_ON_SCREEN, KIND_WORDS
from lokos_tui.queries.office.find import Finds, Found, find, too_short
from lokos_tui.ui.filter.bar import PAUSE
from lokos_tui.ui.form.line_input import LineInput
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import BaseScreen
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.table.fields import cells_of, columns_of
from lokos_tui.ui.table.memory_source import list_source
from lokos_tui.ui.table.messages import RowActivated
from lokos_tui.ui.table.table import PagedTable
from screens.shared.block_choice import with_block

_TYPE: Final = _("Type a name, a code, a user id, or the last digits of a mobile.")
_LEAST: Final = _("Two letters or three digits at least.")
_NOTHING: Final = _("Nothing in your area is called so. Backspace widens the search.")


class FindScreen(BaseScreen[None]):
    """What is typed is looked for in every list that the role may see, once the typing pauses."""

    AUTO_FOCUS = "LineInput"
    WHILE_TYPING: ClassVar = frozenset({"find.open"})
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("find.open", "enter", pgettext("key", "open"), _("Open it where it is worked on."), priority=1),
        Action("app.back", "escape", pgettext("key", "back"), _("One step back."), priority=2),
    )

    def __init__(self, block_code: str | None = None) -> None:
        super().__init__()
        self.block_code = block_code
        self._timer: Timer | None = None
        self._asked = ""
        self._found: tuple[Found, ...] = ()

    def compose_body(self) -> ComposeResult:
        """Compose the field and the list."""
        yield LineInput(placeholder=_("name, code, user id, last digits of a mobile"))
        yield PagedTable[Found](
            columns_of(FOUND_ON_SCREEN),
            fetch=list_source((), lambda _row: (0, 0)),
            cells=cells_of(FOUND_ON_SCREEN),
            row_id=lambda row: (row.kind, row.id),
            empty=_TYPE,
            markable=False,
        )

    def on_mount(self) -> None:
        """Ask for the block where it is not known."""
        self.set_title(_("Find"))
        if reason := super().why_not("app.find"):
            self.refuse(reason)
            return
        with_block(self, self.block_code, self._in_block, staff=context_of(self).actor.may(Permission.USERS_VIEW))

    def _in_block(self, code: str, name: str) -> None:
        self.block_code = code
        self.set_title(name, _("Find"))
        self.set_status(_LEAST)
        self.query_one(LineInput).focus()

    def why_not(self, action_id: str) -> str | None:
        """This is where f leads to."""
        return _("Type what is to be found.") if action_id == "app.find" else super().why_not(action_id)

    def action_find(self) -> None:
        """Type again."""
        self.query_one(LineInput).focus()

    # Looking for it

    @on(Input.Changed)
    def _typed(self, event: Input.Changed) -> None:
        event.stop()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(PAUSE, self.action_refresh)

    def action_refresh(self) -> None:
        """Look for what stands in the field."""
        text, block = self.query_one(LineInput).value, self.block_code
        if self._timer is not None:
            self._timer.stop()
            self._timer = None
        if block is None or text == self._asked:
            return
        self._asked = text
        if too_short(text):
            self._show(Finds((), ()), _LEAST, _TYPE)
            return
        ctx = context_of(self)
        self.run_read(lambda: ctx.read(find, block, text), self._take, group="find", on_error=self._refused)

    def _take(self, found: Finds) -> None:
        count = ngettext("{n} found", "{n} found", len(found.rows))
        more = joined(", ", (KIND_WORDS[kind] for kind in found.more))
        told = _("more than {most} of: {kinds}; type more", most=MOST, kinds=more) if found.more else ""
        self._show(found, joined("   ", (count, told)), _NOTHING)

    def _show(self, found: Finds, status: str, empty: str) -> None:
        self._found = found.rows
        places = {(row.kind, row.id): place for place, row in enumerate(found.rows)}
        source = list_source(found.rows, lambda row: (places[row.kind, row.id], row.id))
        self.query_one(PagedTable).show_source(source, empty=empty)
        self.set_status(status)

    def _refused(self, error: LokosError) -> None:
        self._asked = ""
        self.say(str(error), "refused")

    # Opening it

    def on_key(self, event: events.Key) -> None:
        """Move in the list while the field keeps the focus."""
        table = self.query_one(PagedTable)
        moves = {"down": 1, "up": -1, "pagedown": table.window.height, "pageup": -table.window.height}
        if event.key in moves and self.query_one(LineInput).has_focus:
            event.stop()
            table.move_by(moves[event.key])

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value != self._asked:  # typed and not looked for yet: Enter looks, and the next one opens
            self.action_refresh()
        else:
            self.action_open()

    def action_open(self) -> None:
        """Open the record under the cursor."""
        self.query_one(PagedTable).action_open()

    @on(RowActivated)
    def _open(self, event: RowActivated) -> None:
        row: Found = event.row
        route, params = self._place_of(row)
        go(self, route, **params)

    def _place_of(self, row: Found) -> tuple[str, dict[str, object]]:
        """Return the route and parameters of the screen on which somebody of this role works on a record."""
        verifies = context_of(self).actor.may(Permission.PROFILES_VERIFY)
        if row.kind == "USER":
            return "user", {"block_code": self.block_code, "account": row.id}
        if row.kind == "LOAD":
            return "batch", {"batch_id": row.id}
        if row.kind == "UPLOAD":
            return "upload", {"upload_id": row.id}
        if row.kind == "MEMBER" and not verifies:
            return "duplicate_members", {"shg_id": row.cbo_id, "name": row.place}
        if verifies and (row.waits or row.kind == "MEMBER"):
            return "review", {"cbo_id": row.cbo_id}
        return "cbo", {"block_code": self.block_code, "cbo_id": row.cbo_id}
