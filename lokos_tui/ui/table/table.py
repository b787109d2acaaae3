"""The one list widget: a window on any number of rows, read page by page from a key.

A cursor move repaints two lines; a page costs the same at row ten and at row
one million. The table reads in a thread of its own and drops late answers.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from functools import partial
from typing import Final, Generic

from textual import on

from lokos_tui.display import answer_came, await_answer
from lokos_tui.domain.errors import LokosError
from lokos_tui.domain.message import _
from lokos_tui.domain.paging import Page, PageRequest, Row
from lokos_tui.ui.frame.actions import bindings
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.messages import ReadAgain, ReadRefused, Say
from lokos_tui.ui.table.columns import TableColumn
from lokos_tui.ui.table.drawn import Cells, DrawnTable
from lokos_tui.ui.table.keys import TABLE_ACTIONS
from lokos_tui.ui.table.messages import Answer, CursorMoved, MarksChanged, NeedsSort, RowActivated, Why

Fetch = Callable[[PageRequest], Page[Row]]
NOTHING: Final = _("Nothing to show here.")


class PagedTable(DrawnTable[Row], Generic[Row], can_focus=True):
    """A list of rows with a cursor and marks; see the module for its cost."""

    BINDINGS = bindings(TABLE_ACTIONS, direct=True)

    RowActivated = RowActivated
    CursorMoved = CursorMoved
    MarksChanged = MarksChanged
    NeedsSort = NeedsSort

    def __init__(
        self,
        columns: Sequence[TableColumn],
        *,
        fetch: Fetch[Row] | None = None,
        cells: Cells[Row],
        row_id: Callable[[Row], Hashable],
        full: Cells[Row] | None = None,
        sorts: Sequence[str] = (),
        mark_all: Callable[[], Collection[Hashable]] | None = None,
        empty: str = NOTHING,
        markable: bool = True,
        header: bool = True,
        below: bool = True,
        id: str | None = None,
    ) -> None:
        """Make a table; without ``fetch`` it waits for ``show_source``.

        ``sorts`` names the columns that ``s`` goes through, the first being the
        source's default order; ``mark_all`` runs in a thread. Below the rows stands what of the row under the cursor
        they do not show, unless ``below`` is False; ``full`` gives its cells for that where they are longer there.
        """
        super().__init__(columns, cells, full or cells, row_id, header=header, below=header and below, id=id)
        self.sorts = tuple(sorts)
        self.empty = empty
        self.markable = markable
        self._fetch, self._mark_all = fetch, mark_all
        self._tokens = {"rows": 0, "marks": 0}
        self._reading = False
        self._refused = False
        self._wanted: Hashable | None = None

    # What the screen asks

    @property
    def current(self) -> Row | None:
        """The row under the cursor, None in an empty list."""
        window = self.window
        return window.rows[window.cursor] if window.rows else None

    def show_source(
        self, fetch: Fetch[Row], *, empty: str | None = None, keep_marks: bool = True, keep_place: bool = False
    ) -> None:
        """Read from another source (a new filter), from its first row or, when it is the same list again, its place."""
        self._fetch = fetch
        self._tokens["marks"] += 1  # marks of the old filter that are still on their way are dropped
        self.empty = empty if empty is not None else self.empty
        if not keep_marks:
            self._set_marks(set())
        if keep_place and self.window.rows:
            self.refresh_rows()
        elif self.size.height or self._refused:  # a refused list is hidden and has no height
            self._ask("new", self._request().at("first"))

    def refresh_row(self) -> None:
        """Paint the row under the cursor again: what its cells are made of changed."""
        self._widths.cells_changed()
        self._refresh_row(self.window.cursor)
        self._refresh_whole()

    def refresh_rows(self) -> None:
        """Read again what is on screen and keep the place, though rows may have come or gone."""
        window = self.window
        if not window.rows or (window.top == 0 and not window.has_before):
            self._ask("place", self._request(3 * window.height).at("first"))
        else:
            key = window.keys[max(0, window.top - 1)]
            self._ask("place", self._request(3 * window.height).after(key))

    def put_cursor(self, row_id: Hashable) -> None:
        """Put the cursor on a row as soon as the rows that are being read are there."""
        self._wanted = row_id

    def set_marks(self, ids: Iterable[Hashable]) -> None:
        """Replace the marks by these row ids."""
        self._set_marks(set(ids))

    # Events

    def on_resize(self) -> None:
        """Take the new size; the first time read the first page, later what is missing; the cursor keeps its row."""
        self._lay_out()
        if self._fetch is not None and not self._tokens["rows"]:
            self._ask("replace", self._request().at("first"))
        self._pump()
        self.refresh()

    @on(Answer)
    def _take(self, event: Answer) -> None:
        """Take a page unless a newer question was asked since."""
        event.stop()
        if event.why not in ("after", "before"):
            answer_came(self.app)
        kind = "marks" if event.why == "marks" else "rows"
        if event.token != self._tokens[kind]:
            return
        if kind == "rows":
            self._reading = False
        if isinstance(event.result, Page):
            self._place(event.why, event.result)
        elif isinstance(event.result, BaseException):
            self._fail(event.result)
        else:
            self._set_marks(self.marked | set(event.result))  # type: ignore[call-overload]

    # Actions

    def action_open(self) -> None:
        """Tell the screen which row is to be opened."""
        if self.current is not None:
            self.post_message(self.RowActivated(self, self.current))

    def action_down(self) -> None:
        """Move one row down."""
        self.move_by(1)

    def action_up(self) -> None:
        """Move one row up."""
        self.move_by(-1)

    def action_page_down(self) -> None:
        """Move one page down."""
        self.move_by(self.window.height)

    def action_page_up(self) -> None:
        """Move one page up."""
        self.move_by(-self.window.height)

    def action_half_down(self) -> None:
        """Move half a page down."""
        self.move_by(max(1, self.window.height // 2))

    def action_half_up(self) -> None:
        """Move half a page up."""
        self.move_by(-max(1, self.window.height // 2))

    def action_first(self) -> None:
        """Go to the first row of the list."""
        if self.window.jump("first"):
            self._moved()
        else:
            self._ask("replace", self._request().at("first"))

    def action_last(self) -> None:
        """Go to the last row of the list."""
        if self.window.jump("last"):
            self._moved()
        else:
            self._ask("end", self._request(2 * self.window.height).at("last"))

    def action_mark(self) -> None:
        """Mark the row, or take its mark off, and go on to the next."""
        if not self.markable:
            self._say_no(_("Rows of this list are not marked."))
        elif self.current is not None:
            self._set_marks(self.marked ^ {self._row_id(self.current)})
            self.move_by(1)

    def action_mark_all(self) -> None:
        """Mark all rows of the filter, on screen or not."""
        if not self.markable:
            self._say_no(_("Rows of this list are not marked."))
        elif self._mark_all is None:
            self._say_no(_("Rows of this list are not marked all at once. Space marks one."))
        else:
            self._read("marks", self._mark_all)

    def action_clear(self) -> None:
        """Take all marks off."""
        self._set_marks(set())

    def action_sort(self) -> None:
        """Sort by the next column."""
        place = self.sorts.index(self.sort_key) if self.sort_key in self.sorts else 0
        self._sort(self.sorts[(place + 1) % len(self.sorts)] if self.sorts else "", descending=False)

    def action_reverse(self) -> None:
        """Turn the order round."""
        self._sort(self.sort_key, descending=not self.descending)

    def _say_no(self, sentence: str) -> None:
        self.post_message(Say(sentence, "refused"))

    # Moving

    def move_by(self, delta: int) -> None:
        """Move the cursor by rows; beyond the rows held it goes on when they arrive."""
        before = self.window.cursor
        scrolled = self.window.move(delta)
        self._moved(None if scrolled else before)

    def _moved(self, before: int | None = None) -> None:
        """Repaint after a move: two lines, or everything when the rows changed place."""
        if before is None:
            self.refresh()
        elif before != self.window.cursor:
            self._refresh_row(before)
            self._refresh_row(self.window.cursor)
            self._refresh_whole()
        if before != self.window.cursor and self.current is not None:
            self.post_message(self.CursorMoved(self, self.current))
        self._pump()

    def _set_marks(self, marks: set[Hashable]) -> None:
        changed = marks ^ self.marked
        self.marked = marks
        for place, row in enumerate(self.window.visible(), self.window.top):
            if self._row_id(row) in changed:
                self._refresh_row(place)
        if changed:
            self.post_message(self.MarksChanged(self, len(marks)))

    def _sort(self, sort: str, *, descending: bool) -> None:
        if not self.sorts:
            self._say_no(_("This list has one order."))
            return
        self.sort_key, self.descending = sort or self.sorts[0], descending
        self.post_message(self.NeedsSort(self, self.sort_key, descending=descending))
        self._ask("replace", self._request().at("first"))

    # Reading

    def _request(self, size: int = 0) -> PageRequest:
        rows = size or 2 * self.window.height
        return PageRequest(size=rows, sort=self.sort_key, descending=self.descending)

    def _pump(self) -> None:
        """Ask for the rows that run short, one question at a time."""
        need = self.window.needs()
        if self._reading or need is None or not self.window.rows:
            return
        request = self._request(self.window.height)
        if need == "after":
            self._ask("after", request.after(self.window.keys[-1]))
        else:
            self._ask("before", request.before(self.window.keys[0]))

    def _ask(self, why: Why, request: PageRequest) -> None:
        if self._fetch is not None:
            self._read(why, partial(self._fetch, request))

    def _read(self, why: Why, work: Callable[[], object]) -> None:
        kind = "marks" if why == "marks" else "rows"
        self._tokens[kind] += 1
        if kind == "rows":
            self._reading = True
        if why not in ("after", "before"):
            await_answer(self.app)
        self.run_worker(partial(self._in_thread, self._tokens[kind], why, work), thread=True, exit_on_error=False)

    def _in_thread(self, token: int, why: Why, work: Callable[[], object]) -> None:
        """Run in a thread: read, and post the answer; touch nothing else."""
        try:
            result = work()
        except Exception as exc:  # noqa: BLE001 - told to the operator or reported by the handler
            result = exc
        self.post_message(Answer(token, why, result))

    def _place(self, why: Why, page: Page[Row]) -> None:
        window, old, shown = self.window, self.current, len(self.window.visible())
        if why == "after":
            window.append(page)
        elif why == "before":
            window.prepend(page)
        elif why == "place":
            self._replace_in_place(page)
        else:
            window.replace(page, at_end=why == "end")
        self._to_wanted()
        self.note = "" if window.rows else self.empty
        self._back_from_refusal()
        moved = self._see(page.rows, anew=why == "new")
        scrolled = window.settle()
        if why not in ("after", "before") or moved or scrolled or len(window.visible()) != shown:
            self.refresh()
        if self.current is not None and self.current != old:
            self.post_message(self.CursorMoved(self, self.current))
        self._pump()

    def _to_wanted(self) -> None:
        """Go to the row that was asked for, if it is among those held."""
        ids = [self._row_id(row) for row in self.window.rows]
        if self._wanted is not None and self._wanted in ids:
            self.window.cursor, self._wanted = ids.index(self._wanted), None
            self.window.resize(self.window.height)

    def _replace_in_place(self, page: Page[Row]) -> None:
        """Take re-read rows; the cursor stays on its row, or on the line where it stood."""
        window = self.window
        if not page.rows and window.rows:
            self._ask("end", self._request().at("last"))
            return
        line = window.cursor - window.top
        old_id = window.keys[window.cursor][1] if window.rows else None
        window.replace(page)
        ids = [key[1] for key in window.keys]
        window.cursor = ids.index(old_id) if old_id in ids else min(line, max(0, len(ids) - 1))
        window.resize(window.height)

    def _back_from_refusal(self) -> None:
        """Let the frame show the list again, which it hid when it was refused."""
        if self._refused:
            self._refused = False
            self.post_message(ReadAgain())

    def _fail(self, error: BaseException) -> None:
        self.window.owed = 0
        if isinstance(error, LokosError):
            self.note = str(error)
            self._refused = True
            self.post_message(ReadRefused(error, empty=not self.window.rows))
        else:
            self.note = _("The list could not be read. r reads it again.")
            self._back_from_refusal()
            host_of(self).report_unexpected(error)
        self.refresh()
