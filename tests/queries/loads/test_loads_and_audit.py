"""Snapshots hold what the block holds; loads show their rows; the chain shows what was done to it."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import Connection

from lokos_tui.db import bulk, tables
from lokos_tui.db.engine import Store
from lokos_tui.domain.accounts.naming import propose_user_ids
from lokos_tui.domain.accounts.permissions import Actor
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.loads.mapping import CboFact, HolderFact
from lokos_tui.domain.paging import PageRequest
from lokos_tui.domain.text import name_key
from lokos_tui.queries.loads import batches, snapshots, templates
from lokos_tui.queries.office import audit
from lokos_tui.services.accounts.keys import Keys
from lokos_tui.services.unit_of_work import append_audit
from tests.support.office import BEFORE, HERE, NOW, THERE, Office, add_cbo, cbo


def test_the_mapping_snapshot_holds_the_block(small_office: Office) -> None:
    """Places, CBOs, accounts but the deleted, roles and links of today, as they were put in."""
    office = small_office
    with office.store.reading() as connection:
        found = snapshots.mapping_snapshot(connection, office.admin, HERE)
        revision = bulk.revision(connection, HERE)
    assert (found.block_code, found.block_name, found.state_prefix, found.revision) == (
        HERE, "NAJIBABAD", "UP", revision,
    )  # fmt: skip
    assert (len(found.gps), len(found.villages), len(found.cbos)) == (2, 4, 27)
    assert CboFact(4, "SHG", "29000004", "HARIOM SHG", 1, 1, 2, 1, True) in found.cbos
    assert CboFact(27, "SHG", "29000027", "O'HARA \\ SHG", 2, 4, 0, 0, False) in found.cbos
    assert {account.user_id for account in found.accounts} == set(office.here.user_ids.values()) - {
        office.here.user_ids["GONE"]
    }
    assert HolderFact(1, 4, 5, 5, BEFORE) in found.holders
    assert len(found.holders) == 26
    assert {role.id for role in found.roles} >= {account.id for account in found.accounts}


def test_taken_ids_are_those_the_sheet_or_a_place_could_ask_for(small_office: Office) -> None:
    """Ids of other blocks that begin with a place of this one, that the sheet names, or of deleted accounts."""
    office = small_office
    theirs, user = office.there.user_ids["BPM"], tables.user_account
    with office.store.writing() as connection:
        connection.execute(
            user.update().where(user.c.user_id == office.there.user_ids["BTU"]).values(user_id="IUP_QUAZIWALASHGBK")
        )
    with office.store.reading() as connection:
        found = snapshots.mapping_snapshot(connection, office.admin, HERE, [theirs, "IUP_NOBODY"])
    assert {"IUP_QUAZIWALASHGBK", theirs} <= found.taken
    assert "IUP_NOBODY" not in found.taken
    assert office.here.user_ids["GONE"] in found.taken


def test_an_id_of_a_place_without_latin_letters_is_taken(small_office: Office) -> None:
    """A place with no Latin letter gives ids of the role's ending alone: those are looked for too."""
    user, village = tables.user_account, tables.village
    with small_office.store.writing() as connection:
        connection.execute(
            user.update().where(user.c.user_id == small_office.there.user_ids["BTU"]).values(user_id="IUP_SHGBK")
        )
        hindi = {"name": "नया गाँव", "name_key": name_key("नया गाँव")}
        connection.execute(village.update().where(village.c.id == 1).values(**hindi))
    with small_office.store.reading() as connection:
        assert "IUP_SHGBK" in snapshots.mapping_snapshot(connection, small_office.admin, HERE).taken


def test_an_approvers_id_of_a_long_place_is_taken(small_office: Office) -> None:
    """The longer a role's ending, the less of the place's name stands before it: no such id is missed."""
    office, user, gp = small_office, tables.user_account, tables.gram_panchayat
    long_name, theirs = "CHANDANPURKHURDKALAN", office.there.user_ids["BTU"]
    (wanted,) = propose_user_ids("UP", (long_name,), Role.CLF_SHG_APPROVER, lambda _: False, 1)
    with office.store.writing() as connection:
        connection.execute(user.update().where(user.c.user_id == theirs).values(user_id=wanted))
        first = gp.update().where(gp.c.block_code == HERE, gp.c.id == 1)
        connection.execute(first.values(name=long_name, name_key=long_name))
    with office.store.reading() as connection:
        assert wanted in snapshots.mapping_snapshot(connection, office.admin, HERE).taken


def test_the_master_snapshot_and_the_templates_hold_the_block(small_office: Office) -> None:
    """The templates' rows are the block's links, places and active CBOs."""
    office = small_office
    with office.store.reading() as connection:
        masters = snapshots.master_snapshot(connection, office.admin, HERE)
        data = templates.reference(connection, office.admin, HERE)
    assert (masters.block_nrlm_code, len(masters.cbos)) == (HERE, 27)
    assert (data.gps, len(data.villages), len(data.cbos)) == (("AHMADPUR SADAT", "HAKEEMPUR QUAZI"), 4, 26)
    assert (
        "IUP_AHMADPURSADATSHGBK", "SUNITA DEVI", f"6{int(HERE):05d}1002", "", "SHG", "AHMADPUR SADAT",
        "AHMADPUR SADAT", "29000004", "HARIOM SHG", "PRERNA SANGATHAN 2", "PRERNA SANKUL", "",
    ) in data.rows["mapping"]  # fmt: skip
    assert len(data.rows["places"]) == 4


