"""The review and ``lokos verify show`` give one answer about every group of the sample office: judgement and words."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from lokos_tui import language
from lokos_tui.cli.main import carry_out
from lokos_tui.cli.parser import parse
from lokos_tui.commands.verification import Seen, TickClean
from lokos_tui.context import Context
from lokos_tui.db import tables
from lokos_tui.domain.verification.flow import Bucket
from lokos_tui.language import words
from lokos_tui.queries.verification.group import load_group
from lokos_tui.ui.frame.lines import Line as TextLine
from lokos_tui.ui.frame.text_pane import TextPane
from screens.verification.review import ReviewScreen
from tests.support.managers import MANAGER
from tests.tui.conftest import BLOCK, SignedInApp
from tests.tui.pictures import load_bundle
from tests.tui.ui_kit import press, settle


@pytest.fixture
def manager(ctx: Context) -> Context:
    """The block manager over what the sample bundle brought."""
    return load_bundle(ctx)


def waiting(manager: Context) -> list[int]:
    """Return every CBO that waits for her."""
    with manager.office.store.reading() as connection:
        query = select(tables.cbo.c.id).where(tables.cbo.c.bucket == Bucket.PENDING_BM).order_by(tables.cbo.c.id)
        return list(connection.execute(query).scalars())


def printed(manager: Context, cbo: int, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    """Return what the command prints of a group, for the manager at her key."""
    args = parse(["verify", "show", str(cbo), "--home", str(manager.settings.home), "--as", MANAGER, *more])
    args.by_key = True
    capsys.readouterr()
    assert carry_out(args) == 0
    return capsys.readouterr().out


async def on_screen(manager: Context, cbo: int) -> tuple[str, str, list[str]]:
    """Return what the review answers, as it is kept and as it is painted, and the lines behind w."""
    app = SignedInApp(manager, "review", cbo_id=cbo)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, ReviewScreen)
        kept = screen.query_one("#gate", TextLine).text
        painted = words(kept)
        await press(pilot, "w")
        lines = app.screen.query_one(TextPane).lines
        return str(kept), painted, [str(line) for line in lines]


async def test_the_answer_is_one(manager: Context, capsys: pytest.CaptureFixture[str]) -> None:
    """Answer, reasons with their next steps and warnings are the same text; only what names a key differs."""
    groups = waiting(manager)
    assert len(groups) >= 5
    seen: set[str] = set()
    for place, cbo in enumerate(groups):
        if place % 2:
            group = manager.read(load_group, BLOCK, cbo)
            manager.send(
                TickClean(block_code=BLOCK, records=tuple(Seen.of(one) for one in group.records if one.subject.pending))
            )
        kept, painted, reasons = await on_screen(manager, cbo)
        language.speak_on_screen(on_screen=False)
        told: dict[str, Any] = json.loads(printed(manager, cbo, capsys, "--json"))
        text = " ".join(printed(manager, cbo, capsys).split())
        assert kept == "   ! ".join([told["answer"], *told["warnings"]])
        hers = [" ".join(filter(None, (one["sentence"], one["hint"]))) for one in told["reasons"]]
        assert (hers or ["Nothing stands in the way."]) == reasons
        assert all(" ".join(said.split()) in text for said in (told["answer"], *hers))
        assert "lokos" not in painted
        assert "--" not in painted
        seen |= {one["code"] for one in told["reasons"]} | {told["answer"].partition(":")[0]}
    assert {"Not yet", "undecided", "members"} <= seen
