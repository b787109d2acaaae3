"""The reason a command carries, as it may be kept: one rule for every act that takes one."""

from __future__ import annotations

from lokos_tui.domain.errors import Invalid
from lokos_tui.domain.reasons import reason_problems
from lokos_tui.domain.text import clean


def kept_reason(text: str, *, must: bool = False) -> str:
    """Return a reason cleaned; raises Invalid for one that may not stand, and for none where one ``must``."""
    reason = clean(text)
    if problems := reason_problems(reason, must=must):
        raise Invalid(problems)
    return reason
