"""Reading what the central server answers to an export: JSON Lines, a header, one record a line, an end.

An acknowledgement is taken whole or not at all, so every fault is told at
once, each with its line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, BinaryIO

from importers.json_line import BadLineError, holds_aadhaar, load_line
from lokos_tui.domain.errors import Invalid, Problem, Unreadable
from lokos_tui.domain.identifiers import aadhaar_in
from lokos_tui.domain.outbox.leaving import ACK_FORMAT, ACK_VERSION, Acknowledgement, Answer, AnswerKind
from lokos_tui.domain.text import clean, counted, has_controls, safe

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
    "upload_id": (re.compile("[A-Za-z0-9_.:-]{8,64}"), "the name of an export"),
    "block": (re.compile("[0-9]{1,10}"), "the LGD code of a block"),
    "sha256": (re.compile("[0-9a-f]{64}"), "the SHA-256 of the file: 64 hexadecimal digits"),
}
_UID = re.compile("[A-Za-z0-9_.:-]{4,64}")
_HEADER = {"format", "version", *_SHAPES}
_RECORD = {"uid", "revision", "outcome", "reason"}
_AGAIN = "Have the central server write it again."


def read_acknowledgement(source: Path | bytes | BinaryIO) -> Acknowledgement:
    """Read an acknowledgement. Raises Unreadable when the file is none, Invalid with every fault of its lines."""
    data = _bytes(source)
    rows = data.split(b"\n")
    while rows and not rows[-1].strip():
        rows.pop()
    if not rows:
        raise Unreadable("ack.empty", "The file is empty.", _AGAIN)
    if len(rows) > MOST_LINES:
        raise Unreadable("ack.lines", f"The file has more than {MOST_LINES:,} lines.", _AGAIN)
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
        raise Unreadable("file.open", f"The file cannot be read: {safe(source)}.", "Look at its name.") from error
    if len(data) > MOST_BYTES:
        raise Unreadable("ack.large", f"The file is over {MOST_BYTES // 1_000_000} MB.", _AGAIN)
    return data.removeprefix(b"\xef\xbb\xbf")


def _header(row: bytes) -> dict[str, Any]:
    try:
        value = load_line(row, MOST_LINE)
    except BadLineError as error:
        raise Unreadable("ack.header", f"Line 1 {error}.", f"It must be the header of a {ACK_FORMAT} file.") from error
    if not isinstance(value, dict) or value.get("format") != ACK_FORMAT:
        raise Unreadable("ack.format", f"This is no {ACK_FORMAT} file.", "Give the file the central server wrote.")
    if value.get("version") != ACK_VERSION or isinstance(value["version"], bool):
        said = f"This program reads version {ACK_VERSION} of {ACK_FORMAT} alone."
        raise Unreadable("ack.version", said, "Bring the program up to date.")
    for key, (shape, words) in _SHAPES.items():
        text = value.get(key)
        if not isinstance(text, str) or not shape.fullmatch(text) or (key == "upload_id" and holds_aadhaar(text)):
            raise Unreadable("ack.header", f"Line 1: {key} is not {words}.", _AGAIN)
    if set(value) - _HEADER:
        raise Unreadable("ack.header", "Line 1 has a field the format does not know.", _AGAIN)
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
        raise Unreadable("ack.cut", "The file was cut short: its end is missing.", "Fetch it again; nothing was taken.")
    if lines != found:
        said = f"The file was cut short: {counted(lines, 'line was', 'lines were')} written, {found} arrived."
        raise Unreadable("ack.cut", said, "Fetch it again; nothing was taken.")


def _answer(number: int, row: bytes, problems: list[Problem]) -> Answer | None:
    try:
        value = load_line(row, MOST_LINE)
    except BadLineError as error:
        problems.append(Problem("line", "ack.json", f"Line {number} {error}.", _AGAIN))
        return None
    faults = list(_faults(value)) if isinstance(value, dict) else ["is no record"]
    problems += [Problem("line", "ack.line", f"Line {number} {fault}.", _AGAIN) for fault in faults]
    if faults:
        return None
    taken = value["outcome"] == AnswerKind.TAKEN
    return Answer(number, value["uid"], value["revision"], taken, "" if taken else clean(value["reason"]))


def _faults(value: dict[str, Any]) -> Iterator[str]:
    uid, revision, outcome = (value.get(name) for name in ("uid", "revision", "outcome"))
    if not isinstance(uid, str) or not _UID.fullmatch(uid):
        yield "names no uid of 4 to 64 letters, digits and _ . : -"
    elif holds_aadhaar(uid):
        yield "has a uid that may hold an Aadhaar number"
    if not isinstance(revision, int) or isinstance(revision, bool) or revision < 1:
        yield "names no revision from 1 on"
    if outcome not in tuple(AnswerKind):
        yield f"has an outcome that is neither {AnswerKind.TAKEN} nor {AnswerKind.REFUSED}"
    if set(value) - _RECORD:
        yield "has a field the format does not know"
    yield from _reason_faults(value.get("reason", ""), needed=outcome == AnswerKind.REFUSED)


def _reason_faults(reason: Any, *, needed: bool) -> Iterator[str]:
    if not isinstance(reason, str):
        yield "has a reason that is no text"
    elif has_controls(reason):
        yield "has a reason with characters that cannot be kept"
    elif aadhaar_in(clean(reason)):
        yield "has a reason that holds what may be an Aadhaar number"
    elif len(reason) > MOST_REASON:
        yield f"has a reason of more than {MOST_REASON} characters"
    elif needed and not clean(reason):
        yield f"is {AnswerKind.REFUSED} without a reason"


def _twice(answers: tuple[Answer, ...]) -> Iterator[Problem]:
    first: dict[tuple[str, int], int] = {}
    for one in answers:
        line = first.setdefault((one.uid, one.revision), one.line)
        if line != one.line:
            sentence = f"Line {one.line}: {one.uid}, revision {one.revision}, stands in line {line} already."
            yield Problem("uid", "ack.twice", sentence, _AGAIN)


def _told(problems: list[Problem]) -> list[Problem]:
    rest = len(problems) - MOST_TOLD
    more = [Problem("file", "ack.more", f"And {counted(rest, 'more fault')}.")] if rest > 0 else []
    return problems[:MOST_TOLD] + more
