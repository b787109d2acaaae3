"""Role, panchayat and village: the part of a form that says what an account is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lokos_tui.commands.accounts import RoleGrant
from lokos_tui.context import Context
from lokos_tui.domain.accounts.permissions import ABOVE_BLOCK, creatable_roles
from lokos_tui.domain.accounts.roles import Category, Role, category_of
from lokos_tui.domain.message import _
from lokos_tui.queries.cbos.places import Place, gps, villages
from lokos_tui.ui.form.form import Form
from screens.accounts.fields import categories, roles_of
from screens.accounts.grants import DraftRole

Places = tuple[tuple[Place, ...], tuple[Place, ...]]
"""The panchayats and the villages of a block."""

_ABOVE = (Category.NATIONAL, Category.STATE, Category.DISTRICT)


def read_block_places(ctx: Context, block_code: str) -> Places:
    """Read the panchayats and villages of a block; call it in a worker thread."""
    if block_code == ABOVE_BLOCK:
        return (), ()
    return ctx.read(gps, block_code), ctx.read(villages, block_code)


class RolePart:
    """The fields category, role, gp and village of a form, kept in step with each other.

    ``whole`` offers the whole block, and the whole panchayat, first.
    """

    def __init__(self, ctx: Context, block_code: str, *, whole: bool = False) -> None:
        self.whole = whole
        above = block_code == ABOVE_BLOCK
        self.roles = tuple(role for role in creatable_roles(ctx.actor) if (category_of(role) in _ABOVE) == above)
        self.gps: dict[int, Place] = {}
        self.villages: dict[int, Place] = {}

    def fill(self, form: Form) -> None:
        """Offer the categories; a single one is chosen at once."""
        options = categories(self.roles)
        form.set_choices("category", options)
        if len(options) == 1:
            form.set_value("category", options[0][0])
            self.category_changed(form, options[0][0])

    def take_places(self, form: Form, places: Places) -> None:
        """Offer the panchayats and villages that were read."""
        self.gps = {place.id: place for place in places[0]}
        self.villages = {place.id: place for place in places[1]}
        form.set_choices("gp", self._first(_("(the whole block)")) + _options(self.gps.values()))
        self.gp_changed(form, form.values()["gp"])

    def changed(self, form: Form, key: str, value: str) -> None:
        """Bring the other fields in step with the one that was changed."""
        if key == "category":
            self.category_changed(form, value)
        elif key == "gp":
            if self.whole and not value:
                form.set_value("village", "")
            self.gp_changed(form, value)
        elif key == "village":
            self.village_changed(form, value)

    def category_changed(self, form: Form, category: str) -> None:
        """Offer the roles of the category; a single one is chosen at once."""
        options = roles_of(category, self.roles)
        form.set_choices("role", options)
        if len(options) == 1:
            form.set_value("role", options[0][0])

    def gp_changed(self, form: Form, gp: str) -> None:
        """Offer the villages of the panchayat, all of the block's while none is chosen."""
        wanted = [place for place in self.villages.values() if not gp or place.gp_id == int(gp)]
        form.set_choices("village", self._first(_("(no village)")) + _options(wanted))

    def _first(self, label: str) -> tuple[tuple[str, str], ...]:
        return (("", label),) if self.whole else ()

    def village_changed(self, form: Form, village: str) -> None:
        """Choose the panchayat of the village where none is chosen."""
        if village and not form.values()["gp"]:
            form.set_value("gp", str(self.villages[int(village)].gp_id))

    def draft(self, values: Mapping[str, str]) -> DraftRole | None:
        """Return the role that the fields stand for, None while none is chosen."""
        if not values["role"]:
            return None
        gp, village = int(values.get("gp") or 0), int(values.get("village") or 0)
        names = (self.villages[village].name if village else "", self.gps[gp].name if gp else "")
        place = ", ".join(dict.fromkeys(filter(None, names)))
        return DraftRole(RoleGrant(Role(values["role"]), gp or None, village or None), place)


def _options(places: Iterable[Place]) -> tuple[tuple[str, str], ...]:
    return tuple((str(place.id), place.label) for place in places)
