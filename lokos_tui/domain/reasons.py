"""A reason in free words, wherever one is asked for: there, not too long, and without an Aadhaar number."""

from __future__ import annotations

from lokos_tui.domain.errors import Problem
from lokos_tui.domain.identifiers import aadhaar_in
from lokos_tui.domain.message import _

MOST_WORDS = 200
"""Characters of a reason or remark."""


def reason_problems(text: str, *, must: bool = True, field: str = "reason") -> tuple[Problem, ...]:
    """Return what is wrong with a cleaned reason, all at once; ``must`` says that an empty one is no reason."""
    problems = []
    if must and not text:
        problems.append(Problem(field, f"{field}.missing", _("Say why, in a few words.")))
    if len(text) > MOST_WORDS:
        problems.append(
            Problem(field, f"{field}.long", _("At most {most} characters.", most=MOST_WORDS), _("Shorten it."))
        )
    if aadhaar_in(text):
        problems.append(
            Problem(field, "aadhaar", _("An Aadhaar number may not stand here."), _("Take the number out."))
        )
    return tuple(problems)
