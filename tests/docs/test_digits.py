"""The digits that the documentation names are those of the role it speaks to, as the first screens register them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from docs.tools import sections
from lokos_tui.domain.accounts.roles import Role

ROOT: Final = Path(__file__).parents[2]
NAMED: Final = re.compile(r"`(\.?\d)` ([A-Za-z]+)")
"""A key and the word behind it: '`8` profiles'."""
PAGES: Final = {
    "README.md": Role.BLOCK_ADMIN,
    "docs/roles/block-admin.md": Role.BLOCK_ADMIN,
    "docs/roles/block-manager.md": Role.BLOCK_PM,
    "docs/roles/bookkeeper.md": Role.SHG_BK,
    "docs/roles/district-and-state.md": Role.DISTRICT_ADMIN,
}
"""Pages that name digits, and whom they speak to."""


def test_the_readme_has_the_digits_of_now() -> None:
    """`python -m docs.tools.sections` would change nothing."""
    text = sections.README.read_text(encoding="utf-8")
    assert sections.wanted(text) == text


def test_a_readme_without_marks_is_refused() -> None:
    """The table is put between its marks and nowhere else."""
    with pytest.raises(ValueError, match="no marks"):
        sections.wanted("# LokOS")


@pytest.mark.parametrize("page", PAGES)
def test_a_digit_behind_which_a_section_is_named_opens_it(page: str) -> None:
    """Where a line is of the block manager, it has her digits."""
    text = (ROOT / page).read_text(encoding="utf-8").partition(sections.BEGIN)
    lines = (text[0] + text[2].partition(sections.END)[2]).splitlines()
    wrong = []
    for line in lines:
        role = Role.BLOCK_PM if "(block manager)" in line else PAGES[page]
        names = {key: str(one.name).partition(",")[0].split() for key, one in sections.sections_of(role).items()}
        known = {words[0] for words in names.values()}
        for key, word in NAMED.findall(line):
            if word in known and names.get(key, [""])[0] != word:
                wrong.append(f"`{key}` {word} is not what {role} has: {line}")
    assert wrong == []


def test_every_kind_of_role_has_its_line() -> None:
    """The table names a block's and a cluster's roles and those above, each with the way to its own password."""
    assert all(
        any(str(one.name) == "password" for one in sections.sections_of(role).values()) for role in sections.ROLES
    )
