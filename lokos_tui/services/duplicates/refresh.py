"""The check of a batch: new against stored, new against new, in one transaction.

What is found is a function of the records that are stored when it is done,
not of the order or the batches they came in. A key that grew over its limit,
or fell back under it, changes what its other holders share: they are checked
again with the batch, which is rare and cheap.
"""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, NamedTuple

from lokos_tui.collector import paused
from lokos_tui.domain.duplicates.rules import Class, Rules
from lokos_tui.matching.keys import key_of
from lokos_tui.matching.records import FIELD_OF, Compared, Ref, compared, verdict
from lokos_tui.services.duplicates.results import save_results
from lokos_tui.services.duplicates.store import CommonRow, FindingRow, MatchStore

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Connection

    from lokos_tui.matching.classify import Verdict

_RANK = {Class.CONFIRMED: 0, Class.POTENTIAL: 1, Class.SHARED: 3}
DECIDED_RANK = 2
"""Worst first in every list: confirmed, potential, decided, shared; the heavier first among equals."""
_STEP = 100_000
_NO_LIMIT = 10**9


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
        self._least = min(rules.key_over, rules.generic_mobile, rules.generic_account, rules.generic_voter)
        self._texts: dict[Ref, str] = {}
        self._forms: dict[Ref, Compared] = {}
        self._counts: dict[int, int] = {}
        self._lists: dict[int, set[Ref]] = {}
        self._kinds: dict[int, str] = {}
        self._shown: dict[int, str] = {}

    def run(self, connection: Connection, block_code: str, changes: Mapping[Ref, str | None], now: int) -> Refreshed:
        old = self._store.fields(changes.keys())
        new = {ref: text for ref, text in changes.items() if text is not None}
        for ref, text in new.items():
            self._take(ref, text)
        added, dropped = self._key_changes(old, new)
        again = self._count(added, dropped, changes.keys())
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
        self._store.save_keys(added, dropped)
        around = {ref for pair in (*before, *((row.one, row.other) for row in rows)) for ref in pair}
        gone = changes.keys() - new.keys()
        forms = {ref: self._forms[ref] for ref in (touched | around) - gone if ref in self._forms}
        self._fill(forms, (touched | around) - gone)
        self._kinds.update({key: kind for form in forms.values() for kind, key in form.numbers.items()})
        self._learn({key for form in forms.values() for key in form.numbers.values()})
        save_results(connection, block_code, self._store, forms, set(members), gone, self._is_generic, now)
        return Refreshed(len(members), len(pairs), len(rows))

    def _take(self, ref: Ref, text: str) -> None:
        form = compared(ref.kind, text)
        self._texts[ref], self._forms[ref] = text, form
        for kind, key in form.numbers.items():
            self._kinds[key] = kind

    def _key_changes(
        self, old: Mapping[Ref, str], new: Mapping[Ref, str]
    ) -> tuple[list[tuple[int, Ref]], list[tuple[int, Ref]]]:
        """Return (key, record) pairs that come and that go."""
        added: list[tuple[int, Ref]] = []
        dropped: list[tuple[int, Ref]] = []
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
            added += [(key, ref) for key in mine - before]
            dropped += [(key, ref) for key in before - mine]
        return added, dropped

    def _count(self, added: list[tuple[int, Ref]], dropped: list[tuple[int, Ref]], batch: Iterable[Ref]) -> set[Ref]:
        """Learn who holds the batch's keys after it; return the others whose keys crossed a limit."""
        keys = {key for ref in self._forms for key in self._forms[ref].keys} | {key for key, _ in dropped}
        common = self._store.common(keys)
        many = {key for key, row in common.items() if row.holders > self._rules.key_over}
        lists = self._store.holders(keys - many)
        before = {key: common[key].holders if key in many else len(lists.get(key, ())) for key in keys}
        after = dict(before)
        for key, ref in added:
            after[key] += 1
            if key not in many:
                lists[key].add(ref)
        for key, ref in dropped:
            after[key] -= 1
            if key not in many:
                lists[key].discard(ref)
        fallen = {key for key in many if after[key] <= self._rules.key_over}
        self._counts, self._lists = after, lists
        self._lists.update(self._fallen(fallen, added, dropped))
        watched = [key for key in keys if before[key] > self._least or after[key] > self._least]
        crossed = {key for key in watched if self._side(key, before[key]) != self._side(key, after[key])}
        self._save_common(common, watched)
        return {ref for key in crossed for ref in self._lists.get(key, ())} - set(batch)

    def _fallen(
        self, keys: set[int], added: list[tuple[int, Ref]], dropped: list[tuple[int, Ref]]
    ) -> dict[int, set[Ref]]:
        lists = self._store.holders(keys)
        for key, ref in added:
            if key in keys:
                lists[key].add(ref)
        for key, ref in dropped:
            if key in keys:
                lists[key].discard(ref)
        return lists

    def _side(self, key: int, holders: int) -> tuple[bool, bool]:
        """Return on which side of its two limits a key stands."""
        return holders > self._rules.key_over, holders > self._generic_over(key)

    def _generic_over(self, key: int) -> int:
        kind = self._kinds.get(key)
        return _NO_LIMIT if kind is None or kind == "token" else self._rules.generic_over(kind)

    def _is_generic(self, key: int) -> bool:
        return self._counts.get(key, 0) > self._generic_over(key)

    def _save_common(self, common: Mapping[int, CommonRow], keys: Iterable[int]) -> None:
        rows = []
        gone = []
        for key in keys:
            if any(self._side(key, self._counts[key])):
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
        self._learn({key for ref in refs for key in self._forms[ref].keys})

    def _learn(self, keys: set[int]) -> None:
        keys = keys - self._counts.keys()
        common = self._store.common(keys)
        many = {key for key, row in common.items() if row.holders > self._rules.key_over}
        lists = self._store.holders(keys - many)
        self._counts.update({key: common[key].holders if key in many else len(lists.get(key, ())) for key in keys})
        self._lists.update(lists)

    def _pairs(self, members: Iterable[Ref]) -> list[tuple[Ref, Ref]]:
        pairs: set[tuple[Ref, Ref]] = set()
        limit = self._rules.key_over
        for ref in members:
            for key in self._forms[ref].keys:
                if 1 < self._counts[key] <= limit:
                    pairs.update((ref, other) if ref < other else (other, ref) for other in self._lists[key])
        return sorted(pair for pair in pairs if pair[0] != pair[1])

    def _load_missing(self, pairs: Iterable[tuple[Ref, Ref]]) -> None:
        self._fill(self._forms, {ref for pair in pairs for ref in pair})

    def _fill(self, forms: dict[Ref, Compared], refs: set[Ref]) -> None:
        for ref, text in self._store.fields(refs - forms.keys()).items():
            self._texts[ref] = text
            forms[ref] = compared(ref.kind, text)

    def _weigh(self, pairs: list[tuple[Ref, Ref]], now: int) -> list[FindingRow]:
        found: list[tuple[Ref, Ref, Verdict]] = []
        for one, other in pairs:
            result = verdict(self._forms[one], self._forms[other], self._counts.__getitem__, self._rules)
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
