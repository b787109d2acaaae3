"""The facts of a new office: what options give, what is missing, what is wrong, and the records made of them."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from lokos_tui.cli.office.answers import Answers
from lokos_tui.cli.office.asked_places import Level, block_level, district_level, resolve
from lokos_tui.domain.accounts.naming import tidy_user_id, user_id_problems
from lokos_tui.domain.accounts.people import mobile_problem, name_problem
from lokos_tui.domain.accounts.roles import Role
from lokos_tui.domain.cbos import lgd, states
from lokos_tui.domain.errors import Invalid, Problem
from lokos_tui.domain.message import _
from lokos_tui.domain.text import clean, plain_digits

if TYPE_CHECKING:
    from lokos_tui.services.office.make import BlockFacts, FirstAccount


class Kind(StrEnum):
    """What an office is: which admin it begins with. The nation's is reached by ``--role`` alone."""

    BLOCK = "block"
    DISTRICT = "district"
    STATE = "state"
    NATIONAL = "national"


FIRST_ROLE = {
    Kind.BLOCK: Role.BLOCK_ADMIN,
    Kind.DISTRICT: Role.DISTRICT_ADMIN,
    Kind.STATE: Role.STATE_ADMIN,
    Kind.NATIONAL: Role.NATIONAL_ADMIN,
}
_PLACE = ("district_code", "district", "block_code", "block")
_NEEDED = {
    Kind.BLOCK: _PLACE,
    Kind.DISTRICT: _PLACE[:2],
    Kind.STATE: (),
    Kind.NATIONAL: _PLACE,
}
_OF_DEPUTY = ("deputy_name", "deputy_mobile")
_OF_USAGE = frozenset({"init", "state", "lgd", "place"})
_PEOPLE: tuple[tuple[str, Callable[[str], str], Callable[[str], Problem | None] | None], ...] = (
    ("admin", tidy_user_id, None),
    ("name", str, name_problem),
    ("mobile", plain_digits, mobile_problem),
    ("deputy", tidy_user_id, None),
    ("deputy_name", str, name_problem),
    ("deputy_mobile", plain_digits, mobile_problem),
)
"""What is asked of a person: how it is tidied and checked; a user id is checked by its state."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An office as it is to be made."""

    kind: Kind
    block: BlockFacts
    first: FirstAccount
    deputy: FirstAccount | None


@dataclass(frozen=True, slots=True)
class Given:
    """What options give: the fields that are missing, and what is wrong; right values are among the answers."""

    lacking: tuple[str, ...]
    problems: tuple[Problem, ...]

    def require(self, answers: Answers) -> None:
        """Raise Invalid with all that is wrong, or with the options that are missing."""
        if self.problems:
            usage = any(problem.code.partition(".")[0] in _OF_USAGE for problem in self.problems)
            raise Invalid(self.problems, code="usage.init" if usage else "invalid")
        if self.lacking:
            options = ", ".join("--" + field.replace("_", "-") for field in self.lacking)
            missing = Problem("init", "init.missing", _("Missing: {options}.", options=options))
            raise Invalid([missing], code="usage.init")
        if problems := person_problems(answers):
            raise Invalid(problems)


def given(args: Namespace, kind: Kind, answers: Answers) -> Given:
    """Take what the options say where it is right; return what is missing for an office of this kind, and wrong."""
    problems = [*_take_state(args, answers), *_take_places(args, answers), *_take_people(args, answers)]
    wanted = _PLACE if answers.get("block_code") or args.block or args.block_code else _NEEDED[kind]
    needed = ("state", *wanted, "admin", "name", "mobile", *(_OF_DEPUTY if args.deputy else ()))
    wrong = {problem.field for problem in problems}
    lacking = tuple(field for field in needed if not answers.get(field) and field not in wrong)
    return Given(lacking, tuple(problems))


def person_problems(answers: Answers) -> list[Problem]:
    """Return what is wrong of the two people together: the deputy is somebody else than the first account."""
    same = answers.get("deputy") and (
        answers["deputy"] == answers["admin"] or answers["deputy_mobile"] == answers["mobile"]
    )
    return [deputy_is_first()] if same else []


def deputy_is_first() -> Problem:
    """Return that the deputy would be the first account's holder."""
    from lokos_tui.services.office.make import deputy_problem

    return deputy_problem(_("The deputed staff administrator has the user id or the mobile of the first account."))


def levels(answers: Answers) -> Iterator[tuple[Level, str, str]]:
    """Give district and block with the places the program knows there, the code and the name that were answered."""
    district = answers.get("district_code", "")
    known = lgd.districts(answers.get("state", ""))
    yield district_level(known), district, answers.get("district", "")
    yield block_level(lgd.blocks(district)), answers.get("block_code", ""), answers.get("block", "")


def wanted_of(answers: Answers, role: Role | None, nrlm_code: str) -> Wanted:
    """Return the office that complete answers describe."""
    from lokos_tui.services.office.make import BlockFacts, FirstAccount

    kind, state = Kind(answers["office"]), states.by_code(answers["state"])
    if state is None:
        raise ValueError(answers["state"])
    block = BlockFacts(
        state_code=state.lgd_code,
        state_name=state.name,
        state_prefix=state.prefix,
        state_nrlm=state.nrlm_code,
        district_code=answers.get("district_code", ""),
        district_name=answers.get("district", ""),
        code=answers.get("block_code", ""),
        name=answers.get("block", ""),
        nrlm_code=nrlm_code.strip(),
    )
    first = FirstAccount(answers["admin"], answers["name"], answers["mobile"], role or FIRST_ROLE[kind])
    deputy = answers.get("deputy")
    other = (
        FirstAccount(deputy, answers["deputy_name"], answers["deputy_mobile"], Role.BLOCK_THEMATIC) if deputy else None
    )
    return Wanted(kind, block, first, other)


def id_problem(user_id: str, prefix: str) -> Problem | None:
    """Return the first reason why a user id will not do."""
    return next(iter(user_id_problems(user_id, prefix)), None)


def state_problem(text: str, found: lgd.Found) -> Problem:
    """Return that a text is no state, with those it may mean."""
    hint: str = _("For example UP, 9 or UTTAR PRADESH.")
    if found.places:
        meant = ", ".join(place.name for place in found.places)
        hint = _("Did you mean: {places}?", places=meant)
    return Problem("state", "state.unknown", _("{text} is no state.", text=text), hint)


def _take_state(args: Namespace, answers: Answers) -> Iterator[Problem]:
    if typed := clean(args.state):
        found = lgd.find_state(typed)
        if found.sure and found.places:
            answers["state"] = found.places[0].code
        else:
            yield state_problem(typed, found)


def _take_places(args: Namespace, answers: Answers) -> Iterator[Problem]:
    for at in range(2):
        level = [level for level, _code, _name in levels(answers)][at]
        code, name = clean(getattr(args, level.code_field)), clean(getattr(args, level.field))
        if not code and not name:
            continue
        place, problems = resolve(level, code, name)
        if problems:
            yield from problems
        else:
            answers.update({level.code_field: place.code, level.field: place.name})


def _take_people(args: Namespace, answers: Answers) -> Iterator[Problem]:
    state = states.by_code(answers.get("state", ""))
    for field, tidy, check in _PEOPLE:
        if not (typed := clean(getattr(args, field))):
            continue
        value = tidy(typed)
        problem = check(value) if check else id_problem(value, state.prefix) if state else None
        if problem is None:
            answers[field] = value
        else:
            yield replace(problem, field=field)
