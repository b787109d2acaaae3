"""Every expected refusal, with a sentence for the operator and the next step.

Unexpected errors (our faults) are anything else; they are shown as a short
reference and written to the log.
"""

from __future__ import annotations

from dataclasses import dataclass

from lokos_tui.domain.message import _, joined


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one field: what is wrong, where, and what to do.

    ``field`` names the form field, the sheet column or the option; ``code`` is
    stable and meant for programs; ``sentence`` and ``hint`` are for people.
    """

    field: str
    code: str
    sentence: str
    hint: str = ""

    def __str__(self) -> str:
        return joined(" ", (self.sentence, self.hint))


class LokosError(Exception):
    """An expected refusal: a stable code, a sentence, and what to do next."""

    exit_status = 3

    def __init__(self, code: str, sentence: str, hint: str = "") -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
        self.hint = hint

    def __str__(self) -> str:
        return joined(" ", (self.sentence, self.hint))


class Refused(LokosError):
    """The actor may not do this, or not here."""


class NotFound(LokosError):
    """What was asked for is not in the actor's area."""


class Conflict(LokosError):
    """Somebody changed it since it was read: says who, when and what."""


class Invalid(LokosError):
    """The input breaks rules; ``problems`` holds all of them, not the first."""

    exit_status = 1

    def __init__(self, problems: tuple[Problem, ...] | list[Problem], code: str = "invalid") -> None:
        self.problems = tuple(problems)
        first = self.problems[0]
        rest = len(self.problems) - 1
        sentence = _("{sentence} ({n} more)", sentence=first.sentence, n=rest) if rest else first.sentence
        super().__init__(code, sentence, first.hint)


class Unreadable(LokosError):
    """A file cannot be read, or is refused before it is read."""


class Unavailable(LokosError):
    """The database or another part the program stands on does not answer."""


def no_office(path: object) -> Unavailable:
    """Return the refusal of a database file that is not there."""
    return Unavailable(
        "office.missing",
        _("There is no office at {path}.", path=path),
        _("Make one with: lokos init. To try the program: lokos demo."),
    )


class Cancelled(LokosError):
    """The operator stopped it; nothing was written."""

    def __init__(self) -> None:
        super().__init__("cancelled", _("Stopped; nothing was loaded."), "")


class GivenUp(Cancelled):
    """The operator did not wait for the database any longer; nothing was written."""

    def __init__(self) -> None:
        LokosError.__init__(
            self,
            "database.given-up",
            _("Given up while another process was writing; nothing was written."),
            _("Try again in a while."),
        )