def _batch(connection: Connection, number: int, state: str = "APPLIED", block: str = HERE) -> None:
    table = tables.import_batch
    connection.execute(
        table.insert(),
        {
            "block_code": block, "id": number, "kind": "mapping", "state": state, "at": NOW, "by_user": "TEST",
            "file_name": "a.xlsx", "sha256": "abc", "file_size": 1, "sheet": "", "template_version": "",
            "good_rows_only": False, "counts": json.dumps({"link": 2}),
        },
    )  # fmt: skip


def test_loads_are_listed_newest_first_with_their_rows(small_office: Office) -> None:
    """A load shows what it added and what it did not, in sheet order, each once, page by page."""
    office, link, odd = small_office, tables.cbo_link, tables.import_row
    with office.store.writing() as connection:
        for number in (1, 2):
            _batch(connection, number)
        _batch(connection, 1, block=THERE)
        connection.execute(
            link.update().where(link.c.block_code == HERE, link.c.id <= 3).values(batch_id=1, source_row=link.c.id * 2)
        )
        connection.execute(
            odd.insert(),
            [
                {"block_code": HERE, "id": n, "batch_id": 1, "row_no": n * 2 + 1, "outcome": "fault"}
                | {"what": "", "reason": "x"}
                for n in (1, 2)
            ],
        )
        add_cbo(connection, cbo(HERE, 800, "SHG", "ADDED", batch_id=1))
    with office.store.reading() as connection:
        listed = batches.batch_page(connection, office.admin, HERE, PageRequest()).rows
        lines: list[batches.BatchLine] = []
        request, more = PageRequest(2), True
        while more:
            page = batches.batch_lines(connection, office.admin, HERE, 1, request)
            lines += page.rows
            more, request = page.has_after, request.after(page.keys[-1])
    assert [(row.id, row.counts) for row in listed] == [(2, {"link": 2}), (1, {"link": 2})]
    assert [line.row for line in lines] == [0, 2, 3, 4, 5, 6]
    assert [line.outcome for line in lines].count("fault") == 2


def test_the_same_file_is_known_until_it_is_taken_back(small_office: Office) -> None:
    """A file is known by its content, in its own block, while its load stands."""
    office, table = small_office, tables.import_batch
    with office.store.writing() as connection:
        _batch(connection, 1)
    with office.store.reading() as connection:
        known = batches.same_file(connection, office.admin, HERE, "mapping", "abc")
        other = batches.same_file(connection, office.admin, HERE, "mapping", "abd")
    with office.store.writing() as connection:
        connection.execute(table.update().values(state="UNDONE"))
    with office.store.reading() as connection:
        undone = batches.same_file(connection, office.admin, HERE, "mapping", "abc")
    assert known is not None
    assert (known.id, other, undone) == (1, None, None)


def _write_trail(store: Store, keys: Keys, actor: Actor, rows: int = 6) -> None:
    with store.writing() as connection:
        for number in range(rows):
            append_audit(
                connection, keys, NOW + number, actor, "user.edit", HERE, entity="user", entity_id=str(number),
                details={"n": number}, reason="Because",
            )  # fmt: skip


def _without_triggers(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        for verb in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER audit_no_{verb}")
    else:
        connection.exec_driver_sql("DROP TRIGGER audit_no_change ON audit_entry")


def test_the_trail_is_read_newest_first_and_its_chain_holds(small_office: Office, keys: Keys) -> None:
    """An untouched chain is whole under the office's key and under no other; a page shows the reason in words."""
    office = small_office
    _write_trail(office.store, keys, office.admin)
    with office.store.reading() as connection:
        page = audit.audit_page(connection, office.admin, HERE, PageRequest(4))
        rest = audit.audit_page(connection, office.admin, HERE, PageRequest(4).after(page.keys[-1]))
        whole = audit.verify(connection, office.admin, keys.audit, HERE)
        foreign = audit.verify(connection, office.admin, keys.tokens, HERE)
    assert [row.id for row in (*page.rows, *rest.rows)] == [6, 5, 4, 3, 2, 1]
    assert page.rows[0].reason == "Because"
    assert (whole.rows, whole.first_bad, foreign.first_bad) == (6, None, 1)


@pytest.mark.parametrize(
    ("statement", "first_bad"),
    [
        ("UPDATE audit_entry SET actor = 'ELSE' WHERE id = 3", 3),
        ("UPDATE audit_entry SET at = at + 1 WHERE id = 1", 1),
        ("DELETE FROM audit_entry WHERE id = 4", 4),
        ("DELETE FROM audit_entry WHERE id = 1", 1),
        ("DELETE FROM audit_entry WHERE id >= 5", 5),
    ],
)
def test_verify_finds_an_edited_or_deleted_row(
    small_office: Office, keys: Keys, statement: str, first_bad: int
) -> None:
    """Whoever gets past the trigger is found out: the report names the first row that is wrong or gone."""
    office = small_office
    _write_trail(office.store, keys, office.admin)
    with office.store.writing() as connection:
        _without_triggers(connection)
        connection.exec_driver_sql(statement)
    with office.store.reading() as connection:
        assert audit.verify(connection, office.admin, keys.audit, HERE).first_bad == first_bad
