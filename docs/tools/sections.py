"""The digits of the first screens, role by role, for the README: made from what the areas register."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any, Final

from docs.tools.markdown import code, table
from lokos_tui.domain.accounts.permissions import Actor, Area
from lokos_tui.domain.accounts.roles import Category, Role, category_of, label_of
from lokos_tui.ui.frame.actions import key_name
from lokos_tui.ui.frame.session import home_route
from screens.registry import ROUTES
from screens.shared.sections import Section

README: Final = Path(__file__).parents[2] / "README.md"
BEGIN: Final = "<!-- The digits, made by: python -m docs.tools.sections -->\n"
END: Final = "<!-- so far -->\n"
ROLES: Final = (
    Role.BLOCK_ADMIN,
    Role.BLOCK_PM,
    Role.BLOCK_THEMATIC,
    Role.SHG_BK,
    Role.VO_SHG_APPROVER,
    Role.DISTRICT_ADMIN,
    Role.STATE_ADMIN,
)
"""A role of each kind; the others have the keys of one of them."""
_ABOVE: Final = {Category.STATE: Area("9"), Category.DISTRICT: Area("9", "132")}


def sections_of(role: Role) -> dict[str, Section]:
    """Return what a role finds on its first screen, by the key that opens it: '1', '.2'."""
    area = _ABOVE.get(category_of(role), Area("9", "132", "996"))
    actor = Actor(user_id="IUP_X", name="X", role=role, area=area, account=1, block_name="X", state_prefix="UP")
    ctx: Any = SimpleNamespace(actor=actor)
    home: Any = ROUTES[home_route(ctx)]()
    return {
        "".join(map(key_name, key.split())): one
        for key, one in home.SECTIONS.items()
        if one.label
        and (one.permission is None or actor.may(one.permission))
        and not (one.of_one_block and area.block == "")
    }


def digits() -> str:
    """Return the table of the README: a line a role."""
    rows = [
        (label_of(role), " ".join(f"{code(key)} {one.name}" for key, one in sections_of(role).items()) or "-")
        for role in ROLES
    ]
    return table(("first screen of", "keys"), rows)


def wanted(text: str) -> str:
    """Return the README with the table of now between its marks. Raises ValueError where the marks are missing."""
    before, begin, rest = text.partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError("the README has no marks for the digits")
    return f"{before}{BEGIN}\n{digits().strip()}\n\n{END}{after}"


if __name__ == "__main__":
    README.write_text(wanted(README.read_text(encoding="utf-8")), encoding="utf-8")
