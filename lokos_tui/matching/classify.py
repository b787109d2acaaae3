"""The class of a pair: confirmed by what only one woman can have, potential by weight, shared by a number alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lokos_tui.matching.rules import SHIPPED, Class, Level, Rules
from lokos_tui.matching.weigh import NOTHING_GENERIC, SLIP, Term, total, weigh

if TYPE_CHECKING:
    from lokos_tui.matching.person import Person

_NUMBERS = ("aadhaar", "voter id", "account", "mobile")
_SIMILAR = frozenset({Level.EQUAL, Level.ALIKE, Level.NEAR, Level.CROSSED})
_SAME = frozenset({Level.EQUAL, Level.ALIKE, Level.CROSSED})


class Verdict(NamedTuple):
    """What two records are to each other: the class, the weight in bits, the terms, and the numbers both hold."""

    kind: Class
    bits: float
    terms: tuple[Term, ...]
    numbers: tuple[str, ...]


def judge(one: Person, other: Person, generic: frozenset[str] = NOTHING_GENERIC, rules: Rules = SHIPPED) -> Verdict:
    """Return the verdict on two records: a function of the two, of which values are generic, and of the rules."""
    terms = weigh(one, other, generic, rules)
    bits = round(total(terms), 2)
    level = {term.field: term.level for term in terms}
    equal = tuple(field for field in _NUMBERS if level.get(field) is Level.EQUAL)
    kind = _class(one, other, terms, level, equal, bits, rules)
    return Verdict(kind, bits, tuple(terms), equal)


def _class(
    one: Person,
    other: Person,
    terms: list[Term],
    level: dict[str, Level],
    equal: tuple[str, ...],
    bits: float,
    rules: Rules,
) -> Class:
    if "aadhaar" in equal:
        return Class.CONFIRMED
    name = level.get("name")
    if equal and level.get("aadhaar") is not Level.DIFFERENT and _confirmed(one, other, level, equal, rules):
        return Class.CONFIRMED
    if "voter id" in equal and name in _SIMILAR:
        return Class.POTENTIAL
    if bits >= rules.threshold and (name in _SIMILAR or name is None or _beyond_chance(terms, level, rules)):
        return Class.POTENTIAL
    return _by_number(equal, rules)


def _beyond_chance(terms: list[Term], level: dict[str, Level], rules: Rules) -> bool:
    """True when two different names stand with what two women of one family hardly share.

    One voter id; or enough without what a family has in common: the father,
    the telephone, the account, voter ids that follow one another.
    """
    if level.get("voter id") is Level.EQUAL:
        return True
    own = rules.voter[1] + SLIP
    alone = [t.bits for t in terms if t.bits < 0 or t.field not in _OF_A_FAMILY or (t.field, t.bits) == ("voter id", own)]
    return sum(alone) >= rules.threshold


_OF_A_FAMILY = frozenset({"husband", "father", "mobile", "account", "voter id"})


def _confirmed(one: Person, other: Person, level: dict[str, Level], equal: tuple[str, ...], rules: Rules) -> bool:
    name = level.get("name")
    years = abs(one.birth.year - other.birth.year) if one.birth.year and other.birth.year else 0
    if years > rules.birth_conflict_years:
        return False
    if "voter id" in equal and name in _SIMILAR:
        return True
    husband = level.get("husband") or level.get("father")
    if name not in _SAME:
        return False
    if "voter id" not in equal and (level.get("birth") is Level.DIFFERENT or husband is Level.DIFFERENT):
        return False
    if len(equal) > 1:
        return True
    same_branch = bool(one.ifsc) and one.ifsc == other.ifsc
    return "account" in equal and same_branch and (level.get("birth") is Level.EQUAL or husband in _SAME)


def _by_number(equal: tuple[str, ...], rules: Rules) -> Class:
    found = Class.SHARED if equal else Class.NONE
    for field, switch in (("mobile", rules.equal_mobile), ("account", rules.equal_account)):
        if field in equal and _WORST.index(switch) < _WORST.index(found):
            found = switch
    return found


_WORST = tuple(Class)
