"""The SHGs of a load that are drawn to be looked at: by lot, and the same ones whenever and by whomever drawn again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Protocol, TypeVar

SIZE = 20
"""How many SHGs are drawn."""


class HasCode(Protocol):
    """An SHG by its LokOS code."""

    @property
    def code(self) -> str:
        """The code."""
        ...


T = TypeVar("T", bound=HasCode)


def draw(block_code: str, opening_id: int, loaded_at: int, shgs: Iterable[T], size: int = SIZE) -> tuple[T, ...]:
    """Return at most ``size`` of the SHGs in the order of the lot.

    The lot is a digest of the load's number, the moment it was made (milliseconds) and the SHG's code: who makes the
    file does not know the moment, so nobody can choose what will be drawn.
    """

    def lot(shg: T) -> bytes:
        return hashlib.sha256(f"{block_code}|{opening_id}|{loaded_at}|{shg.code}".encode()).digest()

    return tuple(sorted(shgs, key=lot)[:size])
