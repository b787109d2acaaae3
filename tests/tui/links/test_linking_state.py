"""The unsaved work on links: steps, undo, and what is sent."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.commands.links import LinkWish
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.domain.text import name_key
from lokos_tui.queries.cbos.list import CboRow
from lokos_tui.ui.table.memory_source import list_source
from screens.links.sources import Fetch, with_first, without
from screens.links.state import PendingLinks


def row(number: int, link_id: int = 0) -> CboRow:
    """Return a CBO; one with a link is MEENA's."""
    holder = ("IUP_M", "MEENA") if link_id else ("", "")
    return CboRow(
        number, "SHG", str(number), f"SHG {number:03d}", "GUDU", "GUDU", "", "", "ACTIVE", *holder, link_id, 0
    )


def source(rows: list[CboRow]) -> Fetch:
    """Return pages over rows by name, as the database gives them."""
    return list_source(rows, lambda item: (name_key(item.name), item.id))


def read_all(fetch: Fetch, size: int, *, back: bool = False) -> list[int]:
    """Return the ids of a whole list, page by page, in display order."""
    request = PageRequest(size=size)
    page: Page[CboRow] = fetch(request.at("last" if back else "first"))
    found = [item.id for item in page.rows]
    while page.keys and (page.has_before if back else page.has_after):
        page = fetch(request.before(page.keys[0]) if back else request.after(page.keys[-1]))
        ids = [item.id for item in page.rows]
        found = ids + found if back else found + ids
    return found


def test_a_held_cbo_is_left_out_until_it_is_taken_over() -> None:
    """Linking leaves out what somebody holds; taking over sends the link that was seen."""
    work = PendingLinks(exclusive=True)
    assert work.link([row(1), row(2, 7)]) == (row(2, 7),)
    work.take_over([row(2, 7)])
    assert set(work.wishes()) == {LinkWish(1), LinkWish(2, 7, take_over=True)}


def test_an_approver_takes_nothing_over() -> None:
    """Where several may hold a CBO, a held one is simply linked."""
    work = PendingLinks(exclusive=False)
    assert work.link([row(2, 7)]) == ()
    assert work.wishes() == (LinkWish(2),)


def test_unlinking_what_was_only_planned_sends_nothing() -> None:
    """A planned link that is unlinked again leaves nothing to save."""
    work = PendingLinks(exclusive=True)
    work.link([row(1)])
    work.unlink([row(1)])
    assert work.now.empty


def test_keeping_takes_an_unlink_off() -> None:
    """Right on a row that is to be unlinked keeps it."""
    work = PendingLinks(exclusive=True)
    work.unlink([row(1), row(2)])
    work.keep([row(1)])
    assert work.unlinks() == (2,)


def test_numbers_in_words() -> None:
    """The status line says how many are to be linked and unlinked."""
    work = PendingLinks(exclusive=True)
    work.link([row(1), row(2), row(3)])
    work.unlink([row(9)])
    assert str(work) == "unsaved: +3 -1"
    assert work.now.change == 2


STEPS = st.lists(
    st.tuples(st.sampled_from(["link", "unlink", "take_over", "keep"]), st.sets(st.integers(1, 8), max_size=4)),
    max_size=12,
)


@given(STEPS)
def test_undo_takes_every_step_back(steps: list[tuple[str, set[int]]]) -> None:
    """Undoing until nothing is left always ends with nothing unsaved; no CBO is both linked and unlinked."""
    work = PendingLinks(exclusive=True)
    for name, ids in steps:
        getattr(work, name)([row(number, number % 2) for number in sorted(ids)])
        assert not set(work.now.adds) & set(work.now.drops)
    while work.undo():
        pass
    assert work.now.empty


@given(st.integers(0, 40), st.sets(st.integers(1, 40)), st.integers(1, 9), st.booleans())
def test_hidden_rows_are_never_shown(total: int, hidden: set[int], size: int, back: bool) -> None:
    """The left list is the database's without the planned rows, in its order, in pages of any size."""
    fetch = without(source([row(number) for number in range(1, total + 1)]), hidden)
    wanted = [number for number in range(1, total + 1) if number not in hidden]
    assert read_all(fetch, size, back=back) == wanted


@given(st.integers(0, 30), st.integers(0, 20), st.integers(1, 9), st.booleans())
def test_planned_rows_stand_first(total: int, planned: int, size: int, back: bool) -> None:
    """The right list shows the planned rows, then the database's, in pages of any size, both ways."""
    extra = [row(100 + number) for number in range(planned)]
    fetch = with_first(source([row(number) for number in range(1, total + 1)]), extra)
    wanted = [item.id for item in extra] + list(range(1, total + 1))
    assert read_all(fetch, size, back=back) == wanted
