"""Reading a bundle of JSON Lines: header, one CBO a line, end with the signature.

What is wrong with the file as a whole is raised; what is wrong with a line is
kept with the line, so that the others can be taken.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from importers.json_line import BadLineError, holds_aadhaar, load_line
from importers.profiles import schema
from importers.profiles.words import problems_of
from lokos_tui.domain.dates import grouped as grouped_number
from lokos_tui.domain.errors import Problem, Unreadable
from lokos_tui.domain.identifiers import hide_aadhaar
from lokos_tui.domain.message import _, ngettext
from lokos_tui.domain.profiles.checks import check_group, check_record
from lokos_tui.domain.profiles.content import content_of
from lokos_tui.domain.profiles.model import FORMAT, FORMAT_VERSION, Bundle, Entry, Header, Kind, Line, Signed
from lokos_tui.domain.text import safe

if TYPE_CHECKING:
    from collections.abc import Callable

MOST_BYTES = 64_000_000
MOST_LINE = 8_000_000
MOST_LINES = 20_000


@dataclass(frozen=True, slots=True)
class _Reader:
    today: date
    tokenise: Callable[[str], str]


def read_bundle(
    source: Path | bytes | BinaryIO,
    *,
    today: date,
    tokenise: Callable[[str], str],
    key_of: Callable[[str], bytes | None],
) -> Bundle:
    """Read a bundle. Raises Unreadable, with what to do, when the file as a whole is none.

    ``today`` bounds its dates, ``tokenise`` turns an Aadhaar number into its
    keyed token at once, ``key_of`` gives a user id's bundle key (None: she has none).
    """
    data = _bytes(source)
    rows = data.split(b"\n")
    while rows and not rows[-1].strip():
        rows.pop()
    if not rows:
        raise Unreadable("bundle.empty", _("The file is empty."), _("Send it again."))
    if len(rows) > MOST_LINES:
        raise Unreadable(
            "bundle.lines",
            _("The file has more than {most} lines.", most=grouped_number(MOST_LINES)),
            _("Send it in parts."),
        )
    header = _header(rows[0])
    end, whole = _end(rows)
    body = rows[1:-1] if whole else rows[1:]
    reader = _Reader(today, tokenise)
    lines = tuple(_line(reader, number, row) for number, row in enumerate(body, start=2) if row.strip())
    problems = () if whole and end["lines"] == len(lines) else (_cut(len(lines), end),)
    signed = _signed(data, rows[-1], header.made_by, end.get("signature"), key_of) if whole else Signed.NO
    return Bundle(header, lines, hashlib.sha256(data).hexdigest(), signed, not problems, problems)


def _bytes(source: Path | bytes | BinaryIO) -> bytes:
    if isinstance(source, bytes):
        data = source
    elif isinstance(source, Path):
        try:
            with source.open("rb") as file:
                data = file.read(MOST_BYTES + 1)
        except OSError as error:
            raise Unreadable(
                "file.open", _("The file cannot be read: {name}.", name=safe(source)), _("Look at its name.")
            ) from error
    else:
        data = source.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Unreadable(
            "bundle.large",
            _("The file is over {most} MB.", most=MOST_BYTES // 1_000_000),
            _("Send it in parts."),
        )
    return data.removeprefix(b"\xef\xbb\xbf")


_OTHER_NAME = _("Name records, bundles and people without it; a UUID will do.")


def _load(row: bytes) -> Any:
    return load_line(row, MOST_LINE)


def _header(row: bytes) -> Header:
    try:
        value = _load(row)
    except BadLineError as error:
        raise Unreadable(
            "bundle.header",
            _("Line {number} {fault}.", number=1, fault=str(error)),
            _("It must be the header of a {format} file.", format=FORMAT),
        ) from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise Unreadable(
            "bundle.format", _("This is no {format} file.", format=FORMAT), _("Load a bundle of profiles.")
        )
    if value.get("version") != FORMAT_VERSION:
        raise Unreadable(
            "bundle.version",
            _(
                "The bundle has version {version}; this program reads version {known}.",
                version=hide_aadhaar(safe(value.get("version"), 20)),
                known=FORMAT_VERSION,
            ),
            _("Bring the phone's program, or this one, up to date."),
        )
    faults = problems_of(schema.validator("header").iter_errors(value))
    if faults:
        raise Unreadable("bundle.header", _("Line {number}: {fault}", number=1, fault=str(faults[0])), "")
    if any(holds_aadhaar(value[key]) for key in ("upload_id", "made_by")):
        raise Unreadable("aadhaar", _("Line 1 holds what may be an Aadhaar number."), _OTHER_NAME)
    try:
        moment = datetime.fromisoformat(value["made_at"])
        made_at = int(moment.timestamp() * 1000)
    except (ValueError, OverflowError, OSError) as error:
        raise Unreadable(
            "bundle.made_at",
            _("Line 1: made_at is no moment."),
            _("{example} is one.", example="2026-11-23T10:15:00+05:30"),
        ) from error
    return Header(value["upload_id"], value["block"], value["made_by"].upper(), made_at, value.get("sequence", 0))


def _end(rows: list[bytes]) -> tuple[dict[str, Any], bool]:
    """Return the end line and whether it is there."""
    if len(rows) < 2:  # noqa: PLR2004 - a header and an end
        return {}, False
    try:
        value = _load(rows[-1])
    except BadLineError:
        return {}, False
    is_end = isinstance(value, dict) and schema.validator("end").is_valid(value)
    return (value, True) if is_end else ({}, False)


def _cut(found: int, end: dict[str, Any]) -> Problem:
    sentence = (
        ngettext(
            "The file was cut short: {n} line was sent, {found} arrived.",
            "The file was cut short: {n} lines were sent, {found} arrived.",
            end["lines"],
            found=found,
        )
        if end
        else _("The file was cut short: the end is missing.")
    )
    return Problem("file", "bundle.cut", sentence, _("Send it again; whole lines are taken."))


def _signed(
    data: bytes, last: bytes, made_by: str, signature: str | None, key_of: Callable[[str], bytes | None]
) -> Signed:
    if signature is None:
        return Signed.NO
    key = key_of(made_by)
    if key is None:
        return Signed.BROKEN
    signed = data[: data.rindex(last)]
    right = hmac.new(key, signed, hashlib.sha256).hexdigest()
    return Signed.YES if hmac.compare_digest(right, signature) else Signed.BROKEN


def _line(reader: _Reader, number: int, row: bytes) -> Line:
    try:
        value = _load(row)
    except BadLineError as error:
        return Line(
            number,
            problems=(Problem("line", "line.json", _("The line {fault}.", fault=str(error)), _("Send it again.")),),
        )
    kind = value.get("kind") if isinstance(value, dict) else None
    if kind not in (Kind.SHG.value, Kind.VO.value, Kind.CLF.value):  # a list is not hashable
        return Line(
            number, problems=(Problem("kind", "line.kind", _("The line is no SHG, VO or CLF."), _("Send it again.")),)
        )
    by_code = kind == Kind.SHG.value and "profile" not in value and "code" in value
    faults = problems_of(schema.validator(schema.BY_CODE if by_code else str(kind)).iter_errors(value))
    if faults:
        return Line(number, problems=faults)
    if any(holds_aadhaar(one.get(key, "")) for one in (value, *value.get("members", ())) for key in ("uid", "code")):
        said = _("The uid or code of a record holds what may be an Aadhaar number.")
        return Line(number, problems=(Problem("uid", "aadhaar", said, _OTHER_NAME),))
    members = tuple(entry_of(Kind.MEMBER, one, reader.today, reader.tokenise) for one in value.get("members", ()))
    if by_code:
        return grouped(Line(number, Entry(Kind.SHG, "", value["code"], 0, {}), members, by_code=True))
    cbo = entry_of(Kind(kind), value, reader.today, reader.tokenise)
    return grouped(Line(number, cbo, members, (), value.get("offline_meetings", 0)))


def entry_of(kind: Kind, value: dict[str, Any], today: date, tokenise: Callable[[str], str]) -> Entry:
    """Return a record of the format with everything that is wrong with it."""
    content, faults = content_of(kind, value["profile"], tokenise)
    errors, warnings = check_record(kind, content, today)
    return Entry(kind, value["uid"], value.get("code", ""), value["revision"], content, (*faults, *errors), warnings)


def grouped(line: Line) -> Line:
    """Return a line with what is wrong with the group as a whole, as far as the group itself was sent."""
    if line.cbo is None or line.cbo.kind is not Kind.SHG:
        return line
    errors, warnings = check_group(line.cbo, line.members)
    if line.by_code:
        errors, warnings = tuple(one for one in errors if one.code in _OF_MEMBERS), ()
    cbo = line.cbo
    cbo = replace(cbo, errors=(*cbo.errors, *errors), warnings=(*cbo.warnings, *warnings))
    return replace(line, cbo=cbo)


_OF_MEMBERS = frozenset({"office.twice", "office.inactive", "member.twice"})
"""Faults of a group that its members show without its profile."""
