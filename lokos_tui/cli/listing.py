"""One page of a list, or all of it page by page, as table, CSV or JSON."""

from __future__ import annotations

import base64
import json
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import Any

from lokos_tui.cli import exits
from lokos_tui.cli.output import CsvPrinter, JsonPrinter, TablePrinter, plain, print_json
from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.field import Field
from lokos_tui.domain.message import _
from lokos_tui.domain.paging import Key, Page, PageRequest
from lokos_tui.language import words

_STREAM = 1_000


def token_of(key: Key) -> str:
    """Return a page's key as one word for the command line."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def key_of(token: str) -> Key:
    """Return the key in a token; raises Invalid for a token that no list gave."""
    try:
        value, number = json.loads(base64.urlsafe_b64decode(token + "=" * (-len(token) % 4)))
    except (ValueError, TypeError) as error:
        raise Invalid(
            [
                Problem(
                    "after", "after.token", _("This --after is no page's token."), _("Copy it from the page before.")
                )
            ],
            code="usage.after",
        ) from error
    if not (isinstance(value, (str, int)) and isinstance(number, int)):
        raise Invalid([Problem("after", "after.token", _("This --after is no page's token."))], code="usage.after")
    return value, number


def print_list(
    args: Namespace, columns: Sequence[Field[Any]], size: int, fetch: Callable[[PageRequest], Page[Any]]
) -> int:
    """Print a page of ``size`` rows, or with --all every row; returns the exit status."""
    shape = args.format or ("json" if args.json else "table")
    request = PageRequest(size=_STREAM if args.all else size)
    if args.after:
        request = request.after(key_of(args.after))
    page = fetch(request)
    if shape == "json" and not args.all:
        rows = [{column.key: plain(column.value(row)) for column in columns} for row in page.rows]
        print_json({"rows": rows, "next": token_of(page.keys[-1]) if page.has_after else ""})
        return exits.DONE
    printer = _printer(shape, columns)
    printer.rows(_cells(page, columns))
    while args.all and page.has_after:
        page = fetch(request.after(page.keys[-1]))
        printer.rows(_cells(page, columns))
    printer.end()
    if page.has_after:
        sys.stdout.flush()
        more = _("More rows: add --after {token}, or --all.", token=token_of(page.keys[-1]))
        print(words(more), file=sys.stderr)
    return exits.DONE


def _cells(page: Page[Any], columns: Sequence[Field[Any]]) -> list[list[object]]:
    return [[column.value(row) for column in columns] for row in page.rows]


def _printer(shape: str, columns: Sequence[Field[Any]]) -> TablePrinter | CsvPrinter | JsonPrinter:
    headings = [column.printed_heading for column in columns]
    if shape == "csv":
        return CsvPrinter(headings)
    return JsonPrinter([column.key for column in columns]) if shape == "json" else TablePrinter(headings)
