"""Every command, tried by every role on its own block and on another: the matrix typed in ``tests.support`` decides."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from sqlalchemy import Connection, func, select

from lokos_tui.commands.accounts import (
    AddRole,
    ChangeOwnPassword,
    ChooseLanguage,
    CreateUser,
    DeleteUser,
    EditUser,
    GiveRoleBack,
    MoveRole,
    ResetPassword,
    RoleGrant,
    SetUserActive,
    TakeRole,
)
from lokos_tui.commands.base import Command
from lokos_tui.commands.duplicates import DecideNotDuplicate, RecordRef, RefreshDuplicates, UndoDecision
from lokos_tui.commands.links import ChangeLinks, LinkWish, TakeBackLinks
from lokos_tui.commands.loads import ApplyCbos, ApplyMapping, ApplyPlaces, UndoBatch
from lokos_tui.commands.office import AddBlock, DropFilter, SaveFilter
from lokos_tui.commands.opening import (
    AcceptOpening,
    LoadOpening,
    RefuseOpening,
    TakeBackOpening,
    WithdrawOpening,
)
from lokos_tui.commands.outbox import Acknowledge, FinishExport, FormExport, RepeatExport, ShowExportKey
from lokos_tui.commands.profiles import NewBundleKey, UploadProfiles
from lokos_tui.commands.verification import (
    Approve,
    ClaimCbo,
    MarkIdentifiers,
    MarkWish,
    Reject,
    ReleaseCbo,
    RemarkWish,
    Seen,
    SetCluster,
    TakeBack,
    TickClean,
)
from lokos_tui.db import bulk, tables
from lokos_tui.db.engine import Store, open_store
from lokos_tui.db.models import metadata
from lokos_tui.domain.accounts.permissions import Actor, Area, Permission
from lokos_tui.domain.accounts.roles import Category, Role, category_of
from lokos_tui.domain.duplicates.rules import SHIPPED
from lokos_tui.domain.errors import LokosError, Refused
from lokos_tui.domain.loads.mapping import Plan
from lokos_tui.domain.loads.masters import MasterPlan
from lokos_tui.domain.outbox.leaving import Acknowledgement
from lokos_tui.domain.profiles.model import Bundle, Header, RecordKind, Signed
from lokos_tui.domain.verification.flow import Bucket
from lokos_tui.matching.person import RawPerson
from lokos_tui.matching.records import MEMBER, Ref, kept
from lokos_tui.services.accounts import passwords
from lokos_tui.services.accounts.keys import Keys
from lokos_tui.services.door import Door
from lokos_tui.services.duplicates.refresh import refresh
from lokos_tui.services.duplicates.stale import mark_stale
from lokos_tui.services.handlers import HANDLERS
from tests.services.kit import FILE
from tests.support.matrix import ACTS, CREATES, DEPUTED, DEPUTY_CREATES, NATIONAL
from tests.support.office import BEFORE, HERE, NOW, THERE, actor_of, make_office
from tests.support.waiting_stage import MEMBERS, SHG, act_of, put_stage

pytestmark = pytest.mark.usefixtures("light_argon")
AREAS = {HERE: Area("9", "132", HERE), THERE: Area("10", "203", THERE)}
OWN = "AAAA-AAAA-AAAA-AAAA"
STAND = 100
"""Account ids of the actors begin here, in the order of the roles."""


def _create(block: str, role: Role) -> CreateUser:
    prefix = {HERE: "IUP", THERE: "IBH"}[block]
    return CreateUser(
        block_code=block, user_id=f"{prefix}_NAYAGAONXYZ", name="MEERA DEVI", mobile="9876543210",
        roles=(RoleGrant(role),),
    )  # fmt: skip


def _bookkeeper(block: str) -> str:
    return {HERE: "IUP", THERE: "IBH"}[block] + "_AHMADPURSADATSHGBK"


def _manager(block: str) -> str:
    return {HERE: "IUP", THERE: "IBH"}[block] + "_AHMADPURSADATBPM"


def _bundle(block: str, made_by: str = "") -> Bundle:
    """An empty bundle of a block."""
    return Bundle(Header("bundle-1", block, made_by or _bookkeeper(block), BEFORE), (), "a" * 64, Signed.NO)


def _by(role: Role, command: Command[object]) -> Command[object]:
    """Return the command as somebody of this role would give it: she loads her own bundles."""
    if isinstance(command, UploadProfiles):
        return replace(command, bundle=_bundle(command.block_code, _actor(role).user_id))
    return command


ACCOUNT, LINKED, FREE, KEPT = 5, 6, 26, 4
TAKEN_ROLE = 801
"""SUNITA, the second bookkeeper, an SHG nobody keeps, and one that SUNITA keeps, in both blocks."""

WAITS, GROUP = Seen(RecordKind.MEMBER, MEMBERS[Bucket.PENDING_BM], 1), Seen(RecordKind.CBO, SHG, 1)
"""A member who waits with her number ticked, and her SHG, whose number is not."""
QUIET = frozenset({"claim", "release"})
"""Acts that leave no line: a mark that a colleague sees for some minutes decides nothing."""

COMMANDS: dict[str, Callable[[str], Command[object]]] = {
    "create a bookkeeper": lambda block: _create(block, Role.SHG_BK),
    "create a thematic user": lambda block: _create(block, Role.BLOCK_THEMATIC),
    "create a manager": lambda block: _create(block, Role.BLOCK_PM),
    "edit": lambda block: EditUser(block_code=block, account=ACCOUNT, version=1, name="SUNITA", mobile="9876543210"),
    "add a role": lambda block: AddRole(block_code=block, account=ACCOUNT, version=1, grant=RoleGrant(Role.VO_BK)),
    "take a role": lambda block: TakeRole(block_code=block, account=LINKED, version=1, role_id=LINKED),
    "give a role back": lambda block: GiveRoleBack(block_code=block, account=LINKED, version=1, role_id=TAKEN_ROLE),
    "move a role": lambda block: MoveRole(
        block_code=block, account=LINKED, version=1, role_id=LINKED, gp_id=2 if block == HERE else None
    ),
    "switch off": lambda block: SetUserActive(block_code=block, account=ACCOUNT, version=1, active=False),
    "delete": lambda block: DeleteUser(block_code=block, account=ACCOUNT, version=1),
    "reset": lambda block: ResetPassword(block_code=block, account=ACCOUNT),
    "own password": lambda block: ChangeOwnPassword(block_code=block, old=OWN, new="five blue tigers walk"),
    "own language": lambda block: ChooseLanguage(block_code=block, language="hi"),
    "link": lambda block: ChangeLinks(block_code=block, account=LINKED, role_id=LINKED, link=(LinkWish(FREE),)),
    "take links back": lambda block: TakeBackLinks(block_code=block, account=ACCOUNT, role_id=ACCOUNT, linked=(KEPT,)),
    "load links": lambda block: ApplyMapping(block_code=block, plan=Plan(block, 1, [], []), file=FILE),
    "load places": lambda block: ApplyPlaces(block_code=block, plan=MasterPlan(block, 1, []), file=FILE),
    "load cbos": lambda block: ApplyCbos(block_code=block, plan=MasterPlan(block, 1, []), file=FILE),
    "undo": lambda block: UndoBatch(block_code=block, batch_id=1),
    "upload": lambda block: UploadProfiles(block_code=block, bundle=_bundle(block), accept_unsigned=True),
    "bundle key": lambda block: NewBundleKey(block_code=block, user_id=_bookkeeper(block), reason="lost"),
    "check": lambda block: RefreshDuplicates(block_code=block),
    "decide": lambda block: DecideNotDuplicate(
        block_code=block,
        one=RecordRef(RecordKind.MEMBER, 1),
        other=RecordRef(RecordKind.MEMBER, 2),
        reason_code="NAMESAKE",
    ),
    "take back": lambda block: UndoDecision(block_code=block, decision_id=1, reason="seen again"),
    "form an export": lambda block: FormExport(block_code=block),
    "finish an export": lambda block: FinishExport(block_code=block, export_id=1, sha256="a" * 64),
    "export again": lambda block: RepeatExport(block_code=block, export_id=1),
    "acknowledge": lambda block: Acknowledge(
        block_code=block, acknowledgement=Acknowledgement(f"export-{block}-00001", block, "a" * 64, ())
    ),
    "export key": lambda block: ShowExportKey(block_code=block),
    "mark": lambda block: MarkIdentifiers(block_code=block, marks=(MarkWish(GROUP, "mobile", "TICK"),)),
    "tick clean": lambda block: TickClean(block_code=block, records=(GROUP,)),
    "approve": lambda block: Approve(block_code=block, records=(WAITS,)),
    "reject": lambda block: Reject(
        block_code=block, records=(WAITS,), remarks=(RemarkWish(RecordKind.MEMBER, WAITS.id, "", "INCOMPLETE"),)
    ),
    "take an act back": lambda block: TakeBack(block_code=block, act=act_of(Bucket.APPROVED), reason="wrong"),
    "claim": lambda block: ClaimCbo(block_code=block, cbo_id=SHG),
    "release": lambda block: ReleaseCbo(block_code=block, cbo_id=SHG),
    "narrow to a cluster": lambda block: SetCluster(block_code=block, user_id=_manager(block), clf_code=""),
    "add a block": lambda block: AddBlock(
        block_code="0", code="7777", name="NAYA BLOCK", district_code=AREAS[block].district
    ),
    "load an opening": lambda block: LoadOpening(block_code=block, bundle=_bundle(block), source="NRLM MIS"),
    "accept an opening": lambda block: AcceptOpening(block_code=block, opening_id=1, why="compared"),
    "refuse an opening": lambda block: RefuseOpening(block_code=block, opening_id=1, reason="not ours"),
    "withdraw an opening": lambda block: WithdrawOpening(block_code=block, opening_id=1, reason="an older file"),
    "take an opening back": lambda block: TakeBackOpening(block_code=block, opening_id=2, reason="wrong block"),
    "save a filter": lambda block: SaveFilter(block_code=block, section="shg", name="MINE", words="status:new"),
    "drop a filter": lambda block: DropFilter(block_code=block, section="shg", name="OLD"),
}


def _allowed(role: Role, name: str, block: str) -> bool:
    """What the matrix typed by hand says; a command that is not in it fails as a key that is missing."""
    return role.value in ACTS[name] and (block == HERE or role.value in NATIONAL)


def _actor(role: Role) -> Actor:
    return replace(actor_of(role), account=STAND + list(Role).index(role), user_id=f"IUP_STAND{role}")


@dataclass(frozen=True)
class Stage:
    """The template of an office where somebody of every role works, and where to put copies."""

    template: Path
    copy: Path


@pytest.fixture(scope="module")
def stage(sqlite_template: Path, keys: Keys, tmp_path_factory: pytest.TempPathFactory) -> Stage:
    """Fill the template once: the small office, one account a role, and a batch in each block."""
    folder = tmp_path_factory.mktemp("matrix")
    shutil.copyfile(sqlite_template, folder / "template.db")
    store = open_store(f"sqlite:///{folder / 'template.db'}")
    make_office(store)
    with store.writing() as connection:
        connection.execute(tables.user_secret.update().values(must_change=False))
        for role in Role:
            for table, row in _person(role, keys).items():
                connection.execute(metadata.tables[table].insert().values(**row))
        for block in AREAS:
            bulk.reserve(connection, block, "revision")
            connection.execute(
                tables.import_batch.insert().values(
                    block_code=block, id=1, kind="mapping", at=BEFORE, by_user="TEST", file_name="x", sha256="x"
                )
            )
            connection.execute(
                tables.export.insert().values(
                    block_code=block,
                    id=1,
                    export_uid=f"export-{block}-00001",
                    made_by="TEST",
                    made_at=BEFORE,
                    records=0,
                    sha256="a" * 64,
                    written_at=BEFORE,
                )
            )
            _openings(connection, block)
            _alike(connection, block)
            put_stage(connection, block, _actor(Role.BLOCK_PM).user_id)
            _group_with_a_mobile(connection, block)
            _made_by_the_state(connection, _manager(block))
            _more_roles(connection, block)
    with store.write.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    store.close()
    return Stage(folder / "template.db", folder / "copy.db")


def _openings(connection: Connection, block: str) -> None:
    """Put an opening load that waits, and one that the block manager accepted, into a block."""
    row: dict[str, object] = {
        "source": "NRLM MIS",
        "sha256": "a" * 64,
        "made_by": "IUP_MAKER",
        "loaded_by": "IUP_LOADER",
    }
    row |= {"block_code": block, "loaded_at": BEFORE}
    ended: dict[str, object] = {
        "state": "ACCEPTED",
        "decided_by": _actor(Role.BLOCK_PM).user_id,
        "decided_at": BEFORE,
        "act": 99_999,
    }
    connection.execute(tables.opening_load.insert().values(**row, id=1, state="WAITING"))
    connection.execute(tables.opening_load.insert().values(**row, id=2, **ended))


def _group_with_a_mobile(connection: Connection, block: str) -> None:
    """Give the stage's SHG a version with one number to decide on."""
    row = {"record_kind": "C", "record_id": SHG, "version": 1, "revision": 1, "digest": "x", "at": BEFORE}
    row |= {"made_by": "IUP_MAKER", "loaded_by": "IUP_LOADER", "content": '{"name":"STAGE SHG","mobile":"9876500000"}'}
    connection.execute(tables.profile_version.insert().values(block_code=block, id=50, **row))
    result = {"block_code": block, "kind": "C", "id": SHG, "overall": "NONE", "stale": False}
    connection.execute(tables.duplicate_result.insert().values(**result))


