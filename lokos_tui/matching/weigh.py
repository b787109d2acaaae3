"""The terms of a pair: what agrees, what differs, and the weight of each in bits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from lokos_tui.matching import known_names
from lokos_tui.matching.rules import SHIPPED, Level, Rules
from lokos_tui.matching.spelling import Word, likeness

if TYPE_CHECKING:
    from lokos_tui.matching.names import Name
    from lokos_tui.matching.person import Birth, Person

_ALIKE, _NEAR = 0.9, 0.7
_LONG_CODE = 5
_ROUGH = 0.85
_ELSEWHERE = -1.0
_COUNTED = 2
SLIP = 3.0
_GP_OF_OTHER_VILLAGES = 0.5
_OTHER_NAME_SAME_CARD = -4.0
_OTHER_NAME = -8.0
_OTHER_HUSBAND, _OTHER_FATHER = -5.0, -4.0
_OTHER_TAIL = -1.0
_OTHER_INITIAL = -1.5


class Term(NamedTuple):
    """One field of two records: how far it agrees and what that weighs, in bits."""

    field: str
    level: Level
    bits: float


NOTHING_GENERIC: frozenset[str] = frozenset()


def weigh(one: Person, other: Person, generic: frozenset[str] = NOTHING_GENERIC, rules: Rules = SHIPPED) -> list[Term]:
    """Return the terms of two records; a field that either lacks gives none.

    ``generic`` names the identifiers whose equal value too many records hold:
    they are left out.
    """
    terms: list[Term] = []
    _names(terms, one, other)
    _birth(terms, one.birth, other.birth)
    _identifiers(terms, one, other, generic, rules)
    _places(terms, one, other, rules)
    return terms


def total(terms: list[Term]) -> float:
    """Return the sum of the weights, in bits."""
    return sum([term.bits for term in terms])


def _names(terms: list[Term], one: Person, other: Person) -> None:
    if one.name and other.name:
        same_card = bool(one.voter) and one.voter == other.voter
        terms.append(_first_name(one.name, other.name, _OTHER_NAME_SAME_CARD if same_card else _OTHER_NAME))
        _family(terms, one.name, other.name)
        _initials(terms, one.name, other.name)
    if one.relative and other.relative:
        _relative(terms, one, other)


def _first_name(one: Name, other: Name, otherwise: float) -> Term:
    mine, hers = one.first, other.first
    assert mine is not None  # noqa: S101 - the caller asked
    assert hers is not None  # noqa: S101
    alike = _like(mine, hers, woman=True)
    bits = min(known_names.woman_bits(mine.fold), known_names.woman_bits(hers.fold))
    if alike < 1.0 and ((one.whole == other.whole and (one.rest or other.rest)) or _written_together(one, other)):
        return Term("name", Level.EQUAL, bits)
    if alike < _NEAR and _crossed(one, other):
        return Term("name", Level.CROSSED, bits - 1.0)
    if alike >= _NEAR and not (one.sure or other.sure) and _family_differs(one, other):
        return Term("name", Level.NEAR, bits - 6.0)
    if alike == 1.0:
        return Term("name", Level.EQUAL, bits)
    if alike >= _ALIKE:
        return Term("name", Level.ALIKE, bits - 1.5)
    if alike >= _NEAR:
        return Term("name", Level.NEAR, bits - 4.0)
    if len(mine.text) == 1 or len(hers.text) == 1:
        return Term("name", Level.NEAR if mine.text[0] == hers.text[0] else Level.DIFFERENT, 0.0)
    return Term("name", Level.NEAR, -2.0) if alike else Term("name", Level.DIFFERENT, otherwise)


def _family_differs(one: Name, other: Name) -> bool:
    """True when both have further words and none is alike: the equal word may be the family's, written first."""
    return bool(one.rest and other.rest) and _family_likeness(one, other) == 0.0


def _family_likeness(one: Name, other: Name) -> float:
    return max(max(likeness(a, b), _roughly(a.fold, b.fold)) for a in one.rest for b in other.rest)


def _roughly(one: str, other: str) -> float:
    return 0.7 if min(len(one), len(other)) >= _LONG_CODE and JaroWinkler.similarity(one, other) >= _ROUGH else 0.0


