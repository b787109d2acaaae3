"""The check of a batch: new against stored, new against new, in one transaction.

What is found is a function of the records that are stored when it is done,
not of the order or the batches they came in. Each holder of a key is compared
with its first holders, those of the lowest ids: what comes later takes no pair
away. Where the first change, because one of them is gone, those who come among
them are checked again with the batch, which is rare and cheap.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from lokos_tui.collector import paused
from lokos_tui.domain.duplicates.rules import Class, Rules
from lokos_tui.matching.keys import key_of
from lokos_tui.matching.records import FIELD_OF, Compared, Ref, compared, verdict
from lokos_tui.services.duplicates.results import save_results
from lokos_tui.services.duplicates.store import CommonRow, FindingRow, MatchStore

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sqlalchemy import Connection

    from lokos_tui.matching.classify import Verdict

_RANK = {Class.CONFIRMED: 0, Class.POTENTIAL: 1, Class.SHARED: 3}
DECIDED_RANK = 2
"""Worst first in every list: confirmed, potential, decided, shared; the heavier first among equals."""
_STEP = 100_000


class Refreshed(NamedTuple):
    """What a check did: records checked, pairs weighed, findings that stand now among them."""

    checked: int
    weighed: int
    found: int


def digest_of(fields: str) -> str:
    """Return the digest of what was compared of a record: a decision holds while it is the same."""
    return hashlib.sha256(fields.encode()).hexdigest()[:32]


def refresh(
    connection: Connection, block_code: str, changes: Mapping[Ref, str | None], now: int, rules: Rules
) -> Refreshed:
    """Bring the findings in step with changed records: their kept text, or None for one that is gone."""
    with paused():
        return _Batch(MatchStore(connection, block_code), rules).run(connection, block_code, changes, now)


class _Batch:
    """One check: who is in it, who holds which key after it, and what that means."""

    def __init__(self, store: MatchStore, rules: Rules) -> None:
        self._store = store
        self._rules = rules
        self._least = min(rules.key_over, rules.number_over, rules.generic_mobile, rules.generic_account,
                          rules.generic_voter)  # fmt: skip
        self._texts: dict[Ref, str] = {}
        self._forms: dict[Ref, Compared] = {}
        self._counts: dict[int, int] = {}
        self._lists: dict[int, set[Ref]] = {}
        self._firsts: dict[int, frozenset[Ref]] = {}
        self._added: dict[int, set[Ref]] = defaultdict(set)
        self._dropped: dict[int, set[Ref]] = defaultdict(set)
        self._kinds: dict[int, str] = {}
        self._shown: dict[int, str] = {}

    def run(self, connection: Connection, block_code: str, changes: Mapping[Ref, str | None], now: int) -> Refreshed:
        old = self._store.fields(changes.keys())
        new = {ref: text for ref, text in changes.items() if text is not None}
        for ref, text in new.items():
            self._take(ref, text)
        self._change_keys(old, new)
        again = self._count(changes.keys())
        for ref, text in self._store.fields(again).items():
            self._take(ref, text)
        self._follow(again)
        members = [*new, *again]
        pairs = self._pairs(members)
        self._load_missing(pairs)
        rows = self._weigh(pairs, now)
        touched = {*changes, *again}
        before = self._store.findings_of({ref for ref in touched if ref in old or ref in again})
        self._store.replace_findings(before, rows)
        self._store.save_fields(new, old.keys())
        self._store.save_keys(_flat(self._added), _flat(self._dropped))
        around = {ref for pair in (*before, *((row.one, row.other) for row in rows)) for ref in pair}
        gone = changes.keys() - new.keys()
        forms = {ref: self._forms[ref] for ref in (touched | around) - gone if ref in self._forms}
        self._fill(forms, (touched | around) - gone)
        self._kinds.update({key: kind for form in forms.values() for kind, key in form.numbers.items()})
        in_part = self._in_part(forms)
        save_results(connection, block_code, self._store, forms, set(members), gone, in_part, now)
        return Refreshed(len(members), len(pairs), len(rows))

    def _take(self, ref: Ref, text: str) -> None:
        form = compared(ref.kind, text)
        self._texts[ref], self._forms[ref] = text, form
        for kind, key in form.numbers.items():
            self._kinds[key] = kind

    def _change_keys(self, old: Mapping[Ref, str], new: Mapping[Ref, str]) -> None:
        """Note who comes to hold a key and who holds it no more."""
        for ref in old.keys() | new.keys():
            mine = self._forms[ref].keys if ref in new else frozenset()
            form = (
                None
                if ref not in old
                else self._forms[ref]
                if old[ref] == new.get(ref)
                else compared(ref.kind, old[ref])
            )
            before = form.keys if form else frozenset()
            if form:
                self._kinds.update({key: kind for kind, key in form.numbers.items()})
            for key in mine - before:
                self._added[key].add(ref)
            for key in before - mine:
                self._dropped[key].add(ref)

    def _count(self, batch: Collection[Ref]) -> set[Ref]:
        """Learn who holds the batch's keys after it; return the others who came among a key's first, or left them."""
        keys = {key for form in self._forms.values() for key in form.keys} | self._dropped.keys()
        common = self._store.common(keys)
        many = {key for key, row in common.items() if row.holders > self._first(key)}
        lists = self._store.holders(keys - many)
        firsts = self._store.firsts({key: self._first(key) for key in many})
        before = {key: common[key].holders if key in many else len(lists.get(key, ())) for key in keys}
        for key in keys:
            self._counts[key] = before[key] + len(self._added.get(key, ())) - len(self._dropped.get(key, ()))
        self._lists.update({key: self._now(key, lists[key]) for key in keys - many})
        self._load_lists({key for key in many if not self._dropped.get(key, set()).isdisjoint(firsts[key])})
        self._load_lists({key for key in many if self._counts[key] <= self._first(key)})
        moved: set[Ref] = set()
        for key in keys:
            first = self._first(key)
            if before[key] > first or self._counts[key] > first:
                old = set(firsts[key]) if key in many else lists[key]
                now = sorted(self._lists[key] if key in self._lists else old | self._added.get(key, set()))[:first]
                moved |= old.symmetric_difference(now)
                if self._counts[key] > first:
                    self._firsts[key] = frozenset(now)
        self._save_common(common, {key for key in keys if max(before[key], self._counts[key]) > self._least})
        return moved.difference(batch)

    def _now(self, key: int, holders: Iterable[Ref]) -> set[Ref]:
        """Return who holds a key after the batch, from those who held it before."""
        return set(holders) - self._dropped.get(key, set()) | self._added.get(key, set())

    def _load_lists(self, keys: Iterable[int]) -> None:
        """Read every holder of keys that many hold."""
        missing = set(keys) - self._lists.keys()
        lists = self._store.holders(missing)
        self._lists.update({key: self._now(key, lists[key]) for key in missing})

    def _first(self, key: int) -> int:
        """Return with how many first holders of a key each of its holders is compared."""
        return self._rules.number_over if key in self._kinds else self._rules.key_over

    def _listed_over(self, key: int) -> int:
        """Return how many may hold a key before it is kept as one that many hold."""
        kind = self._kinds.get(key)
        first = self._first(key)
        return first if kind is None or kind == "token" else min(first, self._rules.generic_over(kind))

    def _save_common(self, common: Mapping[int, CommonRow], keys: Iterable[int]) -> None:
        rows = []
        gone = []
        for key in keys:
            if self._counts[key] > self._listed_over(key):
                field = FIELD_OF[self._kinds[key]] if key in self._kinds else ""
                rows.append(CommonRow(key, self._counts[key], field, self._number(key) if field else ""))
            elif key in common:
                gone.append(key)
        self._store.save_common(rows, gone)

    def _number(self, key: int) -> str:
        """Return the number behind a key as it may be shown: a mobile whole, others by their last three."""
        if not self._shown:
            for form in self._forms.values():
                for kind, number in form.numbers.items():
                    value = str(getattr(form.form, kind))
                    self._shown[number] = value if kind == "mobile" else "" if kind == "token" else "*****" + value[-3:]
        return self._shown.get(key, "")

    def _follow(self, refs: Iterable[Ref]) -> None:
        """Learn who holds the keys of records that are checked again; they did not change."""
        keys = {key for ref in refs for key in self._forms[ref].keys} - self._counts.keys()
        common = self._learn_many(keys)
        lists = self._store.holders(keys - self._firsts.keys())
        self._counts.update({key: common[key].holders for key in keys & self._firsts.keys()})
        self._counts.update({key: len(lists[key]) for key in keys - self._firsts.keys()})
        self._lists.update({key: lists[key] for key in keys - self._firsts.keys()})

    def _learn_many(self, keys: set[int]) -> dict[int, CommonRow]:
        """Learn the first holders of those keys that many hold; the batch did not change who holds them."""
        common = self._store.common(keys)
        many = {key: self._first(key) for key, row in common.items() if row.holders > self._first(key)}
        self._firsts.update({key: frozenset(refs) for key, refs in self._store.firsts(many).items()})
        return common

    def _pairs(self, members: Collection[Ref]) -> list[tuple[Ref, Ref]]:
        """Return the pairs to weigh: each holder of a key with its first holders, and those with everybody."""
        held = [(ref, key) for ref in members for key in self._forms[ref].keys if self._counts[key] > 1]
        self._load_lists({key for ref, key in held if ref in self._firsts.get(key, ())})
        pairs: set[tuple[Ref, Ref]] = set()
        for ref, key in held:
            firsts = self._firsts.get(key)
            others = self._lists[key] if firsts is None or ref in firsts else firsts
            pairs.update((ref, other) if ref < other else (other, ref) for other in others)
        return sorted(pair for pair in pairs if pair[0] != pair[1])

    def _in_part(self, forms: Mapping[Ref, Compared]) -> set[Ref]:
        """Return the records that were not compared with every holder of what they share with others."""
        keys = {key for form in forms.values() for key in form.keys}
        self._learn_many(keys - self._counts.keys())
        return {
            ref
            for ref, form in forms.items()
            for key in form.keys
            if key not in self._kinds and ref not in self._firsts.get(key, (ref,))
        }

    def _load_missing(self, pairs: Iterable[tuple[Ref, Ref]]) -> None:
        self._fill(self._forms, {ref for pair in pairs for ref in pair})

    def _fill(self, forms: dict[Ref, Compared], refs: set[Ref]) -> None:
        for ref, text in self._store.fields(refs - forms.keys()).items():
            self._texts[ref] = text
            forms[ref] = compared(ref.kind, text)

    def _weigh(self, pairs: list[tuple[Ref, Ref]], now: int) -> list[FindingRow]:
        found: list[tuple[Ref, Ref, Verdict]] = []
        for one, other in pairs:
            result = verdict(self._forms[one], self._forms[other], self._rules)
            if result.kind is not Class.NONE:
                found.append((one, other, result))
        decided = self._store.decisions_of({one for one, _, result in found if result.kind is Class.POTENTIAL})
        return [self._row(one, other, result, decided.get((one, other)), now) for one, other, result in found]

    def _row(self, one: Ref, other: Ref, result: Verdict, decided: tuple[int, str, str] | None, now: int) -> FindingRow:
        holds = (
            decided is not None
            and result.kind is Class.POTENTIAL
            and decided[1:] == (digest_of(self._texts[one]), digest_of(self._texts[other]))
        )
        terms = json.dumps([(term.field, term.level.value, term.bits) for term in result.terms])
        rank = DECIDED_RANK if holds else _RANK[result.kind]
        numbers = ",".join(result.numbers)
        weight = round(result.bits * 100)
        worst = rank * _STEP + _STEP // 2 - max(-_STEP // 2 + 1, min(_STEP // 2, weight))
        number = key_of(f"{one.kind}{one.id}|{other.kind}{other.id}")
        decision = decided[0] if decided and holds else None
        return FindingRow(one, other, result.kind.value, worst, number, weight, numbers, terms, now, decision)


def _flat(changed: Mapping[int, set[Ref]]) -> Iterator[tuple[int, Ref]]:
    return ((key, ref) for key, refs in changed.items() for ref in refs)
