"""How a CBO stands in the two lists, and the sentences about who holds it. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from lokos_tui.commands.links import LinksChanged
from lokos_tui.domain.accounts.roles import CboType
from lokos_tui.domain.dates import day_of, grouped
from lokos_tui.domain.links.rules import CBOS, LoadNorm, number_of
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.domain.paging import Count
from lokos_tui.queries.cbos.list import CboFilters, CboRow
from lokos_tui.queries.links.fields import LINKED, NOT_LINKED
from lokos_tui.queries.links.links import RoleInfo
from lokos_tui.ui.table.fields import cells_of
from screens.links.state import PendingLinks

_NAMED_MOST: Final = 12
"""Names said in one sentence; the rest is counted."""
_NOT_LINKED, _LINKED = cells_of(NOT_LINKED), cells_of(LINKED)


def left_cells(row: CboRow, *, exclusive: bool) -> tuple[str, ...]:
    """Return the cells of a CBO that is not linked to her; '!' marks what somebody else keeps."""
    _sign, code, name, village, vo, holder, gp = _NOT_LINKED(row)
    theirs = bool(row.holder_name) and exclusive
    whose = pgettext("cell", "of {name}", name=holder) if theirs else holder
    return ("!" if theirs else "", code, name, village, vo, whose, gp)


def right_cells(row: CboRow, pending: PendingLinks) -> tuple[str, ...]:
    """Return the cells of a CBO that is, or is to be, linked to her; '+' and '-' mark what is not saved."""
    sign = "+" if row.id in pending.now.adds else "-" if row.id in pending.now.drops else ""
    _sign, code, name, village, vo, since, gp = _LINKED(row)
    return (sign, code, name, village, vo, "" if sign == "+" else since, gp)


def totals(info: RoleInfo, pending: PendingLinks, norm: LoadNorm) -> str:
    """Return how much she holds of each kind with the unsaved work: '14 of 20 SHGs, 1 VO'."""
    parts: list[str] = []
    for kind in CboType:
        own = kind == info.kind
        count = info.held.get(kind, 0) + (pending.now.change if own else 0)
        if own:
            limit = norm.limit(kind)
            held = f"{grouped(count)}{'!' if count > limit else ''}"
            share = _("{held} of {limit} {kinds}", held=held, limit=limit, kinds=CBOS[kind])
            parts.insert(0, share if pending.exclusive else number_of(kind, count))
        elif count:
            parts.append(number_of(kind, count))
    return joined(", ", parts)


def holders(rows: Sequence[CboRow]) -> str:
    """Return who holds each of some CBOs and since when, in words."""
    said = [
        _("{name} is {holder}'s since {day}", name=row.name, holder=row.holder_name, day=day_of(row.since))
        for row in rows[:_NAMED_MOST]
    ]
    more = len(rows) - _NAMED_MOST
    return joined("; ", (*said, _("and {number} more", number=more) if more > 0 else ""))


def named(names: Sequence[str], most: int) -> str:
    """Return names one after another, at most ``most``; the rest is counted."""
    listed, more = ", ".join(names[:most]), len(names) - most
    return _("{names} and {number} more", names=listed, number=more) if more > 0 else listed


def left_out(held: Sequence[CboRow], planned: int) -> str:
    """Return what Right says when some of the rows are somebody else's."""
    start = _("{number} to be linked.", number=planned) if planned else ""
    if len(held) == 1:
        return joined(" ", (start, _("{holder}. m takes it over.", holder=holders(held))))
    theirs = _("{number} are somebody else's. m takes them over, after saying whose.", number=len(held))
    return joined(" ", (start, theirs))


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
        _("linked {number}", number=len(done.linked)) if done.linked else "",
        _("took over {number}", number=len(done.moved)) if done.moved else "",
        _("unlinked {number}", number=len(done.unlinked)) if done.unlinked else "",
    ]
    said = joined(", ", parts) or _("nothing was changed")
    if done.refused:
        return _("{user_id}: {said}; {number} not done.", user_id=who, said=said, number=len(done.refused))
    return _("{user_id}: {said}.", user_id=who, said=said)


def row_line(row: CboRow) -> str:
    """Return a CBO in full on one line: code, name, place, federation, who keeps its books."""
    place = ", ".join(dict.fromkeys(filter(None, (row.village, row.gp))))
    holder = ""
    if row.holder_name:
        holder = _("kept by {name} since {day}", name=row.holder_name, day=day_of(row.since))
    return joined("  ", (row.code, row.name, place, row.vo or "", holder))
