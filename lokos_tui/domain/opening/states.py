"""The states of an opening load, what becomes of one of its records, and where a member or CBO comes from."""

from __future__ import annotations

from enum import StrEnum

from lokos_tui.domain.message import pgettext


class OpeningState(StrEnum):
    """Where a load is: it waits for the block manager, and then one of three ends."""

    WAITING = "WAITING"
    ACCEPTED = "ACCEPTED"
    REFUSED = "REFUSED"
    TAKEN_BACK = "TAKEN_BACK"


STATE_WORDS: dict[OpeningState, str] = {
    OpeningState.WAITING: pgettext("opening", "waits"),
    OpeningState.ACCEPTED: pgettext("opening", "accepted"),
    OpeningState.REFUSED: pgettext("opening", "refused"),
    OpeningState.TAKEN_BACK: pgettext("opening", "taken back"),
}


class OpeningOutcome(StrEnum):
    """What becomes of one record of an opening load."""

    NEW = "NEW"
    FILL = "FILL"
    """The CBO is here by a list alone, without a profile: it gets the one that is loaded."""
    SAME = "SAME"
    LEFT_OUT = "LEFT_OUT"
    """It is here with other content, or somebody is at work on it: nothing of it is changed."""
    FAULT = "FAULT"


OUTCOME_WORDS: dict[OpeningOutcome, str] = {
    OpeningOutcome.NEW: pgettext("opening", "new"),
    OpeningOutcome.FILL: pgettext("opening", "profile added"),
    OpeningOutcome.SAME: pgettext("opening", "already here"),
    OpeningOutcome.LEFT_OUT: pgettext("opening", "left out"),
    OpeningOutcome.FAULT: pgettext("opening", "fault"),
}
WRITTEN = (OpeningOutcome.NEW, OpeningOutcome.FILL)
"""What a load brings."""
MIGRATED = "MIGRATED"
"""The origin of every record that an opening load brought."""
