"""Sign-in, list, form and back on the terminals that offices have, with and without UTF-8."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import product, takewhile
from pathlib import Path

import pytest

from tests.terminals.kit import leave, program, unknown, walk

KINDS = ("xterm", "putty", "linux", "tmux-256color", "screen", "xterm-256color", "vt100")
LOCALES = ("C.UTF-8", "C")
AT_ONCE = 4


@dataclass(frozen=True, slots=True)
class Walked:
    """What one terminal was shown on the way, all that was sent to it, and how the program ended."""

    seen: dict[str, str]
    sent: bytes
    left: str
    status: int | None


Walks = Mapping[tuple[str, str], Walked]


def walk_on(home: Path, term: str, lang: str) -> Walked:
    """Go the whole way on one terminal."""
    with program(home, term=term, lang=lang) as line:
        seen = walk(line)
        status = leave(line)
        return Walked(seen, bytes(line.sent), line.text, status)


@pytest.fixture(scope="module")
def walks(office_template: Path) -> Walks:
    """The way on every kind of terminal in every locale; several go at once, for most of it is waiting."""
    kinds = list(product(KINDS, LOCALES))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return dict(zip(kinds, pool.map(lambda kind: walk_on(office_template, *kind), kinds), strict=True))


@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize("term", KINDS)
def test_only_known_sequences_are_sent(walks: Walks, term: str, lang: str) -> None:
    """Nothing but what every terminal of the list understands, and ASCII alone where the locale is C."""
    sent = walks[term, lang].sent
    assert unknown(sent) == set()
    assert sent.isascii() or lang != "C"


@pytest.mark.parametrize("lang", LOCALES)
@pytest.mark.parametrize("term", KINDS)
def test_the_way_to_a_form_and_back(walks: Walks, term: str, lang: str) -> None:
    """Every screen stands whole; the end leaves the terminal as it was found."""
    walked = walks[term, lang]
    assert walked.status == 0
    assert "Traceback" not in walked.left
    assert "NAJIBABAD" in walked.seen["list"].splitlines()[0]
    assert "^S save" in walked.seen["form"]
    assert walked.seen["back"].splitlines()[2:22] == walked.seen["list"].splitlines()[2:22]
    assert walked.sent.rfind(b"\x1b[?1049l") > walked.sent.rfind(b"\x1b[?1049h")
    assert walked.sent.rfind(b"\x1b[?25h") > walked.sent.rfind(b"\x1b[?25l")


def test_devanagari_names_never_break_a_row(walks: Walks) -> None:
    """A row with a name of disputed width has its role where its neighbours have it."""
    for lang in LOCALES:
        heading, *rows = walks["xterm", lang].seen["list"].splitlines()[2:22]
        place = heading.index("Role")
        listed = list(takewhile(str.strip, rows))
        assert len(listed) > 1
        assert {(row[place - 1], row[place].isalpha()) for row in listed} == {(" ", True)}
