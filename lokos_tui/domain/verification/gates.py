"""Why a record cannot be approved: every reason at once, in the words the screen shows (docs/domain.md#approval).

The door refuses with these and the review shows them, so an operator reads
beforehand what would be answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from lokos_tui.domain.accounts.persons import Person
from lokos_tui.domain.duplicates.results import DuplicateResult
from lokos_tui.domain.errors import Problem
from lokos_tui.domain.message import _, joined, ngettext
from lokos_tui.domain.profiles.checks import LEAST_ACTIVE, USUAL_LEAST, USUAL_MOST
from lokos_tui.domain.profiles.model import Kind
from lokos_tui.domain.verification.flow import Bucket, Event, VersionState
from lokos_tui.domain.verification.identifiers import CLEAN_RESULTS, Identifier, Mark

MANDATORY = ("mobile", "account")
"""Identifiers of a member without which she is not approved: crossed, she goes back (docs/domain.md#identifiers)."""


class Reason(StrEnum):
    """Why a record cannot be approved: the code of each problem that is given here."""

    MAKER = "maker"
    MAKER_PERSON = "maker.person"
    NO_VERSION = "no_version"
    STALE = "stale"
    CONFIRMED = "confirmed"
    POTENTIAL = "potential"
    UNDECIDED = "undecided"
    CROSSED = "crossed"
    MEMBERS = "members"
    ACTIVE = "active"


def contributors(versions: Iterable[tuple[str, Person, Person]]) -> tuple[Person, ...]:
    """Return who had a hand in a record, of its versions as (state, maker, loader), oldest first.

    Everybody behind a version since one was approved last: what was approved
    has been checked by somebody else.
    """
    people: list[Person] = []
    for state, maker, loader in versions:
        if state == VersionState.APPROVED:
            people.clear()
        else:
            people += [maker, loader]
    return tuple(people)


@dataclass(frozen=True, slots=True)
class Subject:
    """A record as its approval is judged.

    ``version`` counts the changes of its row: what was seen is what is
    approved. ``waits`` says that a version was uploaded and is undecided,
    ``special`` that the norm of size does not hold for the group.
    """

    kind: Kind
    id: int
    name: str
    bucket: Bucket
    code: str | None = None
    version: int = 1
    waits: bool = True
    active: bool = True
    special: bool = False
    makers: tuple[Person, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict)
    results: Mapping[str, DuplicateResult] = field(default_factory=dict)
    stale: bool = False
    confirmed: int = 0
    potential: int = 0

    @property
    def pending(self) -> bool:
        """True while the block manager is to decide."""
        return self.bucket is Bucket.PENDING_BM

    @property
    def to_activate(self) -> bool:
        """True for a member approved before who has no code."""
        return self.kind is Kind.MEMBER and self.bucket is Bucket.APPROVED and self.code is None

    @property
    def approval(self) -> Event:
        """What an approval is to this record: its activation where it was approved before."""
        return Event.ACTIVATE if self.to_activate else Event.APPROVE

    @property
    def undecided(self) -> tuple[Identifier, ...]:
        """Identifiers that are neither ticked nor crossed."""
        return tuple(identifier for identifier in self.identifiers if identifier.name not in self.marks)

    @property
    def crossed(self) -> tuple[Identifier, ...]:
        """Identifiers that are crossed."""
        return tuple(identifier for identifier in self.identifiers if self.marks.get(identifier.name) is Mark.CROSS)

    @property
    def clean(self) -> tuple[Identifier, ...]:
        """Undecided identifiers with nothing against them: those one key may tick together."""
        if self.stale or self.confirmed or self.potential or not self.pending:
            return ()
        return tuple(
            identifier
            for identifier in self.undecided
            if self.results.get(identifier.name, DuplicateResult.NOT_CHECKED) in CLEAN_RESULTS
        )


def _problem(code: Reason, sentence: str, hint: str = "") -> Problem:
    return Problem("verification", code.value, sentence, hint)


def maker_refusal(subject: Subject, checker: Person) -> Problem | None:
    """Return why this checker may not decide on this record: she had a hand in it."""
    for maker in subject.makers:
        if maker.user_id.upper() == checker.user_id.upper():
            return _problem(
                Reason.MAKER,
                _("{name}: you made or loaded this yourself.", name=subject.name),
                _("Another block manager decides it."),
            )
        if maker.is_same(checker):
            sentence = _(
                "{name}: {user_id}, who made or loaded this, has your mobile: one person.",
                name=subject.name,
                user_id=maker.user_id,
            )
            return _problem(Reason.MAKER_PERSON, sentence, _("Another block manager decides it."))
    return None


def refusals(subject: Subject, checker: Person, mandatory: Sequence[str] = MANDATORY) -> tuple[Problem, ...]:
    """Return every reason why one record by itself cannot be approved; nothing when it can."""
    name = subject.name
    reasons = [maker_refusal(subject, checker)]
    if not subject.waits and not subject.to_activate:
        reasons.append(
            _problem(
                Reason.NO_VERSION,
                _("{name}: no upload stands behind it.", name=name),
                _("The bookkeeper uploads it again."),
            )
        )
    if subject.stale:
        reasons.append(
            _problem(
                Reason.STALE,
                _("{name}: duplicates are older than the upload.", name=name),
                _("Press D: they are checked."),
            )
        )
    if subject.confirmed:
        sentence = _("{name}: a confirmed duplicate; nobody can override it.", name=name)
        reasons.append(_problem(Reason.CONFIRMED, sentence, _("Press = to see it; have it corrected, or reject.")))
    if subject.potential:
        sentence = ngettext(
            "{name}: {n} possible duplicate to decide.",
            "{name}: {n} possible duplicates to decide.",
            subject.potential,
            name=name,
        )
        reasons.append(_problem(Reason.POTENTIAL, sentence, _("Press = and decide.")))
    if subject.undecided and subject.pending:
        listed = joined(", ", (identifier.label for identifier in subject.undecided))
        reasons.append(
            _problem(
                Reason.UNDECIDED,
                _("{name}: not decided: {listed}.", name=name, listed=listed),
                _("Tick or cross each."),
            )
        )
    if subject.kind is Kind.MEMBER and subject.pending:
        bad = [identifier.label for identifier in subject.crossed if identifier.name in mandatory]
        if bad:
            reasons.append(
                _problem(
                    Reason.CROSSED,
                    _("{name}: {listed} crossed.", name=name, listed=joined(", ", bad)),
                    _("Reject her, or tick it."),
                )
            )
    return tuple(problem for problem in reasons if problem is not None)


def group_refusals(group: Subject, active: int, undecided: int) -> tuple[Problem, ...]:
    """Return why an SHG cannot be approved because of its members: ``active`` with a code, ``undecided`` waiting."""
    if group.kind is not Kind.SHG:
        return ()
    reasons = []
    if undecided:
        sentence = ngettext(
            "{name}: {n} member undecided.", "{name}: {n} members undecided.", undecided, name=group.name
        )
        reasons.append(_problem(Reason.MEMBERS, sentence, _("Members first: decide each of them.")))
    if active < LEAST_ACTIVE:
        missing = LEAST_ACTIVE - active
        sentence = _("{name}: {active} of {least} active members.", name=group.name, active=active, least=LEAST_ACTIVE)
        reasons.append(_problem(Reason.ACTIVE, sentence, _("Approve {missing} more, or reject.", missing=missing)))
    return tuple(reasons)


def warnings(group: Subject, active: int, below: int, bearers: Sequence[str] = ()) -> tuple[str, ...]:
    """Return what is odd but no reason to refuse.

    ``below`` counts the CBOs that belong to a VO or CLF, ``bearers`` names its
    office bearers.
    """
    odd = []
    if group.kind is Kind.SHG:
        if (LEAST_ACTIVE <= active < USUAL_LEAST and not group.special) or active > USUAL_MOST:
            norm = {"least": USUAL_LEAST, "most": USUAL_MOST}
            odd.append(_("{active} active members; the norm is {least} to {most}.", active=active, **norm))
        return tuple(odd)
    if not below:
        odd.append(_("No SHG belongs to it yet.") if group.kind is Kind.VO else _("No VO belongs to it yet."))
    named = [name.upper() for name in bearers if name]
    if len(set(named)) < len(named):
        odd.append(_("One woman holds two offices."))
    return tuple(odd)