def _more_roles(connection: Connection, block: str) -> None:
    """Give one account a second role, and a third that was taken away."""
    row = {"block_code": block, "account_id": LINKED, "state_code": AREAS[block].state, "granted_at": BEFORE}
    row |= {"district_code": AREAS[block].district, "category": "VO"}
    for number, role, status in ((800, "VO_BK", "ACTIVE"), (TAKEN_ROLE, "VO_SHG_APPROVER", "INACTIVE")):
        connection.execute(tables.user_role.insert().values(**row, id=number, role=role, status=status))


def _made_by_the_state(connection: Connection, user_id: str) -> None:
    user = tables.user_account
    maker = _actor(Role.STATE_ADMIN).user_id
    connection.execute(user.update().where(user.c.user_id == user_id).values(created_by=maker))


def _alike(connection: Connection, block: str) -> None:
    """Put two pairs of women in a block who look alike, one of them decided, and one who is not checked yet."""
    rows = {
        Ref(MEMBER, number): kept(
            RawPerson(
                name, "MOHAN", "HUSBAND", "1985-03-05", mobile="9876543210", account=f"1234567{number}", village="1"
            )
        )
        for number, name in ((1, "MEERA DEVI"), (2, "MIRA"), (3, "GULABO"), (4, "GULABO DEVI"))
    }
    refresh(connection, block, rows, BEFORE, SHIPPED)
    decided = {"block_code": block, "one_kind": "M", "one_id": 3, "other_kind": "M", "other_id": 4}
    digests = {"one_digest": "x", "other_digest": "x", "reason_code": "NAMESAKE"}
    connection.execute(
        tables.pair_decision.insert(),
        decided
        | {"id": bulk.reserve(connection, block, "pair_decision")}
        | digests
        | {"decided_by": "TEST", "decided_at": BEFORE},
    )
    mark_stale(connection, block, [Ref(MEMBER, 9)], BEFORE)
    owner = {"block_code": block, "id": bulk.reserve(connection, block, "saved_filter"), "user_id": "IUP_STANDBLOCK_PM"}
    connection.execute(tables.saved_filter.insert(), owner | {"section": "shg", "name": "OLD", "words": "status:new"})


