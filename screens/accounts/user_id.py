"""The user id field while it is typed: the prefix stays, digits take a proposal. Pure."""

from __future__ import annotations

from typing import Final, NamedTuple

from rich.cells import cell_len

from lokos_tui.domain.accounts.naming import BODY_MAX, BODY_MIN, prefix_of, tidy_user_id, user_id_problems
from lokos_tui.domain.message import _
from lokos_tui.language import words

_END: Final = 10
"""Characters shown of a proposal that does not fit."""


class Typed(NamedTuple):
    """What the field should hold, and the proposal that was taken (0: none, 1 the first)."""

    value: str
    taken: int = 0


def typed_id(value: str, state_prefix: str, proposals: tuple[str, ...], *, held: str = "") -> Typed:
    """Return what was typed with the fixed prefix before it.

    A single digit after the bare prefix takes the proposal of that number
    (nobody's id is one digit long); so does one behind ``held``, the proposal
    that such a key put there: it replaces it.
    """
    prefix = prefix_of(state_prefix)
    text = tidy_user_id(value)
    body = text[len(prefix) :] if text.startswith(prefix) else _without_stub(text, prefix)
    key = text[-1] if held and text[:-1] == held else body
    if key.isdigit() and len(key) == 1 and 1 <= int(key) <= len(proposals):
        return Typed(proposals[int(key) - 1], int(key))
    return Typed(prefix + body)


def _without_stub(text: str, prefix: str) -> str:
    """Return the text without what is left of a damaged prefix at its beginning."""
    for length in range(len(prefix) - 1, 0, -1):
        if text.startswith(prefix[:length]) and (length > 1 or text == prefix[:1]):
            return text[length:]
    return text


def next_proposal(value: str, proposals: tuple[str, ...]) -> str:
    """Return the proposal after the one that is held, the first when none is held, '' when there are none."""
    if not proposals:
        return ""
    place = proposals.index(value) + 1 if value in proposals else 0
    return proposals[place % len(proposals)]


def id_problem(user_id: str, state_prefix: str) -> str | None:
    """Return why a new account cannot have this id, short enough for its line; None when it can."""
    problems = user_id_problems(user_id, state_prefix)
    if not problems:
        return None
    short = {
        "user_id.short": _("at least {n} after {prefix}", n=BODY_MIN, prefix=prefix_of(state_prefix)),
        "user_id.long": _("at most {n} after {prefix}", n=BODY_MAX, prefix=prefix_of(state_prefix)),
        "user_id.characters": _("capitals and digits only"),
    }
    return short.get(problems[0].code, problems[0].sentence)


def proposals_line(proposals: tuple[str, ...], width: int = 80) -> str:
    """Return the line that offers the proposals with their keys; the later ones by their ends where room is short."""
    if not proposals:
        return _("Free ids are proposed when a role is chosen.")
    whole = _offer(proposals)
    if cell_len(words(whole)) <= width:
        return whole
    short = (proposals[0], *(f"..{later[-_END:]}" for later in proposals[1:]))
    fits = (count for count in range(len(short), 1, -1) if cell_len(words(_offer(short[:count]))) <= width)
    return _offer(short[: next(fits, 1)])


def _offer(ids: tuple[str, ...]) -> str:
    offered = "  ".join(f"{number} {user_id}" for number, user_id in enumerate(ids, start=1))
    return _("Free ids:  {ids}", ids=offered)
