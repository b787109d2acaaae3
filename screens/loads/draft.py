"""Corrections of a file as text for a draft, and back. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from importers.loads.corrections import Corrections
from lokos_tui.domain.errors import Invalid
from lokos_tui.domain.loads.questions import parse_answer
from lokos_tui.domain.text import clean
from lokos_tui.files.loads.load import Choices


def packed(choices: Choices, sha256: str) -> dict[str, str]:
    """Return what was chosen for a file, and the file's hash."""
    made = choices.corrections
    work = {
        "everywhere": [[*key, right] for key, right in made.everywhere.items()],
        "single": [[*key, right] for key, right in made.single.items()],
        "left_out": sorted(choices.left_out),
        "headings": dict(choices.headings),
        "fill_down": choices.fill_down,
        "answers": dict(choices.answers),
    }
    return {"choices": json.dumps(work), "sha256": sha256}


def restored(values: Mapping[str, str], sha256: str) -> tuple[Choices, bool]:
    """Return the choices, and whether the file is another one since: what names single rows is left out then."""
    choices, same = Choices(), values.get("sha256") == sha256
    try:
        work = json.loads(values.get("choices", "{}"))
        choices.headings = {clean(str(mine)): clean(str(key)) for mine, key in work["headings"].items()}
        choices.fill_down = work["fill_down"] is True
        choices.answers = dict(parse_answer(f"{key}={value}") for key, value in work.get("answers", {}).items())
        choices.corrections = _corrections(work, same=same)
        choices.left_out = frozenset(int(row) for row in work["left_out"]) if same else frozenset()
    except (Invalid, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return Choices(), not same
    return choices, not same


def _corrections(work: Any, *, same: bool) -> Corrections:
    made = Corrections()
    for key, wrong, right in work["everywhere"]:
        made = made.adding(clean(str(key)), clean(str(wrong)), str(right))
    for row, key, wrong, right in work["single"] if same else ():
        made = made.adding(clean(str(key)), clean(str(wrong)), str(right), int(row))
    return made
