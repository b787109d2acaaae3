"""The file that ties logins of the server to LokOS accounts: one line each, ``login USER_ID``; # begins a remark."""

from __future__ import annotations

import os
import re
import stat
from typing import Final

from lokos_tui.domain.errors import Refused
from lokos_tui.domain.message import _

_LINE: Final = re.compile(r"(?P<login>[A-Za-z_][A-Za-z0-9_.-]{0,31})\s+(?P<user_id>[A-Za-z0-9_]{1,40})")
_TELL: Final = _("Tell the server's administrator.")
_LARGEST: Final = 1_000_000


def operator_of(path: str, login: str) -> str:
    """Return the LokOS account of a login, '' where none is tied to it. Raises Refused for a file not to be trusted."""
    if not (path and login):
        return ""
    found = ""
    for number, text in enumerate(_read(path).splitlines(), 1):
        line = text.partition("#")[0].strip()
        match = _LINE.fullmatch(line)
        if line and not match:
            raise Refused(
                "operators.line",
                _("{path}, line {number}: not a login and a LokOS user id.", path=path, number=number),
                _TELL,
            )
        if match and match["login"] == login:
            if found:
                raise Refused(
                    "operators.twice",
                    _("{path}, line {number}: {login} stands there twice.", path=path, number=number, login=login),
                    _TELL,
                )
            found = match["user_id"]
    return found


def _read(path: str) -> str:
    try:
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(handle, encoding="utf-8") as file:
            facts = os.fstat(file.fileno())
            if not stat.S_ISREG(facts.st_mode) or facts.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
                raise Refused("operators.open", _("{path} can be written by others than its owner.", path=path), _TELL)
            return file.read(_LARGEST)
    except (OSError, UnicodeDecodeError) as error:
        raise Refused("operators.unreadable", _("{path} cannot be read.", path=path), _TELL) from error
