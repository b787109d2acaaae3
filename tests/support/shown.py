"""What a row shows, and what of it may be typed: for tests that find a row by each of its cells."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any

from lokos_tui.domain.field import Field
from lokos_tui.language import words
from lokos_tui.matching.devanagari import has_devanagari, latin_spellings

NOTHING = frozenset({"", "-", "?", "N/A", "none"})
"""Cells that say that there is nothing."""
_SIGNS = " <>!+"


def typed(row: Any, fields: Sequence[Field[Any]], counts: Collection[str]) -> Iterator[str]:
    """Give what may be typed for the cells of a row: each whole, small, a number's end, a name in the other script.

    ``counts`` are the keys of columns that count: by these nobody looks.
    """
    for field in fields:
        kept, said = str(field.cell(row)).strip(_SIGNS), words(field.cell(row)).strip(_SIGNS)
        if field.key in counts or kept in NOTHING:
            continue
        yield from (said, said.lower(), kept)
        if said.isdigit():
            yield from (said[-3:], said[-5:])
        if has_devanagari(kept):
            yield from latin_spellings(kept)


def not_found(
    rows: Sequence[Any],
    fields: Sequence[Field[Any]],
    counts: Collection[str],
    find: Callable[[str], Collection[Any]],
    row_id: Callable[[Any], object] = lambda row: row.id,
) -> list[tuple[object, str]]:
    """Return (row id, what was typed) wherever a row is not among what ``find`` gives for one of its cells."""
    wanted: dict[str, set[object]] = {}
    for row in rows:
        for text in typed(row, fields, counts):
            wanted.setdefault(text, set()).add(row_id(row))
    assert len(wanted) > len(fields)
    return [
        (number, text) for text, numbers in wanted.items() for number in numbers - {row_id(row) for row in find(text)}
    ]
