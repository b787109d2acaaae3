"""From an approval to the central server and back, by the command line: sent once, answered, sent again."""

from __future__ import annotations

import hashlib
import io
import json
import stat
from pathlib import Path
from typing import Any

import pytest

from lokos_tui.bootstrap import open_office
from lokos_tui.cli.main import run
from lokos_tui.commands.outbox import FormExport
from lokos_tui.commands.verification import Approve, Seen
from lokos_tui.context import Context
from lokos_tui.db import tables
from lokos_tui.queries.verification.group import load_group
from tests.support.phones import As, Phone


def acting(made: dict[str, Any], role: str) -> Context:
    """Return the context of somebody of the block."""
    who = next(one for one in made["accounts"] if one["role"] == role and one["block"])
    return open_office(made["home"]).sign_in(who["user_id"], who["password"])


@pytest.fixture
def approved(made: dict[str, Any], as_role: As, phone: Phone) -> list[str]:
    """An SHG of six women, sent, checked and approved; the uids of the seven records."""
    sent = str(phone.send([phone.shg("shg-7001", first=100)], "bundle-7001"))
    assert as_role("BLOCK_ADMIN", "import", "profiles", sent)[0] == 0
    manager, cbo = acting(made, "BLOCK_PM"), tables.cbo
    number = manager.read(
        lambda connection, _: (
            connection.execute(cbo.select().where(cbo.c.block_code == phone.block, cbo.c.uid == "shg-7001")).one().id
        )
    )
    group = manager.read(load_group, phone.block, number)
    seen = tuple(Seen(one.kind, one.subject.id, one.subject.version) for one in group.records)
    manager.send(Approve(block_code=phone.block, records=seen, tick_clean=True))
    manager.office.close()
    return ["shg-7001", *(f"shg-7001-m{number}" for number in range(6))]


def answers(path: Path, **refused: str) -> str:
    """Return what the central server writes of a file: refused by uid with a reason, else taken."""
    header, *rows = [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()[:-1]]
    said = [
        {"uid": one["uid"], "revision": one["revision"]}
        | ({"outcome": "REFUSED", "reason": refused[one["uid"]]} if one["uid"] in refused else {"outcome": "TAKEN"})
        for row in rows
        for one in ([row] if "profile" in row else []) + row.get("members", [])
    ]
    head = {
        "format": "lokos-acknowledgement", "version": 1, "upload_id": header["upload_id"], "block": header["block"],
        "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
    }  # fmt: skip
    return "".join(f"{json.dumps(row)}\n" for row in (head, *said, {"end": True, "lines": len(said)}))