def _written_together(one: Name, other: Name) -> bool:
    """True for RAJKUMARIDEVI and RAJKUMMARI DEVI: the same consonants once every word is joined on."""
    return one.full == other.full and len(one.full) >= _LONG_CODE


def _like(mine: Word, hers: Word, *, woman: bool) -> float:
    alike = likeness(mine, hers)
    if alike < _ALIKE and alike and known_names.both_known(mine.fold, hers.fold, woman=woman):
        return 0.0
    return alike


def _crossed(one: Name, other: Name) -> bool:
    """True when the words stand the other way round, or the first name of one is a later word of the other."""
    assert one.first is not None  # noqa: S101
    assert other.first is not None  # noqa: S101
    if one.rest and other.rest:
        ways = likeness(one.first, other.rest[-1]), likeness(one.rest[-1], other.first)
        return max(ways) >= _ALIKE and min(ways) > 0.0
    return any(likeness(one.first, word) == 1.0 for word in other.rest) or any(
        likeness(other.first, word) == 1.0 for word in one.rest
    )


def _family(terms: list[Term], one: Name, other: Name) -> None:
    if one.rest and other.rest:
        best = _family_likeness(one, other)
        if best > 0.0:
            bits = known_names.family_bits(one.rest[-1].fold)
            terms.append(
                Term("family name", Level.EQUAL if best == 1.0 else Level.ALIKE, bits if best == 1.0 else bits - 1)
            )
        elif not _crossed(one, other):
            terms.append(Term("family name", Level.DIFFERENT, -2.0))
    if one.tails and other.tails and not one.tails & other.tails:
        terms.append(Term("word after the name", Level.DIFFERENT, _OTHER_TAIL))


def _initials(terms: list[Term], one: Name, other: Name) -> None:
    """Weigh initials: of another name than any word of the other's, they speak against."""
    for mine, hers in ((one, other), (other, one)):
        if mine.initials and not mine.rest and (hers.initials or hers.rest):
            firsts = hers.initials | {word.text[0] for word in hers.rest}
            if not mine.initials & firsts:
                terms.append(Term("initial", Level.DIFFERENT, _OTHER_INITIAL))
            return


def _relative(terms: list[Term], one: Person, other: Person) -> None:
    mine, his = one.relative.first, other.relative.first
    assert mine is not None  # noqa: S101
    assert his is not None  # noqa: S101
    same_kind = not (one.relation and other.relation and one.relation != other.relation)
    alike = _like(mine, his, woman=False)
    if alike < _ALIKE and (one.relative.whole == other.relative.whole or _crossed(one.relative, other.relative)):
        alike = _ALIKE
    field = "husband" if "HUSBAND" in (one.relation, other.relation) else "father"
    bits = min(known_names.man_bits(mine.fold), known_names.man_bits(his.fold)) - (0.0 if same_kind else 2.5)
    if alike >= _ALIKE:
        tails = bool(one.relative.tails and other.relative.tails and not one.relative.tails & other.relative.tails)
        less = (0.0 if alike == 1.0 else 1.5) + (3.0 if tails else 0.0)
        terms.append(Term(field, Level.EQUAL if alike == 1.0 and not tails else Level.ALIKE, bits - less))
        return
    if len(mine.text) == 1 or len(his.text) == 1:
        return
    if alike:
        terms.append(Term(field, Level.NEAR, bits - 4.0 if alike >= _NEAR else -1.0))
    elif same_kind:
        terms.append(Term(field, Level.DIFFERENT, _OTHER_HUSBAND if field == "husband" else _OTHER_FATHER))


