"""Unsaved forms: kept while typed, offered to their owner alone, gone when saved; broken files harm nobody."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lokos_tui.app import LokosApp
from lokos_tui.commands.accounts import CreatedUser, CreateUser, EditUser, RoleGrant
from lokos_tui.context import Context
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.drafts import MAX_BYTES, MAX_DAYS, MAX_KEPT, Draft, Drafts, Owner
from lokos_tui.files.loads.load import Choices
from lokos_tui.queries.accounts.users import find_user
from lokos_tui.ui.form.draft_keeper import PAUSE
from lokos_tui.ui.form.drafting import DraftScreen
from screens.accounts.grants import DraftRole, DraftRoles
from screens.loads.draft import restored
from screens.registry import ROUTES
from tests.support.properties import ONE_FIXTURE
from tests.support.until import STEP, until_seen
from tests.tui.accounts.test_users_create import NAMED
from tests.tui.accounts.test_users_list import shown
from tests.tui.conftest import ADMIN, BLOCK, NOW, AppMaker
from tests.tui.loads.test_loads import SAMPLES, planned, sample
from tests.tui.ui_kit import press, press_each, screen_text, settle

OWNER = Owner(ADMIN, 1, BLOCK)
OTHER = Owner("IUP_OTHER", 2, BLOCK)
TYPED = Draft("user_new", "creating a user", {"name": "SUNITA DEVI"}, {"name": ""}, {"block_code": BLOCK}, 0, NOW)


@pytest.fixture
def drafts(tmp_path: Path) -> Drafts:
    """An empty folder of drafts for one account."""
    return Drafts(tmp_path / "drafts", OWNER)


def kept(drafts: Drafts, draft: Draft = TYPED) -> Draft:
    """Save a draft under a new name and return it."""
    named = replace(draft, name=drafts.new_name())
    drafts.save(named)
    return named


# The files


def test_a_draft_comes_back_as_it_was_and_is_private(drafts: Drafts) -> None:
    """Folder 0700, file 0600, no scratch file left, the same values back."""
    named = kept(drafts)
    assert drafts.all(NOW) == (named,)
    assert stat.S_IMODE(drafts.folder.stat().st_mode) == 0o700
    assert [stat.S_IMODE(path.stat().st_mode) for path in drafts.folder.iterdir()] == [0o600]


def test_only_its_owner_sees_a_draft(drafts: Drafts) -> None:
    """Another account sees nothing, not even one of the same id in another block or made later; nothing is lost."""
    kept(drafts)
    for other in (OTHER, replace(OWNER, block_code="997"), replace(OWNER, account=9)):
        assert Drafts(drafts.folder, other).all(NOW) == ()
    assert len(drafts.all(NOW)) == 1


def test_a_file_renamed_to_another_account_is_thrown_away(drafts: Drafts) -> None:
    """The owner stands in the file too."""
    named = kept(drafts)
    thief = Drafts(drafts.folder, OTHER)
    (drafts.folder / named.name).rename(drafts.folder / thief.new_name())
    assert thief.all(NOW) == ()
    assert list(drafts.folder.iterdir()) == []


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x00\xff\xfe",
        b"{",
        b"[]",
        b"[" * 100_000,
        b'{"format": 1}',
        b'"' + b"x" * MAX_BYTES + b'"',
        json.dumps({"format": 1, "user_id": ADMIN, "account": 1, "block_code": BLOCK, "values": {"a": 1}}).encode(),
    ],
)
def test_a_broken_file_is_thrown_away(drafts: Drafts, data: bytes) -> None:
    """Empty, binary, cut, of another shape, nested without end, too large: no fault, no file."""
    named = kept(drafts)
    (drafts.folder / named.name).write_bytes(data)
    assert drafts.all(NOW) == ()
    assert list(drafts.folder.iterdir()) == []


@pytest.mark.parametrize(
    "change",
    [
        {"route": "../../etc"},
        {"version": True},
        {"saved_at": -1},
        {"saved_at": "soon"},
        {"params": {"not a name": 1}},
        {"params": {"path": ["x"]}},
        {"values": "x"},
        {"format": 2},
    ],
)
def test_a_hand_edited_file_of_the_wrong_shape_is_thrown_away(drafts: Drafts, change: dict[str, object]) -> None:
    """Every field is looked at."""
    path = drafts.folder / kept(drafts).name
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}), encoding="utf-8")
    assert drafts.all(NOW) == ()


def test_hand_edited_texts_are_cleaned(drafts: Drafts) -> None:
    """Nothing from a file can steer the terminal."""
    path = drafts.folder / kept(drafts).name
    raw = json.loads(path.read_text())
    raw |= {"doing": "creating\x1b]0;x\x07 a user", "values": {"name": "SU\x1b[2JNITA\u202e"}}
    path.write_text(json.dumps(raw), encoding="utf-8")
    (draft,) = drafts.all(NOW)
    assert "\x1b" not in draft.doing + draft.values["name"]


def test_links_pipes_and_half_written_files_are_not_read(drafts: Drafts, tmp_path: Path) -> None:
    """A symbolic link, a pipe and what a crash left are taken away; what a link points at stays."""
    kept(drafts)
    secret = tmp_path / "secret"
    secret.write_text("{}", encoding="utf-8")
    (drafts.folder / drafts.new_name()).symlink_to(secret)
    os.mkfifo(drafts.folder / drafts.new_name())
    (drafts.folder / f".{drafts.new_name()}.0").write_text("half", encoding="utf-8")
    assert len(drafts.all(NOW)) == 1
    assert len(list(drafts.folder.iterdir())) == 1
    assert secret.exists()


def test_old_drafts_and_too_many_are_thrown_away(drafts: Drafts) -> None:
    """30 days, and 20 for one account, the newest stay."""
    kept(drafts, replace(TYPED, saved_at=NOW - (MAX_DAYS + 1) * 86_400_000))
    assert drafts.all(NOW) == ()
    for age in range(MAX_KEPT + 3):
        kept(drafts, replace(TYPED, saved_at=NOW - age))
    assert [NOW - draft.saved_at for draft in drafts.all(NOW)] == list(range(MAX_KEPT))
    assert len(list(drafts.folder.iterdir())) == MAX_KEPT


def test_a_folder_open_to_others_is_closed_and_a_foreign_one_refused(tmp_path: Path) -> None:
    """0755 becomes 0700; a symbolic link in the folder's place is not followed."""
    (tmp_path / "drafts").mkdir(mode=0o755)
    kept(Drafts(tmp_path / "drafts", OWNER))
    assert stat.S_IMODE((tmp_path / "drafts").stat().st_mode) == 0o700
    (tmp_path / "other").symlink_to(tmp_path / "drafts")
    with pytest.raises(OSError, match="not a folder"):
        kept(Drafts(tmp_path / "other", OWNER))


