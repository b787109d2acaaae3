"""The kinds of file that load a sheet into a block: what each is called, who may load it, what it can add.

How a kind is read, planned and shown stands in ``importers.kinds``; how it is written and taken back, behind the door.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lokos_tui.domain.accounts.permissions import Permission
from lokos_tui.domain.loads.outcomes import WRITTEN, LoadOutcome
from lokos_tui.domain.message import _


@dataclass(frozen=True, slots=True)
class KindFacts:
    """A kind of load; ``key`` names it in the database, on the command line and in a template.

    ``short`` stands in a list of loads, ``words`` where one chooses. ``writes`` are the outcomes of a plan that add
    or change something; ``adds`` are the counts of a load that was made which say how much it added or changed.
    """

    key: str
    short: str
    words: str
    permission: Permission
    writes: tuple[LoadOutcome, ...]
    adds: tuple[str, ...]

    def written(self, counts: Mapping[str, int]) -> int:
        """Return how many rows of a plan with these counts would add or change something."""
        return sum(counts.get(name, 0) for name in self.writes)

    def added(self, counts: Mapping[str, int]) -> int:
        """Return how many things a load with these counts added or changed."""
        return sum(counts.get(name, 0) for name in self.adds)


FACTS: Mapping[str, KindFacts] = {
    facts.key: facts
    for facts in (
        KindFacts(
            "mapping", _("links"), _("links of bookkeepers (mapping)"), Permission.LINKS_IMPORT,
            WRITTEN, (LoadOutcome.LINK, LoadOutcome.MOVE, LoadOutcome.CHANGE, "new_users"),
        ),
        KindFacts(
            "places", _("places"), _("places: gram panchayats, villages"), Permission.PLACES_IMPORT,
            (LoadOutcome.NEW, LoadOutcome.CHANGE), (LoadOutcome.NEW, LoadOutcome.CHANGE),
        ),
        KindFacts(
            "cbos", _("CBOs"), _("CBOs: SHGs, VOs, CLFs"), Permission.CBOS_IMPORT,
            (LoadOutcome.NEW, LoadOutcome.CHANGE), (LoadOutcome.NEW, LoadOutcome.CHANGE),
        ),
    )
}  # fmt: skip
"""By key, in the order in which they are offered."""
