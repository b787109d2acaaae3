"""Who a row of the mapping sheet means: an account that is there, or one to be made.

One person is found by user id, then by mobile and name, then by name, place and the CBOs she holds. What is likely
and not sure is a question with one answer for all such rows; nobody becomes a second account in silence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from typing import NamedTuple

from importers.loads import people_said as said
from importers.loads.alike import Alike, spelt
from importers.sheet import fault
from lokos_tui.domain.accounts.naming import Numbering, tidy_user_id, user_id_problems
from lokos_tui.domain.accounts.people import designation_problem, mobile_problem, name_problem, odd_name
from lokos_tui.domain.accounts.roles import Role, category_of, label_of
from lokos_tui.domain.errors import Problem
from lokos_tui.domain.identifiers import clean_mobile
from lokos_tui.domain.loads.mapping import AccountFact, Fault, FieldChange, Person, RoleFact, Snapshot
from lokos_tui.domain.loads.questions import Answers, Question
from lokos_tui.domain.message import _
from lokos_tui.domain.text import name_key

Mentioned = Callable[[str, str], Collection[str]]
"""Gives the codes of CBOs that the sheet gives a woman, by the key of her name and her mobile, in all her rows."""


RowName = Callable[[int], str | int]
"""Gives a row of the sheet as a sentence names it."""


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


class _Match(NamedTuple):
    """The account the cells mean (None: none), what the sheet changes of it, and the faults."""

    account: AccountFact | None
    changes: tuple[FieldChange, ...] = ()
    faults: tuple[Fault, ...] = ()

    @property
    def stopped(self) -> bool:
        """True when the row cannot be taken."""
        return any(not fault.warning for fault in self.faults)


class People:
    """The people of one sheet against the block's accounts; each person and role stands once."""

    def __init__(self, snapshot: Snapshot, answers: Answers, mentioned: Mentioned, row_name: RowName) -> None:
        self.all: list[Person] = []
        self._snapshot, self._answers, self._mentioned = snapshot, answers, mentioned
        self._alike, self._row_name = Alike(snapshot), row_name
        self._accounts = {account.user_id: account for account in snapshot.accounts}
        self._by_mobile: dict[str, list[AccountFact]] = defaultdict(list)
        for account in snapshot.accounts:
            for mobile in dict.fromkeys((account.mobile, *account.former.split())):
                self._by_mobile[mobile].append(account)
        self._roles: dict[int, list[RoleFact]] = defaultdict(list)
        for role in snapshot.roles:
            self._roles[role.account_id].append(role)
        self._by_id: dict[tuple[str, Role], Person] = {}
        self._by_number: dict[tuple[str, Role], list[Person]] = defaultdict(list)
        self._by_place: dict[tuple[tuple[str, ...], int, int, Role], Person] = {}
        self._used: set[str] = set()

    def find(self, cells: Cells, row: int) -> PersonFound:
        """Return whom the cells mean, making a new person when the sheet and the block know none."""
        user_id, mobile = tidy_user_id(cells.user_id), clean_mobile(cells.mobile)
        match = self._of_id(user_id, cells, mobile) if user_id else self._of_number(cells, mobile)
        if match.account is None and not user_id and not match.faults:
            match = self._of_name(cells, mobile)
        if match.stopped:
            return PersonFound(None, match.faults)
        if match.account is not None:
            return self._known(match, cells, row)
        found = self._new(cells, user_id, mobile, row)
        return PersonFound(found.item, (*match.faults, *found.faults))

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

    # Who is here already

    def _of_id(self, user_id: str, cells: Cells, mobile: str) -> _Match:
        account = self._accounts.get(user_id)
        return _Match(None) if account is None else self._against(account, cells, mobile)

    def _against(self, account: AccountFact, cells: Cells, mobile: str) -> _Match:
        """Compare the account that a row names with what the row says of her."""
        name, number = cells.name, mobile
        named = bool(name) and name_key(name) != name_key(account.name)
        numbered = bool(number) and number not in (account.mobile, *account.former.split())
        if named and numbered:  # an id with another woman's name and number is a wrong id
            return _Match(None, (), (said.other_name(account, name), said.other_mobile(account, number)))
        wanted = [FieldChange("name", account.name, name)] if named else []
        wanted += [FieldChange("mobile", account.mobile, number)] if numbered else []
        faults = [said.other_name(account, name, asks=True)] if named else []
        faults += [said.other_mobile(account, number, asks=True)] if numbered else []
        return self._update(account, cells, wanted, faults)

    def _update(self, account: AccountFact, cells: Cells, wanted: list[FieldChange], faults: list[Fault]) -> _Match:
        """Return the account with what the sheet changes of it, as the question about changes was answered."""
        post = cells.designation
        if post and name_key(post) != name_key(account.designation):
            wanted = [*wanted, FieldChange("designation", account.designation, post)]
            faults = [*faults, said.other_designation(account, post)]
        answer = self._answers.get(Question.UPDATE)
        if answer == "keep" or not wanted:
            return _Match(account)
        if answer != "change":
            return _Match(account, (), tuple(faults))
        return _Match(account, tuple(wanted), self._bad_fields(wanted))

    @staticmethod
    def _bad_fields(wanted: list[FieldChange]) -> tuple[Fault, ...]:
        checks: dict[str, Callable[[str], Problem | None]] = {
            "name": name_problem,
            "mobile": mobile_problem,
            "designation": designation_problem,
        }
        problems = ((change, checks[change.field](change.after)) for change in wanted)
        return tuple(fault(c.field, c.after, p.code, p.sentence, p.hint) for c, p in problems if p is not None)

    def _of_number(self, cells: Cells, mobile: str) -> _Match:
        """Look for her by mobile and name; another name on a mobile is another woman, and said."""
        same = self._by_mobile.get(mobile, []) if mobile else []
        holding = [a for a in same if any(r.role == cells.role for r in self._roles.get(a.id, ()))]
        key = name_key(cells.name)
        named = [a for a in holding if not key or name_key(a.name) == key]
        if len(named) > 1:
            return _Match(None, (), (said.several(named, mobile),))
        if named:
            return self._update(named[0], cells, [], [])
        spelt_alike = [a for a in holding if spelt(a.name) == spelt(cells.name)]
        if len(spelt_alike) == 1:
            return self._against(spelt_alike[0], cells, "")
        if holding:
            return _Match(None, (), (said.shares(holding[0], cells.name, mobile),))
        fitting = [a for a in same if key and name_key(a.name) == key and self._may_take(a, cells.role)]
        return _Match(fitting[0] if len(fitting) == 1 else None)

    def _of_name(self, cells: Cells, mobile: str) -> _Match:
        """Look for her by name, place and CBOs held: then her mobile is new, which is asked."""
        if not (cells.name and mobile) or self._by_number.get((mobile, cells.role)):
            return _Match(None)
        given = self._mentioned(name_key(cells.name), mobile)
        likely = self._alike.candidates(cells.name, cells.role.value, cells.gp_id, cells.village_id, given)
        answer = self._answers.get(Question.NEW_MOBILE)
        if not likely or answer == "other":
            return _Match(None)
        if answer != "same":
            return _Match(None, (), (said.new_mobile(likely[0], mobile),))
        if len(likely) > 1:
            return _Match(None, (), (said.several(likely, mobile),))
        change = [FieldChange("mobile", likely[0].mobile, mobile)]
        return _Match(likely[0], tuple(change), self._bad_fields(change))

    def _may_take(self, account: AccountFact, role: Role) -> bool:
        """One account per kind of CBO: a further role only beside roles of the same category."""
        return all(category_of(Role(fact.role)) is category_of(role) for fact in self._roles.get(account.id, ()))

    def _known(self, match: _Match, cells: Cells, row: int) -> PersonFound:
        account = match.account
        assert account is not None  # noqa: S101 - the caller has looked
        if not account.active:
            sentence = _("The account {user_id} is inactive.", user_id=account.user_id)
            return PersonFound(
                None, (fault("user_id", account.user_id, "account.inactive", sentence, _("Activate it first.")),)
            )
        person = self._by_id.get((account.user_id, cells.role))
        if person is not None:
            return self._once_more(person, match)
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
            cells.gp_id, cells.village_id, row, account.id, role.id if role else 0, match.changes,
        )  # fmt: skip
        return PersonFound(self._keep(made, cells), match.faults)

    def _once_more(self, person: Person, match: _Match) -> PersonFound:
        """Return a person the sheet named before; two rows that change her differently are a fault of the second."""
        mine = {change.field: change.after for change in person.changes}
        for change in match.changes:
            if mine.get(change.field, change.after) != change.after:
                sentence = _(
                    "Row {row} gives {user_id} another value: {value}.",
                    row=self._row_name(person.first_row), user_id=person.user_id, value=mine[change.field],
                )  # fmt: skip
                made = fault(change.field, change.after, "person.two_changes", sentence, _("Keep one of them."))
                return PersonFound(None, (made,))
        known = {change.field for change in person.changes}
        person.changes += tuple(change for change in match.changes if change.field not in known)
        return PersonFound(person, match.faults)

    # Who is new

    def _new(self, cells: Cells, user_id: str, mobile: str, row: int) -> PersonFound:
        earlier = self._earlier(cells, user_id, mobile)
        if earlier is not None:
            return self._again(earlier, cells, user_id, mobile)
        faults = self._field_faults(cells, user_id, mobile)
        twin, asked = self._twin(cells, user_id, mobile)
        if twin is not None:
            return PersonFound(twin, asked)
        faults += asked
        if any(not one.warning for one in faults):
            return PersonFound(None, faults)
        others = [p for p in self._by_number.get((mobile, cells.role), ()) if not user_id]
        faults += (said.shares_row(others[0], self._row_name(others[0].first_row), cells.name),) if others else ()
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
        faults += (fault("name", cells.name, odd.code, odd.sentence, odd.hint, warning=True),) if odd else ()
        return PersonFound(self._keep(made, cells), faults)

    def _earlier(self, cells: Cells, user_id: str, mobile: str) -> Person | None:
        """Return the new person of an earlier row that has this id, or this mobile and name."""
        if user_id and (user_id, cells.role) in self._by_id:
            found = self._by_id[user_id, cells.role]
            return None if found.account_id else found
        same = [p for p in self._by_number.get((mobile, cells.role), ()) if not p.account_id]
        if not cells.name:
            return same[-1] if same else None
        if user_id:
            same = [p for p in same if not p.user_id or name_key(p.name) == name_key(cells.name)]
        return next((p for p in same if spelt(p.name) == spelt(cells.name)), None)

    def _again(self, earlier: Person, cells: Cells, user_id: str, mobile: str) -> PersonFound:
        faults: list[Fault] = []
        if cells.name and name_key(cells.name) != name_key(earlier.name):
            faults.append(
                said.two_names(
                    earlier,
                    self._row_name(earlier.first_row),
                    cells.name,
                    warning=spelt(cells.name) == spelt(earlier.name),
                )
            )
        if mobile and mobile != earlier.mobile:
            faults.append(said.two_mobiles(earlier, self._row_name(earlier.first_row), mobile))
        if user_id and earlier.user_id and user_id != earlier.user_id:
            sentence = _(
                "Row {row} has the user id {user_id} for the same mobile and role.",
                row=self._row_name(earlier.first_row),
                user_id=earlier.user_id,
            )
            faults.append(
                fault("user_id", user_id, "person.two_ids", sentence, _("Keep one of them."), (earlier.user_id,))
            )
        return PersonFound(None if any(not one.warning for one in faults) else earlier, tuple(faults))

    def _twin(self, cells: Cells, user_id: str, mobile: str) -> tuple[Person | None, tuple[Fault, ...]]:
        """Look for a new woman of this name in this place with another mobile: one or two is asked, never guessed."""
        place = (spelt(cells.name), cells.gp_id, cells.village_id, cells.role)
        twin = self._by_place.get(place) if cells.gp_id or cells.village_id else None
        if twin is None or mobile == twin.mobile or user_id:
            return None, ()
        answer = self._answers.get(Question.SAME_NAME)
        if answer == "two":
            return None, ()
        one = answer == "one"
        return (twin if one else None), (
            said.two_mobiles(twin, self._row_name(twin.first_row), mobile, asks=not one, warning=one),
        )

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

    def _keep(self, person: Person, cells: Cells) -> Person:
        self.all.append(person)
        if person.user_id:
            self._by_id[person.user_id, person.role] = person
            self._used.add(person.user_id)
        self._by_number[person.mobile, person.role].append(person)
        if not person.account_id:
            self._by_place.setdefault((spelt(person.name), cells.gp_id, cells.village_id, person.role), person)
        return person
