"""Places as ``lokos init`` takes them: by LGD code or by name, from the list where the program has one."""

from __future__ import annotations

from typing import NamedTuple

from lokos_tui.cli.office.asking import Asker
from lokos_tui.domain.cbos.lgd import (
    Found,
    LgdPlace,
    code_problem,
    find,
    place_name_problem,
    tidy_code,
)
from lokos_tui.domain.errors import Problem
from lokos_tui.domain.message import _, joined


class Level(NamedTuple):
    """A level that is asked for: its fields, its words, and the places the program knows there."""

    field: str
    code_field: str
    prompt: str
    code_prompt: str
    name_prompt: str
    known: tuple[LgdPlace, ...]


def district_level(known: tuple[LgdPlace, ...]) -> Level:
    """Return how a district is asked for."""
    return Level(
        "district",
        "district_code",
        _("District, name or LGD code"),
        _("District, LGD code"),
        _("District, name"),
        known,
    )


def block_level(known: tuple[LgdPlace, ...]) -> Level:
    """Return how a block is asked for."""
    return Level("block", "block_code", _("Block, name or LGD code"), _("Block, LGD code"), _("Block, name"), known)


def shown(place: LgdPlace) -> str:
    """Return a place as it is shown: its name and code."""
    return _("{name}, LGD code {code}", name=place.name, code=place.code)


def resolve(level: Level, code: str, name: str) -> tuple[LgdPlace, tuple[Problem, ...]]:
    """Return the place that options name, and what is missing or wrong: one of code and name is enough for the list."""
    code, name = tidy_code(code), name.upper()
    if name and not code:
        found = find(level.known, name)
        if found.sure and found.places:
            return found.places[0], ()
        return LgdPlace("", name), (_code_missing(level, name, found),)
    if code and not name:
        found = find(level.known, code)
        if found.places:
            return found.places[0], ()
        return LgdPlace(code, ""), (_name_missing(level, code) if code.isdecimal() else _no_number(level),)
    of_code = code_problem(level.code_field, code) if code.isdecimal() else _no_number(level)
    return LgdPlace(code, name), tuple(one for one in (of_code, place_name_problem(level.field, name)) if one)


def note(level: Level, place: LgdPlace) -> str:
    """Return what is to be said of a place that the program's list has not, or calls otherwise; '' for nothing."""
    of_code = find(level.known, place.code).places if place.code.isdecimal() else ()
    if of_code and of_code[0].name != place.name:
        return _("The program's list calls {code} {name}.", code=place.code, name=of_code[0].name)
    if not of_code:
        return _(
            "{name} ({code}) is not in the program's list: look at it once more.", name=place.name, code=place.code
        )
    return ""


def ask_place(asker: Asker, level: Level, default: str) -> LgdPlace:
    """Ask for a place until it is one: from the list, or by its code and name where the list has not got it."""
    if not level.known:
        return _typed(asker, level, "", default)
    asker.say(_("? lists those the program knows; others can be typed too."), indent="  ")
    while True:
        typed = asker.line(level.prompt, default)
        if typed == "?":
            _list(asker, level.known)
        elif typed:
            place = picked(asker, find(level.known, typed))
            if place is not None:
                return place
            asker.say(_("{typed} is not in the program's list.", typed=typed), indent="  ")
            if asker.yes(_("Is it right all the same"), default=False):
                return _typed(asker, level, typed, "")


def picked(asker: Asker, found: Found) -> LgdPlace | None:
    """Return the place meant: itself where it is sure, else the one chosen of a short list; None for none of them."""
    if found.sure and found.places:
        asker.say(shown(found.places[0]), indent="  ")
        return found.places[0]
    if not found.places:
        return None
    for number, place in enumerate(found.places, 1):
        asker.say(shown(place), indent=f"  {number}  ")
    while True:
        typed = asker.line(_("Which number (0: none of them)"), "1")
        if typed == "0":
            return None
        if typed.isdecimal() and 1 <= int(typed) <= len(found.places):
            return found.places[int(typed) - 1]
        asker.say(_("Type a number from 0 to {most}.", most=len(found.places)), indent="  ")


def _typed(asker: Asker, level: Level, typed: str, default: str) -> LgdPlace:
    code = tidy_code(typed) if tidy_code(typed).isdecimal() else ""
    name = "" if code else typed.upper()
    if not code or code_problem(level.code_field, code):
        code = asker.checked(level.code_prompt, lambda text: code_problem(level.code_field, text), default, tidy_code)
    if not name or place_name_problem(level.field, name):
        name = asker.checked(level.name_prompt, lambda text: place_name_problem(level.field, text), "", str.upper)
    return LgdPlace(code, name)


def _list(asker: Asker, known: tuple[LgdPlace, ...]) -> None:
    cells = [f"{place.code:>5} {place.name}" for place in known]
    width = max(map(len, cells)) + 2
    beside = max(1, 76 // width)
    for start in range(0, len(cells), beside):
        asker.say("".join(cell.ljust(width) for cell in cells[start : start + beside]).rstrip(), indent="  ")


def _no_number(level: Level) -> Problem:
    option = "--" + level.code_field.replace("_", "-")
    return Problem(level.code_field, "init.code", _("{options}: a code is digits.", options=option))


def _code_missing(level: Level, name: str, found: Found) -> Problem:
    option = "--" + level.code_field.replace("_", "-")
    hint = _("Add {option}.", option=option)
    if found.places:
        meant = joined("; ", [shown(place) for place in found.places])
        hint = joined(" ", (_("Did you mean: {places}?", places=meant), hint))
    return Problem(level.code_field, "init.place", _("{name} is not in the program's list.", name=name), hint)


def _name_missing(level: Level, code: str) -> Problem:
    option = "--" + level.field.replace("_", "-")
    return Problem(
        level.field,
        "init.place",
        _("{code} is not in the program's list.", code=code),
        _("Add {option}.", option=option),
    )
