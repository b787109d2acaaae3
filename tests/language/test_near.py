"""How near what was typed comes to a name: exact, its beginning, a word's, inside, another spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.accounts.roles import FACTS
from lokos_tui.language import words
from lokos_tui.language.near import Near, nearest, nearness, ranked
from tests.support.languages import speaking

NEAR = (
    ("SHG Bookkeeper", "SHG Bookkeeper", Near.EXACT),
    ("shg user bookkeeper", "SHG User (Bookkeeper)", Near.EXACT),  # signs are blanks
    ("shg u", "SHG User (Bookkeeper)", Near.BEGINS),
    ("book", "SHG User (Bookkeeper)", Near.WORD),
    ("trans app", "VO user (SHG Trans Approver)", Near.WORD),
    ("app vo", "VO user (SHG Trans Approver)", Near.INSIDE),
    ("keeper", "SHG User (Bookkeeper)", Near.INSIDE),
    ("hakimpur quaji", "HAKEEMPUR QUAZI", Near.SPELT),
    ("sunita", "सुनीता देवी", Near.SPELT),
    ("सुनीता", "SUNITA DEVI", Near.SPELT),
    ("(", "SHG User (Bookkeeper)", None),
    ("", "SHG", None),
    ("nobody", "SHG", None),
)


@pytest.mark.parametrize(("text", "name", "near"), NEAR)
def test_how_near(text: str, name: str, near: Near | None) -> None:
    """Each step, in either script."""
    assert nearness(text, (name,)) == near


def test_what_begins_with_it_stands_first() -> None:
    """'SHG User' is the SHG user, though two roles before it hold both words."""
    labels = [(facts.sign_in_label,) for facts in FACTS.values()]
    assert str(labels[ranked("SHG User", labels)[0]][0]) == "SHG User (Bookkeeper)"
    assert [str(labels[place][0]) for place in nearest("shg", labels)] == ["SHG User (Bookkeeper)"]
    assert nearest("shg", labels, Near.EXACT) == []


def test_a_name_is_found_as_it_is_said() -> None:
    """In Hindi the Hindi label is exact, and the English one still is."""
    with speaking("hi"):
        for facts in FACTS.values():
            assert nearness(words(facts.label), (facts.label,)) == Near.EXACT
            assert nearness(str(facts.label), (facts.label,)) == Near.EXACT


@given(st.lists(st.text("ABC xyzäक", max_size=6), max_size=8), st.text("ABC xyक", max_size=4))
def test_ranked_and_nearest_agree(names: list[str], text: str) -> None:
    """The nearest are the first of the ranked; nothing is named twice, and a name finds itself."""
    options = [(name,) for name in names]
    order, best = ranked(text, options), nearest(text, options)
    assert order[: len(best)] == best
    assert len(set(order)) == len(order)
    assert all(place in ranked(name, options) for place, name in enumerate(names) if name.strip())
