"""What is typed into a search is taken literally."""

from __future__ import annotations

import pytest

from lokos_tui.domain.paging import PageRequest
from lokos_tui.domain.policy import SHIPPED_POLICY
from lokos_tui.domain.text import clean, name_key
from lokos_tui.queries.accounts.users import UserFilters, UserRow, user_page
from lokos_tui.queries.cbos.list import CboFilters, CboRow, cbo_page
from tests.support.office import HERE, Office

NAUGHTY = (
    "%", "_", "%%", "__", "\\", "\\%", "\\\\", "'", "''", '"', "';--", "' OR 1=1 --", "/", "/%", "//", "[A-Z]", "*",
    "?", "^", "a%b", ";", "NULL", "$1", ":name", "%(x)s", "{0}", "\x00", "\u202e", "\ud800", "\U0001f600", "%s",
    "x" * 60_000,
)  # fmt: skip


@pytest.mark.parametrize("naughty", NAUGHTY, ids=range(len(NAUGHTY)))
def test_no_character_is_a_wildcard(small_office: Office, naughty: str) -> None:
    """What is typed finds what holds it literally; what is no text at all filters nothing."""
    with small_office.store.reading() as connection:

        def people(text: str) -> list[UserRow]:
            return list(
                user_page(
                    connection, small_office.admin, UserFilters(HERE, search=text), SHIPPED_POLICY, PageRequest(50)
                ).rows
            )

        def groups(text: str) -> list[CboRow]:
            return list(cbo_page(connection, small_office.admin, CboFilters(HERE, search=text), PageRequest(50)).rows)

        everybody, every, text = people(""), groups(""), clean(naughty)

        def named(*cells: str) -> bool:
            return bool(name_key(text)) and any(name_key(text) in name_key(cell) for cell in cells)

        wanted = [
            row for row in everybody
            if named(row.name, "AHMADPUR SADAT") or text.upper() in row.user_id or text in row.email
        ]  # fmt: skip
        expected = [row for row in every if named(row.name, row.gp, row.village, row.vo, row.clf, row.holder_name)]
        assert people(naughty) == (wanted if text else everybody)
        assert groups(naughty) == (expected if text else every)


FOUND = (
    ("sunita", ["SUNITA DEVI", "सुनीता कुमारी"]),
    ("Suneeta Kum", ["सुनीता कुमारी"]),
    ("सुनीता", ["SUNITA DEVI", "सुनीता कुमारी"]),  # in either script
    ("सुनीता देवी", ["SUNITA DEVI"]),
    ("anita 100", ["ANITA_100% BAI"]),
    ("iup_ahmadpursadatvo", ["GEETA BAI", "SITA SINGH"]),
)


@pytest.mark.parametrize(("text", "names"), FOUND)
def test_names_and_user_ids_find_people(small_office: Office, text: str, names: list[str]) -> None:
    """A part of a name in any case, or the beginning of a user id, finds its people."""
    with small_office.store.reading() as connection:
        found = user_page(
            connection, small_office.admin, UserFilters(HERE, search=text), SHIPPED_POLICY, PageRequest()
        ).rows
    assert sorted(row.name for row in found) == sorted(names)


def test_the_last_digits_of_a_mobile_find_her(small_office: Office) -> None:
    """Three last digits do, in either script; two are too few to mean a number."""
    with small_office.store.reading() as connection:
        every = user_page(connection, small_office.admin, UserFilters(HERE), SHIPPED_POLICY, PageRequest(50)).rows
        wanted = next(row for row in every if row.name == "GEETA BAI").mobile
        three = user_page(
            connection, small_office.admin, UserFilters(HERE, search=wanted[-3:]), SHIPPED_POLICY, PageRequest()
        ).rows
        hindi = user_page(
            connection,
            small_office.admin,
            UserFilters(HERE, search=wanted[-3:].translate({48 + digit: 0x966 + digit for digit in range(10)})),
            SHIPPED_POLICY,
            PageRequest(),
        ).rows
        two = user_page(
            connection, small_office.admin, UserFilters(HERE, search=wanted[-2:]), SHIPPED_POLICY, PageRequest()
        ).rows
    assert {row.mobile for row in three} == {row.mobile for row in hindi} == {wanted}
    assert two == ()


def test_codes_and_names_find_groups(small_office: Office) -> None:
    """The beginning of a code, or a part of a name, finds its groups."""
    office = small_office
    with office.store.reading() as connection:
        by_code = cbo_page(connection, office.admin, CboFilters(HERE, search="29000004"), PageRequest()).rows
        by_name = cbo_page(connection, office.admin, CboFilters(HERE, search="maa durga"), PageRequest()).rows
    assert [row.id for row in by_code] == [4]
    assert {row.name for row in by_name} == {"MAA_DURGA SHG"}


def test_filters_go_together(small_office: Office) -> None:
    """Role, panchayat, status and holder narrow a list; a deleted account shows only when asked for."""
    office = small_office
    with office.store.reading() as connection:

        def people(**filters: object) -> list[str]:
            found = user_page(connection, office.admin, UserFilters(HERE, **filters), SHIPPED_POLICY, PageRequest())  # type: ignore[arg-type]
            return sorted(row.user_id.removeprefix("IUP_AHMADPURSADAT") for row in found.rows)

        def groups(**filters: object) -> int:
            found = cbo_page(connection, office.admin, CboFilters(HERE, **filters), PageRequest(50))  # type: ignore[arg-type]
            return len(found.rows)

        assert people(roles=("SHG_BK",)) == ["SHGBK", "SHGBK2", "SHGBK3"]
        assert people(category="CLF", gp_id=1) == ["CLFBK", "CLFSHGTA", "CLFVOTA"]
        assert people(gp_id=2) == []
        assert people(status="INACTIVE") == ["SHGBK3"]
        assert people(status="DELETED") == ["GONE"]
        assert (groups(linked="yes"), groups(linked="no"), groups(vo_id=2)) == (21, 3, 10)
        assert (groups(gp_id=1), groups(village_id=1), groups(cbo_type="VO", clf_id=1)) == (12, 6, 2)
