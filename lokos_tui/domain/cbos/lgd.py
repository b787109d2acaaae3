"""Finding a state, district or block by its LGD code or its name, typed loosely (docs/domain.md#places)."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from functools import cache
from typing import NamedTuple

from lokos_tui.domain.cbos import states
from lokos_tui.domain.cbos.lgd_table import BLOCKS, DISTRICTS
from lokos_tui.domain.errors import Problem
from lokos_tui.domain.message import _
from lokos_tui.domain.text import fold, has_controls, latin_only, plain_digits

MOST_OFFERED = 9
LONGEST_CODE, LONGEST_NAME = 6, 50
_SHORTEST_PART = 3
_ALIKE = 0.75


class LgdPlace(NamedTuple):
    """A place of the Local Government Directory: its code as text, without padding, and its name in capitals."""

    code: str
    name: str


class Found(NamedTuple):
    """What a text may mean, the likeliest first; ``sure`` where it is one place's own code or name."""

    places: tuple[LgdPlace, ...]
    sure: bool


def all_states() -> tuple[LgdPlace, ...]:
    """Return the states and union territories, in the order of their codes."""
    return tuple(LgdPlace(state.lgd_code, state.name) for state in states.STATES)


def districts(state_code: str) -> tuple[LgdPlace, ...]:
    """Return the districts of a state by name; empty where the program does not know them."""
    return _table(DISTRICTS).get(state_code, ())


def blocks(district_code: str) -> tuple[LgdPlace, ...]:
    """Return the blocks of a district by name; empty where the program does not know them."""
    return _table(BLOCKS).get(district_code, ())


def find(places: Iterable[LgdPlace], text: str) -> Found:
    """Return what was meant by a code, a name in any spelling, or a part of one; at most nine places."""
    known, typed = tuple(places), plain_digits(text).strip()
    if typed.isdecimal():
        return Found(tuple(place for place in known if place.code == (typed.lstrip("0") or "0")), sure=True)
    wanted = fold(typed)
    if not wanted:
        return Found((), sure=False)
    folded = {place: fold(place.name) for place in known}
    spelt = tuple(place for place in known if latin_only(place.name) == latin_only(typed))
    same = spelt or tuple(place for place in known if folded[place] == wanted)
    if same:
        return Found(same[:MOST_OFFERED], sure=len(same) == 1)
    close = [(_closeness(wanted, folded[place]), place) for place in known]
    likely = sorted((one for one in close if one[0] >= _ALIKE), key=lambda one: (-one[0], one[1].name))
    return Found(tuple(place for _share, place in likely[:MOST_OFFERED]), sure=False)


def find_state(text: str) -> Found:
    """Return what state was meant by its LGD code, its name in any spelling, or the two letters of its user ids."""
    state = states.by_prefix(text)
    if state is not None:
        return Found((LgdPlace(state.lgd_code, state.name),), sure=True)
    return find(all_states(), text)


def tidy_code(text: str) -> str:
    """Return a code as the directory writes it: plain digits without padding; what is no number stays as it is."""
    typed = plain_digits(text).strip()
    return typed.lstrip("0") if typed.isdecimal() else typed


def code_problem(field: str, code: str) -> Problem | None:
    """Return why a text cannot be an LGD code: 1 to 6 digits, no leading zero."""
    if code.isascii() and code.isdigit() and len(code) <= LONGEST_CODE and not code.startswith("0"):
        return None
    return Problem(
        field,
        "lgd.code",
        _("An LGD code has 1 to {most} digits and does not begin with 0.", most=LONGEST_CODE),
        _("For example 132 or 996."),
    )


def place_name_problem(field: str, name: str) -> Problem | None:
    """Return why a text cannot be a place's name: it has a letter, at most 50 characters, nothing unprintable."""
    if any(sign.isalpha() for sign in name) and len(name) <= LONGEST_NAME and not has_controls(name):
        return None
    return Problem(
        field,
        "place.name",
        _("The name of a place has letters, and at most {most} characters.", most=LONGEST_NAME),
        _("Type it as the directory has it."),
    )


def _closeness(wanted: str, name: str) -> float:
    """Return 0 to 1: 1 for a part of the name, else the share of letters in common, in order."""
    if len(wanted) >= _SHORTEST_PART and wanted in name:
        return 1.0
    return SequenceMatcher(None, wanted, name, autojunk=False).ratio()


@cache
def _table(text: str) -> dict[str, tuple[LgdPlace, ...]]:
    found: dict[str, tuple[LgdPlace, ...]] = {}
    for group in text.split("@")[1:]:
        parent, _rest, listed = group.strip().partition("\n")
        pairs = (place.strip().partition(" ") for place in listed.replace("\n", " ").split("|"))
        found[parent.strip()] = tuple(LgdPlace(code, name) for code, _space, name in pairs)
    return found
