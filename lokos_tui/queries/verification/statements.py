"""The three statements a group is read by: itself, its members, and every version of them."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, and_, case, func, literal, or_, select

from lokos_tui.db import tables
from lokos_tui.domain.cbos.life import Life
from lokos_tui.domain.profiles.model import RecordKind

_CBO, _MEMBER, _VERSION, _FINDING = tables.cbo, tables.member, tables.profile_version, tables.finding
_RESULT, _MARK, _VERDICT, _USER = tables.duplicate_result, tables.identifier_mark, tables.verdict, tables.user_account
_NUMBERS = ("mobile", "account", "voter", "aadhaar")
_OTHER_CBO = tables.cbo.alias("other_cbo")
_OTHER_MEMBER = tables.member.alias("other_member")


def _mobiles(user: Any) -> Any:
    """Return every mobile an account has or had, a blank between them."""
    return user.c.mobile + " " + user.c.former_mobiles


def head(user_id: str, block: str, cbo_id: int) -> Select[Any]:
    """Return the CBO with its profile, places, claim and findings: a row a finding; and its reader's own mobile."""
    shg, fed = tables.shg_profile, tables.federation_profile
    gp, village, claim = tables.gram_panchayat, tables.village, tables.claim
    parent, child = tables.cbo.alias("parent"), tables.cbo.alias("child")
    above = case((_CBO.c.cbo_type == "SHG", _CBO.c.vo_id), (_CBO.c.cbo_type == "VO", _CBO.c.clf_id))
    below = (
        select(func.count())
        .where(child.c.block_code == block, child.c.life == Life.ACTIVE)
        .where(or_(and_(child.c.cbo_type == "SHG", child.c.vo_id == _CBO.c.id),
                   and_(child.c.cbo_type == "VO", child.c.clf_id == _CBO.c.id)))
        .correlate(_CBO)
        .scalar_subquery()
    )  # fmt: skip
    mobile = select(_mobiles(_USER)).where(_USER.c.user_id == user_id).scalar_subquery()
    return (
        select(
            _CBO,
            *(column.label(f"shg_{column.name}") for column in shg.columns if column.name not in ("block_code", "id")),
            *(column.label(f"fed_{column.name}") for column in fed.columns if column.name not in ("block_code", "id")),
            shg.c.meeting_frequency.label("shg_frequency"),
            gp.c.name.label("gp_name"),
            village.c.name.label("village_name"),
            parent.c.name.label("parent_name"),
            parent.c.code.label("parent_code"),
            claim.c.claimed_by,
            claim.c.claimed_until,
            below.label("below"),
            mobile.label("own_mobile"),
            *_found_columns(),
        )
        .select_from(_CBO)
        .outerjoin(shg, and_(shg.c.block_code == block, shg.c.id == _CBO.c.id))
        .outerjoin(fed, and_(fed.c.block_code == block, fed.c.id == _CBO.c.id))
        .outerjoin(gp, and_(gp.c.block_code == block, gp.c.id == _CBO.c.gp_id))
        .outerjoin(village, and_(village.c.block_code == block, village.c.id == _CBO.c.village_id))
        .outerjoin(parent, and_(parent.c.block_code == block, parent.c.id == above))
        .outerjoin(claim, and_(claim.c.block_code == block, claim.c.id == _CBO.c.id))
        .outerjoin(
            _RESULT, and_(_RESULT.c.block_code == block, _RESULT.c.kind == RecordKind.CBO, _RESULT.c.id == _CBO.c.id)
        )
        .outerjoin(_FINDING, _finds(block, RecordKind.CBO, _CBO.c.id))
        .outerjoin(
            _OTHER_CBO, and_(_OTHER_CBO.c.block_code == block, _OTHER_CBO.c.id == _other_id(RecordKind.CBO, _CBO.c.id))
        )
        .add_columns(_OTHER_CBO.c.name.label("other_name"), _OTHER_CBO.c.cbo_type.label("other_group"))
        .where(_CBO.c.block_code == block, _CBO.c.id == cbo_id)
        .order_by(_FINDING.c.worst)
    )


