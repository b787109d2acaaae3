"""How property tests run: without a deadline, for a busy machine says nothing about a rule."""

from __future__ import annotations

import os
from typing import Final

from hypothesis import HealthCheck, settings

PROFILE: Final = "lokos"

NO_CLOCK: Final = settings(
    deadline=None,
    derandomize=os.environ.get("CI") == "true",
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
"""For every property test: no time limit of an example, none of making one. In CI the same examples each time;
elsewhere other ones, and a failing one is printed with the line that repeats it."""

ONE_FIXTURE: Final = settings(
    NO_CLOCK, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
"""The same for a test whose examples share one fixture on purpose: it puts nothing into it, or cleans up itself."""


def use() -> None:
    """Make ``NO_CLOCK`` what a property test runs with that says nothing else."""
    settings.register_profile(PROFILE, NO_CLOCK)
    settings.load_profile(PROFILE)
