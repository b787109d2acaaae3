"""How a woman comes to stand in a record: what a clerk writes down, and what a second clerk makes of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import Protocol

from lokos_tui.domain.identifiers import aadhaar_in
from tests.bench.matching.names import CULTURES, DEVANAGARI, GROUPS, PLACES
from tests.bench.matching.rates import Rates
from tests.bench.matching.variants import date_slipped, date_swapped, digit_off, mistyped, respelt, shifted

COLUMNS = (
    "id", "name", "father_or_husband_name", "relation", "dob", "year_of_birth", "mobile", "bank_account", "ifsc",
    "voter_id", "aadhaar_token", "gp", "village", "block", "district", "shg",
)  # fmt: skip
Record = dict[str, str]
DISTRICT = "KODARPUR"
_TITLES = ("Smt ", "Smt. ", "Mrs ", "Mrs. ", "SMT ", "Kumari ", "Shrimati ")
_MERGED = {"UTBI": "PUNB", "ANDB": "UBIN", "SBIN": "SBIN", "PUNB": "PUNB", "BKID": "BKID", "CNRB": "CNRB"}


@dataclass(frozen=True, slots=True)
class Woman:
    """One woman as she is, in lower-case roman; ``tail`` says what follows her first name."""

    culture: str
    first: str
    suffix: str
    tail: str
    surname: str
    husband: str
    father: str
    father_surname: str
    birth: dt.date
    mobile: str
    account: str
    ifsc: str
    voter: str
    token: str
    gp: str
    village: str
    block: str
    shg: str
    by_father: bool
    kind: str = "alone"


class Numbers(Protocol):
    """Whoever gives out new numbers."""

    def mobile(self) -> str:
        """Return a new telephone number."""

    def account(self) -> str:
        """Return a new account number."""


@dataclass(slots=True)
class Spelling:
    """The words of a record before they are put together."""

    first: str
    suffix: str
    surname: str
    man: str
    man_surname: str
    relation: str
    joined: bool = False
    swapped: bool = False


def entered(woman: Woman, rates: Rates, rng: Random) -> Record:
    """Return her first record: right as far as it goes, with gaps."""
    return _written(
        woman, _spelling(woman, rates, rng, by_father=woman.by_father), _facts(woman, rates, rng), rates, rng
    )


def second_entry(woman: Woman, first: Record, rates: Rates, rng: Random, numbers: Numbers) -> Record:
    """Return another record of the same woman, made without sight of the first."""
    if rng.random() < rates.same_again:
        return dict(first)
    by_father = woman.by_father ^ (rng.random() < rates.husband_other)
    spelling = _spelling(woman, rates, rng, by_father=by_father)
    _respell(woman, spelling, rates, rng)
    facts = _facts(woman, rates, rng)
    _change_birth(woman, facts, rates, rng)
    _change_numbers(facts, rates, rng, numbers)
    _change_place(facts, rates, rng)
    return _written(woman, spelling, facts, rates, rng)


# -- words ---------------------------------------------------------------------------------------


def _spelling(woman: Woman, rates: Rates, rng: Random, *, by_father: bool) -> Spelling:
    man, surname = (woman.father, woman.father_surname) if by_father else (woman.husband, woman.surname)
    return Spelling(
        woman.first,
        woman.suffix if woman.tail in {"suffix", "both"} else "",
        woman.surname if woman.tail in {"surname", "both"} else "",
        man,
        surname if rng.random() < rates.husband_surname else "",
        "Father" if by_father else "Husband",
    )


def _respell(woman: Woman, words: Spelling, rates: Rates, rng: Random) -> None:
    """Change the words in place as a second clerk would."""
    if rng.random() < rates.name_spelt:
        words.first = respelt(words.first, rng)
    elif rng.random() < rates.name_typo:
        words.first = mistyped(words.first, rng)
    if rng.random() < rates.suffix_changed:
        words.suffix = (
            "" if words.suffix and rng.random() < 0.5 else rng.choice(CULTURES[woman.culture].suffixes or ("",))
        )
    if words.surname and rng.random() < rates.surname_dropped:
        words.surname = ""
    elif words.surname and rng.random() < rates.name_spelt / 2:
        words.surname = respelt(words.surname, rng)
    words.joined = bool(words.suffix) and rng.random() < rates.suffix_joined
    words.swapped = bool(words.surname) and rng.random() < rates.order_swapped
    if rng.random() < rates.husband_spelt:
        words.man = respelt(words.man, rng)
    elif rng.random() < rates.husband_typo:
        words.man = mistyped(words.man, rng)


def _full_name(woman: Woman, words: Spelling) -> str:
    """Put a name together in the way of her region."""
    first, joined = words.first, words.suffix and (words.joined or woman.culture == "gujarati")
    given = first + words.suffix if joined and not first.endswith(words.suffix) else f"{first} {words.suffix}"
    if woman.culture == "gujarati" and words.surname:
        man = words.man if words.relation == "Husband" else ""
        return " ".join(f"{given} {man}{'bhai' if man else ''} {words.surname}".split())
    if woman.culture == "telugu":
        head = words.surname[:1] if len(words.surname) % 2 else words.surname
        parts = (given, words.surname) if words.swapped else (head, given)
    elif woman.culture == "tamil":
        parts = (words.surname, given) if words.swapped else (given, words.surname)
    else:
        parts = (words.surname, given) if words.swapped else (given, words.surname)
    return " ".join(" ".join(parts).split())


def _man_name(woman: Woman, words: Spelling, rng: Random) -> str:
    man = words.man
    if woman.culture == "muslim" and not words.man_surname and rng.random() < 0.25:
        man = rng.choice(("md ", "mohammad ", "mohd ", "md. ")) + man
    elif woman.culture == "hindi" and rng.random() < 0.15:
        man += rng.choice((" kumar", " prasad", " lal", " ram"))
    elif woman.culture == "gujarati":
        man += "bhai"
    if rng.random() < 0.04:
        man = rng.choice(("late ", "shri ", "sri ", "swargiya ")) + man
    return f"{man} {words.man_surname}".strip()


def _in_devanagari(text: str) -> str:
    """Return the text in Devanagari when every word of it is in the table; else as it is."""
    words = text.split()
    return " ".join(DEVANAGARI[word] for word in words) if all(word in DEVANAGARI for word in words) else text


def _cased(text: str, style: float) -> str:
    return text.upper() if style < 0.45 else text.title() if style < 0.9 else text


# -- facts ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class Facts:
    """What a record says beside the names; an empty text is a gap."""

    birth: dt.date
    dob: bool
    year: bool
    mobile: str
    account: str
    ifsc: str
    voter: str
    token: str
    gp: str
    village: str
    shg: str


def _facts(woman: Woman, rates: Rates, rng: Random) -> Facts:
    """Return what is written down of her; those with a double of the same name are asked for more."""
    asked = woman.kind in {"namesake", "same_new_year", "twins", "co_wives"}

    def given(value: str, share: float) -> str:
        return value if rng.random() < (max(share, 0.93) if asked else share) else ""

    account = given(woman.account, rates.has_account)
    dob = rng.random() < rates.has_dob
    return Facts(
        birth=woman.birth,
        dob=dob,
        year=not dob or rng.random() < rates.has_year_beside,
        mobile=given(woman.mobile, rates.has_mobile),
        account=account,
        ifsc=woman.ifsc if account and rng.random() < 0.97 else "",
        voter=given(woman.voter, rates.has_voter),
        token=woman.token if rng.random() < rates.has_token else "",
        gp=woman.gp,
        village=woman.village if rng.random() < rates.has_village else "",
        shg=woman.shg,
    )


def _change_birth(woman: Woman, facts: Facts, rates: Rates, rng: Random) -> None:
    shares = (rates.dob_year_only, rates.dob_new_year, rates.dob_swapped, rates.dob_digit, rates.age_off)
    changes = ("year", "new_year", "swapped", "digit", "age", "")
    change = rng.choices(changes, weights=(*shares, 1 - sum(shares)))[0]
    if change == "year":
        facts.dob, facts.year = False, True
    elif change == "new_year":
        facts.birth = woman.birth.replace(month=1, day=1)
    elif change == "swapped":
        facts.birth = date_swapped(woman.birth)
    elif change == "digit" and woman.kind not in {"namesake", "twins"}:
        facts.birth = date_slipped(woman.birth, rng)
    elif change == "age" and woman.kind != "namesake":
        facts.birth = shifted(woman.birth.replace(month=1, day=1), rng.choice((-2, -1, 1, 2)))


def _change_numbers(facts: Facts, rates: Rates, rng: Random, numbers: Numbers) -> None:
    if facts.mobile:
        if rng.random() < rates.mobile_new:
            facts.mobile = numbers.mobile()
        elif rng.random() < rates.mobile_digit:
            facts.mobile = digit_off(facts.mobile, rng, 1)
    if facts.account:
        if rng.random() < rates.account_new:
            facts.account = numbers.account()
        elif rng.random() < rates.account_digit:
            facts.account = digit_off(facts.account, rng, 2)
        elif rng.random() < rates.account_zeros:
            facts.account = facts.account.lstrip("0") if facts.account[0] == "0" else "0" + facts.account
    if facts.ifsc and rng.random() < rates.ifsc_merged:
        facts.ifsc = _MERGED.get(facts.ifsc[:4], "BARB") + f"0{rng.randrange(10**6):06d}"
    if facts.voter:
        if rng.random() < rates.voter_new:
            facts.voter = "".join(rng.choices("ABCDHIKMRSTUWXYZ", k=3)) + f"{rng.randrange(10**7):07d}"
        elif rng.random() < rates.voter_digit:
            facts.voter = digit_off(facts.voter, rng, 3)
        elif rng.random() < rates.voter_o_for_0:
            facts.voter = facts.voter.replace("0", "O")


def _change_place(facts: Facts, rates: Rates, rng: Random) -> None:
    if rng.random() < rates.moved:
        facts.village = rng.choice(PLACES)
        if rng.random() < 0.5:
            facts.gp = rng.choice(PLACES)
    elif facts.village and rng.random() < rates.village_spelt:
        facts.village = respelt(facts.village, rng)
    if rng.random() < rates.other_group:
        facts.shg = rng.choice(GROUPS)


# -- the record ----------------------------------------------------------------------------------


def _written(woman: Woman, words: Spelling, facts: Facts, rates: Rates, rng: Random) -> Record:
    name, man = _full_name(woman, words), _man_name(woman, words, rng)
    if rng.random() < rates.devanagari:
        name, man = _in_devanagari(name), _in_devanagari(man)
    style = rng.random()
    if rng.random() < rates.wife_of:
        mark = rng.choice(
            (" w/o ", " W/O ", " wo ", " wife of ") if words.relation == "Husband" else (" d/o ", " D/O ")
        )
        name += mark + words.man
    title = rng.choice(_TITLES) if rng.random() < rates.title else ""
    return {
        "id": "",
        "name": title + _cased(name, style),
        "father_or_husband_name": _cased(man, style),
        "relation": words.relation,
        "dob": _date(facts, rates, rng),
        "year_of_birth": str(facts.birth.year) if facts.year else "",
        "mobile": _mobile(facts.mobile, rates, rng),
        "bank_account": _not_aadhaar(facts.account),
        "ifsc": facts.ifsc,
        "voter_id": facts.voter,
        "aadhaar_token": facts.token,
        "gp": facts.gp.upper(),
        "village": facts.village.upper(),
        "block": woman.block.upper(),
        "district": DISTRICT,
        "shg": f"{facts.shg} mahila samuh".upper(),
    }


def _date(facts: Facts, rates: Rates, rng: Random) -> str:
    if not facts.dob:
        return ""
    return facts.birth.strftime("%d/%m/%Y") if rng.random() < rates.slashed_date else facts.birth.isoformat()


def _mobile(number: str, rates: Rates, rng: Random) -> str:
    if not number or rng.random() >= rates.mobile_prefix:
        return number
    shape = rng.choice(("+91{}", "+91 {}", "0{}", "{0:.5} {1}", "91{}"))
    text = shape.format(number, number[5:])
    return number if aadhaar_in(text) else text


def _not_aadhaar(number: str) -> str:
    return "0" + number if aadhaar_in(number) else number
