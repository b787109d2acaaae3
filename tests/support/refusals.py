"""Refusals by their code and the values they name: their words may change, and will be in other languages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest

from lokos_tui.domain.errors import Invalid, LokosError

Kind = TypeVar("Kind", bound=LokosError)


@contextmanager
def refuses(kind: type[Kind], code: str, naming: str = "") -> Iterator[pytest.ExceptionInfo[Kind]]:
    """Pass where the block is refused with this kind and code; ``naming`` is a value that the sentence must hold.

    ``code`` is the refusal's own, or that of one of the problems an `Invalid` holds. Gives what pytest.raises gives.
    """
    with pytest.raises(kind) as caught:
        yield caught
    assert code in codes_of(caught.value), f"{sorted(codes_of(caught.value))}: {caught.value}"
    assert naming in str(caught.value)


def codes_of(refusal: LokosError) -> set[str]:
    """Return the code of a refusal with those of its problems."""
    problems = refusal.problems if isinstance(refusal, Invalid) else ()
    return {refusal.code, *(problem.code for problem in problems)}
