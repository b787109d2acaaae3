"""Rules of the fields of an account: what a form, a sheet and the command line all ask."""

from __future__ import annotations

import re

from lokos_tui.domain.errors import Problem
from lokos_tui.domain.identifiers import aadhaar_in, mobile_ok
from lokos_tui.domain.message import _, ngettext
from lokos_tui.domain.text import LEAST_LATIN, has_controls, latin_letters, letters_as_read, long_enough_name

NAME_MAX = 50
SHORT = 2
"""Latin letters of a name that is asked about: Om is one, an initial before a lost name looks like it."""
DESIGNATION_MAX = 50
EMAIL_MAX = 254
_POINTS = frozenset(".,-'()/&")
_THRICE = re.compile(r"([^\W\d_])\1\1")
"""One letter three times; in Devanagari a vowel sign or a virama between two letters keeps them apart."""
_DIGITS = 10
_TEN = re.compile(r"(?<!\d)[6-9]\d{9}(?!\d)")
_LIKE_DIGITS = frozenset("OILSBZQ")
"""Capitals that are typed for 0, 1, 5, 8, 2 and 0."""
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}")


def name_problem(name: str) -> Problem | None:
    """Return why a person's name will not do: long enough, at most 50 characters, no Aadhaar number."""
    if not name:
        return Problem("name", "name.missing", _("The name is missing."), _("Write her name."))
    if not long_enough_name(name):
        return Problem(
            "name",
            "name.short",
            _("A name has at least {least} letters.", least=LEAST_LATIN),
            _("Write her whole name."),
        )
    if not name[0].isalpha():
        return Problem("name", "name.start", _("A name begins with a letter."), _("Write her name alone."))
    if len(name) > NAME_MAX:
        return Problem(
            "name",
            "name.long",
            _("A name has at most {most} characters; this has {count}.", most=NAME_MAX, count=len(name)),
            _("Shorten it."),
        )
    if aadhaar_in(name):
        return Problem("name", "aadhaar", _("An Aadhaar number may not stand here."), _("Take the number out."))
    if has_controls(name):
        return Problem(
            "name", "name.characters", _("The name holds characters that cannot be kept."), _("Type it again.")
        )
    return None


def odd_name(name: str, *, of_group: bool = False) -> Problem | None:
    """Return what is odd about a name, so that it is asked about; it may be right all the same.

    The sign @, digits, one letter three times in a row, nothing but one letter, or two Latin letters. A group
    (``of_group``) may have a number in its name. Letters are compared with their signs: a Devanagari name of one
    consonant is no such name.
    """
    signs = [c for c in name.casefold() if not c.isspace() and c not in _POINTS]
    if "@" in name:
        said = _("The name {name} holds the sign @.", name=name)
    elif not of_group and any(c.isdigit() for c in name):
        said = _("The name {name} holds digits.", name=name)
    elif _THRICE.search(name.casefold()) or (len(signs) > SHORT and len(set(signs)) == 1):
        said = _("The name {name} repeats one letter.", name=name)
    elif latin_letters(name) == letters_as_read(name) == SHORT:
        said = _("The name {name} has two letters.", name=name)
    else:
        return None
    return Problem("name", "name.odd", said, _("Look whether it is right."))


def mobile_problem(mobile: str, *, required: bool = True) -> Problem | None:
    """Return why a mobile number will not do: 10 digits that begin with 6, 7, 8 or 9."""
    if not mobile:
        return (
            Problem("mobile", "mobile.missing", _("The mobile number is missing."), _("10 digits."))
            if required
            else None
        )
    if not mobile_ok(mobile):
        sentence = _("A mobile number has 10 digits and begins with 6, 7, 8 or 9.")
        return Problem("mobile", "mobile.shape", sentence, _what_it_has(mobile))
    return None


def _what_it_has(mobile: str) -> str:
    """Return what is odd about a number that is no mobile: the reason that fits it."""
    digits = sum(char.isdecimal() for char in mobile)
    letters = "".join(dict.fromkeys(char for char in mobile if char.isalpha()))
    if letters and set(letters.upper()) <= _LIKE_DIGITS:
        return _("This has a letter {letter} where a digit stands.", letter=letters[0])
    if letters:
        return _("This has letters in it.")
    if len(_TEN.findall(mobile)) > 1 or (digits == 2 * _DIGITS and mobile_ok(mobile[:_DIGITS])):
        return _("Two numbers stand in it: keep one.")
    if mobile.startswith("-"):
        return _("This is a negative number.")
    if digits == _DIGITS:
        return _("This begins with {digit}.", digit=next(char for char in mobile if char.isdecimal()))
    return ngettext("This has {n} digit.", "This has {n} digits.", digits)


def email_problem(email: str) -> Problem | None:
    """Return why an e-mail address will not do; none at all is well."""
    if email and (_EMAIL.fullmatch(email) is None or len(email) > EMAIL_MAX):
        return Problem(
            "email",
            "email.shape",
            _("This is not an e-mail address."),
            _("It looks like name@example.in; or leave it empty."),
        )
    return None


def designation_problem(designation: str) -> Problem | None:
    """Return why a designation will not do: at most 50 characters, no Aadhaar number."""
    if len(designation) > DESIGNATION_MAX:
        return Problem(
            "designation",
            "designation.long",
            _("At most {most} characters.", most=DESIGNATION_MAX),
            _("Shorten it."),
        )
    if aadhaar_in(designation):
        return Problem("designation", "aadhaar", _("An Aadhaar number may not stand here."), _("Take the number out."))
    return None


def account_problems(name: str, mobile: str, email: str, designation: str) -> tuple[Problem, ...]:
    """Return every problem of an account's fields at once, in form order."""
    found = (name_problem(name), mobile_problem(mobile), email_problem(email), designation_problem(designation))
    return tuple(problem for problem in found if problem is not None)
