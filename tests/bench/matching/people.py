"""Labelled person files to measure the matcher on: invented women, their second records, and those who only look alike.

Usage: python -m tests.bench.matching.people OUT_DIR [--profile messy_office] [--seed 7] [--size 4000]

Writes ``people.csv`` (``COLUMNS``) and ``truth.csv`` (id, entity). One seed
makes one file, byte for byte. The shares stand in ``rates.py``.

What is true is decided by the maker, but a careful human with all columns
before her would say the same: a second record is drawn again until enough
speaks for it (``evidence.py``; name, husband and village alone are not enough),
except for the share ``undecidable``. Women who only look alike (namesakes,
sisters, twins, in-laws) share no number but a family's, and namesakes carry
something that tells them apart. All people are invented, tokens are random hex
and no number here would pass as an Aadhaar number.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path
from random import Random

from lokos_tui.domain.identifiers import aadhaar_in
from tests.bench.matching.entry import COLUMNS, Record, Woman, entered, second_entry
from tests.bench.matching.evidence import well_told
from tests.bench.matching.names import ALIKE, CULTURES, GROUPS, PLACES
from tests.bench.matching.rates import RATES, Rates

_SHGS_A_VILLAGE = 6
_WOMEN_A_GP = 260
_VILLAGES_A_GP = 4


def pick(rng: Random, names: tuple[str, ...], flat: float = 4.0) -> str:
    """Return one of the names; the share of each falls with its rank as Zipf found."""
    weights = list(accumulate(1 / (rank + flat) for rank in range(len(names))))
    return rng.choices(names, cum_weights=weights)[0]


def weighted(rng: Random, shares: dict[str, float]) -> str:
    """Return one of the keys by its share."""
    return rng.choices(list(shares), weights=list(shares.values()))[0]


@dataclass(frozen=True, slots=True)
class Village:
    """Where a household lives, and the numbers that come from there."""

    gp: str
    name: str
    block: str
    epic: str
    banks: tuple[str, ...]
    groups: tuple[str, ...]


class Maker:
    """Makes one file; everything comes from the one random stream."""

    def __init__(self, rates: Rates, rng: Random, size: int) -> None:
        self.rates, self.rng, self.size = rates, rng, size
        self.villages = self._villages()
        self.women: list[Woman] = []

    def _villages(self) -> list[Village]:
        found = []
        for gp in range(max(2, self.size // _WOMEN_A_GP)):
            name = PLACES[gp % len(PLACES)] + ("" if gp < len(PLACES) else f" {gp // len(PLACES)}")
            block = ("chandwara", "belthara", "sonbarsa")[gp % 3]
            epic = "".join(self.rng.choices("ABCDHIKMRSTUWXYZ", k=3))
            banks = tuple(
                f"{bank}0{self.rng.randrange(10**6):06d}"
                for bank in self.rng.sample(("SBIN", "PUNB", "BKID", "CNRB", "UTBI", "ANDB", "BARB"), 2)
            )
            parts = [name, *self.rng.sample(PLACES, _VILLAGES_A_GP - 1)]
            groups = [tuple(self.rng.sample(GROUPS, _SHGS_A_VILLAGE)) for _ in parts]
            found += [Village(name, part, block, epic, banks, own) for part, own in zip(parts, groups, strict=True)]
        return found

    # -- numbers ---------------------------------------------------------------------------------

    def mobile(self) -> str:
        """Return a telephone number nobody else has been given."""
        return self.rng.choice("6789") + f"{self.rng.randrange(10**9):09d}"

    def account(self) -> str:
        """Return an account number of a length that no Aadhaar number has."""
        length = self.rng.choice((11, 11, 14, 15, 16))
        start = self.rng.choice(("0", "3", "2", "5", "00"))
        return start + "".join(self.rng.choices("0123456789", k=length - len(start)))

    def token(self) -> str:
        """Return a keyed token as a state would send it, without twelve digits that look like an Aadhaar number."""
        found = f"{self.rng.getrandbits(128):032x}"
        return self.token() if aadhaar_in(found) else found

    def birth(self, low: int = 1958, high: int = 2005) -> dt.date:
        """Return a birth date; the share ``new_year`` is known by the year alone."""
        year = self.rng.randint(low, high)
        if self.rng.random() < self.rates.new_year:
            return dt.date(year, 1, 1)
        return dt.date(year, 1, 1) + dt.timedelta(days=self.rng.randrange(365))

    # -- households ------------------------------------------------------------------------------

    def woman(self, culture: str, village: Village) -> Woman:
        """Return one woman with numbers of her own."""
        rng, names = self.rng, CULTURES[culture]
        surname = pick(rng, names.surnames, 2)
        return Woman(
            culture=culture,
            first=pick(rng, names.women),
            suffix=rng.choice(names.suffixes or ("",)),
            tail=rng.choices(("suffix", "surname", "both", ""), weights=_tails(culture))[0],
            surname=surname,
            husband=pick(rng, names.men),
            father=pick(rng, names.men),
            father_surname=surname if rng.random() < 0.5 else pick(rng, names.surnames, 2),
            birth=self.birth(),
            mobile=self.mobile(),
            account=self.account(),
            ifsc=rng.choice(village.banks),
            voter=f"{village.epic}{rng.randrange(10**7):07d}",
            token=self.token(),
            gp=village.gp,
            village=village.name,
            block=village.block,
            shg=rng.choice(village.groups),
            by_father=rng.random() < self.rates.father_instead,
        )

    def household(self) -> list[Woman]:
        """Return the women of one household that the file holds, with what they share."""
        rng = self.rng
        culture, village = weighted(rng, self.rates.cultures), rng.choice(self.villages)
        first = self.woman(culture, village)
        kind = weighted(rng, self.rates.households)
        if kind == "alone":
            return [first]
        other = replace(
            self.woman(culture, village), surname=first.surname, father_surname=first.father_surname, kind=kind
        )
        return self._sharing([replace(woman, kind=kind) for woman in self._related(kind, first, other)])

    def _related(self, kind: str, first: Woman, other: Woman) -> list[Woman]:
        rng = self.rng
        if other.first == first.first:
            other = replace(other, first=next(n for n in CULTURES[first.culture].women if n != first.first))
        if kind in {"sisters", "twins"}:
            return self._sisters(kind, first, other)
        if kind == "mother_and_daughter":
            birth = self.birth(max(1980, first.birth.year + 18), 2006) if first.birth.year < 1987 else first.birth
            if birth is first.birth:
                return [first]
            return [first, replace(other, father=first.husband, by_father=True, birth=birth)]
        if kind == "mother_in_law":
            elder = replace(first, birth=self.birth(1950, 1968))
            return [elder, replace(other, birth=self.birth(1984, 2004))]
        if kind == "co_wives":
            return [first, replace(other, husband=first.husband)]
        near = min(2005, max(1958, first.birth.year + rng.randint(-6, 6)))
        if rng.random() < 0.3:
            alike = [name for names in ALIKE[first.culture] if first.first in names for name in names]
            other = replace(other, first=rng.choice([name for name in alike if name != first.first] or [other.first]))
        return [first, replace(other, birth=self.birth(near, near))]

    def _sisters(self, kind: str, first: Woman, other: Woman) -> list[Woman]:
        rng = self.rng
        names = rng.choice(ALIKE[first.culture]) if rng.random() < 0.7 else CULTURES[first.culture].women
        one, two = rng.sample(names, 2)
        while _sound(one) == _sound(two):  # no parents call two daughters Meena and Mina
            one, two = rng.sample(names, 2)
        first = replace(first, first=one, by_father=True)
        birth = first.birth
        if kind == "sisters":
            year = first.birth.year + rng.choice((-4, -3, -2, -1, 1, 2, 3, 4))
            birth = self.birth(year, year)
        return [first, replace(other, first=two, father=first.father, by_father=True, birth=birth)]

    def _sharing(self, family: list[Woman]) -> list[Woman]:
        rng, head = self.rng, family[0]
        mobile, joint, row = (
            rng.random() < share
            for share in (self.rates.family_mobile, self.rates.joint_account, self.rates.voter_ids_in_a_row)
        )
        found = []
        for place, woman in enumerate(family):
            number = (int(head.voter[3:]) + place * rng.choice((1, 1, 1, 10))) % 10**7
            found.append(
                replace(
                    woman,
                    mobile=head.mobile if mobile else woman.mobile,
                    account=head.account if joint else woman.account,
                    ifsc=head.ifsc if joint else woman.ifsc,
                    voter=f"{head.voter[:3]}{number:07d}" if row else woman.voter,
                )
            )
        return found

    # -- women who only look alike ---------------------------------------------------------------

    def namesake(self, of: Woman) -> Woman:
        """Return another woman of the village with the same name and a husband of the same name."""
        village = next(v for v in self.villages if (v.gp, v.name) == (of.gp, of.village))
        year = of.birth.year + self.rng.choice((-1, 1)) * self.rng.randint(4, 15)
        return replace(
            self.woman(of.culture, village), first=of.first, husband=of.husband, suffix=of.suffix, tail=of.tail,
            surname=of.surname if self.rng.random() < 0.4 else pick(self.rng, CULTURES[of.culture].surnames, 2),
            birth=self.birth(min(2006, max(1950, year)), min(2006, max(1950, year))), by_father=False, kind="namesake",
        )  # fmt: skip

    def same_new_year(self, of: Woman) -> Woman:
        """Return another woman of the GP with the same first name and the same 1 January."""
        near = [v for v in self.villages if v.gp == of.gp]
        other = self.woman(of.culture, self.rng.choice(near))
        men = [name for name in CULTURES[of.culture].men if name[0] != of.husband[0]]
        return replace(
            other, first=of.first, birth=dt.date(of.birth.year, 1, 1), husband=self.rng.choice(men), by_father=False,
            kind="same_new_year",
        )  # fmt: skip

    def fill(self) -> None:
        """Make as many women as the file needs beside their second records."""
        wanted = round(self.size / (1 + self.rates.duplicated * (1 + self.rates.third)))
        while len(self.women) < wanted:
            for woman in self.household():
                self.women.append(woman)
                draw = self.rng.random()
                if draw < self.rates.namesake:
                    self.women[-1] = replace(woman, kind="namesake", by_father=False)
                    self.women.append(self.namesake(self.women[-1]))
                elif draw < self.rates.namesake + self.rates.same_new_year:
                    self.women[-1] = replace(woman, birth=woman.birth.replace(month=1, day=1), kind="same_new_year")
                    self.women.append(self.same_new_year(self.women[-1]))
        self._group_accounts()

    def _group_accounts(self) -> None:
        """Give the SHG's own account to several of its members, as careless clerks do."""
        groups: dict[tuple[str, str, str], list[int]] = {}
        for place, woman in enumerate(self.women):
            groups.setdefault((woman.gp, woman.village, woman.shg), []).append(place)
        for members in groups.values():
            if self.rng.random() < self.rates.group_account:
                account = self.account()
                for place in members[: self.rng.randint(3, 5)]:
                    self.women[place] = replace(self.women[place], account=account, ifsc=self.women[members[0]].ifsc)

    # -- the file --------------------------------------------------------------------------------

    def records(self) -> Iterator[tuple[int, Record]]:
        """Yield (entity, record) of every woman: her first record, and a second or third where the share says so."""
        rates, rng = self.rates, self.rng
        for entity, woman in enumerate(self.women):
            before = [entered(woman, rates, rng)]
            copies = (rng.random() < rates.duplicated) * (1 + (rng.random() < rates.third))
            for _ in range(copies):
                before.append(self._copy(woman, before))
            yield from ((entity, record) for record in before)

    def _copy(self, woman: Woman, before: list[Record]) -> Record:
        found = second_entry(woman, before[0], self.rates, self.rng, self)
        if self.rng.random() < self.rates.undecidable:
            return found
        for _ in range(60):
            if well_told(found, before):
                return found
            found = second_entry(woman, before[0], self.rates, self.rng, self)
        return dict(before[0])