def test_there_and_back(approved: list[str], as_role: As, tmp_path: Path) -> None:
    """Sent, listed, answered, the refused one sent again; the trail holds."""
    path, second, ack = tmp_path / "out.jsonl", tmp_path / "second.jsonl", tmp_path / "ack.jsonl"
    status, sent = as_role("BLOCK_ADMIN", "export", "approved", "-o", str(path))
    assert (status, sent["records"], sent["file"], sent["resumed"]) == (0, 7, str(path), False)
    assert sent["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    status, nothing = as_role("BLOCK_PM", "export", "approved")
    assert (status, nothing["export"], nothing["file"]) == (0, 0, "")
    ack.write_text(answers(path, **{approved[3]: "Village is closed"}), encoding="utf-8")
    status, done = as_role("BLOCK_ADMIN", "export", "acknowledge", str(ack))
    assert (status, done["taken"], done["refused"], done["unanswered"]) == (1, 6, 1, 0)
    assert as_role("BLOCK_ADMIN", "export", "acknowledge", str(ack))[1]["known"] == 7
    (row,) = as_role("BLOCK_ADMIN", "export", "list")[1]["rows"]
    assert (row["export"], row["records"], row["state"], row["refused"]) == (1, 7, "acknowledged", 1)
    (refused,) = as_role("BLOCK_ADMIN", "export", "list", "1")[1]["refused"]
    assert (refused["uid"], refused["reason"]) == (approved[3], "Village is closed")
    again = ("export", "approved", "--retry-refused", "-o", str(second))
    assert as_role("BLOCK_ADMIN", *again)[1]["records"] == 1
    _, line, _ = map(json.loads, second.read_text().splitlines())
    assert set(line) == {"kind", "code", "members"}
    rows = as_role("BLOCK_ADMIN", "export", "list")[1]["rows"]
    assert [(row["state"], row["taken"], row["refused"], row["unanswered"]) for row in rows] == [
        ("sent", 0, 0, 1), ("acknowledged", 6, 1, 0),
    ]  # fmt: skip
    (still,) = as_role("BLOCK_ADMIN", "export", "list", "1")[1]["refused"]
    assert (still["uid"], still["reason"]) == (approved[3], "Village is closed")
    shown = as_role("BLOCK_ADMIN", "export", "list", "2")[1]
    assert ([one["uid"] for one in shown["unanswered"]], shown["refused"]) == ([approved[3]], [])
    assert as_role("BLOCK_ADMIN", "audit", "--verify")[0] == 0


def test_the_same_file_again(approved: list[str], as_role: As, tmp_path: Path) -> None:
    """Again is byte for byte the same; another file's name is not taken."""
    path, other = tmp_path / "out.jsonl", tmp_path / "other.jsonl"
    as_role("BLOCK_ADMIN", "export", "approved", "-o", str(path))
    assert as_role("BLOCK_ADMIN", "export", "again", "1", "-o", str(other))[0] == 0
    assert other.read_bytes() == path.read_bytes()
    assert as_role("BLOCK_ADMIN", "export", "again", "1", "-o", str(other))[0] == 0
    other.write_text("mine")
    assert as_role("BLOCK_ADMIN", "export", "again", "1", "-o", str(other))[0] == 3
    assert other.read_text() == "mine"
    assert as_role("BLOCK_ADMIN", "export", "again", "1", "-o", str(tmp_path / "none" / "x"))[0] == 3
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_file() or one.name == "none") == [
        "other.jsonl",
        "out.jsonl",
    ]


def test_died_before_the_end(approved: list[str], made: dict[str, Any], as_role: As, phone: Phone) -> None:
    """Formed and never written: the next run writes that one, into the office's own folder by default."""
    dead = acting(made, "BLOCK_ADMIN")
    formed = dead.send(FormExport(block_code=phone.block))
    dead.office.close()
    status, sent = as_role("BLOCK_ADMIN", "export", "approved")
    assert (status, sent["resumed"], sent["upload_id"]) == (0, True, formed.export_uid)
    assert Path(sent["file"]) == Path(made["home"]) / "exports" / f"{formed.export_uid}.jsonl"
    assert len(approved) == sent["records"]


def test_words_and_refusals(
    approved: list[str], made: dict[str, Any], as_role: As, capsys: pytest.CaptureFixture[str], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Counts in plain words; a bookkeeper, a wrong day, a wrong file and an unknown export are refused."""
    assert as_role("SHG_BK", "export", "approved")[0] == 3
    assert as_role("BLOCK_ADMIN", "export", "approved", "--since", "31/02/2026")[0] == 2
    assert as_role("BLOCK_ADMIN", "export", "again", "9")[0] == 3
    assert as_role("BLOCK_ADMIN", "export", "list", "9")[0] == 3
    assert as_role("BLOCK_ADMIN", "export", "acknowledge", str(tmp_path / "none"))[0] == 3
    status, shown = as_role("BLOCK_ADMIN", "export", "key")
    assert (status, len(shown["export_key"].replace("-", ""))) == (0, 32)
    admin = next(one for one in made["accounts"] if one["role"] == "BLOCK_ADMIN" and one["block"])
    monkeypatch.setenv("LOKOS_PASSWORD", admin["password"])
    assert run(["--as", admin["user_id"], "export", "approved", "--since", "01/01/2001", "-o", "-"]) == 0
    found = capsys.readouterr()
    assert found.out.startswith('{"format":"lokos-profiles"')
    assert "export-" in found.err
    assert "7 records written to standard output" in found.err
    assert run(["--as", admin["user_id"], "export", "approved"]) == 0
    assert capsys.readouterr().out == "Nothing is ready to be sent.\n"
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"junk")))
    assert run(["--as", admin["user_id"], "export", "acknowledge", "-"]) == 3
    assert len(approved) == 7
