"""Who a row of the mapping sheet means: an account that is there, or one to be made."""

from __future__ import annotations

from collections import defaultdict
from typing import NamedTuple

from importers.sheet import fault
from lokos_tui.domain.accounts.naming import Numbering, tidy_user_id, user_id_problems
from lokos_tui.domain.accounts.people import designation_problem, mobile_problem, name_problem, odd_name
from lokos_tui.domain.accounts.roles import Role, category_of, label_of
from lokos_tui.domain.identifiers import clean_mobile
from lokos_tui.domain.loads.mapping import AccountFact, Fault, Person, RoleFact, Snapshot
from lokos_tui.domain.message import _, ngettext
from lokos_tui.domain.text import fold, name_key


class Cells(NamedTuple):
    """The cells that say who a row means, and what the rest of the row says of her role and place."""

    user_id: str
    name: str
    mobile: str
    designation: str
    role: Role
    gp_id: int
    village_id: int


class PersonFound(NamedTuple):
    """The person of a row (None: cannot be told), and the faults (row 0: to be filled in)."""

    item: Person | None
    faults: tuple[Fault, ...] = ()


class People:
    """The people of one sheet against the block's accounts; each person and role stands once."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.all: list[Person] = []
        self._snapshot = snapshot
        self._accounts = {account.user_id: account for account in snapshot.accounts}
        self._by_mobile: dict[str, list[AccountFact]] = defaultdict(list)
        for account in snapshot.accounts:
            self._by_mobile[account.mobile].append(account)
        self._roles: dict[int, list[RoleFact]] = defaultdict(list)
        for role in snapshot.roles:
            self._roles[role.account_id].append(role)
        self._by_id: dict[tuple[str, Role], Person] = {}
        self._by_number: dict[tuple[str, Role], Person] = {}
        self._by_place: dict[tuple[str, int, int, Role], Person] = {}
        self._used: set[str] = set()

    def find(self, cells: Cells, row: int) -> PersonFound:
        """Return whom the cells mean, making a new person when the sheet and the block know none."""
        user_id, mobile = tidy_user_id(cells.user_id), clean_mobile(cells.mobile)
        account, faults = self._account(user_id, mobile, cells)
        if faults:
            return PersonFound(None, faults)
        if account is not None:
            return self._known(account, cells, row)
        return self._new(cells, user_id, mobile, row)

    def name_new(self, places: dict[int, tuple[str, ...]]) -> None:
        """Give every new person without an id a free one; ``places``: names by person, nearest first."""
        taken, block = self._snapshot.taken, self._snapshot.block_name
        numbering = Numbering(
            self._snapshot.state_prefix,
            lambda user_id: user_id in self._accounts or user_id in taken or user_id in self._used,
        )
        for person in self.all:
            if not person.user_id:
                person.user_id = numbering.next_id((*places.get(person.index, ()), block), person.role)
                self._used.add(person.user_id)

    def _account(self, user_id: str, mobile: str, cells: Cells) -> tuple[AccountFact | None, tuple[Fault, ...]]:
        if user_id:
            account = self._accounts.get(user_id)
            return account, _differs(account, cells.name, mobile) if account else ()
        same = self._by_mobile.get(mobile, []) if mobile else []
        holding = [a for a in same if any(r.role == cells.role for r in self._roles.get(a.id, ()))]
        key = name_key(cells.name)
        named = [a for a in holding if not key or name_key(a.name) == key]
        if len(named) > 1:
            ids = tuple(sorted(a.user_id for a in named))
            sentence = ngettext(
                "{n} account has this mobile and role.", "{n} accounts have this mobile and role.", len(named)
            )
            return None, (fault("mobile", mobile, "person.several", sentence, _("Write the user id."), ids),)
        if named:
            return named[0], ()
        if holding:
            return None, (_other_name(holding[0], cells.name),)
        fitting = [a for a in same if key and name_key(a.name) == key and self._may_take(a, cells.role)]
        return (fitting[0] if len(fitting) == 1 else None), ()

    def _may_take(self, account: AccountFact, role: Role) -> bool:
        """One account per kind of CBO: a further role only beside roles of the same category."""
        return all(category_of(Role(fact.role)) is category_of(role) for fact in self._roles.get(account.id, ()))

    def _known(self, account: AccountFact, cells: Cells, row: int) -> PersonFound:
        if not account.active:
            sentence = _("The account {user_id} is inactive.", user_id=account.user_id)
            return PersonFound(
                None, (fault("user_id", account.user_id, "account.inactive", sentence, _("Activate it first.")),)
            )
        person = self._by_id.get((account.user_id, cells.role))
        if person is not None:
            return PersonFound(person)
        role = next((fact for fact in self._roles.get(account.id, ()) if fact.role == cells.role), None)
        if role is not None and not role.active:
            sentence = _(
                "The role {role} of {user_id} is inactive.", role=label_of(cells.role), user_id=account.user_id
            )
            return PersonFound(
                None, (fault("category", label_of(cells.role), "role.inactive", sentence, _("Activate it first.")),)
            )
        made = Person(
            len(self.all), account.user_id, account.name, account.mobile, cells.designation, cells.role,
            cells.gp_id, cells.village_id, row, account.id, role.id if role else 0,
        )  # fmt: skip
        return self._keep(made, cells)

    def _new(self, cells: Cells, user_id: str, mobile: str, row: int) -> PersonFound:
        earlier = self._by_id.get((user_id, cells.role)) if user_id else None
        earlier = earlier or self._by_number.get((mobile, cells.role))
        if earlier is not None and not earlier.account_id:
            return self._again(earlier, cells, user_id, mobile)
        faults = self._field_faults(cells, user_id, mobile)
        place = (fold(cells.name), cells.gp_id, cells.village_id, cells.role)
        twin = self._by_place.get(place) if cells.gp_id or cells.village_id else None
        if twin is not None and mobile != twin.mobile and not user_id:
            faults += (_two_mobiles(twin, mobile),)
        if faults:
            return PersonFound(None, faults)
        made = Person(
            len(self.all),
            user_id,
            cells.name,
            mobile,
            cells.designation,
            cells.role,
            cells.gp_id,
            cells.village_id,
            row,
        )
        odd = odd_name(cells.name)
        told = fault("name", cells.name, odd.code, odd.sentence, odd.hint, warning=True) if odd else None
        return PersonFound(self._keep(made, cells).item, (told,) if told else ())

    def _again(self, earlier: Person, cells: Cells, user_id: str, mobile: str) -> PersonFound:
        faults: list[Fault] = []
        if cells.name and name_key(cells.name) != name_key(earlier.name):
            sentence = _(
                "Row {row} has the same number or id with the name {name}.",
                row=earlier.first_row,
                name=earlier.name,
            )
            faults.append(
                fault("name", cells.name, "person.two_names", sentence, _("Make the names alike."), (earlier.name,))
            )
        if mobile and mobile != earlier.mobile:
            faults.append(_two_mobiles(earlier, mobile))
        if user_id and earlier.user_id and user_id != earlier.user_id:
            sentence = _(
                "Row {row} has the user id {user_id} for the same mobile and role.",
                row=earlier.first_row,
                user_id=earlier.user_id,
            )
            faults.append(
                fault("user_id", user_id, "person.two_ids", sentence, _("Keep one of them."), (earlier.user_id,))
            )
        return PersonFound(None if faults else earlier, tuple(faults))

    def _field_faults(self, cells: Cells, user_id: str, mobile: str) -> tuple[Fault, ...]:
        problems = [name_problem(cells.name), mobile_problem(mobile), designation_problem(cells.designation)]
        if user_id:
            problems += user_id_problems(user_id, self._snapshot.state_prefix)
        values = {"name": cells.name, "mobile": mobile, "designation": cells.designation, "user_id": user_id}
        found = [fault(p.field, values[p.field], p.code, p.sentence, p.hint) for p in problems if p is not None]
        if user_id and (user_id in self._snapshot.taken or user_id in self._used):
            found.append(
                fault(
                    "user_id",
                    user_id,
                    "user_id.taken",
                    _("{user_id} is taken.", user_id=user_id),
                    _("Leave it empty for a free one."),
                )
            )
        return tuple(found)

    def _keep(self, person: Person, cells: Cells) -> PersonFound:
        self.all.append(person)
        if person.user_id:
            self._by_id[person.user_id, person.role] = person
            self._used.add(person.user_id)
        self._by_number.setdefault((person.mobile, person.role), person)
        if not person.account_id:
            self._by_place.setdefault((fold(person.name), cells.gp_id, cells.village_id, person.role), person)
        return PersonFound(person)


def _differs(account: AccountFact, name: str, mobile: str) -> tuple[Fault, ...]:
    found: list[Fault] = []
    if name and name_key(name) != name_key(account.name):
        found.append(_other_name(account, name))
    if mobile and mobile != account.mobile:
        sentence = _(
            "{user_id} has the mobile {kept}, the sheet {mobile}.",
            user_id=account.user_id,
            kept=account.mobile or "-",
            mobile=mobile,
        )
        found.append(fault("mobile", mobile, "person.mobile", sentence, _("Correct one of them."), (account.mobile,)))
    return tuple(found)


def _other_name(account: AccountFact, name: str) -> Fault:
    sentence = _(
        "{user_id} has the name {kept}, the sheet {name}.", user_id=account.user_id, kept=account.name, name=name
    )
    return fault("name", name, "person.name", sentence, _("Correct one of them."), (account.name,))


def _two_mobiles(earlier: Person, mobile: str) -> Fault:
    sentence = _(
        "Row {row} has {name} with the mobile {kept}, this row {mobile}.",
        row=earlier.first_row,
        name=earlier.name,
        kept=earlier.mobile,
        mobile=mobile or "-",
    )
    return fault("mobile", mobile, "person.two_mobiles", sentence, _("Keep one mobile for her."), (earlier.mobile,))
