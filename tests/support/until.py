"""Waiting for what a test needs, however long a busy machine takes, instead of for a number of seconds."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from typing import Any, Final, TypeVar

from textual.pilot import Pilot

T = TypeVar("T")

PATIENCE: Final = 60.0
"""Seconds after which something is broken: far more than the slowest machine takes."""
STEP: Final = 0.01


def until(condition: Callable[[], T], what: str = "", seconds: float = PATIENCE) -> T:
    """Return the condition's first true value. Raises AssertionError when it has none within ``seconds``."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, f"never came true: {what or condition}"
        time.sleep(STEP)
    return value


def work() -> float:
    """Seconds of processor time that this process and its ended children used: what a bound on work is asked of.

    A clock on the wall tells how busy the machine is; this tells how much there was to do.
    """
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime


def beat(seconds: float) -> None:
    """Let some time go by as an operator does between two keys: what the test says must hold however long it takes."""
    time.sleep(seconds)


async def until_seen(pilot: Pilot[Any], condition: Callable[[], T], what: str = "", seconds: float = PATIENCE) -> T:
    """Return the condition's first true value while the app goes on. Raises AssertionError as ``until``."""
    end = time.monotonic() + seconds
    while not (value := condition()):
        assert time.monotonic() < end, f"never came true: {what or condition}"
        await pilot.pause(STEP)
    return value
