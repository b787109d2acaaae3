"""An Aadhaar number outside its own field keeps its line out and stands in no table; both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from lokos_tui.commands.profiles import Uploaded, UploadProfiles
from lokos_tui.db.models import metadata
from tests.support.bundles import bundle, shg
from tests.support.office import HERE

if TYPE_CHECKING:
    from lokos_tui.services.accounts.keys import Keys
    from tests.services.kit import Desk

NUMBER = "999941057058"
OTHER = "999912345678"


def load(desk: Desk, keys: Keys, **profile: Any) -> Uploaded:
    """Load one SHG whose first woman has these fields more."""
    line = shg()
    line["members"][0]["profile"] |= profile
    return desk.run(UploadProfiles(block_code=HERE, bundle=bundle(keys, [line])))


def everything(desk: Desk) -> str:
    """Return every row of every table as one text."""
    with desk.office.store.reading() as connection:
        return "\n".join(repr(row) for table in metadata.sorted_tables for row in connection.execute(select(table)))


@pytest.mark.parametrize(
    "profile",
    [
        {"account_no": NUMBER},
        {"account_no": NUMBER, "ifsc": "SBIN0001234"},
        {"account_no": "9999-4105 7058", "ifsc": "SBIN0001234"},
        {"account_no": "9999.4105.7058", "ifsc": "ICIC0001234"},
        {"account_no": "९९९९४१०५७०५८", "ifsc": "ICIC0001234"},
        {"account_no": NUMBER, "ifsc": "ICIC0001234", "aadhaar": NUMBER},
        *({"other_kyc": NUMBER[:4] + between + NUMBER[4:8] + between + NUMBER[8:]} for between in "./,_\u200d"),
        {"other_kyc": "\u200d".join(NUMBER)},
    ],
)
def test_it_is_refused_and_kept_nowhere(desk: Desk, keys: Keys, profile: dict[str, Any]) -> None:
    """As an account, or in another document whatever stands between: refused, told by its field, not repeated."""
    (line,) = load(desk, keys, **profile).plan.lines
    assert line.outcome == "REFUSED"
    fault = line.line.members[0].errors[0]
    assert (fault.field, fault.code) in {("account_no", "account.aadhaar"), ("other_kyc", "aadhaar")}
    assert fault.hint
    digits = "".join(char for char in everything(desk) + repr(line) if char not in "./,_- \u200d")
    assert NUMBER not in digits
    assert profile.get("account_no", NUMBER) not in digits


@pytest.mark.parametrize(
    "profile",
    [
        {"account_no": NUMBER, "ifsc": "ICIC0001234"},
        {"account_no": NUMBER, "ifsc": "icic0001234", "aadhaar": OTHER},
        {"account_no": "999941057059"},
        {"account_no": "00" + NUMBER, "ifsc": "SBIN0001234"},
        {"other_kyc": "2345/2025-26/12", "insurance": "22/11/2026 15:30"},
    ],
)
def test_what_is_an_account_is_taken(desk: Desk, keys: Keys, profile: dict[str, Any]) -> None:
    """An account of twelve digits at a bank that has such, and every other length, is one."""
    assert [line.outcome for line in load(desk, keys, **profile).plan.lines] == ["NEW"]
