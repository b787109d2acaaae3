"""The base of every command."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Generic, TypeVar

from lokos_tui.domain.accounts.permissions import Permission

R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True, kw_only=True)
class Command(Generic[R_co]):
    """A wish to change something in one block; ``Command[R]`` says what the door gives back when it is carried out.

    ``permission`` is what the actor must hold, ``action`` the tag of its
    audit entry (``resource.verb``); ``block_code`` is where it happens ('0'
    for what belongs to no block).
    """

    permission: ClassVar[Permission]
    action: ClassVar[str]

    block_code: str
