"""Members and CBOs under one roof: what is kept of a record for comparing, its keys, and the verdict on any two."""

from __future__ import annotations

import json
from functools import cached_property
from typing import NamedTuple

from lokos_tui.domain.duplicates.rules import SHIPPED, Rules
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.matching import groups, person
from lokos_tui.matching.classify import Verdict, judge
from lokos_tui.matching.groups import Group, RawGroup
from lokos_tui.matching.keys import identifier_keys, key_of, search_keys
from lokos_tui.matching.person import Person, RawPerson

MEMBER, CBO = RecordKind.MEMBER, RecordKind.CBO
FIELD_OF = {"mobile": "mobile", "account": "account", "voter": "voter id", "token": "aadhaar"}


class Ref(NamedTuple):
    """Which record: its kind and its id inside the block."""

    kind: RecordKind
    id: int


class Compared:
    """A record ready to be compared; its keys are worked out when they are first asked for."""

    def __init__(self, form: Person | Group) -> None:
        self.form = form

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The key of each number it has: mobile, account, voter, token."""
        if isinstance(self.form, Person):
            return identifier_keys(self.form)
        return {"account": key_of(f"account|{self.form.account}")} if self.form.account else {}

    @cached_property
    def keys(self) -> frozenset[int]:
        """Every key it holds."""
        others = search_keys(self.form) if isinstance(self.form, Person) else groups.group_keys(self.form)
        return frozenset(others.union(self.numbers.values()))


def kept(raw: RawPerson | RawGroup) -> str:
    """Return the text under which a record is kept for comparing: equal for equal records."""
    return json.dumps(list(raw), ensure_ascii=False, separators=(",", ":"))


def compared(kind: str, text: str) -> Compared:
    """Return the comparable form of what ``kept`` wrote."""
    values = json.loads(text)
    return Compared(person.read(RawPerson(*values)) if kind == MEMBER else groups.read(RawGroup(*values)))


def verdict(one: Compared, other: Compared, rules: Rules = SHIPPED) -> Verdict:
    """Return the verdict on two records: a function of the two, however many hold what they have."""
    mine, hers = one.form, other.form
    if isinstance(mine, Person) and isinstance(hers, Person):
        return judge(mine, hers, rules)
    if isinstance(mine, Group) and isinstance(hers, Group):
        return groups.judge_groups(mine, hers)
    woman, group = (mine, hers) if isinstance(mine, Person) else (hers, mine)
    assert isinstance(woman, Person)  # noqa: S101 - the two lines above leave nothing else
    assert isinstance(group, Group)  # noqa: S101
    return groups.judge_member_and_group(woman, group)
