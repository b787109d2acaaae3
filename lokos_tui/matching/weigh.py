"""The terms of a pair: what agrees, what differs, and the weight of each in bits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from lokos_tui.domain.duplicates.rules import SHIPPED, Level, Rules
from lokos_tui.matching import known_names
from lokos_tui.matching.bits import (
    ALIKE_FAMILY,
    ALIKE_MAN,
    ALIKE_NAME,
    ALIKE_PLACE,
    CROSSED_NAME,
    DAY_AND_MONTH_CROSSED,
    DOUBTFUL_MAN,
    DOUBTFUL_NAME,
    ELSEWHERE,
    FAMILY_FIRST,
    GENERATION,
    GP_OF_OTHER_VILLAGES,
    MANY_YEARS,
    NEAR_MAN,
    NEAR_NAME,
    NEXT_YEAR_SAME_DAY,
    ONE_DIGIT,
    OTHER_DAY,
    OTHER_FAMILY,
    OTHER_FATHER,
    OTHER_HUSBAND,
    OTHER_INITIAL,
    OTHER_KIND,
    OTHER_MAN_TAIL,
    OTHER_NAME,
    OTHER_NAME_SAME_CARD,
    OTHER_TAIL,
    OTHER_YEAR,
    SAME_DAY,
    SLIP,
    SOME_YEARS,
    YEARS_APART,
)  # fmt: skip
from lokos_tui.matching.spelling import Word, likeness

if TYPE_CHECKING:
    from lokos_tui.matching.names import Name
    from lokos_tui.matching.person import Birth, Person

_ALIKE, _NEAR = 0.9, 0.7
_LONG_CODE = 5
_ROUGH = 0.85
_COUNTED = 2  # last digits in which the voter ids of one household differ
_TYPED_AGAIN = 2  # edits within which a long place name is the same


class Term(NamedTuple):
    """One field of two records: how far it agrees and what that weighs, in bits."""

    field: str
    level: Level
    bits: float


def weigh(one: Person, other: Person, rules: Rules = SHIPPED) -> list[Term]:
    """Return the terms of two records; a field that either lacks gives none."""
    terms: list[Term] = []
    _names(terms, one, other)
    _birth(terms, one.birth, other.birth)
    _identifiers(terms, one, other, rules)
    _places(terms, one, other, rules)
    return terms


def total(terms: list[Term]) -> float:
    """Return the sum of the weights, in bits."""
    return sum([term.bits for term in terms])


def _names(terms: list[Term], one: Person, other: Person) -> None:
    if one.name and other.name:
        same_card = bool(one.voter) and one.voter == other.voter
        terms.append(_first_name(one.name, other.name, OTHER_NAME_SAME_CARD if same_card else OTHER_NAME))
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
    if alike < 1.0 and one.whole == other.whole and (one.rest or other.rest):
        return Term("name", Level.EQUAL, bits)
    if alike < 1.0 and _written_together(one, other):
        return Term("name", Level.ALIKE, bits)
    if alike < _NEAR and (crossed := _crossed(one, other)):
        level = Level.CROSSED if crossed >= _ALIKE and one.rest and other.rest else Level.NEAR
        return Term("name", level, bits - (CROSSED_NAME if crossed >= _ALIKE else NEAR_NAME))
    if alike >= _NEAR and not (one.sure or other.sure) and _family_differs(one, other):
        return Term("name", Level.NEAR, bits - FAMILY_FIRST)
    if alike == 1.0:
        return Term("name", Level.EQUAL, bits)
    if alike >= _ALIKE:
        return Term("name", Level.ALIKE, bits - ALIKE_NAME)
    if alike >= _NEAR:
        return Term("name", Level.NEAR, bits - NEAR_NAME)
    return _unlike(mine, hers, alike, otherwise)


def _unlike(mine: Word, hers: Word, alike: float, otherwise: float) -> Term:
    """Return the term of two first names that are not alike: an initial, a slip in an unknown name, another name."""
    if len(mine.text) == 1 or len(hers.text) == 1:
        return Term("name", Level.NEAR if mine.text[0] == hers.text[0] else Level.DIFFERENT, 0.0)
    return Term("name", Level.NEAR, DOUBTFUL_NAME) if alike else Term("name", Level.DIFFERENT, otherwise)


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


def _crossed(one: Name, other: Name) -> float:
    """Return how alike two names are when the words of one stand the other way round; 0.0 when they do not.

    A name alone may also be a later word of the other's; a typing error in it is forgiven when it is long.
    """
    assert one.first is not None  # noqa: S101
    assert other.first is not None  # noqa: S101
    if one.rest and other.rest:
        return _both_ways(one.first, one.rest[-1], other.first, other.rest[-1])
    alone, words = (other.first, one.rest) if one.rest else (one.first, other.rest)
    found = [_ALIKE if likeness(alone, word) == 1.0 else _roughly(alone.fold, word.fold) for word in words]
    return max(found, default=0.0)


def _both_ways(first: Word, last: Word, his_first: Word, his_last: Word) -> float:
    """Return the lesser likeness of first and last word, each with the other's, when the greater is sure."""
    ways = likeness(first, his_last), likeness(last, his_first)
    if max(ways) < _ALIKE:
        return 0.0
    return _ALIKE if _shortened(first, his_last, last, his_first) else min(ways)