@settings(ONE_FIXTURE, max_examples=60)
@given(data=st.binary(max_size=300), cut=st.integers(0, 400))
def test_no_bytes_make_a_fault(drafts: Drafts, data: bytes, cut: int) -> None:
    """Any bytes, and any piece of a true draft with any end, are read without a fault."""
    path = drafts.folder / kept(drafts).name
    path.write_bytes(path.read_bytes()[:cut] + data)
    for draft in drafts.all(NOW):
        drafts.drop(draft.name)


@given(
    st.lists(
        st.tuples(st.sampled_from(list(Role)), st.integers(0, 99), st.integers(0, 99), st.sampled_from(["", "GUDU"])),
        max_size=4,
    )
)
def test_added_roles_come_back(parts: list[tuple[Role, int, int, str]]) -> None:
    """Packing and unpacking the added roles is the same list; other text gives fewer roles and no fault."""
    roles = DraftRoles()
    for role, gp, village, place in parts:
        roles = roles.add(DraftRole(RoleGrant(role, gp or None, village or None), place))
    assert DraftRoles.unpacked(roles.packed(), tuple(Role)) == roles
    assert DraftRoles.unpacked("x/y;SHG_BK/-1/0/;;///", tuple(Role)) == DraftRoles()


# The screens


@pytest.fixture
def mine(ctx: Context) -> Callable[[], tuple[Draft, ...]]:
    """Return the drafts of the Block Admin."""
    store = Drafts(ctx.settings.drafts, Owner(ADMIN, ctx.actor.account, BLOCK))
    return lambda: store.all(NOW)


Mine = Callable[[], tuple[Draft, ...]]


def hang_up(app: LokosApp) -> None:
    """Do what the display layer does when the line is lost, but stay."""
    app.keep_drafts()


async def test_a_new_user_goes_on_after_the_line_dropped(open_screen: AppMaker, mine: Mine) -> None:
    """Typed, dropped, signed in again: the draft is offered, Y fills the form in, saving takes it away."""
    app = open_screen("user_new")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for key in (*NAMED[1:], *"faz", "enter", "tab"):
            await pilot.press(key)
        await settle(pilot)
        hang_up(app)
    assert mine()[0].values["name"] == "SUNITA DEVI"
    app = open_screen("home")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "You were creating a user when the line dropped at 13:00." in shown(app)
        await press(pilot, "Y")
        text = shown(app)
        assert "SUNITA DEVI" in text
        assert "9876543210" in text
        assert "FAZALPUL FATEHULLA" in text
        assert "Here is what you typed" in text
        await press_each(pilot, "tab", "tab", "tab", "tab", "tab", "tab", "1", "ctrl+s")
        assert "First password" in shown(app)
        assert mine() == ()


