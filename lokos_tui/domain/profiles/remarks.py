"""Why something is sent back: coded remarks (docs/domain.md#remarks), beside which free words may stand."""

from __future__ import annotations

from dataclasses import dataclass

from lokos_tui.domain.errors import Problem
from lokos_tui.domain.message import _, joined
from lokos_tui.domain.profiles.model import Kind
from lokos_tui.domain.reasons import reason_problems
from lokos_tui.domain.verification.identifiers import BY_NAME, IDENTIFIERS

OTHER = "OTHER"
WITH_GROUP = "WITH_GROUP"
"""Given by the program: the member goes back because her group does."""


@dataclass(frozen=True, slots=True)
class Remark:
    """One line of the list: its code, what it is about ('' is the whole profile), its words."""

    code: str
    about: str
    words: str
    of_group: bool = False
    """True for one that is never said of a member."""
    of_member: bool = False
    """True for one that is never said of a group."""


REMARKS: tuple[Remark, ...] = (
    Remark("MOBILE_WRONG", "mobile", _("wrong number")),
    Remark("MOBILE_OTHERS", "mobile", _("belongs to another member")),
    Remark("MOBILE_SILENT", "mobile", _("not reachable")),
    Remark("BANK_NUMBER", "account", _("account number does not match the passbook")),
    Remark("BANK_IFSC", "account", _("IFSC does not match the branch")),
    Remark("BANK_IMAGE", "account", _("passbook image not clear")),
    Remark("BANK_NAME", "account", _("account not in the member's or SHG's name")),
    Remark("BANK_OTHERS", "account", _("account belongs to another member")),
    Remark("ID_NUMBER", "voter", _("Voter ID does not match the image")),
    Remark("ID_IMAGE", "voter", _("image not clear")),
    Remark("ID_DOCUMENT", "voter", _("wrong document")),
    Remark("ID_EKYC", "voter", _("eKYC failed")),
    Remark("ID_NAME", "voter", _("name differs from Aadhaar")),
    Remark("NOT_RESIDENT", "", _("not a resident of the village"), of_member=True),
    Remark("OTHER_SHG", "", _("already a member of another SHG"), of_member=True),
    Remark("FORMATION_DATE", "", _("formation date wrong"), of_group=True),
    Remark("OFFICE_BEARERS", "", _("office bearers not correct"), of_group=True),
    Remark("FEW_MEMBERS", "", _("fewer than 5 active members"), of_group=True),
    Remark("INCOMPLETE", "", _("incomplete details")),
    Remark("DUPLICATE", "", _("confirmed duplicate")),
    Remark(OTHER, "", _("another reason")),
)
BY_CODE = {remark.code: remark for remark in REMARKS} | {
    WITH_GROUP: Remark(WITH_GROUP, "", _("sent back with the group's profile"))
}


def remarks_about(identifier: str, *, of_group: bool | None = None) -> tuple[Remark, ...]:
    """Return the remarks that fit an identifier ('' is the whole profile), and the free one; None asks for all."""
    fitting = tuple(
        remark
        for remark in REMARKS
        if remark.about == identifier
        and remark.code != OTHER
        and (of_group is None or not (remark.of_member if of_group else remark.of_group))
    )
    return (*fitting, BY_CODE[OTHER])


def remarks_of(kind: Kind) -> tuple[Remark, ...]:
    """Return every remark with which a record of a kind may go back: of its whole profile, and of its identifiers."""
    whole = remarks_about("", of_group=kind is not Kind.MEMBER)
    numbers = (remark for one in IDENTIFIERS[kind] for remark in remarks_about(one.name))
    return tuple(sorted(dict.fromkeys((*whole, *numbers)), key=lambda one: one.code == OTHER))


def field_of(remark: Remark) -> str:
    """Return the field of a profile that a remark is about; '' for the whole profile."""
    if remark.about:
        return BY_NAME[remark.about].fields[0]
    return "formation_date" if remark.code == "FORMATION_DATE" else ""


def words_of(code: str, text: str = "") -> str:
    """Return a remark in words; a code nobody knows stands for itself."""
    known = BY_CODE.get(code)
    said = known.words if known else code.lower().replace("_", " ")
    return joined(": ", (said, text)) if text else said


def remark_problems(code: str, text: str, fitting: tuple[Remark, ...] = REMARKS) -> tuple[Problem, ...]:
    """Return what is wrong with a remark, all at once; nothing when it may stand. ``fitting`` are those that may."""
    problems = []
    if code in BY_CODE and code not in {WITH_GROUP, *(remark.code for remark in fitting)}:
        sentence = _("The remark '{words}' does not fit here.", words=BY_CODE[code].words)
        problems.append(Problem("remark", "remark.fit", sentence, _("Choose one that does.")))
    if code not in BY_CODE or code == WITH_GROUP:
        problems.append(Problem("remark", "remark.code", _("Choose a remark from the list."), ""))
    if code == OTHER and not text:
        problems.append(Problem("remark", "remark.words", _("Say what is wrong, in a few words."), ""))
    problems += reason_problems(text, must=False, field="remark")
    return tuple(problems)