def _shortened(*words: Word) -> bool:
    """True when, of the two pairs of words, one is a letter and the word it begins: K RAJITHA, KASTURI RAJITHA."""
    pairs = ((words[0], words[1]), (words[2], words[3]))
    return any(1 in {len(a.text), len(b.text)} and a.text[0] == b.text[0] for a, b in pairs)


def _family(terms: list[Term], one: Name, other: Name) -> None:
    if one.rest and other.rest:
        best = _family_likeness(one, other)
        if best > 0.0:
            bits = min(known_names.family_bits(name.rest[-1].fold) for name in (one, other))
            terms.append(
                Term(
                    "family name",
                    Level.EQUAL if best == 1.0 else Level.ALIKE,
                    bits if best == 1.0 else bits - ALIKE_FAMILY,
                )
            )
        elif terms[-1].level is not Level.DIFFERENT and not _crossed(one, other):
            terms.append(Term("family name", Level.DIFFERENT, OTHER_FAMILY))
    if one.tails and other.tails and not one.tails & other.tails:
        terms.append(Term("word after the name", Level.DIFFERENT, OTHER_TAIL))


def _initials(terms: list[Term], one: Name, other: Name) -> None:
    """Weigh initials: of another name than any word of the other's, they speak against."""
    for mine, hers in ((one, other), (other, one)):
        if mine.initials and not mine.rest and (hers.initials or hers.rest):
            firsts = hers.initials | {word.text[0] for word in hers.rest}
            if not mine.initials & firsts:
                terms.append(Term("initial", Level.DIFFERENT, OTHER_INITIAL))
            return


def _relative(terms: list[Term], one: Person, other: Person) -> None:
    mine, his = one.relative.first, other.relative.first
    assert mine is not None  # noqa: S101
    assert his is not None  # noqa: S101
    same_kind = not (one.relation and other.relation and one.relation != other.relation)
    alike = _like(mine, his, woman=False)
    if alike < _ALIKE:
        joined = one.relative.whole == other.relative.whole
        alike = _ALIKE if joined else max(alike, _crossed(one.relative, other.relative))
    field = "husband" if "HUSBAND" in (one.relation, other.relation) else "father"
    bits = min(known_names.man_bits(mine.fold), known_names.man_bits(his.fold)) - (0.0 if same_kind else OTHER_KIND)
    if alike >= _ALIKE:
        tails = bool(one.relative.tails and other.relative.tails and not one.relative.tails & other.relative.tails)
        less = (0.0 if alike == 1.0 else ALIKE_MAN) + (OTHER_MAN_TAIL if tails else 0.0)
        terms.append(Term(field, Level.EQUAL if alike == 1.0 and not tails else Level.ALIKE, bits - less))
        return
    if len(mine.text) == 1 or len(his.text) == 1:
        return
    if alike:
        terms.append(Term(field, Level.NEAR, bits - NEAR_MAN if alike >= _NEAR else DOUBTFUL_MAN))
    elif same_kind:
        terms.append(Term(field, Level.DIFFERENT, OTHER_HUSBAND if field == "husband" else OTHER_FATHER))


