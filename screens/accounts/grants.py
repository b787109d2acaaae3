"""The roles of an account while it is being made. Pure."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from lokos_tui.commands.accounts import RoleGrant
from lokos_tui.domain.accounts.roles import FACTS, Role
from lokos_tui.domain.links.rules import maker_and_approver
from lokos_tui.domain.message import joined


@dataclass(frozen=True, slots=True)
class DraftRole:
    """A role chosen for an account, and its place in words."""

    grant: RoleGrant
    place: str = ""

    def __str__(self) -> str:
        return joined(", ", (FACTS[self.grant.role].sign_in_label, self.place))


@dataclass(frozen=True, slots=True)
class DraftRoles:
    """The roles added so far, in order; every change returns a new one."""

    added: tuple[DraftRole, ...] = ()

    def add(self, role: DraftRole) -> DraftRoles:
        """Add a role; the same role again only takes the new place."""
        kept = tuple(held for held in self.added if held.grant.role is not role.grant.role)
        return replace(self, added=(*kept, role))

    def drop_last(self) -> DraftRoles:
        """Take the last role off."""
        return replace(self, added=self.added[:-1])

    def grants(self) -> tuple[RoleGrant, ...]:
        """Return what the command asks for."""
        return tuple(role.grant for role in self.added)

    def packed(self) -> str:
        """Return the roles as text for a draft: ``SHG_BK/12/40/GUDU;...``."""
        return ";".join(
            f"{role.grant.role}/{role.grant.gp_id or 0}/{role.grant.village_id or 0}/{role.place.replace(';', ',')}"
            for role in self.added
        )

    @classmethod
    def unpacked(cls, text: str, allowed: Collection[Role]) -> DraftRoles:
        """Return the roles of ``packed`` text; what is no allowed role is left out."""
        found = cls()
        for part in text.split(";"):
            name, gp, village, place = [*part.split("/", 3), "", "", "", ""][:4]
            if name in {role.value for role in allowed} and gp.isdecimal() and village.isdecimal():
                found = found.add(DraftRole(RoleGrant(Role(name), int(gp) or None, int(village) or None), place))
        return found

    def warning(self) -> str:
        """Return a sentence when one account would make and approve the same books, else ''."""
        return maker_and_approver(tuple(role.grant.role for role in self.added))

    def __str__(self) -> str:
        return joined("; ", map(str, self.added))
