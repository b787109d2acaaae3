"""Two records side by side, and the terms of a finding, as lines of text."""

from __future__ import annotations

from lokos_tui.domain.dates import time_of
from lokos_tui.domain.duplicates.rules import Class
from lokos_tui.domain.text import safe
from lokos_tui.domain.verification.flow import WORDS, Bucket
from lokos_tui.matching.explain import say
from lokos_tui.queries.duplicates.finding import FindingDetail, Side

_LABEL, _VALUE = 20, 25
CLASS_WORDS: dict[str, str] = {
    Class.CONFIRMED: "Confirmed: one and the same. Nobody can override it; have the data corrected, or reject the "
    "record.",
    Class.POTENTIAL: "Potential: may be one and the same. n decides that she is not.",
    Class.SHARED: "Shared number: two different women by name who share a number. For information.",
}


def finding_lines(detail: FindingDetail) -> tuple[str, ...]:
    """Return the whole finding: what it is, both records, what speaks for and against it, what was decided."""
    return (
        CLASS_WORDS[detail.found],
        *_records(detail.one, detail.other),
        f"{'What':<{_LABEL}}{'Agrees':<{_VALUE}}Counts",
        *(
            f"{one.field:<{_LABEL}}{one.agrees:<{_VALUE}}{one.counts} ({one.bits:+.1f})"
            for one in say(list(detail.terms))
        ),
        f"{'Together':<{_LABEL}}{'':<{_VALUE}}{detail.weight:+.1f}",
        *_decision(detail),
    )


def _records(one: Side, other: Side) -> tuple[str, ...]:
    rows = [
        ("Group", one.group, other.group),
        ("Place", one.place, other.place),
        ("Code", one.code, other.code),
        ("State", WORDS[Bucket(one.bucket)].narrow, WORDS[Bucket(other.bucket)].narrow),
    ]
    other_values = dict(other.values)
    rows += [(label, value, other_values.get(label, "-")) for label, value in one.values]
    return tuple(_row(label, mine, hers) for label, mine, hers in rows if (mine, hers) != ("-", "-"))


def _row(label: str, mine: str, hers: str) -> str:
    mark = "=" if mine == hers and mine != "-" else " "
    return f"{label:<{_LABEL - 2}}{mark} {_cut(mine):<{_VALUE}} {_cut(hers)}"


def _cut(value: str) -> str:
    return safe(value, _VALUE)


def _decision(detail: FindingDetail) -> tuple[str, ...]:
    if detail.decision is None:
        return ()
    decided = detail.decision
    why = f"{decided.reason_code.lower().replace('_', ' ')} {safe(decided.reason)}".strip()
    return (
        "",
        f"Not a duplicate, says {decided.by} on {time_of(decided.at)}: {why}. Holds until either record changes.",
    )
