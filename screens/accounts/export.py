"""The user list as a csv file: what the filter shows, for its owner alone, with no cell a spreadsheet would obey."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Final, NamedTuple

from lokos_tui.context import Context
from lokos_tui.domain.dates import moment
from lokos_tui.domain.paging import PageRequest
from lokos_tui.domain.text import csv_cell
from lokos_tui.language import words
from lokos_tui.queries.accounts.fields import IN_FILE
from lokos_tui.queries.accounts.users import UserFilters, UserRow, user_page

_PAGE: Final = 1_000
_OWNER_ONLY: Final = 0o600


class Written(NamedTuple):
    """How many users were written, and where to."""

    rows: int
    path: Path


def write_users(ctx: Context, filters: UserFilters, sort: str, *, descending: bool) -> Written:
    """Write all users of the filters, page by page; call it in a worker thread."""
    stamp = moment(ctx.clock()).strftime("%Y%m%d-%H%M%S")
    path = ctx.settings.exports / f"users-{filters.block_code}-{stamp}.csv"
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    count = 0
    path.touch(_OWNER_ONLY)
    with path.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([words(field.heading) for field in IN_FILE])
        for row in _rows(ctx, filters, sort, descending=descending):
            writer.writerow([csv_cell(words(field.file_value(row))) for field in IN_FILE])
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
