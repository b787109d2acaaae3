"""Reading what the central server answers to an export: JSON Lines, a header, one record a line, an end.

An acknowledgement is taken whole or not at all, so every fault is told at
once, each with its line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO

from importers.json_line import BadLineError, holds_aadhaar, load_line
from lokos_tui.domain.dates import grouped
from lokos_tui.domain.errors import Invalid, Problem, Unreadable
from lokos_tui.domain.identifiers import aadhaar_in
from lokos_tui.domain.message import _, ngettext
from lokos_tui.domain.outbox.leaving import ACK_FORMAT, ACK_VERSION, Acknowledgement, Answer, AnswerKind
from lokos_tui.domain.text import clean, has_controls, safe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_BYTES = 64_000_000
MOST_LINE = 10_000
MOST_LINES = 250_000
MOST_REASON = 200
MOST_TOLD = 50
"""Faults that are told of one file; the rest is counted."""
_LEAST_LINES = 2
_SHAPES = {
    "upload_id": (re.compile("[A-Za-z0-9_.:-]{8,64}"), _("the name of an export")),
    "block": (re.compile("[0-9]{1,10}"), _("the LGD code of a block")),
    "sha256": (re.compile("[0-9a-f]{64}"), _("the SHA-256 of the file: 64 hexadecimal digits")),
}
_UID = re.compile("[A-Za-z0-9_.:-]{4,64}")
_HEADER = {"format", "version", *_SHAPES}
_RECORD = {"uid", "revision", "outcome", "reason"}
_AGAIN = _("Have the central server write it again.")


def read_acknowledgement(source: Path | bytes | BinaryIO) -> Acknowledgement:
    """Read an acknowledgement. Raises Unreadable when the file is none, Invalid with every fault of its lines."""
    data = _bytes(source)
    rows = data.split(b"\n")
    while rows and not rows[-1].strip():
        rows.pop()
    if not rows:
        raise Unreadable("ack.empty", _("The file is empty."), _AGAIN)
    if len(rows) > MOST_LINES:
        raise Unreadable("ack.lines", _("The file has more than {most} lines.", most=grouped(MOST_LINES)), _AGAIN)
    header = _header(rows[0])
    _require_end(rows)
    body = [(number, row) for number, row in enumerate(rows[1:-1], start=2) if row.strip()]
    problems: list[Problem] = []
    answers = tuple(answer for number, row in body if (answer := _answer(number, row, problems)) is not None)
    problems += _twice(answers)
    if problems:
        raise Invalid(_told(problems), "acknowledgement")
    return Acknowledgement(header["upload_id"], header["block"], header["sha256"], answers)


def _bytes(source: Path | bytes | BinaryIO) -> bytes:
    try:
        if isinstance(source, bytes):
            data = source
        elif hasattr(source, "open"):
            with source.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        else:
            data = source.read(MOST_BYTES + 1)
    except OSError as error:
        raise Unreadable(
            "file.open", _("The file cannot be read: {file}.", file=safe(source)), _("Look at its name.")
        ) from error
    if len(data) > MOST_BYTES:
        raise Unreadable("ack.large", _("The file is over {size} MB.", size=MOST_BYTES // 1_000_000), _AGAIN)
    return data.removeprefix(b"\xef\xbb\xbf")


def _header(row: bytes) -> dict[str, Any]:
    try:
        value = load_line(row, MOST_LINE)
    except BadLineError as error:
        raise Unreadable(
            "ack.header",
            _("Line {number} {fault}.", number=1, fault=str(error)),
            _("It must be the header of a {format} file.", format=ACK_FORMAT),
        ) from error
    if not isinstance(value, dict) or value.get("format") != ACK_FORMAT:
        raise Unreadable(
            "ack.format",
            _("This is no {format} file.", format=ACK_FORMAT),
            _("Give the file the central server wrote."),
        )
    if value.get("version") != ACK_VERSION or isinstance(value["version"], bool):
        said = _("This program reads version {version} of {format} alone.", version=ACK_VERSION, format=ACK_FORMAT)
        raise Unreadable("ack.version", said, _("Bring the program up to date."))
    for key, (shape, words) in _SHAPES.items():
        text = value.get(key)
        if not isinstance(text, str) or not shape.fullmatch(text) or (key == "upload_id" and holds_aadhaar(text)):
            raise Unreadable("ack.header", _("Line 1: {key} is not {words}.", key=key, words=words), _AGAIN)
    if set(value) - _HEADER:
        raise Unreadable("ack.header", _("Line 1 has a field the format does not know."), _AGAIN)
    return value


def _require_end(rows: list[bytes]) -> None:
    """Raise Unreadable unless the last line says how many lines there are, and it is so."""
    found = sum(1 for row in rows[1:-1] if row.strip())
    try:
        end = load_line(rows[-1], MOST_LINE) if len(rows) >= _LEAST_LINES else None
    except BadLineError:
        end = None
    lines = (
        end.get("lines") if isinstance(end, dict) and end.get("end") is True and set(end) == {"end", "lines"} else None
    )
    if not isinstance(lines, int) or isinstance(lines, bool):
        raise Unreadable(
            "ack.cut", _("The file was cut short: its end is missing."), _("Fetch it again; nothing was taken.")
        )
    if lines != found:
        said = ngettext(
            "The file was cut short: {n} line was written, {found} arrived.",
            "The file was cut short: {n} lines were written, {found} arrived.",
            lines,
            found=found,
        )
        raise Unreadable("ack.cut", said, _("Fetch it again; nothing was taken."))


def _answer(number: int, row: bytes, problems: list[Problem]) -> Answer | None:
    try:
        value = load_line(row, MOST_LINE)
    except BadLineError as error:
        problems.append(
            Problem("line", "ack.json", _("Line {number} {fault}.", number=number, fault=str(error)), _AGAIN)
        )
        return None
    faults = list(_faults(value)) if isinstance(value, dict) else [_("is no record")]
    problems += [
        Problem("line", "ack.line", _("Line {number} {fault}.", number=number, fault=fault), _AGAIN) for fault in faults
    ]
    if faults:
        return None
    taken = value["outcome"] == AnswerKind.TAKEN
    return Answer(number, value["uid"], value["revision"], taken, "" if taken else clean(value["reason"]))


def _faults(value: dict[str, Any]) -> Iterator[str]:
    uid, revision, outcome = (value.get(name) for name in ("uid", "revision", "outcome"))
    if not isinstance(uid, str) or not _UID.fullmatch(uid):
        yield _("names no uid of 4 to 64 letters, digits and _ . : -")
    elif holds_aadhaar(uid):
        yield _("has a uid that may hold an Aadhaar number")
    if not isinstance(revision, int) or isinstance(revision, bool) or revision < 1:
        yield _("names no revision from 1 on")
    if outcome not in tuple(AnswerKind):
        yield _(
            "has an outcome that is neither {taken} nor {refused}", taken=AnswerKind.TAKEN, refused=AnswerKind.REFUSED
        )
    if set(value) - _RECORD:
        yield _("has a field the format does not know")
    yield from _reason_faults(value.get("reason", ""), needed=outcome == AnswerKind.REFUSED)


def _reason_faults(reason: Any, *, needed: bool) -> Iterator[str]:
    if not isinstance(reason, str):
        yield _("has a reason that is no text")
    elif has_controls(reason):
        yield _("has a reason with characters that cannot be kept")
    elif aadhaar_in(clean(reason)):
        yield _("has a reason that holds what may be an Aadhaar number")
    elif len(reason) > MOST_REASON:
        yield _("has a reason of more than {most} characters", most=MOST_REASON)
    elif needed and not clean(reason):
        yield _("is {refused} without a reason", refused=AnswerKind.REFUSED)


def _twice(answers: tuple[Answer, ...]) -> Iterator[Problem]:
    first: dict[tuple[str, int], int] = {}
    for one in answers:
        line = first.setdefault((one.uid, one.revision), one.line)
        if line != one.line:
            sentence = _(
                "Line {line}: {uid}, revision {revision}, stands in line {first} already.",
                line=one.line,
                uid=one.uid,
                revision=one.revision,
                first=line,
            )
            yield Problem("uid", "ack.twice", sentence, _AGAIN)


def _told(problems: list[Problem]) -> list[Problem]:
    rest = len(problems) - MOST_TOLD
    more = (
        [Problem("file", "ack.more", ngettext("And {n} more fault.", "And {n} more faults.", rest))] if rest > 0 else []
    )
    return problems[:MOST_TOLD] + more