def _person(role: Role, keys: Keys) -> dict[str, dict[str, object]]:
    actor = _actor(role)
    key = {"block_code": actor.area.scope, "id": actor.account}
    home = {"state_code": actor.area.state, "district_code": actor.area.district}
    what = {"category": category_of(role).value, "role": role.value, "status": "ACTIVE"}
    account = {"user_id": actor.user_id, "name": "STAND", "name_key": "STAND", "mobile": "9876543210"}
    return {
        "user_account": key | home | what | account | {"created_at": BEFORE},
        "user_role": key | home | what | {"account_id": actor.account, "granted_at": BEFORE},
        "user_secret": key
        | {"kind": "FIRST", "hashed": passwords.hash_first(keys.first_password, OWN), "must_change": False},
    }


@pytest.fixture
def office_file(stage: Stage) -> Iterator[Store]:
    """A fresh copy of the template."""
    for ending in ("", "-wal", "-shm"):
        Path(f"{stage.copy}{ending}").unlink(missing_ok=True)
    shutil.copyfile(stage.template, stage.copy)
    store = open_store(f"sqlite:///{stage.copy}")
    yield store
    store.close()


def _content(store: Store) -> dict[str, list[tuple[object, ...]]]:
    """Return every row of every table but the audit trail and its counters."""
    counter = tables.block_counter
    with store.reading() as connection:
        found = {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
            if table not in (tables.audit_entry, counter)
        }
        numbers = connection.execute(select(counter).where(counter.c.name != "audit_entry"))
        return found | {"numbers": sorted(map(tuple, numbers))}