def _sound(name: str) -> str:
    """Return the consonants that are left when spelling is not minded."""
    return "".join(char for char in name.replace("v", "b").replace("z", "j") if char not in "aeiouyh")


def _tails(culture: str) -> tuple[int, int, int, int]:
    """Shares of what follows the first name: suffix, surname, both, nothing."""
    return {
        "hindi": (58, 18, 6, 18),
        "muslim": (72, 8, 2, 18),
        "sikh": (70, 0, 22, 8),
        "gujarati": (30, 20, 45, 5),
        "marathi": (15, 55, 20, 10),
        "odia": (10, 70, 10, 10),
        "bengali": (8, 62, 18, 12),
        "telugu": (10, 60, 5, 25),
        "tamil": (8, 60, 2, 30),
        "kannada": (4, 46, 0, 50),
        "malayalam": (2, 58, 0, 40),
        "assamese": (25, 60, 10, 5),
        "santali": (0, 75, 0, 25),
    }[culture]


def people(profile: str = "messy_office", seed: int = 7, size: int = 4000) -> tuple[list[Record], dict[str, str]]:
    """Return the records of a set and the entity of each id; the same for the same arguments."""
    rng = Random(f"{profile}/{seed}/{size}")
    maker = Maker(RATES[profile], rng, size)
    maker.fill()
    found = list(maker.records())
    rng.shuffle(found)
    spoil_mobiles([record for _, record in found], maker)
    truth = {}
    for number, (entity, record) in enumerate(found, 1):
        record["id"] = f"R{number:06d}"
        truth[record["id"]] = f"E{entity:06d}"
    return [record for _, record in found], truth


