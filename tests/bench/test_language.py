"""Budgets of languages: what a catalogue costs at the start, and what a message costs where it is said."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from lokos_tui import language
from lokos_tui.domain.message import _, ngettext
from lokos_tui.language.catalogue import SHIPPED, file_of, load
from tests.support.languages import speaking

MOST_MS = 10.0
TIMES_AN_F_STRING = 40
_FRESH = "import time; t = time.process_time(); {what}; print(time.process_time() - t)"
_SPEAK = "from lokos_tui import language; assert language.speak('hi')"


def fresh_ms(what: str) -> float:
    """Return the least CPU time of a statement in fresh processes, in milliseconds."""
    command = [sys.executable, "-c", _FRESH.format(what=what)]
    found = [float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(15)]
    return min(found) * 1000


@pytest.mark.bench
def test_hindi_costs_ten_milliseconds_at_the_start() -> None:
    """Importing and reading the catalogue of Hindi, beside importing what English needs too."""
    english = fresh_ms("from lokos_tui import language; language.speak('en')")
    hindi = fresh_ms(_SPEAK)
    size = Path(file_of("hi", SHIPPED)).stat().st_size
    print(
        f"\nEnglish {english:.1f} ms, Hindi {hindi:.1f} ms of CPU in a fresh process, catalogue of {size / 1000:.0f} kB"
    )
    assert hindi - english <= MOST_MS


@pytest.mark.bench
def test_a_message_is_cheap() -> None:
    """Making a message, and saying it in Hindi, against an f-string of the same text."""
    rounds = 20_000

    def spent(what: str, **names: object) -> float:
        code, best = compile(what, "bench", "eval"), 1e9
        for _round in range(5):
            start = time.process_time()
            for _again in range(rounds // 5):
                eval(code, {"_": _, "ngettext": ngettext, "language": language, **names})
            best = min(best, time.process_time() - start)
        return best / (rounds // 5) * 1e6

    plain = spent("f'There is no language {x}.'", x="xx")
    made = spent("_('There is no language {code}.', code=x)", x="xx")
    with speaking("hi"):
        assert load("hi") is not None
        said = spent("language.words(_('There is no language {code}.', code=x))", x="xx")
    print(f"\nan f-string {plain:.2f} us, a message {made:.2f} us, said in Hindi {said:.2f} us")
    assert said <= plain * TIMES_AN_F_STRING