async def test_what_is_typed_is_on_disk_by_itself(open_screen: AppMaker, mine: Mine) -> None:
    """Within a second: no key after the last one is needed, and a form that is empty again leaves no draft."""
    app = open_screen("user_new")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("tab", "tab", *"SUN")
        await until_seen(pilot, lambda: [draft.values["name"] for draft in mine()] == ["SUN"])
        await pilot.press("backspace", "backspace", "backspace")
        await until_seen(pilot, lambda: mine() == ())
    assert PAUSE <= 1.0


async def test_escape_asks_to_keep_the_draft(open_screen: AppMaker, mine: Mine) -> None:
    """Y keeps it and home offers it as left for later, D throws it away; D on leaving throws it away at once."""
    app = open_screen("user_new")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "tab", "tab", *"SUNITA", "escape", "D")
    assert mine() == ()
    app = open_screen("home")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "1")
        await press(pilot, "n")
        await press(pilot, "tab", "tab", *"SUNITA", "escape")
        assert "Y keep as a draft" in shown(app)
        await press(pilot, "escape")
        assert "New user" in screen_text(app)[0]
        await press(pilot, "escape", "Y")
        assert "Kept for 30 days" in shown(app)
    app = open_screen("home")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "You left this for later at 13:00: creating a user." in shown(app)
        await press(pilot, "D")
    assert mine() == ()


async def test_nobody_else_is_offered_it(open_screen: AppMaker, ctx: Context) -> None:
    """Another account that signs in sees no question, and the draft stays for its owner."""
    kept(Drafts(ctx.settings.drafts, OTHER))
    app = open_screen("home")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "draft" not in shown(app)
    assert len(Drafts(ctx.settings.drafts, OTHER).all(NOW)) == 1


async def test_a_draft_of_a_record_that_changed_says_so(open_screen: AppMaker, ctx: Context, mine: Mine) -> None:
    """Her field keeps her text with the present value beside it; fields she had not touched show what stands there."""
    made = make(ctx)
    app = open_screen("user_edit", block_code=BLOCK, account=made.account)
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        await pilot.press("end", *" KUMARI")
        hang_up(app)
    ctx.send(
        EditUser(
            block_code=BLOCK, account=made.account, version=1, name="SUNITA RANI", mobile="9876543211", email="a@b.in"
        )
    )
    app = open_screen("home")
    async with app.run_test(size=(100, 24)) as pilot:
        await settle(pilot)
        assert "You were changing IUP_GUDUSHGBK when the line dropped" in shown(app)
        await press(pilot, "Y")
        text = shown(app)
        assert "SUNITA DEVI KUMARI" in text
        assert "now: SUNITA RANI" in text
        assert "9876543211" in text
        assert "Look again: Name changed meanwhile" in " ".join(text.split())
        await press(pilot, "ctrl+s")
    assert ctx.read(find_user, "IUP_GUDUSHGBK").name == "SUNITA DEVI KUMARI"
    assert mine() == ()


async def test_a_draft_that_opens_nothing_is_thrown_away(open_screen: AppMaker, ctx: Context, mine: Mine) -> None:
    """A route of no form, an unknown one and parameters that do not fit: a sentence, no fault."""
    store = Drafts(ctx.settings.drafts, Owner(ADMIN, ctx.actor.account, BLOCK))
    for route, params in (("users", {}), ("nowhere", {}), ("user_edit", {"x": 1})):
        kept(store, replace(TYPED, route=route, params=params))
        app = open_screen("home")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await press(pilot, "Y")
            assert "cannot be opened any more" in shown(app)
    assert mine() == ()


async def test_a_password_is_never_written(open_screen: AppMaker, ctx: Context) -> None:
    """The screens of passwords keep nothing, and a first password is in no draft."""
    app = open_screen("password")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*"neem ka bada", "tab", *"another secret of mine")
        hang_up(app)
        await pilot.pause(PAUSE + STEP)
        assert not isinstance(app.screen, DraftScreen)
    assert not ctx.settings.drafts.exists() or list(ctx.settings.drafts.iterdir()) == []


