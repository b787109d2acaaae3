"""What became of each thing while a load is taken back."""

from __future__ import annotations

from dataclasses import dataclass, field

from lokos_tui.commands.loads import UndoneItem
from lokos_tui.domain.links.taking_back import GoesBack


@dataclass(slots=True)
class Lists:
    """The three lists while they grow."""

    reversed: list[UndoneItem] = field(default_factory=list)
    kept: list[UndoneItem] = field(default_factory=list)
    failed: list[UndoneItem] = field(default_factory=list)
    given_back: list[GoesBack] = field(default_factory=list)
    """What went back to who kept it before the load took it over."""
