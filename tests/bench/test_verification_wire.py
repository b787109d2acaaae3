"""Budget of the block manager's day: a clean SHG of twelve from the queue to approved, and the next one open."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from importers.profiles import read_bundle
from lokos_tui.commands.duplicates import RefreshDuplicates
from lokos_tui.commands.profiles import UploadProfiles
from lokos_tui.context import Office, system_clock
from lokos_tui.demo.core import GPS
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.dates import moment
from lokos_tui.services.accounts.keys import bundle_key
from lokos_tui.settings import load_settings
from tests.bench.wire_office import Account
from tests.bench.wire_steps import Line, sign_in
from tests.support.bundles import packed, shg

MAKER = "IUP_NBDSHGBK"
FIRST = (
    "AHILYA BAI", "BINDIYA", "CHAMELI", "DROUPADI", "EKTA KUMARI", "FULWANTI",
    "GOMTI", "HEMLATA", "INDRAVATI", "JASODA", "KAUSHALYA", "LAJWANTI",
    "MANDAKINI", "NIRMALA", "OMVATI", "PHOOLMATI", "QUDSIYA", "RAMKALI",
    "SAVITRI", "TARAMATI", "URMILA", "VIDYAVATI", "YASHODHARA", "ZUBEIDA",
)  # fmt: skip
MOST_KEYS, MOST_BYTES, MOST_MB = 8, 6_000, 150
KEYS = (("\r", "undecided"), ("Y", "ticked, one by one"), ("A", "Y approve"), ("Y", "u takes it back"))
"""Open, tick all clean, approve, yes: and what the screen says after each."""


def office(home: Path) -> dict[str, Account]:
    """Make the sample office and return its accounts by role."""
    command = [sys.executable, "-m", "lokos_tui", "--home", str(home), "demo", "--no-open", "--json", "--untouched"]
    made = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return {one["role"]: Account(home, one["user_id"], one["password"]) for one in made["accounts"]}


def put_in(home: Path, admin: Account) -> None:
    """Upload two SHGs of twelve women with three identifiers each, and check them."""
    opened = Office(load_settings(home))
    ctx = opened.sign_in(admin.user_id, admin.password, Role.BLOCK_ADMIN)
    lines = [shg(f"wire-000{n}", 12, 307 * n, profile={"gp": GPS[0][0], "village": GPS[0][1][0]}) for n in (1, 2)]
    for number, member in enumerate(one for line in lines for one in line["members"]):
        member["profile"] |= {"name": FIRST[number], "relation_name": f"{FIRST[-number - 1]}LAL"}
        member["profile"] |= {"voter_id": f"WIR{number * 7919 + 1000000:07}", "ifsc": "SBIN0DEMO01"}
        member["profile"] |= {
            "account_no": f"0777{number * 104729 + 10_000_000:09}",
            "mobile": f"70{number * 7919 + 12_345_678:08}",
        }
    data = packed(lines, key=bundle_key(opened.keys, MAKER, 1), made_by=MAKER, upload_id="wire-upload")
    bundle = read_bundle(
        data,
        today=moment(system_clock()).date(),
        tokenise=str,
        key_of=lambda user: bundle_key(opened.keys, user, 1),
    )
    done = ctx.send(UploadProfiles(block_code="996", bundle=bundle))
    assert [line.outcome.value for line in done.plan.lines] == ["NEW", "NEW"], [line.reason for line in done.plan.lines]
    ctx.send(RefreshDuplicates(block_code="996"))
    opened.close()


@pytest.mark.bench
def test_a_clean_shg_in_few_keys_and_bytes(tmp_path: Path) -> None:
    """Twelve members, 36 identifiers: at most 8 keys and 6 kB from the queue to the next one's review."""
    accounts = office(tmp_path / "office")
    put_in(tmp_path / "office", accounts["BLOCK_ADMIN"])
    manager = accounts["BLOCK_PM"]
    figures: dict[str, float] = {}
    with Line(manager) as line:
        line.wait_for("Esc quit", 30)
        line.settle(1.5)
        figures["sign-in to My Task"] = sign_in(line)["sign-in to home"]
        figures["My Task to the queue"] = line.step("1", "Count", 1.5)
        line.step("/wire-\r", "Count 2", 1.5)
        steps = {shown: line.step(key, shown, 1.0) for key, shown in KEYS}
        assert "WIRE-0002" in line.text
        assert "Approved 12 members" in line.text
        line.step("\x1b", "Count 1", 1.0)
        figures["a minute of silence in the queue"] = line.settle(60)
        figures["MB of memory at most"] = line.memory_mb()
    total, keys = sum(steps.values()), len(KEYS)
    print()
    figures |= {f"  {key!r}: {shown}": steps[shown] for key, shown in KEYS}
    for name, size in figures.items():
        print(f"{name:44} {size:6}")
    print(f"{'queue to approved, next open':44} {total:6}   {keys} keys (at most {MOST_BYTES} bytes, {MOST_KEYS} keys)")
    assert keys <= MOST_KEYS
    assert total <= MOST_BYTES
    assert figures["a minute of silence in the queue"] == 0
    assert figures["MB of memory at most"] <= MOST_MB
