"""Plain text finds a row by each of its shown cells: in every list with '/', in English and in Hindi."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pytest

from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.paging import PageRequest
from lokos_tui.domain.policy import SHIPPED_POLICY
from lokos_tui.queries.accounts.fields import ON_SCREEN as USER
from lokos_tui.queries.accounts.users import UserFilters, UserRow, user_page
from lokos_tui.queries.cbos.fields import ON_SCREEN as CBO
from lokos_tui.queries.cbos.list import CboFilters, CboRow, cbo_page
from lokos_tui.queries.links.fields import LINKED, NOT_LINKED
from lokos_tui.queries.links.links import linked_page, not_linked_page
from lokos_tui.queries.verification.fields import FEDERATION_ON_SCREEN, SHG_ON_SCREEN
from lokos_tui.queries.verification.queue import QueueFilters, QueueRow, queue_page
from tests.support import waiting
from tests.support.languages import speaking
from tests.support.office import HERE, NOW, Office
from tests.support.shown import not_found

ALL = PageRequest(200)
COUNTS = ("no", "links", "members", "to_approve", "to_activate", "duplicates")
LANGUAGES = pytest.mark.parametrize("code", ["en", "hi"])


def people(office: Office, text: str = "", **filters: Any) -> Collection[UserRow]:
    """Return the user list."""
    with office.store.reading() as connection:
        return user_page(connection, office.admin, UserFilters(HERE, search=text, **filters), SHIPPED_POLICY, ALL).rows


def work(office: Office, filters: QueueFilters, text: str = "") -> Collection[QueueRow]:
    """Return a work list."""
    actor = replace(office.actors[Role.BLOCK_PM], user_id=waiting.ME)
    with office.store.reading() as connection:
        return queue_page(connection, actor, HERE, replace(filters, search=text), NOW, ALL).rows


@LANGUAGES
def test_users(small_office: Office, code: str) -> None:
    """By user id, name in either script, mobile whole or its end, e-mail, category, role, status."""
    with speaking(code):
        assert not_found(list(people(small_office)), USER, COUNTS, lambda text: people(small_office, text)) == []


@LANGUAGES
@pytest.mark.parametrize("kind", ["SHG", "VO", "CLF"])
def test_cbos(small_office: Office, code: str, kind: str) -> None:
    """By code, name, panchayat, village, VO, CLF, who keeps the books or nobody, since when."""
    filters = CboFilters(HERE, kind)

    def find(text: str) -> Collection[CboRow]:
        with small_office.store.reading() as connection:
            return cbo_page(connection, small_office.admin, replace(filters, search=text), ALL).rows

    with speaking(code):
        assert not_found(list(find("")), CBO, COUNTS, find) == []


@LANGUAGES
def test_both_lists_of_links(small_office: Office, code: str) -> None:
    """What is hers and what is not, by whatever stands there."""
    role = small_office.here.accounts["SHGBK"]

    def find(query: Any, text: str) -> Collection[CboRow]:
        with small_office.store.reading() as connection:
            found: Collection[CboRow] = query(
                connection, small_office.admin, role, CboFilters(HERE, search=text), ALL
            ).rows
            return found

    with speaking(code):
        for query, fields in ((linked_page, LINKED), (not_linked_page, NOT_LINKED)):
            rows = list(find(query, ""))
            assert rows
            assert not_found(rows, fields, COUNTS, lambda text, query=query: find(query, text)) == []  # type: ignore[misc]


@LANGUAGES
def test_work_lists(small_office: Office, code: str) -> None:
    """By panchayat, village, code, name, dates, status, duplicate, who has it open."""
    waiting.fill(small_office)
    with speaking(code):
        for filters, fields in ((QueueFilters(), SHG_ON_SCREEN), (QueueFilters(kind=""), FEDERATION_ON_SCREEN)):
            rows = list(work(small_office, filters))
            assert rows
            assert (
                not_found(rows, fields, COUNTS, lambda text, filters=filters: work(small_office, filters, text)) == []  # type: ignore[misc]
            )


def test_words_of_several_cells_go_together(small_office: Office) -> None:
    """Each word may stand in another cell, in any order; one that stands nowhere finds nothing."""

    def found(text: str) -> set[str]:
        return {row.name for row in people(small_office, text)}

    assert found("sadat geeta") == {"GEETA BAI"}  # her panchayat and her name
    assert found("devi sunita") == {"SUNITA DEVI"}
    assert found("inactive anita") == {"ANITA_100% BAI"}
    assert found("sunita quazi") == set()
    assert found("one two three four five six seven") == set()


def test_a_short_word_is_asked_for_whole(small_office: Office) -> None:
    """'ac' is no 'Active', or two letters would show everybody; 'VO' is the VO that the row says."""
    assert {row.name for row in people(small_office, "in")} == {
        row.name for row in people(small_office) if "IN" in row.name or "IN" in row.user_id or "in" in row.email
    }
    assert {row.role for row in people(small_office, "clf")} >= {"CLF_BK", "CLF_VO_APPROVER"}


def test_a_day_in_either_writing(small_office: Office) -> None:
    """02/04/2025 and 02/04/25 are one day."""
    with small_office.store.reading() as connection:
        whole, short, none = (
            cbo_page(connection, small_office.admin, CboFilters(HERE, search=text), ALL).rows
            for text in ("02/12/2025", "02/12/25", "03/12/2025")
        )
    assert len(whole) == 21
    assert whole == short
    assert none == ()
