"""The fields of an account, as the forms that make and change it show them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from lokos_tui.domain.accounts.people import designation_problem, email_problem, mobile_problem, name_problem
from lokos_tui.domain.accounts.roles import FACTS, Category, Role, category_word
from lokos_tui.domain.errors import Problem
from lokos_tui.domain.message import _
from lokos_tui.ui.form.form import Form, FormField

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