async def test_sign_out_asks_about_a_form_below_a_question(open_screen: AppMaker, mine: Mine) -> None:
    """Signing out from a screen that stands over a form does not lose the form."""
    app = open_screen("user_new")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.routes = ROUTES
        await press(pilot, "tab", "tab", *"SUNITA", "f1")
        await app.run_action("app.sign_out")
        await settle(pilot)
        assert "Y keep as a draft" in shown(app)
        await press(pilot, "Y")
    assert [draft.values["name"] for draft in mine()] == ["SUNITA"]


async def test_a_disk_that_takes_nothing_is_said_once(open_screen: AppMaker, ctx: Context) -> None:
    """A file where the folder should be: the form goes on, the sentence says to save soon."""
    if ctx.settings.drafts.exists():
        ctx.settings.drafts.rmdir()
    ctx.settings.drafts.write_text("in the way", encoding="utf-8")
    app = open_screen("user_new")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("tab", "tab", *"SUN")
        await until_seen(pilot, lambda: "cannot be kept as a draft" in shown(app))
        hang_up(app)
        assert app.is_running


async def test_a_role_being_added_goes_on(open_screen: AppMaker, ctx: Context, mine: Mine) -> None:
    """Category and panchayat of a new role survive; adding it takes the draft away."""
    made = make(ctx)
    app = open_screen("user", block_code=BLOCK, account=made.account)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press(pilot, "plus")
        await press_each(pilot, "V", "enter", "tab", "tab", *"faz", "enter")
        hang_up(app)
    app = open_screen("home")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "You were giving IUP_GUDUSHGBK a role when the line dropped" in shown(app)
        await press(pilot, "Y")
        assert "FAZALPUL FATEHULLA" in shown(app)
        assert "Look again" not in shown(app)
        if "(choose)" in next(line for line in screen_text(app) if line.startswith("Role")):
            await pilot.press("tab", "right")
        await press(pilot, "ctrl+s")
    assert [role.role for role in ctx.read(find_user, "IUP_GUDUSHGBK").roles] != ["SHG_BK"]
    assert mine() == ()


async def test_corrections_of_a_file_go_on(open_screen: AppMaker, ctx: Context, mine: Mine) -> None:
    """Rows left out come back on the same file; on another file of that name single rows are left alone, and said."""
    path = sample(ctx, "mapping_with_faults.xlsx")
    app = open_screen("load_check", kind="mapping", path=path)
    async with app.run_test(size=(80, 24)) as pilot:
        left = await planned(pilot)
        await pilot.press("o")
        await planned(pilot)
        hang_up(app)
        rows = left.job.choices.left_out
    assert len(rows) == 1
    for name, back, said in (("mapping_with_faults.xlsx", rows, "Here is"), ("mapping.xlsx", frozenset(), "another")):
        shutil.copy(SAMPLES / name, path)
        app = open_screen("home")
        async with app.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            assert "You were correcting mapping_with_faults.xlsx when the line dropped" in shown(app)
            await pilot.press("Y")
            screen = await planned(pilot)
            assert screen.job.choices.left_out == back
            assert said in shown(app)
            hang_up(app)
    assert mine() == ()


@given(st.dictionaries(st.sampled_from(["choices", "sha256"]), st.text(max_size=80)))
def test_any_text_makes_choices_for_a_file(values: dict[str, str]) -> None:
    """A hand-edited draft of a file gives no choices and no fault."""
    assert restored(values, "x")[0] == Choices()


def make(ctx: Context) -> CreatedUser:
    """Make an account to be changed."""
    command = CreateUser(
        block_code=BLOCK,
        user_id="IUP_GUDUSHGBK",
        name="SUNITA DEVI",
        mobile="9876543210",
        roles=(RoleGrant(Role.SHG_BK),),
    )
    made: CreatedUser = ctx.send(command)
    return made


def test_looking_at_drafts_leaves_what_is_being_written(tmp_path: Path) -> None:
    """A second terminal that lists drafts takes no half-written file from a living process, only from a dead one."""
    owner = Owner(ADMIN, 1, BLOCK)
    store = Drafts(tmp_path, owner)
    store.save(Draft("user_new", "making a user", {"name": "SUN"}, saved_at=NOW, name=store.new_name()))
    (name,) = (path.name for path in tmp_path.iterdir())
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    ours, dead = tmp_path / f".{name}.{os.getpid()}", tmp_path / f".{name}.{gone.pid}"
    for scratch in (ours, dead):
        scratch.write_text("{")
    assert [draft.name for draft in store.all(NOW)] == [name]
    assert ours.exists()
    assert not dead.exists()