def _trail(store: Store) -> list[tuple[str, str]]:
    entry = tables.audit_entry
    with store.reading() as connection:
        return [tuple(row) for row in connection.execute(select(entry.c.action, entry.c.outcome))]


CASES = [(role, name, block) for role in Role for name in COMMANDS for block in AREAS]
ALLOWED = [case for case in CASES if _allowed(*case)]


@pytest.mark.parametrize("role", Role)
def test_what_the_tables_refuse(office_file: Store, keys: Keys, role: Role) -> None:
    """Every act a role may not do, in its own block or another, leaves one line in the trail and nothing else."""
    door, before = Door(office_file, keys, lambda: NOW), _content(office_file)
    refused = [COMMANDS[name](block) for of, name, block in CASES if of is role and not _allowed(of, name, block)]
    for command in refused:
        with pytest.raises(Refused):
            door.run(_actor(role), command)
    assert _trail(office_file) == [(command.action, "refused") for command in refused]
    assert _content(office_file) == before


@pytest.mark.parametrize(("role", "name", "block"), ALLOWED)
def test_what_the_tables_allow(office_file: Store, keys: Keys, role: Role, name: str, block: str) -> None:
    """Every act a role may do is done; an empty plan has nothing to do and leaves no line."""
    Door(office_file, keys, lambda: NOW).run(_actor(role), _by(role, COMMANDS[name](block)))
    quiet = name.startswith("load") or name in QUIET
    assert [outcome for _, outcome in _trail(office_file)] == ([] if quiet else ["done"])


