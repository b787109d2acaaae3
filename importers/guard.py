"""Looks at a file before any reader does: size, first bytes, zip directory, DOCTYPE, far-away cells."""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
import zlib
from pathlib import Path

from importers.model import Limits
from lokos_tui.domain.errors import Unreadable
from lokos_tui.domain.message import _

_HEAD, _PROLOG = 4_096, 1 << 16
_BEFORE_ROOT = re.compile(rb"\A(?:[\xef\xbb\xbf\xff\xfe]|\s|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_WHOLE_MARK = 4  # bytes that tell a comment from a DOCTYPE
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']""")
_ENCODINGS = {b"UTF-8", b"UTF-16", b"UTF-16LE", b"UTF-16BE", b"US-ASCII", b"ASCII"}
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bin")
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_AGAIN = _("Save or copy it again and load that file.")
_SAVE = _("Open it in Excel, save it as .xlsx and load that file.")


def load_bytes(path: Path, limits: Limits) -> bytes:
    """Return the bytes of a regular file; raises Unreadable for anything else, without waiting on a pipe."""
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or _("not a file name")
        raise Unreadable(
            "file_open", _("The file cannot be opened: {reason}.", reason=reason), _("Check the name and the folder.")
        ) from error
    try:
        return _regular(handle, limits.file_bytes + 1)
    except OSError as error:
        raise Unreadable("file_open", _("The file cannot be read to its end."), _AGAIN) from error
    finally:
        os.close(handle)


def _regular(handle: int, most: int) -> bytes:
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        raise Unreadable("file_kind", _("This is not an ordinary file."), _("Choose an .xlsx or .csv file."))
    with open(handle, "rb", closefd=False) as file:
        return file.read(most) or b""


def kind_of(data: bytes, name: str, limits: Limits) -> str:
    """Return 'xlsx', 'xls' or 'csv' after all checks; raises Unreadable with one sentence."""
    if not data:
        raise Unreadable("file_empty", _("The file is empty (0 bytes)."), _("Save it again and load that file."))
    if len(data) > limits.file_bytes:
        size = limits.file_bytes // 1_000_000
        raise Unreadable(
            "file_size", _("The file is larger than {size} MB.", size=size), _("Split it into smaller files.")
        )
    if data.startswith(b"PK\x03\x04"):
        _check_zip(data, limits)
        return "xlsx"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise Unreadable(
                "file_password",
                _("The file is password protected."),
                _("Remove the password in Excel and save it again."),
            )
        return "xls"
    return _text_kind(data, name)


def _text_kind(data: bytes, name: str) -> str:
    head = data[:2048].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith((b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<meta")):
        raise Unreadable("file_html", _("This is a web page or XML text, not a workbook."), _SAVE)
    if b"\0" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unreadable("file_unknown", _("This is neither a workbook nor CSV text."), _SAVE)
    if name.lower().endswith((".xlsx", ".xls", ".xlsm")):
        raise Unreadable(
            "file_csv",
            _("This is text with the name of a workbook."),
            _("Rename it to .csv, or save it from Excel as .xlsx."),
        )
    return "csv"


def _check_zip(data: bytes, limits: Limits) -> None:
    if data.count(b"PK\x01\x02") > limits.members:
        raise Unreadable("file_parts", _("The file has too many parts, or parts of the same name."), _SAVE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            _check_directory(members, limits)
            for member in members:
                _check_part(archive, member)
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        KeyError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        raise Unreadable("file_damaged", _("The file is damaged or cut short."), _AGAIN) from error


def _check_directory(members: list[zipfile.ZipInfo], limits: Limits) -> None:
    names = [member.filename for member in members]
    if len(members) > limits.members or len(set(names)) != len(names):
        raise Unreadable("file_parts", _("The file has too many parts, or parts of the same name."), _SAVE)
    if any(member.flag_bits & 1 for member in members):
        raise Unreadable(
            "file_password", _("The file is password protected."), _("Remove the password in Excel and save it again.")
        )
    if any(member.compress_type not in _METHODS for member in members):
        raise Unreadable("file_packing", _("The file is packed in a way no workbook is."), _SAVE)
    big = any(m.file_size > limits.ratio_from and m.file_size > limits.ratio * max(1, m.compress_size) for m in members)
    if big or sum(member.file_size for member in members) > limits.unpacked_bytes:
        raise Unreadable("file_bomb", _("The file unpacks to far more than a block's sheet holds."), _SAVE)


def _check_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> None:
    """Look at the beginning of an XML part: a DOCTYPE can stand before the first element only.

    What is unpacked needs no count here: both readers stop at the size the
    directory declares, which ``_check_directory`` has bounded.
    """
    if member.filename.lower().endswith(_PICTURES):
        return
    with archive.open(member) as part:
        head, size = b"", _HEAD
        while more := part.read(size):
            head += more.replace(b"\0", b"")
            before = _BEFORE_ROOT.match(head)
            root = before.end() if before else 0
            if _is_root(head[root : root + _WHOLE_MARK]):
                break
            if len(head) > _PROLOG:
                raise Unreadable("file_damaged", _("The file is damaged or cut short."), _AGAIN)
            size *= 2
    _check_prolog(head)


def _is_root(mark: bytes) -> bool:
    return len(mark) == _WHOLE_MARK and not mark.startswith((b"<?", b"<!--"))


def _check_prolog(text: bytes) -> None:
    if b"<!DOCTYPE" in text.upper() or b"<!ENTITY" in text.upper():
        raise Unreadable("file_doctype", _("The file holds a DOCTYPE, which a workbook never needs."), _SAVE)
    if (found := _ENCODING.search(text)) and found.group(1).upper() not in _ENCODINGS:
        raise Unreadable("file_encoding", _("The file is written in an unusual encoding."), _SAVE)
