"""Saved filters: kept by name, a user's own, in one list; replaced by name; forgotten by name."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lokos_tui.commands.office import DropFilter, SaveFilter
from lokos_tui.domain.accounts.permissions import Actor
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.errors import Invalid, NotFound, Refused
from lokos_tui.queries.office.filters import saved_filters
from lokos_tui.services.office.filters import LONGEST_NAME, LONGEST_WORDS, MOST
from tests.services.kit import Desk
from tests.support.office import HERE
from tests.support.refusals import refuses
from tests.support.statements import count_queries


def manager(desk: Desk) -> Actor:
    """Return the block manager."""
    return desk.actor(Role.BLOCK_PM, "BPM")


def save(desk: Desk, name: str, words: str = "status:new", section: str = "shg") -> None:
    """Keep a filter as the block manager."""
    desk.door.run(manager(desk), SaveFilter(block_code=HERE, section=section, name=name, words=words))


def kept(desk: Desk, section: str = "shg", who: Actor | None = None) -> list[tuple[str, str]]:
    """Return the filters of a list as somebody reads them."""
    with desk.office.store.reading() as connection:
        return [(one.name, one.words) for one in saved_filters(connection, who or manager(desk), HERE, section)]


def test_kept_by_name_in_one_list(desk: Desk) -> None:
    """A filter is kept for its list alone, in the order of names, cleaned of what a terminal would obey."""
    save(desk, "over ten days", "age:old")
    save(desk, "  GUDU\x1b[2J ", 'gp:GUDU  village:"NAYA GAON"')
    save(desk, "clusters", "kind:clf", "federation")
    assert kept(desk) == [("GUDU[2J", 'gp:GUDU village:"NAYA GAON"'), ("over ten days", "age:old")]
    assert kept(desk, "federation") == [("clusters", "kind:clf")]


def test_the_same_name_gets_the_new_words(desk: Desk) -> None:
    """Saving under a name that is there replaces its words, and leaves one."""
    save(desk, "mine", "age:old")
    save(desk, "mine", "age:new")
    assert kept(desk) == [("mine", "age:new")]


def test_her_own_alone(desk: Desk) -> None:
    """A colleague sees none of hers, and drops none of hers."""
    save(desk, "mine")
    other = replace(manager(desk), user_id="IUP_AHMADPURSADATBPM2")
    assert kept(desk, who=other) == []
    assert kept(desk) == [("mine", "status:new")]


def test_dropped_by_name(desk: Desk) -> None:
    """Dropping forgets one of one list; a second time there is nothing to drop."""
    save(desk, "mine")
    save(desk, "mine", "kind:vo", "federation")
    drop = DropFilter(block_code=HERE, section="shg", name="mine")
    desk.door.run(manager(desk), drop)
    assert kept(desk) == []
    assert kept(desk, "federation") == [("mine", "kind:vo")]
    with refuses(NotFound, "filter.unknown"):
        desk.door.run(manager(desk), drop)


@pytest.mark.parametrize(
    ("name", "words", "section", "sentence"),
    [
        ("", "age:old", "shg", "A filter's name has 1 to"),
        ("x" * (LONGEST_NAME + 1), "age:old", "shg", "A filter's name has 1 to"),
        ("mine", " ", "shg", "A filter to keep has 1 to"),
        ("mine", "x" * (LONGEST_WORDS + 1), "shg", "A filter to keep has 1 to"),
        ("mine", "age:old", "users", "Filters of users are not kept"),
    ],
)
def test_what_is_not_kept(desk: Desk, name: str, words: str, section: str, sentence: str) -> None:
    """No name, no words, too long, or another list: refused in a sentence, nothing kept."""
    with pytest.raises(Invalid, match=sentence):
        save(desk, name, words, section)
    assert kept(desk) == []


def test_no_more_than_a_list_can_show(desk: Desk) -> None:
    """At the limit a new name is refused, the old names still take new words."""
    for number in range(MOST):
        save(desk, f"filter {number:02}")
    with refuses(Invalid, "filter.many"):
        save(desk, "one more")
    save(desk, "filter 00", "age:old")
    assert kept(desk)[0] == ("filter 00", "age:old")


def test_read_in_one_statement_by_who_verifies(desk: Desk) -> None:
    """One statement; nobody but a block manager asks."""
    kept(desk)  # where the block lies is looked up once a process
    with count_queries(desk.office.store) as seen:
        kept(desk)
    assert len(seen) == 1
    with pytest.raises(Refused):
        kept(desk, who=desk.actor())
