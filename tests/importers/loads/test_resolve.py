"""The index of places and 'did you mean'."""

from __future__ import annotations

from importers.loads.resolve import Nearest, Places
from lokos_tui.domain.loads.mapping import PlaceFact

GPS = (PlaceFact(1, 0, "9990000001", "HAKEEMPUR QUAZI"), PlaceFact(2, 0, "9990000002", "ALAPUR"))


def test_gp_by_code_name_spelling_and_near_miss() -> None:
    """Pins exact by code and name, fold-equal with a warning, a near miss never taken."""
    places = Places(GPS, (), "NAJIBABAD", Nearest())
    assert places.gp("9990000002").item == places.gp("alapur").item == GPS[1]
    folded = places.gp("HAKIMPURKAJI")
    assert folded.item is None or folded.faults[0].warning
    near = places.gp("HAKEEMPUR KASI")
    assert near.item is None and near.faults[0].proposals[0] == "HAKEEMPUR QUAZI"


def test_nearest_stops_at_its_budget() -> None:
    """Pins that proposals cost a bounded number of comparisons."""
    nearest = Nearest(2)
    assert nearest.of("ALAPOR", ["ALAPUR", "GUDU"]) == ("ALAPUR",)
    assert nearest.of("ALAPOR", ["ALAPUR", "GUDU"]) == ()
