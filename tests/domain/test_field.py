"""A column described once: what screens, csv, JSON and files make of it, and the words scripts read by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from lokos_tui.domain.duplicates.results import result_tone
from lokos_tui.domain.field import Field, pick
from lokos_tui.domain.verification.bulk import Fate, Outcome
from lokos_tui.domain.verification.work_list import SORTS
from lokos_tui.queries.accounts import fields as users
from lokos_tui.queries.accounts.users import RoleRow, UserRow
from lokos_tui.queries.cbos import fields as cbos
from lokos_tui.queries.cbos.list import CboRow
from lokos_tui.queries.duplicates import fields as duplicates
from lokos_tui.queries.duplicates.results import GroupResult, MemberResult
from lokos_tui.queries.links import fields as links
from lokos_tui.queries.loads import fields as loads
from lokos_tui.queries.loads.batches import BatchLine
from lokos_tui.queries.office import fields as office
from lokos_tui.queries.outbox import fields as outbox
from lokos_tui.queries.profiles import fields as profiles
from lokos_tui.queries.verification import fields as verification
from lokos_tui.queries.verification.queue import QueueRow
from lokos_tui.ui.table.fields import cells_of, columns_of, full_of
from screens.links.cells import left_cells, right_cells
from screens.links.state import PendingLinks

ON_SCREENS: dict[str, tuple[Field[Any], ...]] = {
    "users": users.ON_SCREEN,
    "cbos": cbos.ON_SCREEN,
    "roles of a user": users.ROLE,
    "not linked": links.NOT_LINKED,
    "linked": links.LINKED,
    "reach": links.REACH,
    "loads": loads.BATCH_ON_SCREEN,
    "rows of a load": loads.LINE,
    "findings": duplicates.FINDING_ON_SCREEN,
    "numbers": duplicates.GENERIC,
    "SHGs with duplicates": duplicates.GROUP,
    "members with duplicates": duplicates.MEMBER,
    "uploads": profiles.UPLOAD,
    "lines of an upload": profiles.LINE,
    "SHGs to verify": verification.SHG_ON_SCREEN,
    "federations to verify": verification.FEDERATION_ON_SCREEN,
    "decided at once": verification.FATE_ON_SCREEN,
    "went back": verification.RETURNED_ON_SCREEN,
    "audit": office.AUDIT_ON_SCREEN,
}


def user(**changes: object) -> UserRow:
    """Return a bookkeeper's row of the list, with other values as given."""
    base: dict[str, object] = dict.fromkeys(UserRow.__dataclass_fields__, "")
    base |= {
        "user_id": "IUP_HAKEEMPURQUAZISHGBK", "name": "SUNITA DEVI", "mobile": "9999000010", "category": "SHG",
        "role": "SHG_BK", "status": "INACTIVE", "links": 21, "norm": 20, "more_roles": 1,
    }  # fmt: skip
    return UserRow(**(base | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(("fields", "words"), [
    (users.PRINTED, ("user_id:User ID", "name:Name", "mobile:Mobile", "email:E-mail", "designation:Designation",
                     "category:Category", "role:Role", "status:Status", "links:Links")),
    (cbos.PRINTED, ("type:Type", "code:Code", "name:Name", "gp:GP", "village:Village", "vo:VO", "clf:CLF",
                    "holder:Books kept by", "since:Since")),
    (links.PRINTED, ("type:Type", "code:Code", "name:Name", "gp:GP", "village:Village")),
    (loads.BATCH_PRINTED, ("id:Load", "kind:Kind", "state:State", "at:When", "by:By", "file:File", "sha256:SHA-256",
                           "rows:Rows")),
    (loads.LINE, ("row:Row", "outcome:Outcome", "what:What", "reason:Reason")),
    (duplicates.FINDING_PRINTED, ("number:Number", "found:Found", "weight:Weight", "one:One", "one_group:of",
                                  "other:Other", "other_group:of", "numbers:Same numbers")),
    (duplicates.GENERIC, ("field:Number", "shown:Value", "holders:Held by")),
    (verification.QUEUE_PRINTED, ("no:S No", "id:Id", "kind:Kind", "panchayat:Panchayat", "village:Village",
                                  "code:Code", "name:Name", "formation_date:Formation Date",
                                  "request_date:Request Date", "status:Status", "duplicate:Duplicate",
                                  "members:#Members", "to_approve:#To be approved", "to_activate:#To be activated",
                                  "duplicates:#Duplicate Members", "came_back:Came back", "claimed_by:Open at")),
    (verification.FATE, ("id:Id", "kind:Kind", "code:Code", "name:Name", "outcome:", "why:", "act:Act")),
    (verification.RETURNED_PRINTED, ("at:When", "kind:Kind", "name:Name", "group:SHG", "code:Code",
                                     "made_by:Bookkeeper", "decided_by:By", "why:Remarks")),
    (outbox.EXPORT, ("export:Export", "upload_id:Name", "made_at:Formed", "made_by:By", "records:Records",
                     "state:State", "taken:Taken", "refused:Refused", "unanswered:Unanswered", "sha256:SHA-256")),
    (outbox.REFUSED, ("id:Id", "kind:Kind", "code:Code", "uid:Uid", "revision:Revision", "name:Name",
                      "reason:Why it was refused")),
    (office.AUDIT_PRINTED, ("at:When", "actor:Who", "role:Role", "action:What", "outcome:Outcome", "entity:Of",
                            "reason:Reason")),
])  # fmt: skip
def test_the_command_line_keeps_its_words(fields: Sequence[Field[Any]], words: tuple[str, ...]) -> None:
    """Pins the keys of --json and the headings of csv and tables, in order: scripts read by them."""
    assert tuple(f"{one.key}:{one.printed_heading}" for one in fields) == words


def test_one_account_on_a_screen_on_the_command_line_and_in_a_file() -> None:
    """Pins that a list masks a mobile and says a role in short, while the row's line, data and file have them whole."""
    row = user()
    assert cells_of(users.ON_SCREEN)(row) == (
        "IUP_HAKEEMPURQUAZISHGBK", "SUNITA DEVI", "99..010", "21!", "SHG", "SHG BK +1", "Inactive", "N/A", "N/A",
    )  # fmt: skip
    whole = ["IUP_HAKEEMPURQUAZISHGBK", "SUNITA DEVI", "9999000010", "", "", "SHG", "SHG Bookkeeper"]
    assert [one.value(row) for one in users.PRINTED] == [*whole, "INACTIVE", 21]
    assert [one.file_value(row) for one in users.IN_FILE] == [*whole, 21, "Inactive"]
    assert [one.heading for one in users.IN_FILE] == [
        "User id", "Name", "Mobile", "E-mail", "Designation", "Category", "Role", "CBOs", "Status",
    ]  # fmt: skip
    assert cells_of(users.ON_SCREEN)(user(status="ACTIVE", links=0, norm=0))[3:7:3] == ("", "Active")
    assert full_of(users.ON_SCREEN)(row)[2:6:3] == ("9999000010", "SHG Bookkeeper +1")


def test_one_group_of_a_work_list_on_both_screens_and_on_the_command_line() -> None:
    """Pins the signs and blanks of the screens, the whole values of the command line, and the federations' headings."""
    row = QueueRow(
        1_200, 1_300, 7, "VO", "Hakeempur", "Quazi", "-", "Jyoti", "2020-04-01", "", "NEW", "NOT_CHECKED", 12, 0, 3, 0,
        1, came_back=True, claimed_by="BPM_ONE",
    )  # fmt: skip
    assert cells_of(verification.SHG_ON_SCREEN)(row) == (
        "1,200", "Hakeempur", "Quazi", "-", "Jyoti", "01/04/2020", "-", "New <!", "to check", "12", "", "3", "",
        "BPM_ONE",
    )  # fmt: skip
    assert cells_of(verification.FEDERATION_ON_SCREEN)(row) == (
        "VO", "1,200", "Hakeempur", "Quazi", "-", "Jyoti", "01/04/2020", "-", "New <!", "to check", "BPM_ONE",
    )  # fmt: skip
    assert full_of(verification.SHG_ON_SCREEN)(row._replace(duplicate="NONE"))[8:13] == (
        "No Duplicates Found", "12", "0", "3", "0",
    )  # fmt: skip
    assert [one.heading for one in verification.FEDERATION_ON_SCREEN][4:6] == ["Code", "VO or CLF"]
    assert [one.value(row) for one in verification.QUEUE_PRINTED][9:] == [
        "New", "not checked", 12, 0, 3, 0, "yes", "BPM_ONE",
    ]  # fmt: skip


def test_one_cbo_in_the_lists_of_the_linking_screen() -> None:
    """Pins the holder's 'of' for bookkeepers alone, the short day, and the signs of what is not saved."""
    day = 1_743_552_000_000
    row = CboRow(1, "SHG", "21", "JYOTI", "GUDU", "KALA", "VO A", "", "INACTIVE", "IUP_M", "MEENA", 7, day)
    assert left_cells(row, exclusive=True) == ("!", "21", "JYOTI", "KALA", "VO A", "of MEENA", "GUDU")
    assert left_cells(row, exclusive=False) == ("", "21", "JYOTI", "KALA", "VO A", "MEENA", "GUDU")
    assert left_cells(row._replace(holder_name=""), exclusive=True)[::5] == ("", "-")
    work = PendingLinks(exclusive=False)
    assert right_cells(row, work) == ("", "21", "JYOTI", "KALA", "VO A", "02/04/25", "GUDU")
    work.unlink([row])
    assert right_cells(row, work)[0] == "-"
    work.undo()
    work.link([row])
    assert right_cells(row, work) == ("+", "21", "JYOTI", "KALA", "VO A", "", "GUDU")
    assert cells_of(links.REACH)(row) == ("SHG", "21", "JYOTI", "GUDU", "VO A")
    assert [one.heading for one in (*links.NOT_LINKED, *links.LINKED, *links.REACH)] == [
        "", "Code", "Name", "Village", "VO", "Kept by", "GP", "", "Code", "Name", "Village", "VO", "Since", "GP",
        "Kind", "Code", "Name", "GP", "VO",
    ]  # fmt: skip


def test_a_role_of_a_user_says_where_it_holds() -> None:
    """Pins the place once where village and panchayat are one, the whole block, and no number of CBOs for staff."""
    clerk = RoleRow(1, "BLOCK", "BLOCK_PM", 0, "", 0, "", "ACTIVE", 0)
    keeper = RoleRow(2, "SHG", "SHG_BK", 4, "GUDU", 5, "GUDU", "INACTIVE", 0)
    assert cells_of(users.ROLE)(clerk)[2:] == ("whole block", "", "Active")
    assert cells_of(users.ROLE)(keeper) == ("SHG", "SHG Bookkeeper", "GUDU", "0", "Inactive")


def test_results_by_shg_and_by_member() -> None:
    """Pins that what was not checked since it came says so, and that a number not compared is '-'."""
    group = GroupResult(1, "JYOTI", 12, 2, 0, "NOT_CHECKED", "21")
    assert cells_of(duplicates.GROUP)(group) == ("21", "JYOTI", "to check", "12", "2", "")
    assert full_of(duplicates.GROUP)(group._replace(own="NONE"))[2] == "No Duplicates Found"
    member = MemberResult(
        1, "SUNITA", "CONFIRMED", "NONE", "SHARED", "NOT_CHECKED", "OVERRIDDEN", stale=False, code="-"
    )
    assert cells_of(duplicates.MEMBER)(member) == ("SUNITA", "-", "confirmed", "none", "shared", "-", "decided")
    assert cells_of(duplicates.MEMBER)(member._replace(stale=True))[2] == "to check"
    assert [result_tone(word) for word in ("confirmed", "potential", "to check", "none")] == [
        "refused", "warn", "warn", None,
    ]  # fmt: skip


def test_one_group_of_many_decided_at_once() -> None:
    """Pins the outcome's word on the screen and in data, a blank for no act, and that what stays is seen."""
    fate = Fate(0, 7, "JYOTI", outcome=Outcome.STAYS, why="Not yet.", kind="SHG", code="21")
    assert cells_of(verification.FATE_ON_SCREEN)(fate) == ("stays", "21", "JYOTI", "Not yet.")
    assert cells_of(verification.FATE_PRINTED)(fate)[4] == ""
    assert [one.value(fate) for one in verification.FATE] == [7, "SHG", "21", "JYOTI", "stays", "Not yet.", 0]
    planned = replace(fate, outcome=Outcome.PLANNED)
    outcome = verification.FATE_ON_SCREEN[0]
    assert (outcome.value(planned), outcome.cell(planned)) == ("planned", "will be")
    tone = outcome.tone
    assert tone is not None and [tone(word) for word in Outcome] == [None, "warn", "ok"]


@pytest.mark.parametrize("name", ON_SCREENS)
def test_a_list_on_a_screen_fits(name: str) -> None:
    """Pins that every key stands once, every column has its field's words, and what cannot be dropped fits 80 cells."""
    fields = ON_SCREENS[name]
    columns = columns_of(fields)
    keys = [column.key for column in columns]
    assert len(set(keys)) == len(keys) and [column.title for column in columns] == [one.heading for one in fields]
    kept = [column.width for column in columns if not column.priority]
    assert sum(kept) + 2 * len(kept) + 3 <= 80


def test_what_can_be_sorted_by_is_a_column() -> None:
    """Pins that a sort's key is the key of a column that is shown."""
    assert set(users.SORTS) <= {one.key for one in users.ON_SCREEN}
    assert set(cbos.SORTS) <= {one.key for one in cbos.ON_SCREEN}
    assert set(SORTS) <= {column.key for column in columns_of(verification.SHG_ON_SCREEN)}


def test_the_edges_of_a_field() -> None:
    """Pins a blank for None and for row 0, refusal of a key that is unknown and of a screen column without a width."""
    nothing: Field[object] = Field("a", "A", lambda _: None, 4)
    assert nothing.cell(object()) == "" and nothing.file_value(object()) is None
    assert cells_of(loads.LINE)(BatchLine(0, "added", "GP X", ""))[0] == ""
    with pytest.raises(KeyError):
        pick((nothing,), "a", "b")
    with pytest.raises(ValueError, match="role"):
        columns_of(office.AUDIT_PRINTED)
