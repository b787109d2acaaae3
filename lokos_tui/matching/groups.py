"""SHGs, VOs and CLFs compared: one bank account is one group; one name in one place may be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from lokos_tui.domain.duplicates.rules import Class, Level
from lokos_tui.matching import person as persons
from lokos_tui.matching.bits import GROUP_ACCOUNT, GROUP_ACCOUNT_OTHER_BRANCH, GROUP_NAME, GROUP_OTHER_NUMBER
from lokos_tui.matching.classify import Verdict
from lokos_tui.matching.keys import key_of
from lokos_tui.matching.names import words_of
from lokos_tui.matching.person import Person
from lokos_tui.matching.spelling import spell
from lokos_tui.matching.tails import words
from lokos_tui.matching.weigh import Term

_TYPE_WORDS = frozenset(
    spell(word).fold
    for word in words(
        "SHG MAHILA MANDAL MANDALI SAMUH SAMOOH SWAYAM SAHAYATA SAHAYTA SELF HELP GROUP SAKHI SAMITI SANGATHAN "
        "GRAM AJIVIKA AAJEEVIKA JEEVIKA SANKUL SANGH VO CLF CLUSTER LEVEL FEDERATION VILLAGE ORGANISATION ORGANIZATION "
        "BACHAT GAT SVAYAM DAL SANSTHA SWA"
    )
)
_NEW = frozenset(spell(word).fold for word in words("NAYA NEW NAI NAVEEN NUTAN NAV"))
_COUNTED = {
    word: number
    for number, names in enumerate(
        ("I ONE EK PRATHAM PAHLA A", "II TWO DO DWITIYA DUSRA B", "III THREE TEEN TRITIYA C", "IV FOUR CHAR D"), start=1
    )
    for word in words(names)
}
_LEAST = 5  # letters of a number whose spelling is forgiven: II folds to I
_SPELT = {spell(word).fold: number for word, number in _COUNTED.items() if len(word) >= _LEAST}


_DIGITS = re.compile(r"\d+")


class RawGroup(NamedTuple):
    """A CBO as a profile gives her fields: ``village`` and ``gp`` as the office's own keys, '' when unknown."""

    kind: str
    name: str = ""
    village: str = ""
    gp: str = ""
    account: str = ""
    ifsc: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A CBO in the form in which it is compared; ``numbers`` tells GANGA 1 from GANGA 2."""

    kind: str
    name: str
    numbers: tuple[str, ...]
    where: str
    account: str
    ifsc: str
    fillers: tuple[str, ...] = ()


def read(raw: RawGroup) -> Group:
    """Return the comparable form of a CBO; a name of type words alone keeps them."""
    said = [(word, spell(word).fold) for word in words_of(raw.name)]
    counted = [_COUNTED.get(word, _SPELT.get(fold)) for word, fold in said]
    numbers = {str(number) for number in counted if number} | {fold for _, fold in said if fold in _NEW}
    numbers |= {digits.lstrip("0") for digits in _DIGITS.findall(raw.name)}
    plain = [fold for (_, fold), number in zip(said, counted, strict=True) if not number and fold not in _NEW]
    own = [fold for fold in plain if fold not in _TYPE_WORDS]
    where = {"SHG": raw.village or raw.gp, "VO": raw.gp}.get(raw.kind, "")
    money = persons.read(persons.RawPerson(account=raw.account, ifsc=raw.ifsc))
    return Group(
        raw.kind,
        "".join(own or [fold for _, fold in said]),
        tuple(sorted(numbers)),
        where,
        money.account,
        money.ifsc,
        money.fillers,
    )


def group_keys(group: Group) -> set[int]:
    """Return the key of its name in its place; the account's key is an identifier's."""
    return {key_of(f"{group.kind}|{group.where}|{group.name}")} if group.name else set()


def judge_groups(one: Group, other: Group) -> Verdict:
    """Return the verdict on two CBOs."""
    terms: list[Term] = []
    if one.account and one.account == other.account:
        same_branch = bool(one.ifsc) and one.ifsc == other.ifsc
        terms.append(
            Term(
                "account",
                Level.EQUAL if same_branch else Level.NEAR,
                GROUP_ACCOUNT if same_branch else GROUP_ACCOUNT_OTHER_BRANCH,
            )
        )
    if one.kind == other.kind and one.name and one.name == other.name and one.where == other.where:
        same = one.numbers == other.numbers
        terms.append(
            Term(
                "name in its place",
                Level.EQUAL if same else Level.DIFFERENT,
                GROUP_NAME if same else GROUP_OTHER_NUMBER,
            )
        )
    level = {term.field: term.level for term in terms}
    if level.get("account") is Level.EQUAL:
        found = Class.CONFIRMED
    elif level.get("account") is Level.NEAR or level.get("name in its place") is Level.EQUAL:
        found = Class.POTENTIAL
    else:
        found = Class.NONE
    return Verdict(found, sum(term.bits for term in terms), tuple(terms), _numbers(level))


def judge_member_and_group(member: Person, group: Group) -> Verdict:
    """Return the verdict on a woman and a CBO: an account in both is the group's, or hers, not both."""
    if not member.account or member.account != group.account:
        return Verdict(Class.NONE, 0.0, (), ())
    same_branch = bool(member.ifsc) and member.ifsc == group.ifsc
    level = Level.EQUAL if same_branch else Level.NEAR
    found = Class.CONFIRMED if same_branch else Class.POTENTIAL
    return Verdict(
        found,
        GROUP_ACCOUNT if same_branch else GROUP_ACCOUNT_OTHER_BRANCH,
        (Term("account", level, GROUP_ACCOUNT if same_branch else GROUP_ACCOUNT_OTHER_BRANCH),),
        ("account",),
    )


def _numbers(level: dict[str, Level]) -> tuple[str, ...]:
    return ("account",) if "account" in level else ()
