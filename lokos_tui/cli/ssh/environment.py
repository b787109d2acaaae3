"""The environment of a forced command: a short list of variables, each of a known form; everything else is fixed."""

from __future__ import annotations

import os
import pwd
import re
from collections.abc import Mapping, MutableMapping
from typing import Final

_TERM: Final = re.compile(r"[a-z0-9][a-z0-9+._-]{0,40}")
_LOCALE: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.@-]{0,40}")
_ADDRESSES: Final = re.compile(r"[0-9A-Za-z.:%_-]{1,64}(?: [0-9A-Za-z.:%_-]{1,64}){2,3}")
_KEPT: Final = {
    "TERM": _TERM,
    "LANG": _LOCALE,
    **dict.fromkeys(("LC_ALL", "LC_CTYPE", "LC_MESSAGES", "LC_TIME", "LC_COLLATE", "LC_NUMERIC"), _LOCALE),
    "SSH_CLIENT": _ADDRESSES,
    "SSH_CONNECTION": _ADDRESSES,
}
_PATH: Final = "/usr/bin:/bin"


def login_of(environ: Mapping[str, str]) -> str:
    """Return the login's name as the password file knows it, '' where it knows none.

    Several logins may stand for the same number (one for each operator), so
    sshd's word is taken when it fits that number, else the number's own name.
    """
    try:
        named = pwd.getpwnam(environ.get("USER", ""))
        if named.pw_uid == os.getuid():
            return named.pw_name
    except (KeyError, ValueError):
        pass
    try:
        return pwd.getpwuid(os.getuid()).pw_name
    except KeyError:
        return ""


def clean_environment(environ: MutableMapping[str, str], login: str) -> None:
    """Leave in ``environ`` what is known and well formed; PATH, HOME, USER and LOGNAME are set anew."""
    kept = {name: environ[name] for name, form in _KEPT.items() if form.fullmatch(environ.get(name, ""))}
    for name in list(environ):
        del environ[name]
    environ.update(kept, PATH=_PATH, HOME=_home_of(login), USER=login, LOGNAME=login)


def _home_of(login: str) -> str:
    try:
        return pwd.getpwnam(login).pw_dir
    except KeyError:
        return "/"
