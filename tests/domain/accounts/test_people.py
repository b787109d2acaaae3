"""Fields of an account at their edges: the longest that is kept, the shortest, and what stands at the beginning."""

from __future__ import annotations

import pytest

from lokos_tui.domain.accounts import people
from lokos_tui.domain.errors import Problem


def told(problem: Problem | None) -> tuple[str, str] | None:
    """Return the field and the code of a problem; None when there is none."""
    return (problem.field, problem.code) if problem else None


@pytest.mark.parametrize(("name", "code"), [
    ("ABC", None), ("A.B.C", None), ("A" * 50, None),
    ("", "name.missing"), ("AB", None), ("Om", None), ("A B", None), ("A", "name.short"),
    ("A123", "name.short"), ("...", "name.short"),
    ("1 SUNITA", "name.start"), (".SUNITA", "name.start"),
    *((name, None) for name in ("गीता", "रेखा", "उषा", "मीना", "सीता", "रमा", "आशा", "नीलू", "ओम", "क्षमा")),
    *((name, None) for name in ("গীতা", "கீதா", "రమ", "ਰਮਾ", "ᱢᱟᱭ", "رضيہ", "श्री राम")),
    ("श्री", "name.short"), ("गी", "name.short"), ("क्\u200dष", "name.short"), ("A गी", "name.short"),
    ("A" * 51, "name.long"), ("SUNITA\x07DEVI", "name.characters"), ("SUNITA\u202eDEVI", "name.characters"),
])  # fmt: skip
def test_a_name_at_its_edges(name: str, code: str | None) -> None:
    """Two letters to fifty characters, a letter first, nothing that a terminal would obey; told at the name."""
    assert told(people.name_problem(name)) == (("name", code) if code else None)


@pytest.mark.parametrize("name", [
    "SUNITA@DEVI", "sunita@example.in", "SUNITA 2", "SUN1TA", "SUNITA २", "AAA", "xxxx", "A A A", "K.K.K.",
    "SUNNNITA", "Sunnnita Devi", "ककक", "Om", "A B", "R.K",
])  # fmt: skip
def test_an_odd_name_is_asked_about(name: str) -> None:
    """The sign @, a digit of any script, one letter three times in a row, one letter alone, two Latin letters."""
    assert told(people.odd_name(name)) == ("name", "name.odd")
    assert people.name_problem(name) is None


@pytest.mark.parametrize("name", [
    "SUNITA DEVI", "ANNA", "K. Sunita", "RAMA AADI", "O'HARA", "MEENA (SAMPLE)", "AA BB", "LALITA",
    "नीना", "ममता", "सुनीता देवी",
    "ललिता", "काकी कुकु", "सरस्वती",
])  # fmt: skip
def test_names_as_they_are_are_not_asked_about(name: str) -> None:
    """Double letters, initials, and Devanagari names whose one consonant has different signs are names."""
    assert people.odd_name(name) is None


def test_a_group_may_have_a_number() -> None:
    """EKTA SHG 2 is a name of a group; @ and one letter repeated are asked about there too."""
    assert people.odd_name("EKTA SHG 2", of_group=True) is None
    assert told(people.odd_name("EKTA@SHG", of_group=True)) == ("name", "name.odd")
    assert told(people.odd_name("XXXX", of_group=True)) == ("name", "name.odd")


@pytest.mark.parametrize(("mobile", "required", "code"), [
    ("", True, "mobile.missing"), ("", False, None),
    ("9999000001", True, None), ("9999000001", False, None), ("999900000", False, "mobile.shape"),
])  # fmt: skip
def test_a_mobile_may_be_left_out_where_it_is_not_asked(mobile: str, required: bool, code: str | None) -> None:
    """A form that needs no number takes none; a number that is given must be one."""
    assert told(people.mobile_problem(mobile, required=required)) == (("mobile", code) if code else None)


def test_a_mobile_is_asked_unless_it_is_said_otherwise() -> None:
    """Who does not say asks for the number; a wrong one is told with how many digits it has."""
    assert told(people.mobile_problem("")) == ("mobile", "mobile.missing")
    short = people.mobile_problem("99-99 00")
    assert short is not None
    assert short.hint == "This has 6 digits."


@pytest.mark.parametrize(("email", "fits"), [
    ("", True), ("a@b.in", True), ("sunita.devi@example.in", True), ("a@b.c.in", True),
    ("x" * 244 + "@b.example", True), ("x" * 245 + "@b.example", False),
    ("a@b", False), ("a@b.i", False), ("@b.in", False), ("a b@c.in", False), ("a@@b.in", False), ("a@b.in ", False),
])  # fmt: skip
def test_an_address_at_its_edges(email: str, fits: bool) -> None:
    """None, or one of at most 254 characters with one @ and a name of two letters behind the last point."""
    assert told(people.email_problem(email)) == (None if fits else ("email", "email.shape"))


@pytest.mark.parametrize(("length", "code"), [(0, None), (50, None), (51, "designation.long")])
def test_a_designation_at_its_edge(length: int, code: str | None) -> None:
    """Fifty characters are kept, one more is told at the designation."""
    assert told(people.designation_problem("x" * length)) == (("designation", code) if code else None)


def test_problems_stand_in_the_order_of_the_form() -> None:
    """All fields are wrong: name, mobile, address, designation, as the form has them."""
    found = people.account_problems("", "", "x", "x" * 51)
    assert [one.field for one in found] == ["name", "mobile", "email", "designation"]
    assert people.account_problems("SUNITA DEVI", "9999000001", "a@b.in", "BOOKKEEPER") == ()


def test_an_aadhaar_number_is_told_at_its_own_field() -> None:
    """The published test number stands neither in a name nor in a designation; each is told where it stands."""
    number = "9999 4105 7058"
    assert told(people.name_problem(f"SUNITA {number}")) == ("name", "aadhaar")
    assert told(people.designation_problem(f"CRP {number}")) == ("designation", "aadhaar")


@pytest.mark.parametrize(("mobile", "hint"), [
    ("98765432l0", "This has a letter l where a digit stands."),
    ("987654321O", "This has a letter O where a digit stands."),
    ("987654321X", "This has letters in it."), ("9876543210/9876543211", "Two numbers stand in it: keep one."),
    ("98765432109876543211", "Two numbers stand in it: keep one."), ("-9876543210", "This is a negative number."),
    ("1234567890", "This begins with 1."), ("98765", "This has 5 digits."),
])  # fmt: skip
def test_the_reason_fits_the_number(mobile: str, hint: str) -> None:
    """Whoever mends it reads what is odd about this number, not a rule alone."""
    problem = people.mobile_problem(mobile)
    assert problem is not None
    assert (problem.code, problem.hint) == ("mobile.shape", hint)
