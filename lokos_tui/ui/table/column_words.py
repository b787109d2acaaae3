"""What the columns of the lists mean: one sentence each, in the help of every screen that has such a column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from lokos_tui.domain.message import _

_WORDS: Final[Mapping[str, str]] = {
    "aadhaar": _("What the duplicate check found of her Aadhaar number."),
    "account": _("What was found or decided of her bank account: ok, x crossed, = a duplicate, ! shared, ? not yet."),
    "action": _("What was done."),
    "activate": _("Members who are approved and still have no code: to be activated."),
    "actor": _("The user id of who did it."),
    "added": _("How many new records the load made."),
    "approve": _("Members who wait to be approved."),
    "at": _("Day and time."),
    "by": _("Who loaded it."),
    "category": _("The level the user works at: block, SHG, VO, CLF."),
    "changed": _("When the file was put into the inbox."),
    "claimed_by": _("A colleague who has it open now."),
    "clf": _("The Cluster Level Federation it belongs to."),
    "code": _("Its LokOS code; - or blank before activation."),
    "counts": _("What became of the lines of the bundle."),
    "decided_by": _("Who sent it back."),
    "designation": _("What the person is called, for example CRP."),
    "duplicate": _("What the duplicate check found; ? where it was not checked yet."),
    "duplicates": _("Members with a possible or confirmed duplicate."),
    "address": _("The cell of the workbook."),
    "beside": _("Who or what the duplicate is."),
    "ekyc": _("Whether eKYC was done, and when."),
    "email": _("The e-mail address."),
    "entity": _("What it was done to, and its number."),
    "field": _("Which number it is: mobile, account, voter ID, Aadhaar."),
    "file": _("The name of the file it came from."),
    "formation": _("The day the group was formed."),
    "found": _("How sure it is: possible, confirmed, or decided."),
    "gp": _("The Gram Panchayat."),
    "group": _("The SHG it belongs to."),
    "holder": _("The bookkeeper who keeps its books today."),
    "holders": _("How many records have this same number."),
    "id": _("The number of the load."),
    "image": _("Whether her photo was sent."),
    "kind": _("What it is: SHG, VO, CLF or member."),
    "line": _("The line of the bundle."),
    "links": _("How many CBOs the user is linked to; ! is more than the norm."),
    "loaded_by": _("Who loaded the bundle."),
    "made_by": _("The bookkeeper who made it."),
    "members": _("How many members the group has."),
    "mobile": _("The mobile number, or what the duplicate check found of it."),
    "name": _("The name, as it was sent or typed."),
    "no": _("The row's number in this list."),
    "numbers": _("Which numbers the two have in common."),
    "one": _("The first of the two records that are alike."),
    "one_group": _("The group of the record before it."),
    "other": _("The second of the two records that are alike."),
    "other_group": _("The group of the record before it."),
    "outcome": _("What became of it."),
    "overall": _("The worst that was found of her."),
    "own": _("What the duplicate check found of the SHG itself."),
    "panchayat": _("The Gram Panchayat."),
    "place": _("The village and Gram Panchayat of the role."),
    "reason": _("Why."),
    "remark": _("What stands out."),
    "request": _("The day it was sent for verification; the oldest waits longest."),
    "role": _("What the user does for it: BK is bookkeeper, TA is approver."),
    "row": _("The row of the sheet."),
    "shown": _("The number itself; an Aadhaar number is never shown."),
    "signed": _("Whether the bundle is signed with its maker's key."),
    "since": _("Since when its books are kept by her."),
    "size": _("The size of the file."),
    "stale": _("Members that came since the last duplicate check."),
    "state": _("Where it stands."),
    "status": _("Where it stands: New, Modified, Active, Inactive; < came back once, ! a colleague has it open."),
    "type": _("SHG, VO or CLF."),
    "user_id": _("What the user signs in with."),
    "village": _("The village."),
    "vo": _("The Village Organisation it belongs to."),
    "voter": _("What was found or decided of her voter ID: ok, x crossed, = a duplicate, ! shared, ? not yet."),
    "weight": _("How alike the two are; the more, the surer."),
    "what": _("What the row was about."),
    "words": _("What is found of the row, and what helps."),
    "why": _("The reason, or the remarks."),
    "label": _("What it is."),
    "count": _("How many there are."),
    "value": _("What is chosen now."),
    "where": _("Its place, group, role or day."),
}
"""By the column's key."""
_OTHER: Final[Mapping[tuple[str, str], str]] = {
    ("kind", _("What")): _("What it is: user, SHG, VO, CLF, member, load or upload; of a load, what the file held."),
    ("at", _("Rejected")): _("The day it was sent back."),
    ("mobile", _("Mobile Number")): _(
        "What was found or decided of her mobile: ok, x crossed, = a duplicate, ! shared, ? not yet."
    ),
    ("members", _("Members")): _("How many members it has, or brought."),
    ("outcome", _("Outcome")): _("What became of the row."),
    ("duplicates", _("Duplicate")): _("Members with a possible or confirmed duplicate."),
}
"""By key and English heading, where a column of that key means something else."""


def column_sentence(key: str, heading: str) -> str:
    """Return what a column means, by its key and English heading; '' for one that needs no word."""
    return _OTHER.get((key, str(heading).strip())) or _WORDS.get(key, "")
