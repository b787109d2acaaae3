"""The review, key by key in the real program: ticks, crosses, approval, rejection, the next one, taking back."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from importers.profiles import read_bundle
from lokos_tui.commands.duplicates import RefreshDuplicates
from lokos_tui.commands.profiles import UploadProfiles
from lokos_tui.commands.verification import Approve, Seen
from lokos_tui.context import Context
from lokos_tui.db import tables
from lokos_tui.domain.paging import Page, PageRequest
from lokos_tui.domain.verification.answer import REASON_WORDS
from lokos_tui.domain.verification.gates import Reason
from lokos_tui.language import words
from lokos_tui.queries.verification.group import load_group
from lokos_tui.services.accounts.keys import bundle_key
from lokos_tui.ui.frame.lines import Line as TextLine
from lokos_tui.ui.table.memory_source import list_source
from screens.verification.walk import Walk
from tests.support.bundles import packed, shg, woman
from tests.support.managers import make_manager
from tests.tui.conftest import BLOCK, NOW, SignedInApp
from tests.tui.duplicates.test_duplicates_screens import maker_and_place, shown
from tests.tui.test_small_screens import typing
from tests.tui.ui_kit import press_each, settle


def put_in(ctx: Context, *lines: dict[str, Any]) -> list[int]:
    """Load SHGs as the Block Admin, check them, and return their ids."""
    maker, _ = maker_and_place(ctx)
    name = f"upload-{lines[0]['uid']}-{lines[0]['revision']}"
    data = packed(list(lines), upload_id=name, block=BLOCK, made_by=maker, key=bundle_key(ctx.office.keys, maker, 1))
    read = read_bundle(
        data,
        today=datetime.fromtimestamp(NOW / 1000, UTC).date(),
        tokenise=str,
        key_of=lambda user: bundle_key(ctx.office.keys, user, 1),
    )
    ctx.send(UploadProfiles(block_code=BLOCK, bundle=read))
    ctx.send(RefreshDuplicates(block_code=BLOCK))
    cbo = tables.cbo
    with ctx.office.store.reading() as connection:
        rows = connection.execute(select(cbo.c.id).where(cbo.c.uid.in_([str(line["uid"]) for line in lines])))
        return sorted(rows.scalars())


class Row:
    """A row of a queue."""

    def __init__(self, number: int, place: int, total: int) -> None:
        self.id, self.no, self.total = number, place, total


@pytest.fixture
def walk(ctx: Context) -> Walk:
    """A queue of two SHGs of twelve and six clean women."""
    _, place = maker_and_place(ctx)
    ids = put_in(ctx, shg("shg-0001", members=12, profile=place), shg("shg-0002", first=40, profile=place))
    rows = [Row(number, place, len(ids)) for place, number in enumerate(ids, 1)]
    source = list_source(rows, lambda row: (row.id, row.id))

    def fetch(request: PageRequest) -> Page[Row]:
        return source(request)

    return Walk(fetch, (ids[0], ids[0]), words=f"1 of {len(ids)}")


@pytest.fixture
def manager(ctx: Context) -> Context:
    """The block manager at work."""
    return make_manager(ctx)


def review(manager: Context, walk: Walk, cbo_id: int = 0) -> SignedInApp:
    """Return the program at the review of the queue's first SHG."""
    assert walk.key is not None
    return SignedInApp(manager, "review", cbo_id=cbo_id or int(walk.key[1]), walk=walk)


