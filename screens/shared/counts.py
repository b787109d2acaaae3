"""Counts in words, with Indian grouping."""

from __future__ import annotations

from lokos_tui.domain.dates import grouped
from lokos_tui.domain.paging import Count


def counted(count: Count | int, noun: str) -> str:
    """Return '1 user', '2,116 users', or '10,000+ users' where counting stopped."""
    value, more = (count, False) if isinstance(count, int) else (count.value, count.more)
    return f"{grouped(value)}{'+' if more else ''} {noun}{'' if value == 1 and not more else 's'}"