def _birth(terms: list[Term], one: Birth, other: Birth) -> None:
    if not (one.year and other.year):
        return
    apart = abs(one.year - other.year)
    if one.day and other.day:
        if one == other:
            terms.append(Term("birth", Level.EQUAL, 10.0))
            return
        if apart == 0 and (one.month, one.day) == (other.day, other.month):
            terms.append(Term("birth", Level.CROSSED, 8.0))
            return
        if _one_digit(one, other):
            terms.append(
                Term("birth", Level.NEAR, 5.0 if (one.month, one.day) != (other.month, other.day) or apart > 1 else 3.5)
            )
            return
        bits = _apart(apart, 2.5)
    else:
        bits = (3.0, 1.5, 0.5)[apart] if apart <= 2 else _apart(apart, 3.0)
    level = Level.YEAR if bits > 0 else Level.DIFFERENT if apart <= 4 else Level.FAR
    terms.append(Term("birth", level, bits))


def _apart(years: int, near: float) -> float:
    """Return the weight of two births that are years apart: a guess of the age, another woman, another generation."""
    return -near if years <= 2 else -max(near, 4.0) if years <= 4 else -6.0 if years <= 9 else -9.0


def _one_digit(one: Birth, other: Birth) -> bool:
    mine = f"{one.year:04}{one.month:02}{one.day:02}"
    hers = f"{other.year:04}{other.month:02}{other.day:02}"
    return DamerauLevenshtein.distance(mine, hers, score_cutoff=1) == 1


def _identifiers(terms: list[Term], one: Person, other: Person, generic: frozenset[str], rules: Rules) -> None:
    if one.token and other.token:
        same = one.token == other.token
        terms.append(Term("aadhaar", Level.EQUAL if same else Level.DIFFERENT, rules.token[0 if same else 1]))
    for field, mine, hers, bits in (
        ("voter id", one.voter, other.voter, rules.voter),
        ("account", one.account, other.account, rules.account),
        ("mobile", one.mobile, other.mobile, rules.mobile),
    ):
        if mine and hers and field not in generic:
            level = _closeness(mine, hers)
            slip = field == "voter id" and level is Level.NEAR and _inside(mine, hers)
            terms.append(Term(field, level, bits[_PLACE[level]] + (SLIP if slip else 0.0)))


def _inside(mine: str, hers: str) -> bool:
    """True when the one edit lies before the last two digits: voter ids of one household follow one another."""
    return mine[-_COUNTED:] == hers[-_COUNTED:]


_PLACE = {Level.EQUAL: 0, Level.NEAR: 1, Level.DIFFERENT: 2}


def _closeness(mine: str, hers: str) -> Level:
    if mine == hers:
        return Level.EQUAL
    return Level.NEAR if DamerauLevenshtein.distance(mine, hers, score_cutoff=1) == 1 else Level.DIFFERENT


def _places(terms: list[Term], one: Person, other: Person, rules: Rules) -> None:
    """Weigh the finest place that both name, then what does not lie around it; a group counts for itself."""
    bits = rules.place_bits
    if one.shg and other.shg and (level := _same_place(one.shg, other.shg)) is not Level.DIFFERENT:
        terms.append(_place("shg", level, bits.shg))
    village = _same_place(one.village, other.village) if one.village and other.village else None
    panchayat = _same_place(one.gp, other.gp) if one.gp and other.gp else None
    if village in _HERE:
        terms.append(_place("village", village, bits.village))
        if bits.gp_too and panchayat in _HERE:
            terms.append(_place("gram panchayat", panchayat, bits.gp_too))
    elif panchayat is not None:
        here = _GP_OF_OTHER_VILLAGES + bits.gp_too if village is Level.DIFFERENT else bits.gp
        terms.append(_place("gram panchayat", panchayat, here))
    elif village is not None:
        terms.append(_place("village", village, bits.village))
    if one.block and other.block:
        level = _same_place(one.block, other.block)
        if bits.block or level is Level.DIFFERENT:
            terms.append(_place("block", level, bits.block))


_HERE = (Level.EQUAL, Level.ALIKE)


def _same_place(one: str, other: str) -> Level:
    if one == other:
        return Level.EQUAL
    long = min(len(one), len(other)) >= _LONG_CODE
    return Level.ALIKE if long and DamerauLevenshtein.distance(one, other, score_cutoff=2) <= 2 else Level.DIFFERENT


def _place(field: str, level: Level, bits: float) -> Term:
    return Term(field, level, _ELSEWHERE if level is Level.DIFFERENT else bits if level is Level.EQUAL else bits * 0.7)
