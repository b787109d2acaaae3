"""The keys of a record: two records are compared when they share one.

Each identifier stands alone; nearly equal identifiers stand beside the code
of the name; the name stands beside the place, the birth or the husband. A
key is 63 bits of a hash, so that a store keeps and finds it as one number.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from lokos_tui.matching.spelling import spell

if TYPE_CHECKING:
    from lokos_tui.matching.person import Person

_MOBILE, _ACCOUNT, _VOTER = 10, 6, 5
IDENTIFIERS = ("mobile", "account", "voter", "token")


def key_of(text: str) -> int:
    """Return the key of a text: the same on every machine, at least 0, below 2**63.

    Two checksums, one of the text and one of it backwards; keys that fall
    together by chance only bring two records to be weighed for nothing.
    """
    data = text.encode()
    return crc32(data) << 31 | crc32(data[::-1]) >> 1


def identifier_keys(person: Person) -> dict[str, int]:
    """Return the key of each identifier the record has: mobile, account, voter, token."""
    values = (person.mobile, person.account, person.voter, person.token)
    return {kind: key_of(f"{kind}|{value}") for kind, value in zip(IDENTIFIERS, values, strict=True) if value}


def search_keys(person: Person) -> set[int]:
    """Return every other key of the record, about ten."""
    return {key_of(text) for text in _texts(person)}


def wide_keys(person: Person) -> set[int]:
    """Return further keys, about eight, for a whole file in memory, where a pair weighed for nothing costs little."""
    places = [f"g|{person.gp}"] * bool(person.gp) + [f"s|{person.shg}"] * bool(person.shg)
    words = [person.name.first, *person.name.rest[-1:]] if person.name.first is not None else []
    found = [f"ww|{place}|{word.code}" for place in places for word in words]
    if person.birth.day:
        day = f"{person.birth.year}|{person.birth.month}|{person.birth.day}"
        found += [f"wd|{place}|{day}" for place in places]
        found += [f"wb|{word.code}|{day}" for word in words]
    return {key_of(text) for text in found}


def _texts(person: Person) -> list[str]:
    found: list[str] = []
    first = person.name.first
    if first is not None:
        found += _near_identifiers(person, first.code)
        found += _name_keys(person, first.code, first.loose)
    if person.relative.first is not None and person.village and first is not None:
        found.append(f"vr|{person.village}|{person.relative.first.code}|{first.code[:1]}")
    if person.birth.day and person.village:
        found.append(f"vb|{person.village}|{person.birth.year}|{person.birth.month}|{person.birth.day}")
    if person.shg and first is not None:
        found.append(f"sg|{person.shg}|{first.code}")
    return found


def _near_identifiers(person: Person, code: str) -> list[str]:
    found = []
    if len(person.mobile) == _MOBILE:
        found += [f"m1|{person.mobile[:5]}|{code}", f"m2|{person.mobile[5:]}|{code}"]
    if len(person.account) > _ACCOUNT:
        found += [f"a1|{person.account[:-3]}|{code}", f"a2|{person.account[-6:]}|{code}"]
    if len(person.voter) > _VOTER:
        half = len(person.voter) // 2
        found += [f"v1|{person.voter[: half + 1]}|{code}", f"v2|{person.voter[half:]}|{code}"]
    return found


def _name_keys(person: Person, code: str, loose: str) -> list[str]:
    found = []
    relative, birth = person.relative.first, person.birth
    here = person.village or person.gp
    if here:
        if relative is not None:
            found.append(f"vl|{here}|{loose}|{relative.loose}")
        if birth.year:
            found.append(f"vy|{here}|{loose}|{birth.year}")
    if relative is not None:
        found.append(f"ng|{person.gp}|{code}|{relative.code}")
        if birth.year:
            found.append(f"nr|{code}|{relative.code}|{birth.year}")
    if birth.day:
        day = f"{birth.year}|{min(birth.month, birth.day)}|{max(birth.month, birth.day)}"
        found.append(f"nb|{code[:1]}|{day}")
        found += [f"fb|{word.code}|{day}" for word in person.name.rest[-1:]]
    return found + _other_words(person, code, here)


def _other_words(person: Person, code: str, here: str) -> list[str]:
    """Return the keys of a name of several words: written together, or the other way round."""
    rest = person.name.rest
    if not rest:
        return []
    one, other = sorted((code, rest[-1].code))
    found = [f"ns|{one}|{other}|{person.birth.year}", f"nh|{one}|{other}|{person.gp or here}"]
    whole = spell(person.name.whole).loose
    relative = person.relative.first
    return [*found, f"vl|{here}|{whole}|{relative.loose}"] if here and relative is not None else found
