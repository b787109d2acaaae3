"""The index of places and 'did you mean'."""

from __future__ import annotations

from importers.loads.resolve import Nearest, Places
from importers.sheet import fault
from lokos_tui.domain.loads.mapping import PlaceFact
from lokos_tui.domain.message import Message, _

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


def test_a_fault_is_safe_and_can_still_be_translated() -> None:
    """The sentence stays a message with its values; no control character and no whole Aadhaar number is in them."""
    sentence = _("{place} has no village {name}.", place="ALA\x1bPUR", name="9999 4105 7058")
    made = fault("village", "x", "place.unknown", sentence)
    assert isinstance(made.sentence, Message)
    assert made.sentence == "ALA\u00bfPUR has no village XXXX XXXX 7058."
    assert made.sentence.source == "{place} has no village {name}."
