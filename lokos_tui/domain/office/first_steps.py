"""The first steps of a new office: its places, then its CBOs, then who keeps whose books. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """A step, by the key of the load that does it."""

    PLACES = "places"
    CBOS = "cbos"
    MAPPING = "mapping"


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """How much of each step the office holds: gram panchayats, CBOs, and CBOs with a bookkeeper."""

    places: int
    cbos: int
    linked: int

    def held(self, step: Step) -> int:
        """Return how many the office holds of what a step brings."""
        return {Step.PLACES: self.places, Step.CBOS: self.cbos, Step.MAPPING: self.linked}[step]

    @property
    def next(self) -> Step | None:
        """The first step that is not done; None when the office has all three."""
        return next((step for step in Step if not self.held(step)), None)
