"""An office's policy: what its settings decide about the rules, in one record.

It is made once from the settings and handed on whole: to the door, to the unit of work and by it to every handler,
and to the queries that judge by it.
"""

from __future__ import annotations

from dataclasses import dataclass

from lokos_tui.domain.duplicates.rules import SHIPPED, Rules
from lokos_tui.domain.links.rules import USUAL_NORM, LoadNorm
from lokos_tui.domain.verification.gates import MANDATORY


@dataclass(frozen=True, slots=True)
class Policy:
    """What an office has settled; each part has the shipped value where the office says nothing.

    ``norm`` is how many CBOs one bookkeeper is expected to keep, ``duplicates``
    what counts as a duplicate, ``mandatory`` the identifiers of a member that
    may not be crossed in an approval.
    """

    norm: LoadNorm = USUAL_NORM
    duplicates: Rules = SHIPPED
    mandatory: tuple[str, ...] = MANDATORY


SHIPPED_POLICY = Policy()
"""The policy of an office that settled nothing itself."""
