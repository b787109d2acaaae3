"""The identifiers a block manager ticks or crosses one by one, and what a record carries of them.

Source: docs/domain.md#identifiers.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from lokos_tui.domain.duplicates.results import DuplicateResult
from lokos_tui.domain.message import _
from lokos_tui.domain.profiles.model import Kind, Value

if TYPE_CHECKING:
    from collections.abc import Mapping


class Mark(StrEnum):
    """What was decided on one identifier."""

    TICK = "TICK"
    CROSS = "CROSS"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One identifier: its field in the content first, then the fields that go with it."""

    name: str
    label: str
    fields: tuple[str, ...]
    result: str
    """The column of the duplicate check's result for it."""


MOBILE = Identifier("mobile", _("Mobile Number"), ("mobile",), "mobile")
ACCOUNT = Identifier("account", _("Account Number"), ("account_no", "ifsc", "bank", "branch"), "account")
VOTER = Identifier("voter", _("Voter ID"), ("voter_id",), "voter")

IDENTIFIERS: dict[Kind, tuple[Identifier, ...]] = {
    Kind.MEMBER: (MOBILE, ACCOUNT, VOTER),
    Kind.SHG: (MOBILE, ACCOUNT),
    Kind.VO: (MOBILE, ACCOUNT),
    Kind.CLF: (MOBILE, ACCOUNT),
}
BY_NAME = {one.name: one for one in (MOBILE, ACCOUNT, VOTER)}
CLEAN_RESULTS = frozenset({DuplicateResult.NONE, DuplicateResult.OVERRIDDEN, DuplicateResult.NOT_CHECKED})
"""Results of a number that may be ticked together with others; one that is shared or in doubt is looked at.

A number of a record that was checked and still has none is not compared: the mobile of a group."""


def carried(kind: Kind, content: Mapping[str, Value]) -> tuple[Identifier, ...]:
    """Return the identifiers a record carries: those to be decided."""
    return tuple(one for one in IDENTIFIERS[kind] if content.get(one.fields[0]))
