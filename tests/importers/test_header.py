"""The heading row, found where it is, in either language; a guess is only shown."""

from __future__ import annotations

import pytest

from importers.header import Doubled, find_header
from importers.kinds import KINDS
from importers.loads.headings import BY_KIND
from importers.model import Cell, RawSheet
from lokos_tui.domain.errors import Unreadable
from tests.support.refusals import refuses

MAPPING = KINDS["mapping"].spec


def _sheet(*rows: tuple[Cell, ...]) -> RawSheet:
    return RawSheet("Mapping", 1, list(rows))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("language", ["heading", "heading_hi", "both"])
def test_every_heading_is_known_in_both_languages(kind: str, language: str) -> None:
    """English, Hindi and the template's two lines in one cell find all columns, and none is missing."""
    spec = KINDS[kind].spec
    names = tuple(f"{c.heading}\n{c.heading_hi}" if language == "both" else getattr(c, language) for c in spec.columns)
    found = find_header(_sheet(names), spec)
    assert found.columns == {column.key: at for at, column in enumerate(spec.columns)}
    assert found.missing == found.unknown == ()


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_is_explained_in_both_languages(kind: str) -> None:
    """The help sheet has a line for each column."""
    assert all(column.help.endswith(".") and column.help_hi.endswith("।") for column in KINDS[kind].spec.columns)


def test_the_row_with_most_headings_wins() -> None:
    """A title above that happens to hold a heading word is not the heading row."""
    found = find_header(_sheet(("Name",), (), ("Bookkeeper Name", "Mobile ", " shg code")), MAPPING)
    assert (found.row, found.columns) == (3, {"name": 0, "mobile": 1, "shg_code": 2})


def test_a_misspelt_heading_is_proposed_and_not_taken() -> None:
    """Fuzzy matching never acts by itself; choosing it does."""
    sheet = _sheet(("Bookkeeper Name", "Mobile", "Gram Panchayt"))
    found = find_header(sheet, MAPPING)
    assert "gp" not in found.columns
    assert [(heading, key) for heading, key, _ in found.proposals] == [("Gram Panchayt", "gp")]
    assert find_header(sheet, MAPPING, {"Gram Panchayt": "gp"}).columns["gp"] == 2


def test_a_missing_required_column_is_named() -> None:
    """Without a name no account can be made: it is listed."""
    assert find_header(_sheet(("Mobile", "SHG Code")), MAPPING).missing == ("name",)


@pytest.mark.parametrize("heading", ["Password", "पासवर्ड", "First PASSWORD", "pwd"])
def test_a_password_column_is_refused(heading: str) -> None:
    """No password comes from a sheet, whatever the heading is called."""
    with pytest.raises(Unreadable) as refused:
        find_header(_sheet(("Bookkeeper Name", "Mobile", heading)), MAPPING)
    assert refused.value.code == "password_column"


def test_without_headings_there_is_one_sentence() -> None:
    """The sheet is named and the template recommended; fifty rows are looked at."""
    rows = [("x", "y")] * 60 + [("Bookkeeper Name", "Mobile")]
    with refuses(Unreadable, "no_header"):
        find_header(_sheet(*rows), MAPPING)


@pytest.mark.parametrize("kind", KINDS)
def test_headings_in_use_mean_one_column(kind: str) -> None:
    """Each heading an office is known to write finds its column in any case and spacing, and none means two."""
    spec, meant = KINDS[kind].spec, dict[str, str]()
    for key, names in BY_KIND[kind].items():
        for name in names:
            other = next(column.key for column in spec.columns if column.key != key)
            for written in (name, f" {name.lower()} ", f"{name} (10 digit)*", f"{name}\n"):
                assert find_header(_sheet(("Sr No", written, "Zilla")), spec, {"Sr No": other}).columns[key] == 1
            assert meant.setdefault(name.replace(" ", "").lower(), key) == key
    columns = {column.key for column in spec.columns}
    assert set(BY_KIND[kind]) <= columns


def test_there_are_headings_enough() -> None:
    """A mapping knows at least 120 headings beside the template's own, in three ways of writing."""
    assert sum(map(len, BY_KIND["mapping"].values())) + sum(len(c.aliases) for c in MAPPING.columns) >= 200
    told = ("बुक कीपर का नाम", "मो. नं.", "ग्राम का नाम", "समूह का कोड", "Name of BK", "Name of SHG", "Group Name",
            "Mob. No", "Contact Number")  # fmt: skip
    assert all(find_header(_sheet((name, "User ID", "CLF")), MAPPING).unknown == () for name in told)


def test_of_two_columns_of_one_heading_the_filled_one_is_read() -> None:
    """A blank column before the filled one, or one of another heading of the same meaning, is passed over and told."""
    found = find_header(_sheet(("Name", "Mobile", "Mobile"), ("RITA", "", "9876500001")), MAPPING)
    assert (found.columns["mobile"], found.doubled) == (2, (Doubled("mobile", (1, 2), 2),))
    both = find_header(_sheet(("Mob. No", "Mobile", "Name"), ("1", "2", "RITA")), MAPPING)
    assert both.columns["mobile"] == 1
    assert found.unknown == both.unknown == ()
