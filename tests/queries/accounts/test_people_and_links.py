"""One account whole, both sides of the linking screen, histories and reach."""

from __future__ import annotations

import pytest

from lokos_tui.domain.accounts.roles import CboType, Role
from lokos_tui.domain.links.rules import LoadNorm
from lokos_tui.domain.paging import PageRequest
from lokos_tui.domain.policy import SHIPPED_POLICY, Policy
from lokos_tui.queries.accounts import users
from lokos_tui.queries.cbos import list as cbos
from lokos_tui.queries.cbos.list import CboFilters
from lokos_tui.queries.links import links
from lokos_tui.queries.office import home
from tests.support.office import BEFORE, HERE, Office

ALL = PageRequest(100)


def test_the_list_counts_links_and_knows_the_norm(small_office: Office) -> None:
    """A line says how many CBOs she keeps today and how many are expected; staff have no norm."""
    with small_office.store.reading() as connection:
        found = users.user_page(connection, small_office.admin, users.UserFilters(HERE), SHIPPED_POLICY, ALL).rows
    by_id = {row.user_id.removeprefix("IUP_AHMADPURSADAT"): (row.links, row.norm, row.more_roles) for row in found}
    assert by_id["SHGBK"] == (21, 20, 0)
    assert by_id["SHGBK2"] == (0, 20, 0)
    assert by_id["VOBK"] == (1, 1, 0)
    assert by_id["VOTA"] == (1, 0, 0)
    assert by_id["ADM"] == (0, 0, 0)


@pytest.mark.parametrize(("norm", "over"), [(LoadNorm(20, 1), 1), (LoadNorm(21, 3), 0), (LoadNorm(25, 0), 1)])
def test_the_office_sets_the_norm(small_office: Office, norm: LoadNorm, over: int) -> None:
    """The list expects, and the first screen counts by, what this office settled and not what is shipped."""
    policy = Policy(norm=norm)
    with small_office.store.reading() as connection:
        found = users.user_page(connection, small_office.admin, users.UserFilters(HERE), policy, ALL).rows
        counts = home.home_counts(connection, small_office.admin, HERE, policy)
    by_id = {row.user_id.removeprefix("IUP_AHMADPURSADAT"): row.norm for row in found}
    assert [by_id[name] for name in ("SHGBK", "SHGBK2", "VOBK", "VOTA", "ADM")] == [
        norm.shgs,
        norm.shgs,
        norm.vos,
        0,
        0,
    ]
    assert counts.over_norm == over


def test_an_account_whole(small_office: Office) -> None:
    """Its fields, its roles with place and links, and whether the first password is still there."""
    account = small_office.here.accounts["SHGBK"]
    with small_office.store.reading() as connection:
        found = users.user_detail(connection, small_office.admin, HERE, account)
    (role,) = found.roles
    assert (found.user_id, found.name, found.created_at, found.must_change) == (
        "IUP_AHMADPURSADATSHGBK", "SUNITA DEVI", BEFORE, True,
    )  # fmt: skip
    assert (role.role, role.gp, role.village, role.links) == ("SHG_BK", "AHMADPUR SADAT", "", 21)


def test_proposed_ids_are_free_everywhere(small_office: Office) -> None:
    """Ids that any account has, or had, are passed over."""
    with small_office.store.reading() as connection:
        proposed = users.propose_ids(connection, small_office.admin, HERE, Role.SHG_BK, 1)
        taken = users.ids_taken(connection, small_office.admin, ["IUP_AHMADPURSADATGONE", "IUP_FREE", *proposed])
    assert proposed == ("IUP_AHMADPURSADATSHGBK4", "IUP_AHMADPURSADATSHGBK5", "IUP_AHMADPURSADATSHGBK6")
    assert taken == {"IUP_AHMADPURSADATGONE"}


def test_a_shared_mobile_is_named(small_office: Office) -> None:
    """Other accounts of the block with her number are listed, she herself is not."""
    with small_office.store.reading() as connection:
        one = users.user_detail(connection, small_office.admin, HERE, 4)
        same = users.same_mobile(connection, small_office.admin, HERE, one.mobile, but_not=4)
    assert same == ("IUP_AHMADPURSADATSHGBK",)


def test_linked_and_not_linked_make_the_whole(small_office: Office) -> None:
    """Every active SHG stands on exactly one side; the inactive one on none, unless it is linked."""
    office, role = small_office, small_office.here.accounts["SHGBK2"]
    first = office.here.accounts["SHGBK"]
    with office.store.reading() as connection:
        hers = links.linked_page(connection, office.admin, first, CboFilters(HERE), ALL).rows
        others = links.not_linked_page(connection, office.admin, first, CboFilters(HERE), ALL).rows
        left = links.not_linked_page(connection, office.admin, role, CboFilters(HERE), ALL).rows
        counts = [
            str(read(connection, office.admin, first, CboFilters(HERE)))
            for read in (links.linked_count, links.not_linked_count)
        ]
        marked = links.not_linked_ids(connection, office.admin, role, CboFilters(HERE))
    assert len(hers) == 21
    assert sorted(row.id for row in (*hers, *others)) == office.here.shgs[:-1]
    assert counts == ["21", "2"]
    assert {row.id: row.holder_id for row in left}[4] == "IUP_AHMADPURSADATSHGBK"
    assert [row.id for row in marked] == [row.id for row in left]


def test_role_info_counts_the_account(small_office: Office) -> None:
    """The linking screen's heading: who, in which role, linked to which kind, holding how many."""
    with small_office.store.reading() as connection:
        info = links.role_info(connection, small_office.admin, HERE, small_office.here.accounts["SHGBK"])
        gone = links.links_of(connection, small_office.admin, HERE, info.account)
    assert (info.role, info.kind, info.held[CboType.SHG], info.status) == (Role.SHG_BK, CboType.SHG, 21, "ACTIVE")
    assert len(gone) == 21


def test_history_is_newest_first_and_whole(small_office: Office) -> None:
    """A CBO's history names who keeps its books and who did before, with both dates."""
    with small_office.store.reading() as connection:
        found = cbos.cbo_history(connection, small_office.admin, HERE, 4)
    assert [(span.user_id[-6:], span.since, span.until or 0) for span in found.spans] == [
        ("TSHGBK", BEFORE, 0),
        ("SHGBK2", BEFORE - 1, BEFORE),
    ]
    assert found.row.holder_name == "SUNITA DEVI"


def test_reach_follows_the_federation(small_office: Office) -> None:
    """A VO's approver reaches its SHGs, a CLF's its VOs or its SHGs."""
    office, who = small_office, small_office.here.accounts
    reached = {}
    with office.store.reading() as connection:
        for name in ("VOTA", "CLFVOTA", "CLFSHGTA"):
            rows = links.reach_page(connection, office.admin, HERE, who[name], ALL).rows
            reached[name] = ({row.cbo_type for row in rows}, len(rows))
    assert reached == {"VOTA": ({"SHG"}, 10), "CLFVOTA": ({"VO"}, 2), "CLFSHGTA": ({"SHG"}, 20)}


def test_home_counts_agree_with_the_lists(small_office: Office) -> None:
    """The first screen's numbers are those of the lists behind it."""
    with small_office.store.reading() as connection:
        counts = home.home_counts(connection, small_office.admin, HERE, SHIPPED_POLICY)
    assert (counts.users, counts.inactive_users, counts.over_norm, counts.batches) == (12, 1, 1, 0)
    assert (counts.shgs, counts.shgs_linked, counts.vos, counts.vos_linked) == (24, 21, 2, 1)
    assert counts.shgs_free == 3
    assert counts.last_batch is None
