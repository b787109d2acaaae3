"""What an operator sees on the lists of a filled office: LokOS's own columns, whole names, words for states."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from lokos_tui.context import Context, Office
from lokos_tui.domain.field import Field
from lokos_tui.queries.accounts.fields import ON_SCREEN as USERS
from lokos_tui.queries.accounts.fields import ROLE
from lokos_tui.queries.cbos.fields import ON_SCREEN as CBOS
from lokos_tui.queries.links.fields import LINKED, NOT_LINKED
from lokos_tui.queries.verification.fields import SHG_ON_SCREEN
from screens.verification.review_text import ROW
from tests.tui.conftest import AppMaker
from tests.tui.links.test_linking_screen import make_user, open_links
from tests.tui.test_every_screen import NEEDS, at, filled, filled_template, rest
from tests.tui.ui_kit import press, screen_text, settle

__all__ = ["filled", "filled_template"]

LOKOS: dict[str, tuple[Sequence[Field[Any]], str]] = {
    "user list": (USERS, "Category, Role, User id, Name, Mobile, E-mail, Designation, Status"),
    "role detail": (ROLE, "Category, Role, CBOs"),
    "mapping, left": (NOT_LINKED, "Name, GP, Village, VO, Kept by"),
    "mapping, right": (LINKED, "Name, GP, Village, VO"),
    "SHG profile verification": (
        SHG_ON_SCREEN,
        (
            "S No, Panchayat, Village, SHG Code, SHG Name, Formation, Request, Status, Duplicate, Members, To approve, "
            "To activate, Duplicate members"
        ),
    ),
    "members of an SHG": (ROW, "Member, Code, Status, Duplicate, eKYC, Image"),
    "SHG profile list": (CBOS, "Code, Name, GP, Village, VO, CLF, Status"),
}
"""The columns that LokOS's own screens have, by the words they have here (docs/domain.md#columns)."""


@pytest.mark.parametrize("name", LOKOS)
def test_what_lokos_shows_is_shown(name: str) -> None:
    """Each column of LokOS's screen is one here: on the row, or on the line of the row under the cursor."""
    fields, wanted = LOKOS[name]
    assert set(wanted.split(", ")) <= {str(one.heading) for one in fields}


async def test_the_queue_at_eighty_columns(filled: Office) -> None:
    """Number, panchayat and village, code, name, request date and members are in sight; the rest stands below."""
    async with at(filled, "verify", {}).run_test(size=(80, 24)) as pilot:
        await rest(pilot)
        lines = screen_text(pilot.app)
    assert lines[2].split() == ["No", "GP", "Village", "SHG", "Code", "SHG", "Name", "Request", "Mem"]
    assert "CHETNA SWAYAM SAHAYATA SAMUH  27/11/2025    5" in lines[3]
    below = " ".join(" ".join(lines[19:22]).split())
    assert "Panchayat AHMADPUR SADAT Village SADATPUR KHURD" in below
    assert "Status Modified" in below
    assert "To approve 2" in below


async def test_linking_at_eighty_columns(open_screen: AppMaker, ctx: Context) -> None:
    """Code, name, village and VO: an empty right list gives all its width away, then the list in hand has more."""
    made, role_id = make_user(ctx)
    async with open_links(open_screen, made, role_id).run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        alone = screen_text(pilot.app)
        await press(pilot, "right")
        beside = screen_text(pilot.app)
        await press(pilot, "tab")
        hers = screen_text(pilot.app)
    assert "Linked (0)" in alone[2]
    assert "910010097  AASHA MAHILA SAMUH" in alone[3]
    assert "HAKEEMPURQUAZI" in alone[3]
    assert "FATEHPUR KALA" in alone[3]
    assert "Linked (1)" in beside[2]
    assert "910010097" in beside[3]
    assert "910010097  AASHA MAHILA SAMUH" in hers[3]


async def test_a_fault_wraps_below_the_preview(filled: Office) -> None:
    """The fault of the row under the cursor stands whole on lines of its own, however long its sentence is."""
    async with at(filled, "load_check", NEEDS["load_check"](filled)).run_test(size=(60, 20)) as pilot:
        await rest(pilot)
        told = set()
        for _ in range(3):
            told.add(" ".join(" ".join(screen_text(pilot.app)[14:17]).split()))
            await press(pilot, "down")
    assert len(told) == 3
    assert not [text for text in told if "\u2026" in text or text.rstrip().endswith(">")]


async def test_the_review_names_president_and_maker(filled: Office) -> None:
    """Name and mobile of both, on the first screen of the review; eKYC and image on the line of the member."""
    async with at(filled, "review", NEEDS["review"](filled)).run_test(size=(80, 24)) as pilot:
        await rest(pilot)
        lines = screen_text(pilot.app)
        assert "Made by Beena Saini 6001990001   President SUNITA DEVI 9800000000" in lines[2]
        await press(pilot, "down", "down")
        below = " ".join(" ".join(screen_text(pilot.app)[17:21]).split())
    assert "Duplicate No Duplicates Found" in below
    assert "eKYC no Aadhaar given" in below
    assert "Image none sent" in below
