"""What the check reads and writes, in sets: records kept for comparing, their keys, what was found."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import text

from lokos_tui.db import bulk, sets, tables
from lokos_tui.domain.profiles.model import RecordKind
from lokos_tui.matching.records import CBO, MEMBER, Ref

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from sqlalchemy import Connection

_KINDS = (CBO, MEMBER)
_TERMS = 100
_FINDING = ("block_code", "one_kind", "one_id", "other_kind", "other_id", "found", "worst", "number", "weight",
            "numbers", "terms", "at", "decision_id")  # fmt: skip


class FindingRow(NamedTuple):
    """A finding as it is stored, without its block; ``weight`` in hundredths of a bit."""

    one: Ref
    other: Ref
    found: str
    worst: int
    number: int
    weight: int
    numbers: str
    terms: str
    at: int
    decision_id: int | None


class CommonRow(NamedTuple):
    """A key that many hold; ``field`` is '' for one that is no number."""

    key: int
    holders: int
    field: str
    shown: str


class MatchStore:
    """The match tables of one block inside one transaction."""

    def __init__(self, connection: Connection, block_code: str) -> None:
        self._connection = connection
        self._block = block_code

    def fields(self, refs: Collection[Ref]) -> dict[Ref, str]:
        """Return what is kept of these records; those never compared are missing."""
        query = (
            "SELECT r.id, r.fields FROM {values} CROSS JOIN match_record r "
            "WHERE r.block_code = :block AND r.kind = :kind AND r.id = v.value"
        )
        return {Ref(kind, row[0]): row[1] for kind, row in self._by_kind(query, refs)}

    def common(self, keys: Collection[int]) -> dict[int, CommonRow]:
        """Return those of the keys that many hold."""
        query = (
            "SELECT c.key, c.holders, c.field, c.shown FROM {values} CROSS JOIN common_key c "
            "WHERE c.block_code = :block AND c.key = v.value"
        )
        rows = sets.over(self._connection, query, list(keys), block=self._block)
        return {row[0]: CommonRow(row[0], row[1], row[2], row[3]) for row in rows}

    def holders(self, keys: Collection[int]) -> dict[int, set[Ref]]:
        """Return who holds each key; ask only for keys that few hold."""
        query = (
            "SELECT k.key, k.kind, k.id FROM {values} CROSS JOIN match_key k "
            "WHERE k.block_code = :block AND k.key = v.value"
        )
        found: dict[int, set[Ref]] = defaultdict(set)
        for key, kind, number in sets.over(self._connection, query, sorted(keys), block=self._block):
            found[key].add(Ref(kind, number))
        return found

    def firsts(self, wanted: Mapping[int, int]) -> dict[int, list[Ref]]:
        """Return the first holders of each key, at most the number given beside it: those of the lowest ids."""
        found: dict[int, list[Ref]] = {key: [] for key in wanted}
        keys = sorted(wanted.items())
        for start in range(0, len(keys), _TERMS):
            chunk = keys[start : start + _TERMS]
            query = " UNION ALL ".join(
                f"SELECT * FROM (SELECT key, kind, id FROM match_key WHERE block_code = :block AND key = :key{n} "  # noqa: S608 - numbers
                f"ORDER BY kind, id LIMIT :first{n}) AS t{n}"
                for n in range(len(chunk))
            )
            values = {f"key{n}": key for n, (key, _) in enumerate(chunk)}
            values |= {f"first{n}": first for n, (_, first) in enumerate(chunk)}
            for key, kind, number in self._connection.execute(text(query), {"block": self._block, **values}):
                found[key].append(Ref(kind, number))
        return found

    def forget(self) -> None:
        """Take out all that is kept and found of the block but the decisions: it is made again from the records."""
        for table in (tables.finding, tables.common_key, tables.match_key, tables.match_record):
            self._connection.execute(table.delete().where(table.c.block_code == self._block))

    def findings_of(self, refs: Collection[Ref]) -> dict[tuple[Ref, Ref], FindingRow]:
        """Return every finding in which one of these records stands, by its two records."""
        listed = ", ".join(f"f.{name}" for name in _FINDING[1:])
        query = " UNION ALL ".join(
            f"SELECT {listed} FROM {{values}} CROSS JOIN finding f "  # noqa: S608 - names of ours
            f"WHERE f.block_code = :block AND f.{side}_kind = :kind AND f.{side}_id = v.value"
            for side in ("one", "other")
        )
        found: dict[tuple[Ref, Ref], FindingRow] = {}
        for _, row in self._by_kind(query, refs):
            pair = Ref(row[0], row[1]), Ref(row[2], row[3])
            found[pair] = FindingRow(*pair, *row[4:])
        return found

    def decisions_of(self, refs: Collection[Ref]) -> dict[tuple[Ref, Ref], tuple[int, str, str]]:
        """Return the decisions that stand on pairs whose first record is one of these: id and both digests."""
        query = (
            "SELECT d.one_kind, d.one_id, d.other_kind, d.other_id, d.id, d.one_digest, d.other_digest "
            "FROM {values} CROSS JOIN pair_decision d WHERE d.block_code = :block AND d.one_kind = :kind "
            "AND d.one_id = v.value AND d.undone_at IS NULL"
        )
        rows = self._by_kind(query, refs)
        return {(Ref(row[0], row[1]), Ref(row[2], row[3])): (row[4], row[5], row[6]) for _, row in rows}

    def save_fields(self, new: Mapping[Ref, str], gone: Collection[Ref]) -> None:
        """Keep the new texts; ``gone`` are those that stood there before, changed or not."""
        query = (
            "DELETE FROM match_record "
            "WHERE block_code = :block AND kind = :kind AND id IN (SELECT v.value FROM {values})"
        )
        self._change(query, gone)
        rows = ((self._block, ref.kind, ref.id, text) for ref, text in new.items())
        bulk.insert_rows(self._connection, tables.match_record, ("block_code", "kind", "id", "fields"), rows)

    def save_keys(self, added: Iterable[tuple[int, Ref]], dropped: Iterable[tuple[int, Ref]]) -> None:
        """Write the keys that records hold now and did not before, and the other way round."""
        sets.run_many(
            self._connection,
            "DELETE FROM match_key WHERE block_code = ? AND key = ? AND kind = ? AND id = ?",
            ((self._block, key, *ref) for key, ref in dropped),
        )
        rows = sorted((self._block, key, *ref) for key, ref in added)
        bulk.insert_rows(self._connection, tables.match_key, ("block_code", "key", "kind", "id"), rows)

    def save_common(self, rows: Iterable[CommonRow], gone: Collection[int]) -> None:
        """Write the keys that many hold now; ``gone`` are those that few hold again."""
        sets.change(
            self._connection,
            "DELETE FROM common_key WHERE block_code = :block AND key IN (SELECT v.value FROM {values})",
            list(gone),
            block=self._block,
        )
        sets.run_many(
            self._connection,
            "INSERT INTO common_key (block_code, key, holders, field, shown) VALUES (?, ?, ?, ?, ?) "
            "ON CONFLICT (block_code, key) DO UPDATE SET holders = excluded.holders",
            ((self._block, *row) for row in rows),
        )

    def replace_findings(self, gone: Iterable[tuple[Ref, Ref]], rows: Iterable[FindingRow]) -> None:
        """Take findings out and put others in."""
        sets.run_many(
            self._connection,
            "DELETE FROM finding "
            "WHERE block_code = ? AND one_kind = ? AND one_id = ? AND other_kind = ? AND other_id = ?",
            ((self._block, *one, *other) for one, other in gone),
        )
        values = ((self._block, *row.one, *row.other, *row[2:]) for row in rows)
        bulk.insert_rows(self._connection, tables.finding, _FINDING, values)

    def _by_kind(self, query: str, refs: Collection[Ref]) -> Iterator[tuple[RecordKind, Any]]:
        for kind in _KINDS:
            ids = [ref.id for ref in refs if ref.kind == kind]
            for row in sets.over(self._connection, query, ids, block=self._block, kind=kind):
                yield kind, row

    def _change(self, query: str, refs: Collection[Ref]) -> None:
        for kind in _KINDS:
            ids = [ref.id for ref in refs if ref.kind == kind]
            sets.change(self._connection, query, ids, block=self._block, kind=kind)
