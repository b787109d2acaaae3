"""What the category cell of a mapping row means: the roles whose CBOs the row links."""

from __future__ import annotations

from importers.sheet import fault
from lokos_tui.domain.accounts.roles import BOOKKEEPER_OF, FACTS, CboType, Role, is_community
from lokos_tui.domain.loads.mapping import Fault
from lokos_tui.domain.message import _, joined
from lokos_tui.domain.text import name_key

_KIND_WORDS: dict[CboType, tuple[str, ...]] = {
    CboType.SHG: ("SHG", "SHG Bookkeeper", "SHG BK", "एसएचजी", "स्वयं सहायता समूह", "समूह"),
    CboType.VO: ("VO", "VO Bookkeeper", "VO BK", "वीओ", "ग्राम संगठन"),
    CboType.CLF: ("CLF", "CLF Bookkeeper", "CLF BK", "सीएलएफ", "संकुल स्तरीय संघ", "संकुल संघ"),
}
_COMMUNITY = tuple(role for role in FACTS if is_community(role))


def _words() -> dict[str, tuple[Role, ...]]:
    found: dict[str, tuple[Role, ...]] = {
        name_key(word): (BOOKKEEPER_OF[kind],) for kind, words in _KIND_WORDS.items() for word in words
    }
    for role in _COMMUNITY:
        for word in (role.value, FACTS[role].label, FACTS[role].sign_in_label):
            found[name_key(word)] = tuple(dict.fromkeys((*found.get(name_key(word), ()), role)))
    return found


_ROLES = _words()


def roles_of(category: str, filled: tuple[CboType, ...]) -> tuple[tuple[Role, ...], tuple[Fault, ...]]:
    """Return the roles a row gives, and the faults of its category.

    ``filled``: the kinds of CBO the row names. An empty category gives each
    filled kind's bookkeeper; 'SHG Trans Approver' is told apart by VO or CLF.
    """
    if not category:
        if filled:
            return tuple(BOOKKEEPER_OF[kind] for kind in filled), ()
        return (), (
            fault(
                "category", "", "category.missing", _("No category and no SHG, VO or CLF."), _("Write SHG, VO or CLF.")
            ),
        )
    roles = _ROLES.get(name_key(category), ())
    if len(roles) > 1:
        roles = tuple(role for role in roles if FACTS[role].links in filled)
    if len(roles) == 1:
        return roles, ()
    words: tuple[str, ...] = tuple(FACTS[role].sign_in_label for role in roles) or ("SHG", "VO", "CLF")
    code = "category.several" if roles else "category.unknown"
    sentence = (
        _("Which role is meant cannot be told.") if roles else _("{category} is not a category.", category=category)
    )
    return (), (fault("category", category, code, sentence, _("Write {words}.", words=joined(", ", words)), words),)
