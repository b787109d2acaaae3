"""The one list of the program's areas: each has a folder of this name in every layer where it has something.

A layer that gathers what the areas bring (handlers, screens, subcommands) walks this list. No area stands in a list
of another.
"""

from typing import Final

AREAS: Final = (
    "accounts", "cbos", "links", "loads", "profiles", "duplicates", "verification", "opening", "outbox", "office",
)  # fmt: skip
