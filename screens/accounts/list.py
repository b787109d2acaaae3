"""The accounts of a block: find, open, make, change (docs/domain.md#users-and-their-forms)."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult

from lokos_tui.commands.accounts import CreatedUser
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.errors import LokosError
from lokos_tui.domain.message import _, joined, ngettext, pgettext
from lokos_tui.domain.paging import Count, Key, Page, PageRequest
from lokos_tui.queries.accounts.fields import ON_SCREEN, SORTS
from lokos_tui.queries.accounts.users import UserRow, user_count, user_page
from lokos_tui.ui.filter.bar import FILTER_ACTION, FilterBar
from lokos_tui.ui.filter.filtered import Filtered
from lokos_tui.ui.filter.words import FilterWords
from lokos_tui.ui.frame.actions import Action
from lokos_tui.ui.frame.session import context_of, go
from lokos_tui.ui.table.fields import cells_of, columns_of, full_of
from lokos_tui.ui.table.messages import CursorMoved, RowActivated
from lokos_tui.ui.table.table import PagedTable
from screens.accounts.acts import Account, AccountActs
from screens.accounts.filters import WORDS, Reading, read_filter
from screens.shared.block_choice import with_block
from screens.shared.empty import no_users
from screens.shared.place_words import PlaceBook, read_places


class UsersScreen(Filtered[None], AccountActs):
    """The user list; staff above the blocks pick a block first."""

    ACTIONS: ClassVar[tuple[Action, ...]] = (
        Action("users.open", "enter", pgettext("key", "open"), _("The account and its roles."), priority=1),
        Action(
            "users.new",
            "n",
            pgettext("key", "new"),
            _("Make an account."),
            Permission.USERS_CREATE,
            priority=10,
            alone=True,
        ),
        FILTER_ACTION,
        Action(
            "users.export",
            "x",
            pgettext("key", "export"),
            _("Write what is shown to a file (csv)."),
            show=False,
            priority=60,
        ),
    )

    def __init__(self, block_code: str | None = None) -> None:
        super().__init__()
        self.block_code = block_code
        self.places = PlaceBook()
        self.reading: Reading = read_filter("", FilterWords(), self.places)
        self._count: Count | None = None
        self._start_at: Key | None = None

    def compose_body(self) -> ComposeResult:
        """Compose filter and list; the list waits until the block is known."""
        yield FilterBar(WORDS)
        yield PagedTable[UserRow](
            columns_of(ON_SCREEN),
            cells=cells_of(ON_SCREEN),
            full=full_of(ON_SCREEN),
            row_id=lambda row: row.id,
            sorts=SORTS,
            markable=False,
        )

    def on_mount(self) -> None:
        """Ask for the block where it is not known."""
        self.set_title(_("Users"))
        if reason := self.app_refusal():
            self.refuse(reason)
            return
        with_block(self, self.block_code, self._show_block, staff=True)

    def app_refusal(self) -> str | None:
        """Return why this user may not see the list, None when she may."""
        try:
            context_of(self)
        except LokosError as error:
            return str(error)
        return None if context_of(self).actor.may(Permission.USERS_VIEW) else _("Your role may not see users.")

    def _show_block(self, code: str, name: str) -> None:
        self.block_code = code
        self.set_title(name, _("Users"))
        self._read_filter(FilterWords())
        self.table.focus()
        ctx = context_of(self)
        self.run_read(lambda: read_places(ctx, code), self._take_places, group="places", on_error=lambda _: None)

    def _take_places(self, places: PlaceBook) -> None:
        self.places = places

    @property
    def table(self) -> PagedTable[UserRow]:
        """The list."""
        return self.query_one(PagedTable)

    # Reading

    def _read_filter(self, words: FilterWords) -> None:
        self.reading = read_filter(self.block_code or "", words, self.places)
        if self.reading.unknown:
            self.say(_("Not filtered: {unknown}.", unknown=self.reading.unknown), "warn")
        self.table.show_source(self._page, empty=no_users(context_of(self).actor, filtered=bool(words)))
        self._read_count()

    def _page(self, request: PageRequest) -> Page[UserRow]:
        key, self._start_at = self._start_at, None
        if key is not None and request.direction == "first":
            request = request.after(key)
        ctx = context_of(self)
        return ctx.read(user_page, self.reading.filters, ctx.policy, request)

    def _read_count(self) -> None:
        ctx, filters = context_of(self), self.reading.filters
        self.run_read(lambda: ctx.read(user_count, filters), self._take_count, group="count")

    def _take_count(self, count: Count) -> None:
        self._count = count
        self.set_status(joined("   ", (ngettext("{n} user", "{n} users", count), self.reading.said)))

    def action_refresh(self) -> None:
        """Read list and count again; before the block is known there is nothing to read."""
        if self.block_code is not None and self._count is not None:
            self.table.refresh_rows()
            self._read_count()

    def on_screen_resume(self) -> None:
        """Something may have changed on the screen that was in front."""
        if self._start_at is None:
            self.action_refresh()

    # The row

    def account(self) -> Account | None:
        """Return the account under the cursor."""
        row = self.table.current
        if row is None:
            return None
        return Account(self.block_code or "", row.id, row.user_id, row.name, row.status, row.version)

    def action_open(self) -> None:
        """Open the account under the cursor."""
        self.table.action_open()

    @on(RowActivated)
    def _open(self, event: RowActivated) -> None:
        go(self, "user", block_code=self.block_code, account=event.row.id)

    @on(CursorMoved)
    def _on_row(self) -> None:
        self.show_keys()

    # Filter

    @on(FilterBar.Changed)
    def _filter_changed(self, event: FilterBar.Changed) -> None:
        self._read_filter(event.words)

    # New users

    def action_new(self) -> None:
        """Make an account."""
        from screens.accounts.create import NewUserScreen

        self.app.push_screen(NewUserScreen(block_code=self.block_code), self._made)

    def _made(self, made: CreatedUser | None) -> None:
        if made is not None:
            self.say(_("{user_id} is made. l links CBOs to her.", user_id=made.user_id))
            self.call_after_refresh(self._land_on, made.user_id)

    def _land_on(self, user_id: str) -> None:
        """Show the whole list in its first order, from this user on."""
        self.table.sort_key, self.table.descending = "", False
        self._start_at = (user_id, 0)
        bar = self.query_one(FilterBar)
        if bar.words:
            bar.drop()
        else:
            self._read_filter(FilterWords())

    def action_export(self) -> None:
        """Write what the filter shows to a file in the office's exports."""
        from screens.accounts.export import write_users

        ctx, filters, sort, down = context_of(self), self.reading.filters, self.table.sort_key, self.table.descending
        self.say(_("Writing ..."))
        self.run_read(
            lambda: write_users(ctx, filters, sort, descending=down),
            lambda done: self.say(
                ngettext("{n} user written to {path}.", "{n} users written to {path}.", done.rows, path=done.path)
            ),
            group="export",
        )