async def test_clean_group_in_few_keys(manager: Context, walk: Walk) -> None:
    """Y ticks all, A and Y approve members and group, and the next SHG stands there with what was done told."""
    app = review(manager, walk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "1 of 2" in shown(app)
        await press_each(pilot, "Y")
        assert "ticked, one by one. A approves." in shown(app)
        await press_each(pilot, "A")
        assert "Approve 12 members and SHG-0001 SAKHI MANDAL" in shown(app)
        await press_each(pilot, "Y")
        assert "Approved 12 members and SHG-0001 SAKHI MANDAL. u takes it back." in shown(app)
        assert "2 of 2" in shown(app)
        assert "SHG-0002" in shown(app)
    assert app.faults == []


async def test_a_cross_and_back_again(manager: Context, walk: Walk) -> None:
    """N crosses with a remark of the list, the gate says what that means, y ticks it again."""
    app = review(manager, walk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press_each(pilot, "Y", "down", "n")
        assert "Mobile Number of SUNITA DEVI is wrong, because:" in shown(app)
        await press_each(pilot, "down", "enter")
        assert ">x 9800000000" in shown(app).replace("  ", " ")
        assert "1 crossed: reject (R)" in shown(app)
        await press_each(pilot, "y")
        assert "Mobile Number ticked." in shown(app)
        assert "Ready: A approves 12 members" in shown(app)
    assert app.faults == []


async def test_not_yet_names_every_kind_of_reason(manager: Context, walk: Walk) -> None:
    """Members to decide and too few active ones are told beside what stands in the way of each member."""
    app = review(manager, walk)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        line = words(app.screen.query_one("#gate", TextLine).text)
        for told in ("identifiers undecided", "12 members undecided", "0 of 5 active members", "w says why"):
            assert told in line
        await press_each(pilot, "Y", "down", "n", "enter")
        line = words(app.screen.query_one("#gate", TextLine).text)
        assert "1 crossed: reject (R); 1 member undecided" in line
        assert "active members" not in line
    assert app.faults == []


def test_every_reason_has_its_words() -> None:
    """Each reason that the gates can give stands in the table of the "Not yet" line."""
    assert set(REASON_WORDS) == set(Reason)


async def test_one_member_goes_back_the_rest_is_approved(manager: Context, walk: Walk) -> None:
    """R sends the woman under the cursor back as she was crossed; A approves the others and the group."""
    app = review(manager, walk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press_each(pilot, "Y", "down", "n", "enter", "R")
        assert "as crossed (Mobile Number: wrong number)" in shown(app)
        await press_each(pilot, "enter")
        assert "Rejected SUNITA DEVI. u takes it back." in shown(app)
        await press_each(pilot, "A")
        assert "Approve 11 members and SHG-0001 SAKHI MANDAL" in shown(app)
        await press_each(pilot, "Y")
        assert "2 of 2" in shown(app)
    assert app.faults == []


async def test_words_of_ones_own(manager: Context, walk: Walk) -> None:
    """The free remark asks for words; without words nothing is done."""
    app = review(manager, walk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press_each(pilot, "R", "end", "enter")
        await press_each(pilot, "escape")
        assert "Nothing was done." in shown(app)
        await press_each(pilot, "R", "space", "enter")
        assert "Rejected SHG-0001 SAKHI MANDAL. u takes it back." in shown(app)
        assert "2 of 2" in shown(app)
    assert app.faults == []


async def test_taking_back_from_the_next_one(manager: Context, walk: Walk) -> None:
    """U on the next group takes the approval before it back, with a reason; going back shows it waiting again."""
    app = review(manager, walk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press_each(pilot, "Y", "A", "Y", "u")
        assert "Approved 12 members and SHG-0001 SAKHI MANDAL: this is taken back" in shown(app)
        await press_each(pilot, *"wrong", "enter")
        assert "Taken back: 13 records wait again." in shown(app)
        await press_each(pilot, "left_square_bracket")
        assert "12 members: 12 to decide" in shown(app)
        await press_each(pilot, "u")
        assert "There is no decision of yours here to take back." in shown(app)
    assert app.faults == []


async def test_the_ends_of_the_queue(manager: Context, walk: Walk) -> None:
    """Before the first and after the last there is nothing, and the screen says so and stays."""
    app = review(manager, walk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press_each(pilot, "left_square_bracket")
        assert "That was the first one of the queue" in shown(app)
        await press_each(pilot, "right_square_bracket", "right_square_bracket")
        assert "That was the last one of the queue; Esc goes back." in shown(app)
        assert "SHG-0002" in shown(app)
    assert app.faults == []


async def test_a_duplicate_blocks_and_says_why(ctx: Context, manager: Context) -> None:
    """A woman who is already a member elsewhere is marked, blocks with the reason, and = shows both records."""
    _, place = maker_and_place(ctx)
    one, other = shg("shg-0001", profile=place), shg("shg-0002", first=40, profile=place)
    for line in (one, other):
        line["members"][4]["profile"] = woman(4, designation="MEMBER", voter_id="ABC1234560")
    ids = put_in(ctx, one, other)
    app = SignedInApp(manager, "review", cbo_id=ids[0])
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert "confirmed" in shown(app)
        await press_each(pilot, "Y")
        assert "1 confirmed duplicate (=, R)" in shown(app)
        await press_each(pilot, "w")
        assert "nobody can override it" in shown(app)
        await press_each(pilot, "escape", "A")
        assert "Approve 5 members: official from now on" in shown(app)
        assert "The group itself waits." in shown(app)
        await press_each(pilot, "escape", "down", "down", "down", "down", "down", "equals_sign")
        assert "Confirmed: one and the same." in shown(app)
    assert app.faults == []


async def test_a_colleague_has_it_open(manager: Context, walk: Walk) -> None:
    """A claim of somebody else is told; it keeps nobody from deciding."""
    assert walk.key is not None
    with manager.office.store.writing() as connection:
        claim = {"block_code": BLOCK, "id": walk.key[1], "claimed_by": "IUP_NBDBPM2", "claimed_until": NOW + 180_000}
        connection.execute(tables.claim.insert().values(**claim))
    app = review(manager, walk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "! open at IUP_NBDBPM2" in shown(app)
        await press_each(pilot, "y")
        assert "Mobile Number ticked." in shown(app)
    assert app.faults == []


async def test_decided_by_a_colleague_meanwhile(manager: Context, walk: Walk) -> None:
    """What somebody else decided since is refused with her name, and the screen shows the new state."""
    app = review(manager, walk)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await press_each(pilot, "Y", "A")
        with manager.office.store.writing() as connection:
            connection.execute(tables.member.update().where(tables.member.c.uid == "shg-0001-m3").values(version=9))
        await press_each(pilot, "Y")
        assert "was changed since you opened it" in shown(app)
    assert app.faults == []


@pytest.mark.parametrize("size", [(80, 24), (120, 36), (60, 20)])
def test_it_looks_like_this(snap_compare: Any, manager: Context, walk: Walk, size: tuple[int, int]) -> None:
    """The review as a picture: identifiers ticked, one crossed."""
    keys = ("Y", "down", "down", "n", "enter")
    assert snap_compare(review(manager, walk), run_before=typing(keys), terminal_size=size)


def test_the_profile_unfolded(snap_compare: Any, ctx: Context, manager: Context) -> None:
    """What changed against the approved version is marked with what it was; folded sections show their changes."""
    _, place = maker_and_place(ctx)
    ids = put_in(ctx, shg("shg-0001", profile=place))
    group = manager.read(load_group, BLOCK, ids[0])
    records = tuple(Seen(one.kind, one.subject.id, one.subject.version) for one in group.records)
    manager.send(Approve(block_code=BLOCK, records=records, tick_clean=True))
    put_in(ctx, shg("shg-0001", revision=2, profile=place | {"name": "NAYA SAKHI MANDAL", "mobile": "9876511111"}))
    app = SignedInApp(manager, "review", cbo_id=ids[0])
    assert snap_compare(app, run_before=typing(("p", "1")), terminal_size=(80, 24))
