"""``lokos find``: everything of a block by one text."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from lokos_tui.cli import exits
from lokos_tui.cli.acting import acting, block_of
from lokos_tui.cli.output import CsvPrinter, TablePrinter, print_json, tell
from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.message import _, joined
from lokos_tui.queries.office.fields import FOUND_DATA, FOUND_TABLE, KIND_WORDS

if TYPE_CHECKING:
    from lokos_tui.domain.field import Field
    from lokos_tui.queries.office.find import Finds, Found


def find(args: Namespace) -> int:
    """Find users, groups, members and files by a name, code, user id or last digits."""
    with acting(args) as ctx:
        from lokos_tui.queries.office import find as finding

        text = " ".join(args.text)
        if finding.too_short(text):
            said = _("{text} is too short to be looked for.", text=text)
            raise Invalid(
                [Problem("text", "find.short", said, _("Write two letters or three digits at least."))],
                code="usage.find",
            )
        found = ctx.read(finding.find, block_of(args, ctx), text)
    _print(found, args.format or ("json" if args.json else "table"))
    return exits.DONE


def _print(found: Finds, shape: str) -> None:
    if shape == "json":
        print_json(
            {"rows": [{one.key: one.value(row) for one in FOUND_DATA} for row in found.rows], "more": found.more}
        )
        return
    fields = FOUND_DATA if shape == "csv" else FOUND_TABLE
    headings = [field.printed_heading for field in fields]
    printer = CsvPrinter(headings) if shape == "csv" else TablePrinter(headings)
    printer.rows(_cells(found.rows, fields, raw=shape == "csv"))
    printer.end()
    if found.more:
        kinds = joined(", ", (KIND_WORDS[kind] for kind in found.more))
        tell(_("There are more: {kinds}. Write more of the name or code.", kinds=kinds))


def _cells(rows: Iterable[Found], fields: Iterable[Field[Found]], *, raw: bool) -> list[list[Any]]:
    return [[field.value(row) if raw else field.cell(row) for field in fields] for row in rows]
