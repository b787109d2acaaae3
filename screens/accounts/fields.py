"""The fields of an account, as the forms that make and change it show them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lokos_tui.domain.accounts.people import designation_problem, email_problem, mobile_problem, name_problem, odd_name
from lokos_tui.domain.accounts.roles import FACTS, AccountStatus, Category, Role, category_word, status_word
from lokos_tui.domain.errors import Problem
from lokos_tui.domain.message import _, pgettext
from lokos_tui.ui.form.form import Form, FormField
from lokos_tui.ui.frame.confirm import ConfirmScreen

_W: Final = 28


def _short(rule: Callable[[str], Problem | None]) -> Callable[[str], str | None]:
    def check(value: str) -> str | None:
        problem = rule(value)
        return problem.sentence if problem else None

    return check


def _mobile(value: str) -> str | None:
    if mobile_problem(value) is None:
        return None
    return _("10 digits, from 6 to 9; has {n}", n=sum(c.isdigit() for c in value))


NAME: Final = FormField(
    "name", _("Name"), required=True, help=_("her whole name"), width=_W, check=_short(name_problem)
)
MOBILE: Final = FormField("mobile", _("Mobile"), required=True, help=_("10 digits"), width=_W, check=_mobile)
EMAIL: Final = FormField("email", _("E-mail"), help=_("may stay empty"), width=_W, check=_short(email_problem))
DESIGNATION: Final = FormField(
    "designation",
    _("Designation"),
    help=_("like Samooh Sakhi; may stay empty"),
    width=_W,
    check=_short(designation_problem),
)
GP: Final = FormField("gp", _("Gram Panchayat"), "choice", help=_("type to find it"), width=_W)
VILLAGE: Final = FormField("village", _("Village"), "choice", help=_("of the panchayat"), width=_W)
DISTRICT: Final = FormField("district", _("District"), "choice", help=_("for roles of a district"), width=_W)
STATUS: Final = FormField(
    "status",
    _("Status"),
    "choice",
    choices=tuple((one.value, status_word(one)) for one in (AccountStatus.ACTIVE, AccountStatus.INACTIVE)),
    help=_("inactive: she cannot sign in"),
    width=_W,
)
CATEGORY: Final = FormField("category", _("Category"), "choice", required=True, width=_W)
ROLE: Final = FormField("role", _("Role"), "choice", width=_W)


def categories(roles: tuple[Role, ...]) -> tuple[tuple[str, str], ...]:
    """Return the categories of some roles as options, in the order LokOS lists them."""
    held = {FACTS[role].category for role in roles}
    return tuple((category.value, category_word(category)) for category in Category if category in held)


def roles_of(category: str, roles: tuple[Role, ...]) -> tuple[tuple[str, str], ...]:
    """Return the roles of a category as options."""
    return tuple(
        (role.value, FACTS[role].label) for role in FACTS if role in roles and FACTS[role].category == category
    )


def note_name(form: Form, name: str) -> None:
    """Say beside a name that was left what is odd about it; saving asks."""
    if odd := odd_name(name):
        form.set_note("name", str(odd))


def once_name_is_right(form: Form, name: str, go_on: Callable[[], None]) -> None:
    """Go on with a name, an odd one when she says that it is right; else back to its field."""
    odd = odd_name(name)
    if odd is None:
        go_on()
        return
    sentence = _("{odd} Is it right? Save it all the same?", odd=odd.sentence)
    form.app.push_screen(
        ConfirmScreen(sentence, label=pgettext("key", "it is right"), heading=_("An odd name")),
        lambda yes: go_on() if yes else form.focus_field("name"),
    )


def show_problems(form: Form, problems: tuple[Problem, ...]) -> str:
    """Put each problem beside its field, go to the first, and return what the message line says."""
    keys = {spec.key for spec in form.fields}
    for problem in problems:
        if problem.field in keys:
            form.set_problem(problem.field, problem.sentence)
    first = next((problem.field for problem in problems if problem.field in keys), "")
    if first:
        form.focus_field(first)
    told, more = str(problems[0]), len(problems) - 1
    if more:
        return _("Not saved: {problem} ({n} more)", problem=told, n=more)
    return _("Not saved: {problem}", problem=told)
