"""User ids by the IUP_ rule: ``I`` + state code + ``_`` + capitals and digits.

Source: docs/domain.md#user-ids. Ids of the older form (``UP_...``)
stay valid on existing accounts; none is made.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from lokos_tui.domain.accounts.roles import FACTS, Role
from lokos_tui.domain.errors import Problem
from lokos_tui.domain.message import _
from lokos_tui.domain.text import latin_only

NEW_ID = re.compile(r"I[A-Z]{2}_[A-Z0-9]{3,24}")
OLD_ID = re.compile(r"[A-Z]{2}_[A-Z0-9]{3,24}")
BODY_MIN, BODY_MAX = 3, 24
_BODY = re.compile(r"[A-Z0-9]*")


def prefix_of(state_prefix: str) -> str:
    """Return the fixed beginning of every new user id in a state: ``IUP_`` for ``UP``."""
    return f"I{state_prefix}_"


def is_new_form(user_id: str) -> bool:
    """True for an id of the IUP_ rule."""
    return NEW_ID.fullmatch(user_id) is not None


def tidy_user_id(text: str) -> str:
    """Return what was typed or read as an id would stand: no spaces, capitals."""
    return "".join(text.split()).upper()


def user_id_problems(user_id: str, state_prefix: str) -> tuple[Problem, ...]:
    """Return every reason why a *new* account cannot have this id in the state; empty when it can."""
    prefix = prefix_of(state_prefix)
    found: list[Problem] = []

    def add(code: str, sentence: str, hint: str) -> None:
        found.append(Problem("user_id", code, sentence, hint))

    if not user_id.startswith(prefix):
        if OLD_ID.fullmatch(user_id):
            add(
                "user_id.old_form",
                _("{user_id} is of the older form.", user_id=user_id),
                _("New ids begin with {prefix}.", prefix=prefix),
            )
        else:
            add("user_id.prefix", _("A user id here begins with {prefix}.", prefix=prefix), "")
        return tuple(found)
    body = user_id[len(prefix) :]
    if any(c.islower() for c in body):
        add(
            "user_id.capitals",
            _("Only capital letters and digits."),
            _("Write {user_id}.", user_id=prefix + body.upper()),
        )
    elif _BODY.fullmatch(body) is None:
        add("user_id.characters", _("Only capital letters and digits after the prefix."), "")
    if len(body) < BODY_MIN:
        add("user_id.short", _("At least {least} characters after {prefix}.", least=BODY_MIN, prefix=prefix), "")
    if len(body) > BODY_MAX:
        add(
            "user_id.long",
            _(
                "At most {most} characters after {prefix}; it has {count}.",
                most=BODY_MAX,
                prefix=prefix,
                count=len(body),
            ),
            "",
        )
    return tuple(found)


def _stems(places: tuple[str, ...], role: Role) -> Iterator[str]:
    suffix = FACTS[role].suffix
    room = BODY_MAX - len(suffix) - 3
    seen: set[str] = set()
    for place in (*places, ""):
        letters = latin_only(place)
        if place and not letters:
            continue
        stem = letters[:room] + suffix
        if len(stem) >= BODY_MIN and stem not in seen and _BODY.fullmatch(stem):
            seen.add(stem)
            yield stem


def propose_user_ids(
    state_prefix: str, places: tuple[str, ...], role: Role, taken: Callable[[str], bool], count: int = 3
) -> tuple[str, ...]:
    """Return ``count`` free ids made from place names and role, the plainest first.

    ``places`` are names from the nearest outwards (village, GP, block); a name
    without Latin letters gives nothing and the next one serves. The first
    place's stem is numbered: ``IUP_ALAPURSHGBK``, ``IUP_ALAPURSHGBK2``, ...
    """
    names = Numbering(state_prefix, taken)
    return tuple(names.next_id(places, role) for _number in range(count))


class Numbering:
    """Proposes one free id after another; remembers how far each stem was numbered.

    ``taken`` is asked about each candidate; an id proposed once is not proposed again.
    """

    def __init__(self, state_prefix: str, taken: Callable[[str], bool]) -> None:
        self._prefix = prefix_of(state_prefix)
        self._taken = taken
        self._numbers: dict[str, int] = {}

    def next_id(self, places: tuple[str, ...], role: Role) -> str:
        """Return the plainest id of these places and role that is free and was not proposed yet."""
        stem = next(_stems(places, role))
        number = self._numbers.get(stem, 0)
        while True:
            number += 1
            candidate = f"{self._prefix}{stem}{number if number > 1 else ''}"
            if not self._taken(candidate):
                self._numbers[stem] = number
                return candidate