def test_every_command_is_tried() -> None:
    """A new command has no way past this table."""
    assert {type(make(HERE)) for make in COMMANDS.values()} == HANDLERS.commands


def test_no_role_is_above_the_table(office_file: Store, keys: Keys) -> None:
    """Somebody with no account, or with another's role, is refused everything."""
    door, before = Door(office_file, keys, lambda: NOW), _content(office_file)
    strangers = (
        replace(_actor(Role.BLOCK_ADMIN), account=99_999),
        replace(_actor(Role.SHG_BK), role=Role.BLOCK_ADMIN),
        replace(_actor(Role.BLOCK_ADMIN), area=AREAS[THERE]),
    )
    for actor in strangers:
        for make in COMMANDS.values():
            with pytest.raises(Refused):
                door.run(actor, make(HERE))
    assert _content(office_file) == before


def test_extra_permissions_do_not_outlive_the_door(office_file: Store, keys: Keys) -> None:
    """What an actor claims to hold beside her role is not believed: the door reads her anew."""
    actor = replace(_actor(Role.SHG_BK), extra=frozenset(Permission))
    with pytest.raises(Refused):
        Door(office_file, keys, lambda: NOW).run(actor, COMMANDS["link"](HERE))


@pytest.mark.parametrize("role", [role for role in Role if CREATES[role]])
def test_everyone_makes_whom_she_may(office_file: Store, keys: Keys, role: Role) -> None:
    """Each maker with each role of a block: made when the table has it, refused by name when not."""
    door = Door(office_file, keys, lambda: NOW)
    granted = [made for made in Role if category_of(made) in {Category.BLOCK, Category.SHG, Category.VO, Category.CLF}]
    for made in granted:
        command = replace(_create(HERE, made), user_id=f"IUP_NAYAGAON{made.replace('_', '')}")
        if made.value in CREATES[role]:
            assert _made_or_why(door, role, command) == ""
        else:
            assert _made_or_why(door, role, command) in {"grant", "area", "permission"}


GRANTED = (*sorted(DEPUTED), "BLOCK_PM", "SHG_BK")


@pytest.mark.parametrize("role", [Role(name) for name in GRANTED])
def test_whom_a_deputed_administrator_makes(office_file: Store, keys: Keys, role: Role) -> None:
    """With the grant: whom her role makes, and the staff an admin above would make; it serves in no other role."""
    door, actor, user = Door(office_file, keys, lambda: NOW), _actor(role), tables.user_account
    row = {"id": 1, "account_id": actor.account, "granted_at": BEFORE, "granted_by": "OWNER"}
    row |= {"closed_at": None, "closed_by": "", "closed_why": ""}
    with office_file.writing() as connection:
        connection.execute(tables.staff_deputy.insert().values(block_code=HERE, **row))
        mine = (user.c.block_code == HERE) & (user.c.id == actor.account)
        connection.execute(user.update().where(mine).values(mobile="9876500002"))
    makes = CREATES[role] | (DEPUTY_CREATES if role.value in DEPUTED else frozenset())
    for made in [made for made in Role if category_of(made).value in {"BLOCK", "SHG", "VO", "CLF"}]:
        user_id = f"IUP_NAYAGAON{made.replace('_', '')}"
        code = _made_or_why(door, role, replace(_create(HERE, made), user_id=user_id, mobile="9876500001"))
        assert code == "" if made.value in makes else code in {"grant", "permission"}, made


