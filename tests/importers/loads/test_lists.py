"""Several CBOs in one cell, however an office writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.loads.lists import is_list, parts_of

CODES = ("910010001", "910010002", "910010003", "UP/AG/AERA/ABA/249109")
NAMES = ("JYOTI SAKHI MANDAL", "R & D SAMUH", "PRAGATI", "लक्ष्मी समूह")
KNOWN = frozenset((*CODES, *NAMES))


@pytest.mark.parametrize(("cell", "parts"), [
    ("910010001|910010002|910010003", CODES[:3]), ("910010001 / 910010002", CODES[:2]),
    ("910010001&910010002", CODES[:2]),
    ("910010001 910010002  910010003", CODES[:3]), ("910010001\n910010002", CODES[:2]),
    ("910010001 and 910010002", CODES[:2]),
    ("910010001.0; 910010002.0", CODES[:2]), ("1. 910010001 2. 910010002 3) 910010003", CODES[:3]),
    ("१. लक्ष्मी समूह २. PRAGATI", (NAMES[3], NAMES[2])), ("PRAGATI और लक्ष्मी समूह", (NAMES[2], NAMES[3])),
    ("PRAGATI (910010001); JYOTI SAKHI MANDAL (910010002)", CODES[:2]), ("PRAGATI [910010001]", CODES[:1]),
    ("R & D SAMUH", NAMES[1:2]), ("R & D SAMUH / PRAGATI", NAMES[1:3]), ("UP/AG/AERA/ABA/249109", CODES[3:]),
    ("UP/AG/AERA/ABA/249109, 910010001", (CODES[3], CODES[0])),
    ("1) PRAGATI\n2) JYOTI SAKHI MANDAL", (NAMES[2], NAMES[0])),
])  # fmt: skip
def test_a_list_is_parted_where_every_part_is_known(cell: str, parts: tuple[str, ...]) -> None:
    """Signs, words, numbering, new lines, a code behind its name; a name that holds a sign stays whole."""
    assert parts_of(cell, KNOWN.__contains__) == parts


@pytest.mark.parametrize("cell", ["910010001/910019999", "PRAGATI & NOBODY", "NOBODY/NOWHERE", "910010001 2"])
def test_a_list_with_an_unknown_part_stays_whole(cell: str) -> None:
    """Nothing is taken from a cell of which a part is not found."""
    assert parts_of(cell, KNOWN.__contains__) == (cell,)


def test_what_looks_like_a_list_is_told_as_one() -> None:
    """One known part among others says that ; belongs between them; a name nobody knows does not."""
    assert is_list("910010001/910019999", KNOWN.__contains__)
    assert not is_list("NOBODY/NOWHERE", KNOWN.__contains__)
    assert not is_list("R & D SAMUH", KNOWN.__contains__)


@given(st.lists(st.sampled_from(sorted(KNOWN)), min_size=1, max_size=6))
def test_semicolons_always_do(parts: list[str]) -> None:
    """What the template says, ; between them, comes back as it was written, whatever signs the names hold."""
    assert parts_of("; ".join(parts), KNOWN.__contains__) == tuple(parts)
