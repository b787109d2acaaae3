"""The delimiter of a CSV text: found by what parts its rows alike, outside quotation marks."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.csv_text import delimiter_of, read_csv
from importers.model import Limits
from lokos_tui.domain.errors import Unreadable

HEAD = ["Bookkeeper Name", "Mobile", "SHG Code", "VO"]
WORDS = st.text(st.sampled_from("AB12;|,\t /&\n"), max_size=12)


def _written(rows: list[list[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerows(rows)
    return out.getvalue()


@given(st.lists(st.lists(WORDS, min_size=4, max_size=4), min_size=1, max_size=8), st.sampled_from(",;\t|"))
def test_what_a_writer_quoted_is_no_column(rows: list[list[str]], delimiter: str) -> None:
    """Whatever stands in quoted cells, a table of four columns comes back as it was written."""
    text = _written([HEAD, *rows], delimiter)
    assert delimiter_of(text) == delimiter
    read = read_csv(text.encode(), Limits()).rows
    assert [list(row) if row else [""] * 4 for row in read] == [HEAD, *rows]


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ('Name,Mobile,SHG Code\nGEETA,9876500000,"1; 2; 3; 4; 5; 6; 7"\nMEENA,9876500001,"8; 9; 10; 11"\n', ","),
        ("Name,Mobile,SHG Code\nGEETA,9876500000,1; 2; 3; 4; 5\nMEENA,9876500001,8; 9; 10\n", ","),
        ("Mapping of the block; March; 2026\nName|Mobile|SHG Code\nGEETA|9876500000|1;2\n", "|"),
        ("Name\tSHG\nGEETA, of ALAPUR\tA, B, C\nMEENA\tD, E\n", "\t"),
        ("sep=;\nName;Mobile\nGEETA, DEVI;1\n", ";"),
        ("Name\nGEETA\n", ","),
        ("", ","),
    ],
)  # fmt: skip
def test_lists_in_a_cell_do_not_win(text: str, delimiter: str) -> None:
    """More signs of another kind, in quotes or not, do not make them the delimiter."""
    assert delimiter_of(text) == delimiter


def test_a_cell_without_an_end_is_refused() -> None:
    """A quotation mark that is never closed in a text of some size is named with its line."""
    with pytest.raises(Unreadable) as refused:
        read_csv(b'Name,Mobile\n"GEETA' + b"x" * 200_000, Limits())
    assert refused.value.code == "csv_shape"
