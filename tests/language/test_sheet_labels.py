"""The labels of the data dictionary in the catalogue are those that the sheets have."""

from __future__ import annotations

from typing import Final

import polib
import pytest

from importers.profiles.workbook import FEDERATION_SHEET, MEMBER_SHEET, SHG_SHEET, columns_of
from lokos_tui.domain.profiles.fields import FIELDS, Field
from lokos_tui.language.catalogue import DOMAIN, SHIPPED

_SHEETS: Final = [field for sheet in (SHG_SHEET, MEMBER_SHEET, FEDERATION_SHEET) for field in columns_of(sheet)]


@pytest.mark.parametrize("field", [*(one for fields in FIELDS.values() for one in fields), *_SHEETS])
def test_a_label_is_one_in_the_sheet_and_on_the_screen(field: Field) -> None:
    """Who fills the sheet in finds the same Hindi words beside the field on the screen."""
    po = polib.pofile(SHIPPED / "hi" / "LC_MESSAGES" / f"{DOMAIN}.po")
    found = po.find(str(field.label), msgctxt="field")
    assert found is not None
    assert found.msgstr == field.label_hi
