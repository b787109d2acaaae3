"""The questions of ``lokos init`` in their order; each answer is checked when it is given, and kept."""

from __future__ import annotations

from typing import NamedTuple

from lokos_tui.cli.office.answers import Answers
from lokos_tui.cli.office.asked_places import ask_place, picked, shown
from lokos_tui.cli.office.asking import Asker, Check
from lokos_tui.cli.office.facts import FIRST_ROLE, Kind, deputy_is_first, id_problem, levels, state_problem
from lokos_tui.cli.output import cell, column
from lokos_tui.domain.accounts.naming import prefix_of, propose_user_ids, tidy_user_id
from lokos_tui.domain.accounts.people import mobile_problem, name_problem
from lokos_tui.domain.accounts.roles import Role, label_of
from lokos_tui.domain.cbos import lgd, states
from lokos_tui.domain.cbos.lgd import LgdPlace
from lokos_tui.domain.message import _
from lokos_tui.domain.text import plain_digits

_KINDS = (
    (Kind.BLOCK.value, _("Block office: bookkeepers, links, verification")),
    (Kind.DISTRICT.value, _("District office: makes the Block Admins and block managers of its blocks")),
    (Kind.STATE.value, _("State office: the same for all its districts")),
)
_DEPUTY = ("deputy", "deputy_name", "deputy_mobile")
_PLACES = {Kind.BLOCK: 2, Kind.DISTRICT: 1, Kind.STATE: 0, Kind.NATIONAL: 2}
"""How many levels below the state are asked for."""


class _Holder(NamedTuple):
    """Somebody an account is made for: the fields of her answers, and her words."""

    user_id: str
    name: str
    mobile: str
    role: Role
    who: str


def ask_all(answers: Answers, role: Role | None, kind: Kind | None, *, beside: bool) -> None:
    """Ask for what is missing, then once whether all of it is right; raises EOFError when the terminal is closed."""
    asker = Asker(beside=beside)
    asker.say(_("Enter takes what stands in [ ]. Ctrl+C leaves; nothing is made before the end."))
    while True:
        _ask_kind(asker, answers, kind)
        chosen = Kind(answers["office"])
        _ask_state(asker, answers)
        _ask_places(asker, answers, _PLACES[chosen])
        of_first = role or FIRST_ROLE[chosen]
        _ask_person(asker, answers, _Holder("admin", "name", "mobile", of_first, label_of(of_first)))
        if chosen is Kind.BLOCK:
            _ask_deputy(asker, answers)
        _sum_up(asker, answers, of_first)
        if asker.yes(_("Make this office"), default=True):
            return
        answers.ask_again()
        kind = None


def _ask_kind(asker: Asker, answers: Answers, kind: Kind | None) -> None:
    if kind is not None:
        answers["office"] = kind.value
        return
    asker.say()
    asker.say(_("What is this office?"))
    default = answers.earlier.get("office", "")
    known = {key for key, _word in _KINDS}
    answers.take(office=asker.choice(_("Number"), _KINDS, default if default in known else Kind.BLOCK.value))


def _ask_state(asker: Asker, answers: Answers) -> None:
    if answers.get("state"):
        return
    earlier = states.by_code(answers.earlier.get("state", ""))
    default = earlier.name if earlier else ""
    while True:
        typed = asker.line(_("State (name, LGD code or the two letters)"), default)
        found = lgd.find_state(typed)
        place = picked(asker, found) if typed else None
        if place is not None:
            answers.take(state=place.code)
            return
        if typed and not found.places:
            asker.say(str(state_problem(typed, found)), indent="  ")


def _ask_places(asker: Asker, answers: Answers, count: int) -> None:
    for at in range(count):
        level, code, name = list(levels(answers))[at]
        if code and name:
            continue
        earlier = answers.earlier.get(level.code_field, ""), answers.earlier.get(level.field, "")
        place = LgdPlace(*earlier)
        listed = lgd.find(level.known, place.code).places if place.code else ()
        if all(earlier) and not listed and asker.yes(_("As before: {place}", place=shown(place)), default=True):
            chosen = place
        else:
            chosen = ask_place(asker, level, listed[0].name if listed else "")
        answers.take(**{level.code_field: chosen.code, level.field: chosen.name})


def _ask_person(asker: Asker, answers: Answers, holder: _Holder) -> None:
    state = states.by_code(answers["state"])
    if state is None:
        raise ValueError(answers["state"])
    if all(answers.get(field) for field in (holder.user_id, holder.name, holder.mobile)):
        return
    asker.say()
    asker.say(_("{who}:", who=holder.who))
    first = {answers.get("admin", ""), answers.get("mobile", "")} if holder.user_id == "deputy" else set()

    def of_another(check: Check) -> Check:
        return lambda text: check(text) or (deputy_is_first() if text in first else None)

    own_id = of_another(lambda text: id_problem(text, state.prefix))
    proposal = propose_user_ids(state.prefix, _nearest(answers, state.name), holder.role, first.__contains__, 1)[0]
    for field, question, check, tidy, proposed in (
        (holder.user_id, _("User id, {prefix} and capitals and digits", prefix=prefix_of(state.prefix)), own_id,
         tidy_user_id, proposal),
        (holder.name, _("Her name"), name_problem, str, ""),
        (holder.mobile, _("Her mobile, 10 digits"), of_another(mobile_problem), plain_digits, ""),
    ):  # fmt: skip
        if not answers.get(field):
            earlier = answers.earlier.get(field, "")
            default = proposed if check(earlier) else earlier
            answers.take(**{field: asker.checked(question, check, default, tidy)})


def _nearest(answers: Answers, state: str) -> tuple[str, ...]:
    named = (answers.get("block", ""), answers.get("district", ""), state)
    return tuple(name for name in named if name)


def _ask_deputy(asker: Asker, answers: Answers) -> None:
    if all(answers.get(field) for field in _DEPUTY):
        return
    asker.say()
    asker.say(
        _(
            "A block with no admin above it has a deputed staff administrator: she makes the block manager and "
            "resets the staff's passwords. She is never the block manager herself, and better not the Block Admin. "
            "Without another person the Block Admin is it too."
        )
    )
    before = bool(answers.earlier.get("deputy") or answers.get("deputy"))
    if not asker.yes(_("Is there another person for this"), default=before):
        for field in _DEPUTY:
            answers.earlier.pop(field, None)
            answers.pop(field, None)
        return
    holder = _Holder(*_DEPUTY, Role.BLOCK_THEMATIC, _("Deputed staff administrator"))
    _ask_person(asker, answers, holder)


def _sum_up(asker: Asker, answers: Answers, role: Role) -> None:
    asker.say()
    rows: list[tuple[str, str]] = [(_("State"), states.by_code(answers["state"]).name)]  # type: ignore[union-attr]
    rows += [
        (label, shown(LgdPlace(code, name)))
        for label, (_level, code, name) in zip((_("District"), _("Block")), levels(answers), strict=True)
        if code
    ]
    rows.append((label_of(role), f"{answers['admin']}  {answers['name']}  {answers['mobile']}"))
    if answers.get("deputy"):
        rows.append((_("Deputy"), f"{answers['deputy']}  {answers['deputy_name']}  {answers['deputy_mobile']}"))
    for label, value in rows:
        asker.say(f"{column(label, 16)} {cell(value)}", indent="  ")
