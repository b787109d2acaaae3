"""Unexpected faults: a short reference for the operator, the places in the code for the log."""

from __future__ import annotations

import logging
import os
import secrets
import traceback
from logging.handlers import RotatingFileHandler
from pathlib import Path

FILE_NAME = "lokos.log"
_BYTES, _KEPT = 1_000_000, 3


def record(error: BaseException, home: Path) -> tuple[str, Path | None]:
    """Log an unexpected fault and return its reference and the log's path (None: it could not be written).

    Only the error's class and the lines of code it passed are kept: no
    message, no local value, so no personal data.
    """
    reference = secrets.token_hex(3).upper()
    frames = traceback.extract_tb(error.__traceback__)
    where = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))
    path = home / FILE_NAME
    if not home.is_dir():
        return reference, None
    old = os.umask(0o077)
    try:
        handler = RotatingFileHandler(path, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8")
        handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
        line = f"unexpected fault {reference} {type(error).__name__} at {where}"
        handler.emit(logging.LogRecord("lokos", logging.ERROR, "", 0, line, None, None))
        handler.close()
    except OSError:
        return reference, None
    finally:
        os.umask(old)
    return reference, path