def spoil_mobiles(records: list[Record], maker: Maker) -> None:
    """Put junk numbers, and each bookkeeper's own number on twenty members, over the telephones."""
    rng, rates = maker.rng, maker.rates
    for record in records:
        if record["mobile"] and rng.random() < rates.junk_mobile:
            record["mobile"] = rng.choice(("9999999999", "9999999999", "8888888888", "9876543210", "0000000000"))
    by_gp: dict[str, list[Record]] = {}
    for record in records:
        by_gp.setdefault(record["gp"], []).append(record)
    large = [near for near in by_gp.values() if len(near) > 20] or [records]
    for _ in range(max(1, round(len(records) * rates.bookkeeper_mobile / 20))):
        number = maker.mobile()
        near = rng.choice(large)
        for record in rng.sample(near, min(20, len(near))):
            record["mobile"] = number


def write(folder: Path, records: list[Record], truth: dict[str, str]) -> tuple[Path, Path]:
    """Write people.csv and truth.csv into the folder and return both paths."""
    folder.mkdir(parents=True, exist_ok=True)
    one, two = folder / "people.csv", folder / "truth.csv"
    with one.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(records)
    with two.open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file, lineterminator="\n")
        rows.writerows([("id", "entity"), *truth.items()])
    return one, two


def main() -> None:
    """Write one set into a folder."""
    parser = argparse.ArgumentParser(description="Make a labelled person file.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--profile", choices=sorted(RATES), default="messy_office")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--size", type=int, default=4000)
    args = parser.parse_args()
    records, truth = people(args.profile, args.seed, args.size)
    write(args.folder, records, truth)
    print(f"{len(records)} records of {len(set(truth.values()))} women in {args.folder}")


if __name__ == "__main__":
    main()
