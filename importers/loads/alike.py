"""What speaks for a row meaning a woman who is here already though her mobile is another: name, place, SHGs held."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from functools import cached_property

from lokos_tui.domain.loads.mapping import AccountFact, CboFact, RoleFact, Snapshot
from lokos_tui.domain.text import fold, name_key

Spelt = tuple[str, ...]


def spelt(name: str) -> Spelt:
    """Return a name word by word without spelling variants: SUNEETA DEVI is SUNITA DEVI, AWATI is not BWATI."""
    return tuple(fold(word) for word in name_key(name).split())


class Alike:
    """The accounts of a block by name, with what each holds and where; indexes are made when first asked for."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot

    @cached_property
    def _named(self) -> dict[Spelt, list[AccountFact]]:
        named: dict[Spelt, list[AccountFact]] = defaultdict(list)
        for account in self._snapshot.accounts:
            if account.active and account.name:
                named[spelt(account.name)].append(account)
        return named

    @cached_property
    def _roles(self) -> dict[int, list[RoleFact]]:
        roles: dict[int, list[RoleFact]] = defaultdict(list)
        for role in self._snapshot.roles:
            roles[role.account_id].append(role)
        return roles

    @cached_property
    def _held(self) -> dict[int, list[CboFact]]:
        by_id = {cbo.id: cbo for cbo in self._snapshot.cbos}
        held: dict[int, list[CboFact]] = defaultdict(list)
        for holder in self._snapshot.holders:
            if holder.cbo_id in by_id:
                held[holder.account_id].append(by_id[holder.cbo_id])
        return held

    @cached_property
    def _village_of(self) -> dict[str, int]:
        return {cbo.code: cbo.village_id for cbo in self._snapshot.cbos if cbo.code}

    def candidates(
        self, name: str, role: str, gp_id: int, village_id: int, mentioned: Collection[str]
    ) -> list[AccountFact]:
        """Return the accounts of this name and role that hold a CBO the sheet gives her, or are of her place.

        ``mentioned``: the codes and name keys of the CBOs the sheet gives her, in all her rows.
        """
        same = [a for a in self._named.get(spelt(name), ()) if any(r.role == role for r in self._roles[a.id])]
        return [a for a in same if self._holds(a, mentioned) or self._is_of(a, gp_id, village_id, mentioned)]

    def _holds(self, account: AccountFact, mentioned: Collection[str]) -> bool:
        return any(cbo.code in mentioned or name_key(cbo.name) in mentioned for cbo in self._held[account.id])

    def _is_of(self, account: AccountFact, gp_id: int, village_id: int, mentioned: Collection[str]) -> bool:
        roles, held = self._roles[account.id], self._held[account.id]
        villages = {r.village_id for r in roles} | {cbo.village_id for cbo in held}
        gps = {r.gp_id for r in roles} | {cbo.gp_id for cbo in held}
        if village_id:
            return village_id in villages
        if gp_id:
            return gp_id in gps
        given = {self._village_of.get(code, 0) for code in mentioned}
        return bool((given & villages) - {0})
