"""Two records side by side, and the terms of a finding, as lines of text."""

from __future__ import annotations

from lokos_tui.domain.dates import time_of
from lokos_tui.domain.duplicates.decision import REASONS_IN_SHORT
from lokos_tui.domain.duplicates.rules import Class
from lokos_tui.domain.message import _, joined, pgettext
from lokos_tui.domain.text import safe
from lokos_tui.domain.verification.flow import WORDS, Bucket
from lokos_tui.language import words
from lokos_tui.matching.explain import say
from lokos_tui.queries.duplicates.finding import FindingDetail, Side
from lokos_tui.ui.frame.paint import padded

_LABEL, _VALUE = 20, 25
CLASS_WORDS: dict[str, str] = {
    Class.CONFIRMED: _(
        "Confirmed: one and the same. Nobody can override it; have the data corrected, or reject the record."
    ),
    Class.POTENTIAL: _("Potential: may be one and the same. n decides that she is not."),
    Class.SHARED: _("Shared number: two different women by name who share a number. For information."),
}


def finding_lines(detail: FindingDetail) -> tuple[str, ...]:
    """Return the whole finding: what it is, both records, what speaks for and against it, what was decided.

    Its columns stand where the words of the language in force need them.
    """
    return (
        CLASS_WORDS[detail.found],
        *_records(detail.one, detail.other),
        _columns(_("What"), _("Agrees"), _("Counts")),
        *(
            _columns(one.field, one.agrees, joined(" ", (one.counts, f"({one.bits:+.1f})")))
            for one in say(list(detail.terms))
        ),
        _columns(_("Together"), "", f"{detail.weight:+.1f}"),
        *_decision(detail),
    )


def _records(one: Side, other: Side) -> tuple[str, ...]:
    rows: list[tuple[str, str, str]] = [
        (_("Group"), one.group, other.group),
        (_("Place"), one.place, other.place),
        (_("Code"), one.code, other.code),
        (pgettext("of a record", "State"), WORDS[Bucket(one.bucket)].narrow, WORDS[Bucket(other.bucket)].narrow),
    ]
    other_values = dict(other.values)
    rows += [(label, value, other_values.get(label, "-")) for label, value in one.values]
    return tuple(_row(label, mine, hers) for label, mine, hers in rows if (mine, hers) != ("-", "-"))


def _row(label: str, mine: str, hers: str) -> str:
    mark = "=" if mine == hers and mine != "-" else " "
    return padded((label, _LABEL - 2), (mark, 2), (_cut(mine), _VALUE + 1)) + _cut(hers)


def _columns(what: str, agrees: str, counts: str) -> str:
    return padded((what, _LABEL), (agrees, _VALUE)) + words(counts)


def _cut(value: str) -> str:
    return safe(words(value), _VALUE)


def _decision(detail: FindingDetail) -> tuple[str, ...]:
    if detail.decision is None:
        return ()
    decided = detail.decision
    word = REASONS_IN_SHORT.get(decided.reason_code, decided.reason_code)
    said = _(
        "Not a duplicate, says {by} on {at}: {why}. Holds until either record changes.",
        by=decided.by,
        at=time_of(decided.at),
        why=joined(" ", (word, safe(decided.reason))),
    )
    return ("", said)
