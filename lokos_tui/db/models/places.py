"""Places: state, district, block, gram panchayat, village (docs/domain.md#places).

Both code systems stand side by side and are never mixed: LGD codes are flat,
so parents are stored; NRLM codes are prefix codes. All are text.
"""

from __future__ import annotations

from sqlalchemy import Index, Text
from sqlmodel import Field, SQLModel

from lokos_tui.db.models import _columns as c


class State(SQLModel, table=True):
    """A state or union territory."""

    __tablename__ = "state"

    code: str = Field(primary_key=True, sa_type=Text)
    nrlm_code: str = c.text()
    name: str = c.text(None)
    prefix: str = c.text(None)


class District(SQLModel, table=True):
    """A district."""

    __tablename__ = "district"

    code: str = Field(primary_key=True, sa_type=Text)
    state_code: str = Field(foreign_key="state.code", sa_type=Text)
    nrlm_code: str = c.text()
    name: str = c.text(None)


class Block(SQLModel, table=True):
    """A block: the unit of work, of permission and of sharding."""

    __tablename__ = "block"

    code: str = Field(primary_key=True, sa_type=Text)
    state_code: str = Field(foreign_key="state.code", index=True, sa_type=Text)
    district_code: str = Field(foreign_key="district.code", index=True, sa_type=Text)
    nrlm_code: str = c.text()
    name: str = c.text(None)
    name_key: str = c.sort_text()


class GramPanchayat(SQLModel, table=True):
    """A gram panchayat of a block."""

    __tablename__ = "gram_panchayat"
    __table_args__ = (
        Index("uq_gp_nrlm", "block_code", "nrlm_code", unique=True),
        Index("ix_gp_name", "block_code", "name_key", "id"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    nrlm_code: str | None = c.text_or_none()
    lgd_code: str | None = c.text_or_none()
    name: str = c.text(None)
    name_key: str = c.sort_text()
    is_active: bool = True
    batch_id: int | None = c.ref_or_none()


class Village(SQLModel, table=True):
    """A village of a gram panchayat; names repeat within a block."""

    __tablename__ = "village"
    __table_args__ = (
        c.to("gram_panchayat", "gp_id", "fk_village_gp"),
        Index("uq_village_nrlm", "block_code", "nrlm_code", unique=True),
        Index("ix_village_gp", "block_code", "gp_id", "name_key", "id"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    gp_id: int = c.ref()
    nrlm_code: str | None = c.text_or_none()
    lgd_code: str | None = c.text_or_none()
    name: str = c.text(None)
    name_key: str = c.sort_text()
    is_active: bool = True
    batch_id: int | None = c.ref_or_none()
