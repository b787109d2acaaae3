"""The signed whole of a bundle whose front part was taken unsigned goes on where that stopped; both databases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from importers.profiles import read_bundle
from lokos_tui.commands.profiles import Uploaded, UploadProfiles
from lokos_tui.db import tables
from lokos_tui.domain.errors import Invalid
from lokos_tui.services.accounts.keys import aadhaar_token, bundle_key
from tests.support.bundles import MAKER, TODAY, packed, shg
from tests.support.office import HERE

if TYPE_CHECKING:
    from lokos_tui.services.accounts.keys import Keys
    from tests.services.kit import Desk

LINES = [shg(f"shg-{number:04}", first=number * 20) for number in range(1, 4)]


def load(desk: Desk, keys: Keys, data: bytes) -> Uploaded:
    """Load bytes, signed or not."""
    bundle = read_bundle(
        data,
        today=TODAY,
        tokenise=lambda digits: aadhaar_token(keys, digits),
        key_of=lambda user: bundle_key(keys, user, 1),
    )
    return desk.run(UploadProfiles(block_code=HERE, bundle=bundle, accept_unsigned=True))


def whole(keys: Keys, lines: list[Any] = LINES, **more: Any) -> bytes:
    """Return the signed whole."""
    return packed(lines, key=bundle_key(keys, MAKER, 1), **more)


def outcomes(done: Uploaded) -> list[str]:
    """Return the outcome of each line."""
    return [line.outcome.value for line in done.plan.lines]


@pytest.mark.parametrize("extra", [0, 1, 400])
def test_the_whole_goes_on(desk: Desk, keys: Keys, extra: int) -> None:
    """Cut behind a line, or within the next: what was taken is unchanged, the rest new, the upload one and signed."""
    data = whole(keys)
    front = sum(len(row) + 1 for row in data.split(b"\n")[:3])
    load(desk, keys, data[: front + extra])
    assert outcomes(load(desk, keys, data)) == ["UNCHANGED", "UNCHANGED", "NEW"]
    (upload,) = desk.rows(tables.upload)
    assert (upload.signed, upload.whole) == ("SIGNED", True)
    assert [row.outcome for row in desk.rows(tables.upload_line)] == ["UNCHANGED", "UNCHANGED", "NEW"]
    assert outcomes(load(desk, keys, data)) == ["UNCHANGED"] * 3


@pytest.mark.parametrize(
    "other",
    [{"lines": LINES[1:]}, {"sequence": 2}, {"made_at": "2026-11-22T11:00:00+05:30"}],
    ids=["other-lines", "other-sequence", "other-time"],
)
def test_another_bundle_is_still_another(desk: Desk, keys: Keys, other: dict[str, Any]) -> None:
    """What does not begin with the part is another bundle under its id, and nothing of it is taken."""
    data = whole(keys)
    load(desk, keys, data[: sum(len(row) + 1 for row in data.split(b"\n")[:3])])
    before = desk.sizes()
    with pytest.raises(Invalid, match="same id"):
        load(desk, keys, whole(keys, **other))
    assert desk.sizes() == before


def test_only_the_signed_whole_goes_on(desk: Desk, keys: Keys) -> None:
    """An unsigned whole does not, and a part does not take the place of the signed whole."""
    data = whole(keys)
    front = data[: sum(len(row) + 1 for row in data.split(b"\n")[:3])]
    load(desk, keys, front)
    with pytest.raises(Invalid, match="same id"):
        load(desk, keys, packed(LINES))
    load(desk, keys, data)
    with pytest.raises(Invalid, match="same id"):
        load(desk, keys, front)


def test_a_part_that_was_changed_is_not_signed_afterwards(desk: Desk, keys: Keys) -> None:
    """Where the part holds something else than she signed, that line is refused and the upload stays unsigned."""
    changed = [shg("shg-0001", first=20, profile={"address": "elsewhere"}), LINES[1]]
    load(desk, keys, packed(changed).rsplit(b"\n", 2)[0] + b"\n")
    assert outcomes(load(desk, keys, whole(keys))) == ["REFUSED", "UNCHANGED", "NEW"]
    assert outcomes(load(desk, keys, whole(keys))) == ["REFUSED", "UNCHANGED", "UNCHANGED"]
    assert [row.signed for row in desk.rows(tables.upload)] == ["UNSIGNED"]