def _birth(terms: list[Term], one: Birth, other: Birth) -> None:
    if not (one.year and other.year):
        return
    apart = abs(one.year - other.year)
    found = _days(one, other, apart) if one.day and other.day else None
    if found is None:
        bits = YEARS_APART[apart] if not (one.day and other.day) and apart < len(YEARS_APART) else _apart(one, other)
        found = Term("birth", Level.YEAR if bits > 0 else Level.DIFFERENT if apart <= _SOME else Level.FAR, bits)
    terms.append(found)


_FEW, _SOME, _MANY = 2, 4, 9  # years


def _days(one: Birth, other: Birth, apart: int) -> Term | None:
    """Return the term of two full dates that agree or nearly do; None for two dates."""
    same_day = (one.month, one.day) == (other.month, other.day)
    if apart == 0 and same_day:
        return Term("birth", Level.EQUAL, SAME_DAY)
    if apart == 0 and (one.month, one.day) == (other.day, other.month):
        return Term("birth", Level.CROSSED, DAY_AND_MONTH_CROSSED)
    if _one_digit(one, other):
        return Term("birth", Level.NEAR, NEXT_YEAR_SAME_DAY if same_day and apart <= 1 else ONE_DIGIT)
    return None


def _apart(one: Birth, other: Birth) -> float:
    """Return the weight of two births that do not fit: a guess of the age, another woman, another generation."""
    years = abs(one.year - other.year)
    if years > _SOME:
        return -MANY_YEARS if years <= _MANY else -GENERATION
    near = OTHER_DAY if one.day and other.day else OTHER_YEAR
    return -near if years <= _FEW else -SOME_YEARS


def _one_digit(one: Birth, other: Birth) -> bool:
    mine = f"{one.year:04}{one.month:02}{one.day:02}"
    hers = f"{other.year:04}{other.month:02}{other.day:02}"
    return DamerauLevenshtein.distance(mine, hers, score_cutoff=1) == 1


def _identifiers(terms: list[Term], one: Person, other: Person, rules: Rules) -> None:
    if one.token and other.token:
        same = one.token == other.token
        terms.append(Term("aadhaar", Level.EQUAL if same else Level.DIFFERENT, rules.token[0 if same else 1]))
    for field, mine, hers, bits in (
        ("voter id", one.voter, other.voter, rules.voter),
        ("account", one.account, other.account, rules.account),
        ("mobile", one.mobile, other.mobile, rules.mobile),
    ):
        if mine and hers:
            level = _closeness(mine, hers)
            slip = field == "voter id" and level is Level.NEAR and _before_its_end(mine, hers)
            terms.append(Term(field, level, bits[_PLACE[level]] + (SLIP if slip else 0.0)))


def _before_its_end(mine: str, hers: str) -> bool:
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
    needed = bits.gp_too or village not in _HERE
    panchayat = _same_place(one.gp, other.gp) if needed and one.gp and other.gp else None
    if village in _HERE:
        terms.append(_place("village", village, bits.village))
        if bits.gp_too and panchayat in _HERE:
            terms.append(_place("gram panchayat", panchayat, bits.gp_too))
    elif panchayat is not None:
        here = GP_OF_OTHER_VILLAGES + bits.gp_too if village is Level.DIFFERENT else bits.gp
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
    return (
        Level.ALIKE
        if long and DamerauLevenshtein.distance(one, other, score_cutoff=_TYPED_AGAIN) <= _TYPED_AGAIN
        else Level.DIFFERENT
    )


def _place(field: str, level: Level, bits: float) -> Term:
    return Term(
        field, level, ELSEWHERE if level is Level.DIFFERENT else bits if level is Level.EQUAL else bits * ALIKE_PLACE
    )
