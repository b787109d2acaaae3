"""The links of one role: what is not hers on the left, what is on the right, nothing written until Save."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.accounts.roles import Duty
from lokos_tui.domain.links.rules import duty_of
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.paging import Count, Page, PageRequest
from lokos_tui.queries.cbos.list import CboFilters, CboRow
from lokos_tui.queries.links.fields import LINKED, NOT_LINKED
from lokos_tui.queries.links.links import (
    RoleInfo,
    linked_count,
    linked_ids,
    linked_page,
    not_linked_count,
    not_linked_ids,
    not_linked_page,
)
from lokos_tui.ui.filter.bar import FILTER_ACTION, FilterBar
from lokos_tui.ui.filter.filtered import Filtered
from lokos_tui.ui.filter.values import settled
from lokos_tui.ui.form.form import SAVE_ACTION
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.base import READING
from lokos_tui.ui.frame.confirm import ConfirmScreen
from lokos_tui.ui.frame.lines import Line, MessageLine
from lokos_tui.ui.frame.messages import Kind
from lokos_tui.ui.frame.session import context_of
from lokos_tui.ui.table.fields import columns_of
from lokos_tui.ui.table.table import PagedTable
from screens.links.cells import (
    holders,
    left_cells,
    left_out,
    less,
    right_cells,
    row_line,
    totals,
)
from screens.links.sources import with_first, without
from screens.links.state import PendingLinks
from screens.links.work import LinkWork
from screens.shared.place_words import PLACE_WORDS, PlaceBook, read_places

_CHANGE = Permission.LINKS_CHANGE
_EMPTY = (
    _("Nothing here. / changes the filter."),
    _("No links. Space marks on the left, Right links."),
    _("No links; the Block Admin makes them. Esc goes back."),
)


class LinkingScreen(Filtered[None], LinkWork):
    """Two lists and the work between them."""

    OPENS_ROWS = False
    AUTO_FOCUS = ""
    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action(
            "linking.link", "right", pgettext("key", "link"), _("Link what is marked, or the row."), _CHANGE, priority=2
        ),
        Action(
            "linking.unlink",
            "left",
            pgettext("key", "unlink"),
            _("Unlink what is marked, or the row."),
            _CHANGE,
            priority=3,
        ),
        Action(
            "linking.take-over",
            "m",
            pgettext("key", "take over"),
            _("Take it from who keeps it, after asking."),
            _CHANGE,
            priority=4,
        ),
        SAVE_ACTION,
        Action(
            "linking.undo",
            "u",
            pgettext("key", "undo"),
            _("Take the last step back; after Save, the save."),
            _CHANGE,
            priority=6,
        ),
        FILTER_ACTION,
        Action(
            "linking.free",
            "w",
            pgettext("key", "only free"),
            _("Left: only what nobody keeps; again: all."),
            priority=35,
        ),
        Action(
            "linking.reach", "v", pgettext("key", "her reach"), _("What an approver reaches by her links."), priority=40
        ),
    )

    CSS = """
    LinkingScreen #lists > Vertical { width: 1fr; }
    LinkingScreen #lists > Vertical:focus-within .list-head { text-style: bold; }
    LinkingScreen #right-half { padding: 0 0 0 1; }
    LinkingScreen #row { height: 2; }
    """

    def __init__(self, block_code: str, account: int, role_id: int) -> None:
        super().__init__(block_code, account, role_id)
        self.places = PlaceBook()
        self.filters = CboFilters(block_code)
        self.said = ""
        self.seen: dict[int, CboRow] = {}
        self.counts = (Count(0), Count(0))
        self.only_free = False

    def compose_body(self) -> ComposeResult:
        """Compose the filter and the two lists."""
        yield FilterBar(PLACE_WORDS)
        with Horizontal(id="lists"):
            with Vertical(id="left-half"):
                yield Line(_("Not linked to her"), id="left-head", classes="list-head")
                yield self._table("left")
            with Vertical(id="right-half"):
                yield Line(_("Linked"), id="right-head", classes="list-head")
                yield self._table("right")
        yield MessageLine(id="row")

    def _table(self, side: str) -> PagedTable[CboRow]:
        left = side == "left"
        return PagedTable[CboRow](
            columns_of(NOT_LINKED if left else LINKED),
            cells=self._left_cells if left else self._right_cells,
            row_id=lambda row: row.id,
            mark_all=partial(self._ids, left=left),
            empty=_EMPTY[0] if left else _EMPTY[1 if context_of(self).actor.may(Permission.LINKS_CHANGE) else 2],
            header=False,
            id=side,
        )

    def _left_cells(self, row: CboRow) -> tuple[str, ...]:
        return left_cells(row, exclusive=self.pending.exclusive)

    def _right_cells(self, row: CboRow) -> tuple[str, ...]:
        return right_cells(row, self.pending)

    @property
    def left(self) -> PagedTable[CboRow]:
        """The CBOs not linked to her."""
        return self.query_one("#left", PagedTable)

    @property
    def right(self) -> PagedTable[CboRow]:
        """The CBOs linked to her, and those to be linked."""
        return self.query_one("#right", PagedTable)

    # Reading

    def on_mount(self) -> None:
        """Read whose links these are, then the lists."""
        self.set_title(context_of(self).actor.block_name, _("Links"))
        self.show_state(READING)
        self.read_role(self._opened)

    def _opened(self, info: RoleInfo) -> None:
        self.info = info
        self.pending = PendingLinks(exclusive=duty_of(info.role) is Duty.BOOKS)
        self.filters = CboFilters(self.block_code, cbo_type=info.kind)
        self.counts = (Count(0), Count(info.held.get(info.kind, 0)))
        self.set_title(
            context_of(self).actor.block_name, _("Links of {user_id} {name}", user_id=info.user_id, name=info.name)
        )
        self.show_state(None)
        self._show_lists()
        self.left.focus()
        self.show_keys()
        ctx = context_of(self)
        self.run_read(lambda: read_places(ctx, self.block_code), self._take_places, group="places")
        self.read_draft()

    def _take_places(self, places: PlaceBook) -> None:
        self.places = places

    def _fetch_left(self, request: PageRequest) -> Page[CboRow]:
        return without(partial(self._read_page, left=True), frozenset(self.pending.now.adds))(request)

    def _fetch_right(self, request: PageRequest) -> Page[CboRow]:
        adds = [add.row for add in self.pending.now.adds.values()]
        return with_first(partial(self._read_page, left=False), adds)(request)

    def _read_page(self, request: PageRequest, *, left: bool) -> Page[CboRow]:
        query = not_linked_page if left else linked_page
        page = context_of(self).read(query, self.role_id, self._filters(left=left), request)
        self.seen.update((row.id, row) for row in page.rows)
        return page

    def _filters(self, *, left: bool) -> CboFilters:
        return replace(self.filters, linked="no") if left and self.only_free else self.filters

    def _ids(self, *, left: bool) -> list[int]:
        query = not_linked_ids if left else linked_ids
        rows = context_of(self).read(query, self.role_id, self._filters(left=left))
        self.seen.update((row.id, row) for row in rows)
        hidden = self.pending.now.adds if left else {}
        return [row.id for row in rows if row.id not in hidden]

    def _show_lists(self) -> None:
        """Read both lists from their first rows, and how many there are."""
        self.left.show_source(self._fetch_left)
        self.right.show_source(self._fetch_right)
        self._read_counts()

    def action_refresh(self) -> None:
        """Read both lists and the totals again, keeping the place and the unsaved work."""
        if self.info is None:
            self.read_role(self._opened)
        else:
            self.left.refresh_rows()
            self.right.refresh_rows()
            self._read_counts()

    def _read_counts(self) -> None:
        ctx, left, right = context_of(self), self._filters(left=True), self._filters(left=False)
        self.run_read(
            lambda: (ctx.read(not_linked_count, self.role_id, left), ctx.read(linked_count, self.role_id, right)),
            self._take_counts,
            group="count",
        )

    def retotal(self, info: RoleInfo) -> None:
        """Take the new totals."""
        self.info = info
        self._read_counts()

    def _take_counts(self, counts: tuple[Count, Count]) -> None:
        self.counts = counts
        self._show_numbers()

    def _show_numbers(self) -> None:
        """Show totals, filters and what is not saved."""
        if self.info is None:
            return
        held = totals(self.info, self.pending, context_of(self).policy.norm)
        parts = (held, self.said, str(self.pending))
        self.set_status(joined("   ", parts))
        left, right = self.counts
        adds = len(self.pending.now.adds)
        linked = _("Linked ({count})", count=less(right, -adds))
        empty = right.value + adds == 0
        self._share(empty=empty)
        active = ("  ", "> ") if self.right.has_focus else ("> ", "  ")
        self.query_one("#left-head", Line).show(
            joined(
                "",
                (
                    active[0],
                    _("Not linked to her ({count})", count=less(left, adds)),
                    joined("", ("   ", linked)) if empty else "",
                ),
            )
        )
        self.query_one("#right-head", Line).show(joined("", (active[1], linked)))

    def _share(self, *, empty: bool) -> None:
        """Give the list the keys go to twice the width of the other; one that is empty gives all of its width away."""
        right = self.right.has_focus
        self.query_one("#right-half").display = right or not empty
        for half, hers in (("#left-half", not right), ("#right-half", right)):
            self.query_one(half).styles.width = "2fr" if hers else "1fr"

    def on_resize(self) -> None:
        """Share the width anew."""
        self._show_numbers()

    def on_descendant_focus(self) -> None:
        """Show which list the keys go to, and its row in full."""
        self._show_numbers()
        self._show_row()

    @on(PagedTable.CursorMoved)
    def _show_row(self) -> None:
        """Show the row under the cursor in full: the lists are narrow."""
        table = self.right if self.right.has_focus else self.left
        self.query_one("#row", MessageLine).tell(row_line(table.current) if table.current is not None else "", "ok")

    # Steps

    def why_not(self, action_id: str) -> str | None:
        """Say what cannot be done now: nothing to save, nothing to undo, no reach of a bookkeeper."""
        if reason := super().why_not(action_id):
            return reason
        if action_id == "form.save" and self.pending.now.empty:
            return _("Nothing to save yet. Space marks, Right links, Left unlinks.")
        if action_id == "linking.undo" and not self.pending.can_undo and self.last is None:
            return _("Nothing to take back.")
        if action_id == "linking.take-over" and not self.pending.exclusive:
            return _("An approver takes nothing over: a CBO may have several. Right links it.")
        if action_id == "linking.reach" and self.pending.exclusive:
            return _("Only an approver reaches CBOs beyond her links.")
        return None

    def _chosen(self, table: PagedTable[CboRow]) -> list[CboRow]:
        """Return the marked rows of a list, the row under its cursor when none is marked."""
        if table.marked:
            rows = [row for key, row in self.seen.items() if key in table.marked]
            return sorted(rows, key=lambda row: (row.name, row.id))
        return [table.current] if table.current is not None else []

    def stepped(self, sentence: str, kind: Kind = "ok", *, marked: Sequence[CboRow] = ()) -> None:
        """Show a step: marks are used up but for ``marked`` on the left, both lists and the totals follow."""
        self.touch_draft()
        self.left.set_marks(row.id for row in marked)
        self.right.set_marks(())
        self.left.refresh_rows()
        self.right.refresh_rows()
        self._show_numbers()
        self.show_keys()
        self.say(sentence, kind)

    def action_link(self) -> None:
        """Plan to link what is chosen on the left; on the right, keep what was to be unlinked."""
        if self.right.has_focus:
            rows = [row for row in self._chosen(self.right) if row.id in self.pending.now.drops]
            self.pending.keep(rows)
            self.stepped(
                ngettext("{n} stays linked.", "{n} stay linked.", len(rows))
                if rows
                else _("These are linked. Tab goes to the other list.")
            )
            return
        before, chosen = len(self.pending.now.adds), self._chosen(self.left)
        held = self.pending.link(chosen)
        planned = len(self.pending.now.adds) - before
        if held:
            self.stepped(left_out(held, planned), "warn", marked=held)
        elif chosen:
            self.stepped(_("{number} to be linked. ^S saves, u takes it back.", number=planned))

    def action_unlink(self) -> None:
        """Plan to unlink what is chosen on the right."""
        if self.left.has_focus:
            self.say(_("These are not linked to her. Tab goes to her list."), "refused")
        elif rows := self._chosen(self.right):
            self.pending.unlink(rows)
            self.stepped(_("{number} not to be linked. ^S saves, u takes it back.", number=len(rows)))

    def action_take_over(self) -> None:
        """Plan to take over what others hold, after saying whose it is."""
        chosen = self._chosen(self.left)
        held = [row for row in chosen if self.pending.held_by_other(row)]
        if not held:
            self.say(_("Nobody else keeps it. Right links it."), "refused")
            return
        whose = holders(held)
        sentence = (
            _("{holder}. Take it over for {user_id}? Save does it.", holder=whose, user_id=self._who)
            if len(held) == 1
            else _("{holders}. Take them over for {user_id}? Save does it.", holders=whose, user_id=self._who)
        )
        self.app.push_screen(
            ConfirmScreen(sentence, label=pgettext("key", "take over"), heading=_("Take over")),
            lambda yes: self._take_over(chosen) if yes else None,
        )

    def _take_over(self, rows: Sequence[CboRow]) -> None:
        self.pending.take_over(rows)
        self.stepped(_("{number} to be linked. ^S saves, u takes it back.", number=len(rows)))

    # Filter

    def action_free(self) -> None:
        """Show on the left only what nobody keeps, or everything again."""
        self.only_free = not self.only_free
        self._show_lists()
        self.say(_("Left: only what nobody keeps. w shows all.") if self.only_free else _("Left: everything not hers."))

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        found = settled(event.words, self.places.known)
        self.filters = replace(self.filters, search=found.free, **self.places.ids(found))  # type: ignore[arg-type]
        self.said = found.said
        if found.unknown:
            self.say(_("Not filtered: {unknown}.", unknown=found.unknown), "warn")
        self._show_lists()

    def action_reach(self) -> None:
        """Show the CBOs an approver reaches."""
        from screens.links.reach import ReachScreen

        self.app.push_screen(ReachScreen(self.block_code, self.role_id, self._who))
