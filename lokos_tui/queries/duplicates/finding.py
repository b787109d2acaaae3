"""One finding, explained: both records side by side, every term, and what was decided."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import Connection, select

from lokos_tui.db import tables
from lokos_tui.domain.accounts.permissions import Actor, Permission
from lokos_tui.domain.message import pgettext
from lokos_tui.domain.profiles.fields import label_of
from lokos_tui.domain.profiles.model import Kind, RecordKind
from lokos_tui.domain.profiles.shown import shown_by_name
from lokos_tui.domain.verification.flow import VersionState
from lokos_tui.matching.weigh import Term
from lokos_tui.queries.duplicates.findings import decision_row, finding_row, terms_of
from lokos_tui.queries.scope import in_scope

_ACCOUNT: Final = pgettext("field", "Account")
_MEMBER_LABELS = (
    *(
        (name, label_of(Kind.MEMBER, name))
        for name in (
            "name", "relation_name", "relation", "birth_date", "birth_year", "mobile", "aadhaar_last4", "voter_id"
        )
    ),
    ("account_no", _ACCOUNT),
    ("ifsc", label_of(Kind.MEMBER, "ifsc")),
)  # fmt: skip
_CBO_LABELS = (
    ("name", pgettext("field", "Name")),
    ("account_no", _ACCOUNT),
    ("ifsc", label_of(Kind.SHG, "ifsc")),
)
_KIND: Final = pgettext("field", "Kind")


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two records: labels with values as they may be shown, and where it belongs."""

    kind: RecordKind
    id: int
    name: str
    code: str
    group: str
    place: str
    bucket: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on the pair, by whom, when (milliseconds UTC) and why."""

    id: int
    by: str
    at: int
    reason_code: str
    reason: str


@dataclass(frozen=True, slots=True)
class FindingDetail:
    """A finding with both records, its terms, and the decision that stands on it."""

    number: int
    found: str
    weight: float
    terms: tuple[Term, ...]
    numbers: tuple[str, ...]
    at: int
    one: Side
    other: Side
    decision: Decision | None


def finding_detail(connection: Connection, actor: Actor, block_code: str, number: int) -> FindingDetail:
    """Return one finding by its number; raises NotFound when it stands no more."""
    in_scope(connection, actor, Permission.DUPLICATES_VIEW, block_code)
    row = finding_row(connection, block_code, number)
    decided = decision_row(connection, block_code, row.decision_id)
    decision = (
        Decision(decided.id, decided.decided_by, decided.decided_at, decided.reason_code, decided.reason)
        if decided
        else None
    )
    numbers = tuple(part for part in row.numbers.split(",") if part)
    one = _side(connection, block_code, row.one_kind, row.one_id)
    other = _side(connection, block_code, row.other_kind, row.other_id)
    return FindingDetail(
        number, row.found, row.weight / 100, tuple(terms_of(row.terms)), numbers, row.at, one, other, decision
    )


def _side(connection: Connection, block_code: str, kind: str, number: int) -> Side:
    values = _sent(connection, block_code, kind, number)
    return (
        _member(connection, block_code, number, values)
        if kind == RecordKind.MEMBER
        else _cbo(connection, block_code, number, values)
    )


def _sent(connection: Connection, block_code: str, kind: str, number: int) -> dict[str, Any] | None:
    """Return the content that was compared: that of a version that waits; None where the official row was.

    What was crossed in an approval does not stand in the row, and was not compared.
    """
    version = tables.profile_version
    query = (
        select(version.c.content, version.c.state)
        .where(
            version.c.block_code == block_code,
            version.c.record_kind == kind,
            version.c.record_id == number,
            version.c.state.in_((VersionState.WAITING, VersionState.APPROVED)),
        )
        .order_by(version.c.version.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    if row is None or row.state != VersionState.WAITING:
        return None
    content: dict[str, Any] = json.loads(row.content)
    return content


def _place_columns() -> tuple[Any, Any]:
    return tables.gram_panchayat.c.name.label("gp_name"), tables.village.c.name.label("village_name")


def _with_places(query: Any, cbo: Any) -> Any:
    gp, village = tables.gram_panchayat, tables.village
    return query.outerjoin(gp, (gp.c.block_code == cbo.c.block_code) & (gp.c.id == cbo.c.gp_id)).outerjoin(
        village, (village.c.block_code == cbo.c.block_code) & (village.c.id == cbo.c.village_id)
    )


def _member(connection: Connection, block_code: str, number: int, sent: dict[str, Any] | None) -> Side:
    member, cbo = tables.member, tables.cbo
    joined = member.join(cbo, (cbo.c.block_code == member.c.block_code) & (cbo.c.id == member.c.shg_id))
    query = select(member, cbo.c.name.label("shg"), *_place_columns()).select_from(_with_places(joined, cbo))
    row = connection.execute(query.where(member.c.block_code == block_code, member.c.id == number)).one()
    values = sent or {name: getattr(row, name) for name, _ in _MEMBER_LABELS}
    return Side(
        RecordKind.MEMBER, number, str(values.get("name", row.name)), row.member_code or "-", row.shg, _place(row),
        row.bucket,
        tuple((label, shown_by_name(Kind.MEMBER, name, values.get(name))) for name, label in _MEMBER_LABELS),
    )  # fmt: skip


def _cbo(connection: Connection, block_code: str, number: int, sent: dict[str, Any] | None) -> Side:
    cbo, shg, federation = tables.cbo, tables.shg_profile, tables.federation_profile
    joined = cbo.outerjoin(shg, (shg.c.block_code == cbo.c.block_code) & (shg.c.id == cbo.c.id)).outerjoin(
        federation, (federation.c.block_code == cbo.c.block_code) & (federation.c.id == cbo.c.id)
    )
    columns = (cbo, shg.c.account_no, shg.c.ifsc, federation.c.account_no.label("fa"), federation.c.ifsc.label("fi"))
    query = select(*columns, *_place_columns()).select_from(_with_places(joined, cbo))
    row = connection.execute(query.where(cbo.c.block_code == block_code, cbo.c.id == number)).one()
    official = {"name": row.name, "account_no": row.account_no or row.fa, "ifsc": row.ifsc or row.fi}
    values, kind = sent or official, Kind(row.cbo_type)
    return Side(
        RecordKind.CBO, number, str(values.get("name", row.name)), row.code or "-", row.cbo_type, _place(row),
        row.bucket,
        ((_KIND, kind.value), *((label, shown_by_name(kind, name, values.get(name))) for name, label in _CBO_LABELS)),
    )  # fmt: skip


def _place(row: Any) -> str:
    return " / ".join(part for part in (row.gp_name, row.village_name) if part)