def _made_or_why(door: Door, role: Role, command: CreateUser) -> str:
    try:
        door.run(_actor(role), command)
    except LokosError as error:
        return error.code
    return ""


def test_an_admin_above_manages_only_whom_she_made(office_file: Store, keys: Keys) -> None:
    """A State Admin changes the Block Admin she made and no other, nor anybody of another state."""
    door, user = Door(office_file, keys, lambda: NOW), tables.user_account
    actor = _actor(Role.STATE_ADMIN)
    with office_file.writing() as connection:
        connection.execute(
            user.update().where(user.c.user_id == "IUP_AHMADPURSADATADM").values(created_by=actor.user_id)
        )
    off = SetUserActive(block_code=HERE, account=1, version=1, active=False)
    assert door.run(actor, off) == 2
    with pytest.raises(Refused, match="Only the admin who made"):
        door.run(actor, replace(off, account=2))
    with office_file.reading() as connection:
        wanted = select(user.c.id).where(user.c.block_code == "0", user.c.user_id == "IBH_DADM")
        stranger = connection.execute(wanted).scalar_one()
    with pytest.raises(Refused, match="outside your area"):
        door.run(actor, replace(off, block_code="0", account=stranger))


def test_the_office_is_whole(office_file: Store) -> None:
    """The stage has somebody of each role, or the table above would prove nothing."""
    user = tables.user_account
    with office_file.reading() as connection:
        found = connection.execute(select(func.count()).where(user.c.user_id.like("IUP_STAND%"))).scalar_one()
    assert found == len(Role)


ABOVE = {
    "NATIONAL_ADMIN": "NADM", "NATIONAL_PM": "NPM", "NATIONAL_THEMATIC": "NTU",
    "STATE_ADMIN": "SADM", "STATE_PM": "SPM", "STATE_THEMATIC": "STU",
    "DISTRICT_ADMIN": "DADM", "DISTRICT_PM": "DPM", "DISTRICT_THEMATIC": "DTU",
}  # fmt: skip


@pytest.mark.parametrize("maker", Role)
def test_nobody_makes_staff_above_the_matrix(office_file: Store, keys: Keys, maker: Role) -> None:
    """Staff of a district, a state or the nation: whoever is not the typed maker is refused, and no account is made."""
    door, before = Door(office_file, keys, lambda: NOW), _content(office_file)
    for made, ending in ABOVE.items():
        if made in CREATES[maker.value]:
            continue
        district = "132" if made.startswith("DISTRICT") else ""
        command = CreateUser(
            block_code="0", district_code=district, user_id=f"IUP_NAYA{ending}", name="MEERA DEVI",
            mobile="9876543210", roles=(RoleGrant(Role(made)),),
        )  # fmt: skip
        with pytest.raises(Refused):
            door.run(_actor(maker), command)
    assert _content(office_file) == before


@pytest.mark.parametrize(("maker", "made", "district"), [
    (Role.STATE_ADMIN, Role.STATE_THEMATIC, ""),
    (Role.STATE_ADMIN, Role.DISTRICT_ADMIN, "132"),
    (Role.STATE_ADMIN, Role.DISTRICT_THEMATIC, "132"),
    (Role.DISTRICT_ADMIN, Role.DISTRICT_THEMATIC, "132"),
])  # fmt: skip
def test_staff_above_are_made_by_whom_the_matrix_names(
    office_file: Store, keys: Keys, maker: Role, made: Role, district: str
) -> None:
    """Every maker of the typed matrix below the nation makes staff above the blocks, at home in no block."""
    command = CreateUser(
        block_code="0", district_code=district, user_id="IUP_NAYAXYZ", name="MEERA DEVI", mobile="9876543210",
        roles=(RoleGrant(made),),
    )  # fmt: skip
    assert made.value in CREATES[maker.value]
    with office_file.writing() as connection:
        for counter in ("user_account", "user_role"):
            bulk.reserve(connection, "0", counter, 1_000)
    Door(office_file, keys, lambda: NOW).run(_actor(maker), command)
    user = tables.user_account
    with office_file.reading() as connection:
        row = connection.execute(select(user).where(user.c.user_id == "IUP_NAYAXYZ")).one()
    assert (row.block_code, row.role, row.state_code, row.district_code) == ("0", made.value, "9", district)
