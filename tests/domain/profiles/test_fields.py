"""The table of fields: what stands in it fits the tables, the sheets and the screens."""

from __future__ import annotations

import pytest

from lokos_tui.db.models.cbos import Cbo, FederationProfile, Member, ShgProfile
from lokos_tui.domain.profiles.fields import FIELDS, KEPT_OF_AADHAAR, Type, label_of
from lokos_tui.domain.profiles.model import Kind

TABLES = {
    Kind.SHG: (Cbo, ShgProfile),
    Kind.VO: (Cbo, FederationProfile),
    Kind.CLF: (Cbo, FederationProfile),
    Kind.MEMBER: (Member,),
}
PLACES = {"gp", "village", "vo", "clf"}


@pytest.mark.parametrize("kind", list(Kind))
def test_each_field_is_a_column(kind: Kind) -> None:
    """What is taken in has its column of the same name; a place or federation is a key, Aadhaar a token."""
    columns = {name for table in TABLES[kind] for name in table.model_fields}
    names = {field.name for field in FIELDS[kind]} - PLACES - {"aadhaar"}
    assert names <= columns
    if kind is Kind.MEMBER:
        assert set(KEPT_OF_AADHAAR) <= columns


@pytest.mark.parametrize("kind", list(Kind))
def test_a_field_stands_once(kind: Kind) -> None:
    """No name and no label of a kind is there twice, in neither language; identities are masked."""
    fields = FIELDS[kind]
    for key in ("name", "label", "label_hi"):
        assert len({getattr(field, key) for field in fields}) == len(fields)
    assert {field.name for field in fields if field.masked} <= {"account_no", "voter_id", "aadhaar"}


def test_the_token_is_called_aadhaar() -> None:
    """An operator never reads the name of a token; an unknown field is called by its own name."""
    assert [label_of(Kind.MEMBER, name) for name in (*KEPT_OF_AADHAAR, "mobile", "colour")] == [
        "Aadhaar", "Aadhaar", "Mobile", "colour",
    ]  # fmt: skip
    assert Type.AADHAAR not in {field.type for kind in (Kind.SHG, Kind.VO, Kind.CLF) for field in FIELDS[kind]}
