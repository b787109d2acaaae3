"""The user list as a csv file: what the filter shows, for its owner alone, with no cell a spreadsheet would obey."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from lokos_tui.context import Context
from lokos_tui.domain.accounts.roles import label_of
from lokos_tui.domain.dates import moment
from lokos_tui.domain.paging import PageRequest
from lokos_tui.domain.text import safe
from lokos_tui.queries.accounts.users import UserFilters, UserRow, user_page

HEADINGS: Final = (
    "User id", "Name", "Mobile", "E-mail", "Designation", "Category", "Role", "CBOs", "Status",
)  # fmt: skip
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_PAGE: Final = 1_000
_OWNER_ONLY: Final = 0o600


class Written(NamedTuple):
    """How many users were written, and where to."""

    rows: int
    path: Path


def csv_cell(value: object) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = safe(value, 1_000)
    return f"'{text}" if text.startswith(_FORMULA) else text


def write_users(ctx: Context, filters: UserFilters, sort: str, *, descending: bool) -> Written:
    """Write all users of the filters, page by page; call it in a worker thread."""
    stamp = moment(ctx.clock()).strftime("%Y%m%d-%H%M%S")
    path = ctx.settings.exports / f"users-{filters.block_code}-{stamp}.csv"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    count = 0
    path.touch(_OWNER_ONLY)
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(HEADINGS)
        for row in _rows(ctx, filters, sort, descending=descending):
            writer.writerow([csv_cell(value) for value in _values(row)])
            count += 1
    return Written(count, path)


def _rows(ctx: Context, filters: UserFilters, sort: str, *, descending: bool) -> Iterator[UserRow]:
    request = PageRequest(size=_PAGE, sort=sort, descending=descending)
    while True:
        page = ctx.read(user_page, filters, ctx.policy, request)
        yield from page.rows
        if not page.has_after or not page.keys:
            return
        request = request.after(page.keys[-1])


def _values(row: UserRow) -> tuple[object, ...]:
    return (
        row.user_id, row.name, row.mobile, row.email, row.designation, row.category, label_of(row.role), row.links,
        row.status.capitalize(),
    )  # fmt: skip
