"""How a CBO stands in the two lists, and the sentences about who holds it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lokos_tui.commands.links import LinksChanged
from lokos_tui.domain.accounts.roles import CboType
from lokos_tui.domain.dates import day_of, grouped
from lokos_tui.domain.links.rules import LoadNorm
from lokos_tui.domain.paging import Count
from lokos_tui.domain.text import counted
from lokos_tui.queries.cbos.list import CboFilters, CboRow
from lokos_tui.queries.links.fields import LINKED, NOT_LINKED
from lokos_tui.queries.links.links import RoleInfo
from lokos_tui.ui.table.fields import cells_of
from screens.links.state import PendingLinks

_NAMED_MOST: Final = 12
"""Names said in one sentence; the rest is counted."""
_NOT_LINKED, _LINKED = cells_of(NOT_LINKED), cells_of(LINKED)


def left_cells(row: CboRow, *, exclusive: bool) -> tuple[str, ...]:
    """Return the cells of a CBO that is not linked to her."""
    name, gp, holder, code = _NOT_LINKED(row)
    return (name, gp, f"of {holder}" if row.holder_name and exclusive else holder, code)


def right_cells(row: CboRow, pending: PendingLinks) -> tuple[str, ...]:
    """Return the cells of a CBO that is, or is to be, linked to her; '+' and '-' mark what is not saved."""
    sign = "+" if row.id in pending.now.adds else "-" if row.id in pending.now.drops else " "
    name, gp, since, code = _LINKED(row)
    return (f"{sign} {name}", gp, "" if sign == "+" else since, code)


def totals(info: RoleInfo, pending: PendingLinks, norm: LoadNorm) -> str:
    """Return how much she holds of each kind with the unsaved work: '14 of 20 SHGs, 1 VO'."""
    parts: list[str] = []
    for kind in CboType:
        own = kind == info.kind
        count = info.held.get(kind, 0) + (pending.now.change if own else 0)
        if own:
            limit = norm.limit(kind)
            over = "!" if pending.exclusive and count > limit else ""
            parts.insert(0, f"{grouped(count)}{over} of {limit} {kind}s" if pending.exclusive else counted(count, kind))
        elif count:
            parts.append(counted(count, kind))
    return ", ".join(parts)


def holders(rows: Sequence[CboRow]) -> str:
    """Return who holds each of some CBOs and since when, in words."""
    named = [f"{row.name} is {row.holder_name}'s since {day_of(row.since)}" for row in rows[:_NAMED_MOST]]
    more = f"; and {len(rows) - _NAMED_MOST} more" if len(rows) > _NAMED_MOST else ""
    return "; ".join(named) + more


def left_out(held: Sequence[CboRow], planned: int) -> str:
    """Return what Right says when some of the rows are somebody else's."""
    start = f"{planned} to be linked. " if planned else ""
    if len(held) == 1:
        return f"{start}{holders(held)}. m takes it over."
    return f"{start}{len(held)} are somebody else's. m takes them over, after saying whose."


def less(count: Count, taken: int) -> str:
    """Return a count without the rows that the unsaved work took away (or, negative, added)."""
    return f"{grouped(max(0, count.value - taken))}{'+' if count.more else ''}"


def filters_of(now: CboFilters, ids: Mapping[str, int], free: str) -> CboFilters:
    """Return the filters of both lists for what was typed."""
    return CboFilters(
        now.block_code,
        cbo_type=now.cbo_type,
        gp_id=ids.get("gp", 0),
        village_id=ids.get("village", 0),
        vo_id=ids.get("vo", 0),
        clf_id=ids.get("clf", 0),
        search=free,
    )


def saved_sentence(done: LinksChanged, who: str) -> str:
    """Return what a save did."""
    parts = [
        f"linked {len(done.linked)}" if done.linked else "",
        f"took over {len(done.moved)}" if done.moved else "",
        f"unlinked {len(done.unlinked)}" if done.unlinked else "",
    ]
    said = ", ".join(filter(None, parts)) or "nothing was changed"
    refused = f"; {len(done.refused)} not done" if done.refused else ""
    return f"{who}: {said}{refused}."


def row_line(row: CboRow) -> str:
    """Return a CBO in full on one line: code, name, place, federation, who keeps its books."""
    place = ", ".join(dict.fromkeys(filter(None, (row.village, row.gp))))
    holder = f"kept by {row.holder_name} since {day_of(row.since)}" if row.holder_name else ""
    return "  ".join(filter(None, (f"   {row.code}", row.name, place, row.vo, holder)))
