"""Accounts, their roles and secrets (docs/domain.md#accounts-and-sessions).

A person may hold several accounts, and an account several roles; the mobile
is not unique, the user id is. Staff above the blocks are at home in block '0'.
"""

from __future__ import annotations

from sqlalchemy import BigInteger, CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from lokos_tui.db.models import _columns as c
from lokos_tui.domain.accounts.roles import AccountStatus, RoleStatus

_ACTIVE = text("status = 'ACTIVE'")
_OPEN = text("closed_at IS NULL")


class UserAccount(SQLModel, table=True):
    """An account; ``category`` and ``role`` repeat its first role for the list.

    ``former_mobiles`` are the numbers it had before, a blank between them: one person stays one person.
    ``language`` is the code she chose ('hi'), '' before she chose.
    """

    __tablename__ = "user_account"
    __table_args__ = (
        c.one_of("status", tuple(AccountStatus), "ck_user_status"),
        Index("uq_user_id", "user_id", unique=True),
        Index("ix_user_list", "block_code", "user_id", "id"),
        Index("ix_user_name", "block_code", "name_key", "id"),
        Index("ix_user_mobile", "block_code", "mobile", "id"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    user_id: str = c.sort_text()
    name: str = c.text(None)
    name_key: str = c.sort_text()
    mobile: str = c.sort_text()
    email: str = c.text()
    designation: str = c.text()
    status: str = c.text(AccountStatus.ACTIVE.value)
    state_code: str = c.text()
    district_code: str = c.text()
    category: str = c.text(None)
    role: str = c.text(None)
    created_at: int = c.moment()
    created_by: str = c.text()
    changed_at: int = c.moment(0)
    changed_by: str = c.text()
    last_sign_in: int | None = c.moment_or_none()
    version: int = c.number(1)
    batch_id: int | None = c.ref_or_none()
    source_row: int | None = c.ref_or_none()
    former_mobiles: str = c.text_added_later()
    language: str = c.text_added_later()
    bundle_key: int = Field(default=1, sa_type=BigInteger, nullable=False, sa_column_kwargs={"server_default": "1"})


class UserRole(SQLModel, table=True):
    """One role of an account, with the place it is for."""

    __tablename__ = "user_role"
    __table_args__ = (
        c.to("user_account", "account_id", "fk_role_account"),
        c.to("gram_panchayat", "gp_id", "fk_role_gp"),
        c.to("village", "village_id", "fk_role_village"),
        c.one_of("status", tuple(RoleStatus), "ck_role_status"),
        Index(
            "uq_role_of_account",
            "block_code",
            "account_id",
            "role",
            unique=True,
            sqlite_where=_ACTIVE,
            postgresql_where=_ACTIVE,
        ),
        Index("ix_role_list", "block_code", "role", "account_id"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    account_id: int = c.ref()
    category: str = c.text(None)
    role: str = c.text(None)
    state_code: str = c.text()
    district_code: str = c.text()
    gp_id: int | None = c.ref_or_none()
    village_id: int | None = c.ref_or_none()
    status: str = c.text(RoleStatus.ACTIVE.value)
    granted_at: int = c.moment()
    granted_by: str = c.text()
    batch_id: int | None = c.ref_or_none()


class StaffDeputy(SQLModel, table=True):
    """A grant: the account is deputed to make and reset the staff of its block while nobody above the block can.

    Open until it is closed; a closed grant stays as history. An account has at most one open grant.
    """

    __tablename__ = "staff_deputy"
    __table_args__ = (
        c.to("user_account", "account_id", "fk_deputy_account"),
        CheckConstraint("(closed_at IS NULL) = (closed_by = '')", "ck_deputy_closed"),
        Index(
            "uq_deputy_open",
            "block_code",
            "account_id",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    account_id: int = c.ref()
    granted_at: int = c.moment()
    granted_by: str = c.text(None)
    closed_at: int | None = c.moment_or_none()
    closed_by: str = c.text()
    closed_why: str = c.text()


class UserSecret(SQLModel, table=True):
    """How an account signs in; apart from the account so that no list ever reads it.

    ``kind`` FIRST: HMAC-SHA-256 of a generated password under the office's
    key; OWN: Argon2id of one she chose.
    """

    __tablename__ = "user_secret"
    __table_args__ = (
        c.to("user_account", "id", "fk_secret_account"),
        c.one_of("kind", ("FIRST", "OWN"), "ck_secret_kind"),
    )

    block_code: str = c.block_key()
    id: int = c.id_key()
    kind: str = c.text("FIRST")
    hashed: str = c.text(None)
    must_change: bool = True
    changed_at: int = c.moment(0)
    failed_attempts: int = c.number()
    locked_until: int | None = c.moment_or_none()
