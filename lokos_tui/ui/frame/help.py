"""The help of a screen and the palette: both read the action registry, and both do what is chosen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from lokos_tui.domain.message import _, pgettext
from lokos_tui.ui.form.form import Form
from lokos_tui.ui.frame.action_list import ActionList, carry_out
from lokos_tui.ui.frame.action_screen import ActionScreen
from lokos_tui.ui.frame.actions import GLOBAL_ACTIONS, Action, Entry, key_name
from lokos_tui.ui.frame.host import host_of
from lokos_tui.ui.frame.session import Navigator
from lokos_tui.ui.table.column_words import column_sentence
from lokos_tui.ui.table.keys import TABLE_ACTIONS
from lokos_tui.ui.table.table import PagedTable

if TYPE_CHECKING:
    from textual.widget import Widget

_EVERYWHERE = frozenset(action.id for action in GLOBAL_ACTIONS)


def show_palette(screen: ActionScreen[Any]) -> None:
    """Let the operator choose anything she may do in the program, this screen's own actions first, and do it."""
    own = [action for action in _by_use(screen) if screen.why_not(action.id) is None and action.id != "app.palette"]
    entries = [_entry(screen, action) for action in own if action.id not in _EVERYWHERE]
    if isinstance(screen.app, Navigator):
        entries += screen.app.elsewhere(screen, frozenset(action.id for action in own))
    entries += [_entry(screen, action) for action in own if action.id in _EVERYWHERE]
    empty = _("Nothing is called so. Backspace widens the search.")
    screen.app.push_screen(ActionList(_("Actions"), entries, empty), carry_out)


def show_help(screen: ActionScreen[Any]) -> None:
    """Show what can be done on a screen, the most used first, what its columns and fields are, and every key."""
    screen.app.push_screen(
        ActionList(_("Keys of this screen"), help_entries(screen), _("No key of that name.")), carry_out
    )


def help_entries(screen: ActionScreen[Any]) -> list[Entry]:
    """Return what the help of a screen lists: its actions, columns and fields, then the keys of every list and screen.

    What cannot be done now stands behind what can, with the reason.
    """
    actions = _by_use(screen)
    own = [_entry(screen, action) for action in actions if action.id not in _EVERYWHERE]
    everywhere = [_entry(screen, action) for action in actions if action.id in _EVERYWHERE]
    return [*own, *_columns(screen), *_fields(screen), *_list_keys(screen), *everywhere]


def _by_use(screen: ActionScreen[Any]) -> list[Action]:
    return sorted(screen.all_actions(), key=lambda one: (screen.why_not(one.id) is not None, one.priority))


def _entry(screen: ActionScreen[Any], action: Action) -> Entry:
    refusal = screen.why_not(action.id)
    told = _("Not now: {refusal}", refusal=refusal) if refusal else action.help
    return Entry(_keys(screen, action), action.label, told, _later(screen, screen.action_perform, action.id))


def _columns(screen: ActionScreen[Any]) -> Iterator[Entry]:
    """Give the columns of the screen's lists, each once."""
    seen: set[str] = set()
    for table in screen.query(PagedTable):
        for column in table.columns:
            sentence = column.help or column_sentence(column.key, column.title)
            if column.title.strip() and sentence and column.title not in seen:
                seen.add(column.title)
                yield Entry(column.title, pgettext("help", "column"), sentence)


def _fields(screen: ActionScreen[Any]) -> Iterator[Entry]:
    """Give the fields of the screen's forms that have a rule."""
    for form in screen.query(Form):
        yield from (Entry(spec.label, pgettext("help", "field"), spec.help) for spec in form.fields if spec.help)


def _list_keys(screen: ActionScreen[Any]) -> Iterator[Entry]:
    """Give the keys of every list, where the screen has one; they act on the list that has the focus."""
    tables = [table for table in screen.query(PagedTable) if table.focusable]
    if tables:
        table = next((table for table in tables if table.has_focus), tables[0])
        taken = {action.key for action in screen.all_actions()}
        for action in (one for one in TABLE_ACTIONS if one.key not in taken):
            act = _later(table, table.run_action, action.method.removeprefix("action_"))
            yield Entry(_keys(screen, action), action.label, action.help, act)


def _keys(screen: ActionScreen[Any], action: Action) -> str:
    return " ".join(key_name(key) for key in action.keys(host_of(screen).key_overrides))


def _later(node: Widget, act: Callable[..., Any], *arguments: object) -> Callable[[], object]:
    """Return what does it once the list is closed and the screen below has the keys again."""
    return partial(node.call_later, act, *arguments)
