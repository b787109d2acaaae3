"""What is said of who a row means: every sentence about a person of a mapping sheet."""

from __future__ import annotations

from importers.sheet import fault
from lokos_tui.domain.loads.mapping import AccountFact, Fault, Person
from lokos_tui.domain.loads.questions import Question
from lokos_tui.domain.message import _, joined, ngettext


def several(accounts: list[AccountFact], mobile: str) -> Fault:
    """Several accounts fit."""
    ids = tuple(sorted(account.user_id for account in accounts))
    sentence = ngettext(
        "{n} account has this mobile and role.", "{n} accounts have this mobile and role.", len(accounts)
    )
    return fault("mobile", mobile, "person.several", sentence, _("Write the user id."), ids)


def other_name(account: AccountFact, name: str, *, asks: bool = False) -> Fault:
    """The account has another name; ``asks``: the change may be taken."""
    sentence = _(
        "{user_id} has the name {kept}, the sheet {name}.", user_id=account.user_id, kept=account.name, name=name
    )
    return fault(
        "name", name, "person.name", sentence, _("Correct one of them."), (account.name,), question=_asks(asks)
    )


def other_mobile(account: AccountFact, mobile: str, *, asks: bool = False) -> Fault:
    """The account has another mobile; ``asks``: the change may be taken."""
    sentence = _(
        "{user_id} has the mobile {kept}, the sheet {mobile}.",
        user_id=account.user_id,
        kept=account.mobile or "-",
        mobile=mobile,
    )
    hint = _("Correct one of them.")
    return fault("mobile", mobile, "person.mobile", sentence, hint, (account.mobile,), question=_asks(asks))


def _asks(asks: bool) -> str:  # noqa: FBT001 - a word of this file
    return Question.UPDATE.value if asks else ""


def other_designation(account: AccountFact, designation: str) -> Fault:
    """The account has another designation, which may be taken."""
    sentence = _(
        "{user_id} has the designation {kept}, the sheet {designation}.",
        user_id=account.user_id, kept=account.designation or "-", designation=designation,
    )  # fmt: skip
    return fault(
        "designation", designation, "person.designation", sentence, "", (account.designation,),
        warning=True, question=Question.UPDATE.value,
    )  # fmt: skip


def shares(account: AccountFact, name: str, mobile: str) -> Fault:
    """Somebody who is here has the mobile too: two women."""
    sentence = _(
        "{user_id} ({kept}) has this mobile too; {name} is another woman.",
        user_id=account.user_id, kept=account.name, name=name,
    )  # fmt: skip
    return fault("mobile", mobile, "person.shared_mobile", sentence, _("Check it."), warning=True)


def shares_row(earlier: Person, row: str | int, name: str) -> Fault:
    """An earlier row has the mobile for somebody else: two women."""
    sentence = _(
        "Row {row} has this mobile for {kept}; {name} is another woman.",
        row=row, kept=earlier.name, name=name,
    )  # fmt: skip
    return fault("mobile", earlier.mobile, "person.shared_mobile", sentence, _("Check it."), warning=True)


def new_mobile(account: AccountFact, mobile: str) -> Fault:
    """An account fits but for its mobile."""
    who = joined(", ", (f"{account.name} ({account.user_id})", account.designation))
    sentence = _(
        "{who} has the mobile {kept}, the sheet {mobile}: the same woman with a new mobile?",
        who=who, kept=account.mobile or "-", mobile=mobile,
    )  # fmt: skip
    return fault(
        "mobile", mobile, "person.new_mobile", sentence, _("Say whether it is she."), (account.mobile,),
        question=Question.NEW_MOBILE.value,
    )  # fmt: skip


def two_names(earlier: Person, row: str | int, name: str, *, warning: bool) -> Fault:
    """An earlier row has another name for her; ``warning``: only spelt otherwise."""
    if warning:
        sentence = _("Taken as {name} of row {row}.", name=earlier.name, row=row)
        hint = _("Check the spelling.")
        return fault("name", name, "person.two_names", sentence, hint, (earlier.name,), warning=True)
    sentence = _(
        "Row {row} has the same user id with the name {name}.",
        row=row,
        name=earlier.name,
    )
    return fault("name", name, "person.two_names", sentence, _("Give each woman her own id."), (earlier.name,))


def two_mobiles(earlier: Person, row: str | int, mobile: str, *, asks: bool = False, warning: bool = False) -> Fault:
    """An earlier row has another mobile for her name; ``asks``: one woman or two."""
    sentence = _(
        "Row {row} has {name} with the mobile {kept}, this row {mobile}.",
        row=row,
        name=earlier.name,
        kept=earlier.mobile,
        mobile=mobile or "-",
    )
    hint = _("One woman, or two of one name?") if asks and not warning else _("Keep one mobile for her.")
    return fault(
        "mobile", mobile, "person.two_mobiles", sentence, hint, (earlier.mobile,), warning=warning,
        question=Question.SAME_NAME.value if asks else "",
    )  # fmt: skip