def members(block: str, cbo_id: int) -> Select[Any]:
    """Return the members with their results and findings: a row a finding."""
    return (
        select(_MEMBER, *_found_columns())
        .select_from(_MEMBER)
        .outerjoin(
            _RESULT,
            and_(_RESULT.c.block_code == block, _RESULT.c.kind == RecordKind.MEMBER, _RESULT.c.id == _MEMBER.c.id),
        )
        .outerjoin(_FINDING, _finds(block, RecordKind.MEMBER, _MEMBER.c.id))
        .outerjoin(
            _OTHER_MEMBER,
            and_(_OTHER_MEMBER.c.block_code == block, _OTHER_MEMBER.c.id == _other_id(RecordKind.MEMBER, _MEMBER.c.id)),
        )
        .outerjoin(_OTHER_CBO, and_(_OTHER_CBO.c.block_code == block, _OTHER_CBO.c.id == _OTHER_MEMBER.c.shg_id))
        .add_columns(_OTHER_MEMBER.c.name.label("other_name"), _OTHER_CBO.c.name.label("other_group"))
        .where(_MEMBER.c.block_code == block, _MEMBER.c.shg_id == cbo_id)
        .order_by(_MEMBER.c.id, _FINDING.c.worst)
    )


def _found_columns() -> tuple[Any, ...]:
    return (
        *(_RESULT.c[name].label(f"result_{name}") for name in _NUMBERS),
        _RESULT.c.stale.label("result_stale"),
        _RESULT.c.confirmed.label("result_confirmed"),
        _RESULT.c.potential.label("result_potential"),
        _FINDING.c.number.label("finding"),
        _FINDING.c.found.label("found"),
        _FINDING.c.decision_id.label("decision_id"),
    )


def _finds(block: str, kind: str, number: Any) -> Any:
    """Return the condition that a finding names a record, on either side."""
    one = and_(_FINDING.c.one_kind == kind, _FINDING.c.one_id == number)
    other = and_(_FINDING.c.other_kind == kind, _FINDING.c.other_id == number)
    return and_(_FINDING.c.block_code == block, or_(one, other))


def _other_id(kind: str, number: Any) -> Any:
    mine = and_(_FINDING.c.one_kind == kind, _FINDING.c.one_id == number)
    return case((mine, _FINDING.c.other_id), else_=_FINDING.c.one_id)


def versions(block: str, cbo_id: int) -> Select[Any]:
    """Return every version of the group's records with its marks, its verdict and its makers' mobiles of today."""
    mine = select(_MEMBER.c.id).where(_MEMBER.c.block_code == block, _MEMBER.c.shg_id == cbo_id)
    maker, loader = _USER.alias("maker"), _USER.alias("loader")
    same = _VERSION.c.block_code
    stands = and_(_VERDICT.c.block_code == same, _VERDICT.c.version_id == _VERSION.c.id, _VERDICT.c.undone_at.is_(None))
    return (
        select(
            _VERSION,
            _MARK.c.identifier,
            _MARK.c.mark,
            _MARK.c.remark_code,
            _MARK.c.remark,
            func.coalesce(_VERDICT.c.remarks, literal("[]")).label("remarks"),
            _VERDICT.c.act,
            _VERDICT.c.decided_by,
            _mobiles(maker).label("maker_now"),
            _mobiles(loader).label("loader_now"),
            func.coalesce(maker.c.name, "").label("maker_name"),
            func.coalesce(maker.c.mobile, "").label("maker_mobile"),
        )
        .outerjoin(_MARK, and_(_MARK.c.block_code == same, _MARK.c.version_id == _VERSION.c.id))
        .outerjoin(_VERDICT, stands)
        .outerjoin(maker, maker.c.user_id == func.upper(_VERSION.c.made_by))
        .outerjoin(loader, loader.c.user_id == func.upper(_VERSION.c.loaded_by))
        .where(
            _VERSION.c.block_code == block,
            or_(
                and_(_VERSION.c.record_kind == RecordKind.CBO, _VERSION.c.record_id == cbo_id),
                and_(_VERSION.c.record_kind == RecordKind.MEMBER, _VERSION.c.record_id.in_(mine)),
            ),
        )
        .order_by(_VERSION.c.record_kind, _VERSION.c.record_id, _VERSION.c.version)
    )
