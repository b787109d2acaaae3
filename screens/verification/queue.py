"""SHG and Federation Profile Verification and Activation: the work lists, with LokOS's columns."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.message import Message

from lokos_tui.commands.office import DropFilter, SaveFilter
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.domain.verification.bulk import BulkAct
from lokos_tui.domain.verification.work_list import SORTS
from lokos_tui.queries.office.filters import SavedFilter, saved_filters
from lokos_tui.queries.verification.fields import FEDERATION_ON_SCREEN, SHG_ON_SCREEN
from lokos_tui.queries.verification.queue import QueueFilters, QueueRow, queue_page
from lokos_tui.ui.filter.bar import FILTER_ACTION, FilterBar
from lokos_tui.ui.filter.filtered import Filtered
from lokos_tui.ui.filter.words import FilterWords
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.confirm import PickScreen, ReasonScreen
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.table.fields import cells_of, columns_of, full_of
from lokos_tui.ui.table.messages import MarksChanged, RowActivated
from lokos_tui.ui.table.table import PagedTable
from screens.shared.duplicate_check import ChecksDuplicates
from screens.shared.place_words import PlaceBook, read_places
from screens.verification.filters import KIND_WORD, WORDS, Reading, read_filter
from screens.verification.walk import Walk, position

_MAY = Permission.PROFILES_VERIFY
_SAVE, _DROP = "\0save", "\0drop"


class PageRead(Message, bubble=False):
    """A page was read, in a thread."""

    def __init__(self, page: Page[QueueRow], filters: QueueFilters) -> None:
        super().__init__()
        self.page = page
        self.filters = filters


class QueueScreen(ChecksDuplicates, Filtered[None]):
    """A work list, oldest request first; Enter opens the review, which goes on from row to row by itself."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("queue.open", "enter", pgettext("key", "review"), _("Open the review."), _MAY, priority=1),
        Action(
            "queue.bulk-approve",
            "A",
            pgettext("key", "approve marked"),
            _("Approve what is clean of the marked."),
            _MAY,
            (),
            False,
            9,
        ),
        Action(
            "queue.bulk-reject", "R", pgettext("key", "reject marked"), _("Send the marked back."), _MAY, (), False, 9
        ),
        Action(
            "queue.check",
            "D",
            pgettext("key", "refresh duplicates"),
            _("Check what arrived."),
            Permission.DUPLICATES_REFRESH,
            priority=3,
        ),
        Action(
            "queue.saved",
            "F",
            pgettext("key", "saved filters"),
            _("Choose, save or drop a filter."),
            _MAY,
            priority=31,
            alone=True,
        ),
        FILTER_ACTION,
    )
    SECTION: ClassVar = "shg"
    HEADING: ClassVar[str] = _("SHG Profile Verification")
    FIELDS: ClassVar = SHG_ON_SCREEN
    EMPTY: ClassVar[str] = _("Nothing waits here. r reads again; / changes the filter.")

    def __init__(self, sort: str = "", *, descending: bool = False) -> None:
        super().__init__()
        self.places = PlaceBook()
        self.words = FilterWords()
        self._order = (sort, descending)
        self.reading: Reading = read_filter(self.words, self.places, federation=self.federation)

    @property
    def federation(self) -> bool:
        """True for the list of VOs and CLFs."""
        return self.SECTION != "shg"

    def compose_body(self) -> ComposeResult:
        """Compose filter and list."""
        yield FilterBar((*WORDS, KIND_WORD) if self.federation else WORDS)
        yield PagedTable[QueueRow](
            columns_of(self.FIELDS),
            cells=cells_of(self.FIELDS),
            full=full_of(self.FIELDS),
            row_id=lambda row: row.id,
            sorts=tuple(sort for sort in SORTS if sort in {field.sort_key for field in self.FIELDS}),
            empty=self.EMPTY,
            mark_all=self._all_ids,
        )

    def on_mount(self) -> None:
        """Say where this is and read the list, or say why not."""
        ctx = context_of(self)
        self.set_title(ctx.actor.block_name, self.HEADING)
        if not ctx.actor.may(_MAY):
            self.refuse(_("Only a Block Program Manager verifies profiles."))
            return
        self.table.sort_key, self.table.descending = self._order
        self._read(self.words)
        self.query_one(PagedTable).focus()
        block = ctx.actor.area.scope
        self.run_read(lambda: read_places(ctx, block), self._take_places, "places", lambda _error: None, at_once=True)

    def _take_places(self, places: PlaceBook) -> None:
        self.places = places

    @property
    def table(self) -> PagedTable[QueueRow]:
        """The list."""
        return self.query_one(PagedTable)

    def _read(self, words: FilterWords) -> None:
        self.words = words
        self.reading = read_filter(words, self.places, federation=self.federation)
        if self.reading.unknown:
            self.say(_("Not filtered: {unknown}.", unknown=self.reading.unknown), "warn")
        self.table.show_source(self._page)

    def _page(self, request: PageRequest) -> Page[QueueRow]:
        filters = self.reading.filters
        page = self.fetch(filters, request)
        if page.rows or request.direction == "first":
            self.post_message(PageRead(page, filters))
        return page

    def fetch(self, filters: QueueFilters, request: PageRequest) -> Page[QueueRow]:
        """Read a page of the list; call it in a thread."""
        ctx = context_of(self)
        return ctx.read(queue_page, ctx.actor.area.scope, filters, ctx.clock(), request)

    @on(PageRead)
    def _count(self, event: PageRead) -> None:
        """Show how many there are, which every row carries; a late page of another filter is passed over."""
        page = event.page
        if event.filters != self.reading.filters:
            return
        total = page.rows[0].total if page.rows else 0
        stale = sum(row.stale for row in page.rows)
        fresh = (
            ngettext("{n} record in sight not checked: D", "{n} records in sight not checked: D", stale)
            if stale
            else _("duplicates fresh")
        )
        self.set_status(joined("   ", (_("Count {count}", count=grouped(total)), self.reading.said, fresh)))

    def _all_ids(self) -> set[int]:
        """Return the ids of every row of the filter, at most a thousand; in a thread."""
        page = self.fetch(self.reading.filters, PageRequest(1_000))
        return {row.id for row in page.rows}

    def on_screen_resume(self) -> None:
        """Something was decided on the screen that was in front: read again and keep the place."""
        if self.table.window.rows:
            self.action_refresh()

    # The review

    def action_open(self) -> None:
        """Open the review of the row under the cursor."""
        self.table.action_open()

    @on(RowActivated)
    def _open(self, event: RowActivated) -> None:
        row: QueueRow = event.row
        window, filters = self.table.window, self.reading.filters
        walk = Walk(
            lambda request: self.fetch(filters, request),
            window.keys[window.cursor],
            self.table.sort_key,
            self.table.descending,
            position(row),
        )
        go(self, "review", cbo_id=row.id, walk=walk)

    # Filters

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        self._read(event.words)

    def action_saved(self) -> None:
        """Choose a saved filter, keep the one in force, or drop one."""
        ctx = context_of(self)
        self.run_read(
            lambda: ctx.read(saved_filters, ctx.actor.area.scope, self.SECTION), self._choose_saved, group="saved"
        )

    def _choose_saved(self, saved: tuple[SavedFilter, ...]) -> None:
        options = [(one.name, f"{one.name}   {one.words}") for one in saved]
        if self.words:
            options.append((_SAVE, _("Save the filter in force: {words}", words=self.reading.words)))
        if saved:
            options.append((_DROP, _("Drop one of these")))
        if not options:
            self.say(_("You have no saved filter. Type one (/) and press F to keep it."))
            return
        words = {one.name: one.words for one in saved}
        self.app.push_screen(PickScreen(_("Saved filters"), options), lambda name: self._take_saved(name, words))

    def _take_saved(self, name: str | None, words: dict[str, str]) -> None:
        if name == _SAVE:
            sentence = _("A name for the filter {words}", words=self.reading.words)
            self.app.push_screen(ReasonScreen(sentence, heading=_("Save the filter"), least=1), self._save)
        elif name == _DROP:
            self.app.push_screen(PickScreen(_("Drop which"), [(one, one) for one in words]), self._drop)
        elif name is not None:
            self.query_one(FilterBar).put(words[name])

    def _save(self, name: str | None) -> None:
        if name:
            ctx, words = context_of(self), str(self.reading.words)
            command = SaveFilter(block_code=ctx.actor.area.scope, section=self.SECTION, name=name, words=words)
            self.run_read(
                lambda: ctx.send(command), lambda _kept: self.say(_("Kept as {name}; F chooses it.", name=name)), "save"
            )

    def _drop(self, name: str | None) -> None:
        if name:
            ctx = context_of(self)
            command = DropFilter(block_code=ctx.actor.area.scope, section=self.SECTION, name=name)
            self.run_read(lambda: ctx.send(command), lambda _gone: self.say(_("{name} is dropped.", name=name)), "save")

    # Many at once

    @on(MarksChanged)
    def _marked(self, event: MarksChanged) -> None:
        if event.count:
            self.say(
                _("{count} marked. A approves what is clean of them, R sends them back.", count=grouped(event.count))
            )
        self.show_keys()

    def why_not(self, action_id: str) -> str | None:
        """Bulk acts ask for marks first."""
        reason = super().why_not(action_id)
        if reason is None and action_id.startswith("queue.bulk") and self.is_mounted and not self.table.marked:
            return _("Mark rows first: Space marks one, a all that the filter shows.")
        return reason

    def action_bulk_approve(self) -> None:
        """Show what would happen to the marked rows, then approve."""
        go(self, "bulk", ids=self._marked_ids(), act=BulkAct.APPROVE)

    def action_bulk_reject(self) -> None:
        """Show what would happen to the marked rows, then reject."""
        go(self, "bulk", ids=self._marked_ids(), act=BulkAct.REJECT)

    def _marked_ids(self) -> tuple[int, ...]:
        return tuple(sorted(number for number in self.table.marked if isinstance(number, int)))


class FederationQueueScreen(QueueScreen):
    """The same for VOs and CLFs: a list of their own, with their own duplicates (docs/domain.md#work-lists)."""

    SECTION: ClassVar = "federation"
    HEADING: ClassVar[str] = _("Federation Profile Verification")
    FIELDS: ClassVar = FEDERATION_ON_SCREEN
