"""The class of a pair: confirmed by what only one woman can have, potential by weight, shared by a number alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lokos_tui.domain.duplicates.rules import SHIPPED, Class, Level, Rules
from lokos_tui.matching import known_names
from lokos_tui.matching.bits import SLIP
from lokos_tui.matching.weigh import Term, total, weigh

if TYPE_CHECKING:
    from lokos_tui.matching.names import Name
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


def judge(one: Person, other: Person, rules: Rules = SHIPPED) -> Verdict:
    """Return the verdict on two records: a function of the two and of the rules, whatever others hold."""
    terms = weigh(one, other, rules)
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
    if equal and level.get("aadhaar") is not Level.DIFFERENT and _confirmed(one, other, level, equal, bits, rules):
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
    alone = [
        term.bits
        for term in terms
        if term.bits < 0 or term.field not in _OF_A_FAMILY or (term.field, term.bits) == ("voter id", own)
    ]
    return sum(alone) >= rules.threshold


_OF_A_FAMILY = frozenset({"husband", "father", "mobile", "account", "voter id"})


def _confirmed(
    one: Person, other: Person, level: dict[str, Level], equal: tuple[str, ...], bits: float, rules: Rules
) -> bool:
    years = abs(one.birth.year - other.birth.year) if one.birth.year and other.birth.year else 0
    if years > rules.birth_conflict_years:
        return False
    if "voter id" in equal:
        man = level.get("husband") or level.get("father")
        return level.get("name") in _SIMILAR and man is not Level.DIFFERENT and bits >= rules.threshold
    return _by_family_numbers(one, other, level, equal)


def _by_family_numbers(one: Person, other: Person, level: dict[str, Level], equal: tuple[str, ...]) -> bool:
    """True when an account or a mobile, which sisters may share, stands with what no two women of a family share."""
    husband = level.get("husband") or level.get("father")
    against = {level.get("birth"), level.get("voter id"), husband}
    if not _one_name(one.name, other.name, level) or Level.DIFFERENT in against:
        return False
    if len(equal) > 1:
        return True
    same_branch = bool(one.ifsc) and one.ifsc == other.ifsc
    return "account" in equal and same_branch and (level.get("birth") is Level.EQUAL or husband in _SAME)


def _one_name(one: Name, other: Name, level: dict[str, Level]) -> bool:
    """True when two first names are one, not two that sound alike, as parents give: LALITA and LALTI.

    Another spelling counts only with one birth date, and not when both are listed names; names in
    another order only with one birth date: what agrees may be no more than the family's.
    """
    name = level.get("name")
    if name is Level.CROSSED:
        return level.get("birth") in _ONE_DAY
    if name is not Level.ALIKE or one.first is None or other.first is None:
        return name in _SAME
    both_known = known_names.both_known(one.first.fold, other.first.fold, woman=True)
    same_code = one.first.code == other.first.code or one.full == other.full
    return same_code and not both_known and level.get("birth") in _ONE_DAY


_ONE_DAY = frozenset({Level.EQUAL, Level.CROSSED})


def _by_number(equal: tuple[str, ...], rules: Rules) -> Class:
    found = Class.SHARED if equal else Class.NONE
    for field, switch in (("mobile", rules.equal_mobile), ("account", rules.equal_account)):
        if field in equal and _WORST.index(switch) < _WORST.index(found):
            found = switch
    return found


_WORST = tuple(Class)
