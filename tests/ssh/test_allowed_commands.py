"""Which commands are taken over SSH: the whole list, typed here, whatever the areas register."""

from __future__ import annotations

from lokos_tui.cli.ssh.commands import ALLOWED, help_text

TAKEN = (
    "import", "users", "user show", "links", "cbos", "cbo", "find", "batches", "batch", "audit", "history", "returned",
    "export approved -o -", "export again -o -", "export acknowledge -", "export list",
)  # fmt: skip


def test_these_commands_are_taken_and_no_other() -> None:
    """An area that lets one more command in over SSH has to say so here as well."""
    assert tuple(" ".join(one.words) for one in ALLOWED) == TAKEN
    assert len({one.place for one in ALLOWED}) == len(ALLOWED)


def test_the_help_names_them_in_this_order() -> None:
    """The help over SSH is the list that is held to."""
    lines = help_text().splitlines()[1:-1]
    assert [line.startswith(f"  {words} ") for line, words in zip(lines, TAKEN, strict=True)] == [True] * len(TAKEN)


def test_nothing_that_is_taken_names_a_file() -> None:
    """No option that would open or write a file of the server is let in."""
    files = {"--home", "--as", "--output", "--failed-rows", "--credentials", "--made-by"}
    assert not any((one.values | one.flags) & files for one in ALLOWED)
