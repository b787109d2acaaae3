"""A message is its English text, and can be said in any language from any catalogue without harm."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lokos_tui.domain.errors import Refused
from lokos_tui.domain.message import Message, _, joined, ngettext, pgettext, told, with_values
from lokos_tui.domain.paging import Count
from lokos_tui.domain.text import has_controls, safe

ANY_TEXT = st.text(max_size=60)


class Fixed:
    """A catalogue that says one thing for everything."""

    def __init__(self, text: str) -> None:
        self.text = text

    def find(self, message: Message) -> str:
        """Return the one thing."""
        return self.text


class Words:
    """A catalogue of a few messages."""

    def __init__(self, words: dict[str, str]) -> None:
        self.words = words

    def find(self, message: Message) -> str:
        """Return the words for a source, '' where there are none."""
        return self.words.get(message.source, "")


@given(ANY_TEXT, ANY_TEXT)
def test_without_a_catalogue_it_is_the_english_text(name: str, place: str) -> None:
    """L1: what the program says in English is the text of the source with its values."""
    message = _("There is no {name} in {place}.", name=name, place=place)
    assert message == f"There is no {name} in {place}."
    assert message.told(None) == message


@given(st.text(max_size=80), ANY_TEXT)
def test_no_catalogue_can_break_it(translation: str, name: str) -> None:
    """L2: whatever a catalogue says, nothing is raised, and what reaches a terminal is one clean line."""
    said = _("There is no {name}.", name=name).told(Fixed(translation))
    assert isinstance(said, str)
    assert not has_controls(safe(said))


@given(ANY_TEXT)
def test_a_place_that_is_unknown_makes_it_english(name: str) -> None:
    """A translation that asks for a value the message has not is not used, and no attribute is ever read."""
    for wrong in ("{nme} nahin", "{name.__class__}", "{0}", "{name!r}"):
        said = _("There is no {name}.", name=name).told(Fixed(wrong))
        assert said in (f"There is no {name}.", wrong)
    assert _("There is no {name}.", name=name).told(Fixed("{nme} nahin")) == f"There is no {name}."


@given(ANY_TEXT)
def test_a_value_is_never_a_place(name: str) -> None:
    """Braces in a name stay what they are: values are put in once."""
    assert _("Hello {name}.", name="{name}" + name) == "Hello {name}" + name + "."


def test_values_are_said_in_the_language_too() -> None:
    """A message inside a message is translated with it."""
    words = Words({"{what} waits": "{what} lambit", "member": "sadasya"})
    assert _("{what} waits", what=_("member")).told(words) == "sadasya lambit"


@pytest.mark.parametrize(("count", "shown"), [(0, "0 rows"), (1, "1 row"), (2, "2 rows"), (123456, "1,23,456 rows")])
def test_english_has_one_and_more(count: int, shown: str) -> None:
    """The number stands in Indian grouping, and chooses the form."""
    assert ngettext("{n} row", "{n} rows", count) == shown


def test_a_count_that_stopped_is_many() -> None:
    """'1+' is more than one."""
    assert ngettext("{n} row", "{n} rows", Count(1, more=True)) == "1+ rows"
    assert ngettext("{n} row", "{n} rows", Count(10_000, more=True)) == "10,000+ rows"


def test_facts_are_joined_and_each_is_translated() -> None:
    """Empty facts are left out; the others keep their order and can be said in another language."""
    line = joined("   ", (_("up to date"), "", "SAKHI", _("never checked")))
    assert line == "up to date   SAKHI   never checked"
    assert line.told(Words({"up to date": "taza", "never checked": "kabhi nahin"})) == "taza   SAKHI   kabhi nahin"
    assert joined(", ", ()) == ""


@given(ANY_TEXT)
def test_it_goes_to_another_process_whole(name: str) -> None:
    """Pickled, copied and deeply copied it can still be said in another language."""
    message = ngettext("{n} row of {name}", "{n} rows of {name}", 3, name=name)
    for again in (pickle.loads(pickle.dumps(message)), copy.copy(message), copy.deepcopy(message)):
        assert again == message
        assert again.told(Fixed("{n} {name}")) == f"3 {name}"


def test_programs_see_english() -> None:
    """L4: JSON and the database get the English text whatever language is spoken."""
    assert json.dumps({"said": _("up to date")}) == '{"said": "up to date"}'


def test_a_refusal_keeps_its_message() -> None:
    """What an error says is one message of sentence and hint, so that it is translated where it is shown."""
    refusal = Refused("x", _("Not yours."), _("Ask your admin."))
    words = Words({"Not yours.": "Aapka nahin.", "Ask your admin.": "Admin se poochhen."})
    assert str(refusal) == "Not yours. Ask your admin."
    assert told(str(refusal), words) == "Aapka nahin. Admin se poochhen."


@pytest.mark.parametrize("glued", [lambda said: f"{said}!"[:-1], lambda said: said + "", lambda said: said.upper()])
def test_glue_is_plain_text(glued: Callable[[Message], str]) -> None:
    """A sentence that is glued stays English: the pseudo-language shows it."""
    assert told(glued(_("up to date")), Fixed("taza")).lower() == "up to date"


def test_values_are_made_safe_inside_and_the_words_stay() -> None:
    """What stands in the places is changed, in messages within it and in parts too; it can still be translated."""
    inner = joined(": ", ("raj", ngettext("{n} row of {name}", "{n} rows of {name}", 2, name="gita")))
    message = with_values(_("There is no {name} in {place}; {rows}.", name="rani", place=7, rows=inner), str.upper)
    assert message == "There is no RANI in 7; RAJ: 2 rows of GITA."
    words = Words({"There is no {name} in {place}; {rows}.": "{place}: {name} nahin; {rows}."})
    assert message.told(words) == "7: RANI nahin; RAJ: 2 rows of GITA."
    assert with_values(_("No values."), str.upper) == "No values."


def test_context_tells_two_meanings_apart() -> None:
    """The same English word may have two translations."""
    found = {pgettext("key", "open").context, pgettext("state", "open").context, _("open").context}
    assert found == {"key", "state", ""}
