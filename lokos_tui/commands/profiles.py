"""Commands on profiles: load a bundle, give a bookkeeper a new bundle key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from lokos_tui.commands.base import Command
from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.profiles.model import Bundle
from lokos_tui.domain.profiles.plan import UploadPlan


@dataclass(frozen=True, slots=True)
class Uploaded:
    """What loading did: the plan that was carried out, under which number; ``records`` were written."""

    upload_id: int
    plan: UploadPlan
    records: int


@dataclass(frozen=True, kw_only=True)
class UploadProfiles(Command[Uploaded]):
    """Load one bundle; the result is ``Uploaded``. An unsigned one needs ``accept_unsigned``."""

    permission: ClassVar[Permission] = Permission.PROFILES_UPLOAD
    action: ClassVar[str] = "profiles.upload"

    bundle: Bundle
    file_name: str = ""
    accept_unsigned: bool = False


@dataclass(frozen=True, kw_only=True)
class NewBundleKey(Command[str]):
    """Give an account a new bundle key: bundles signed with the old one are refused. The result is the key."""

    permission: ClassVar[Permission] = Permission.USERS_MANAGE
    action: ClassVar[str] = "user.bundle_key"

    user_id: str
    reason: str
