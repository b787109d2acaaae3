"""The display layer: what Textual paints, sent as the cells that changed.

Textual repaints regions; a line of 32 kbit/s needs cells. :func:`driver_class` gives Textual's ``App`` a driver
whose ``write()`` reads Textual's own output stream into a back buffer, and whose writer sends only the difference
to what the terminal already shows. Nothing private of Textual's drawing is touched: the seam is the driver.

This module imports no Textual, so :func:`prepare_environment` can run before Textual reads its settings.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lokos_tui.display.terminal import output_encoding, prepare_environment, unusable_terminal

if TYPE_CHECKING:
    from textual.app import App
    from textual.driver import Driver

__all__ = [
    "answer_came",
    "await_answer",
    "copy",
    "driver_class",
    "output_encoding",
    "prepare_environment",
    "repaint",
    "unusable_terminal",
]


def driver_class(on_hangup: Callable[[], None] | None = None) -> type[Driver]:
    """Return the driver for ``App(driver_class=...)``, chosen by ``LOKOS_DISPLAY``.

    ``diff`` (also when unset) sends changed cells, ``plain`` sends Textual's own stream, ``check`` is ``diff`` that
    compares the two on every frame. ``on_hangup`` is called once, on the app's thread, when the line is lost.
    Raises ValueError for another value.
    """
    from lokos_tui.display.driver import choose_driver  # noqa: PLC0415 - Textual is imported when a screen is wanted

    return choose_driver(on_hangup)


def repaint(app: App[Any]) -> None:
    """Send the whole screen of ``app`` again, for a key such as Ctrl+L when the line has spoilt it."""
    from lokos_tui.display.driver import repaint_app  # noqa: PLC0415 - Textual is imported when a screen is wanted

    repaint_app(app)


def copy(app: App[Any], text: str) -> bool:
    """Hand a text to the clipboard of the operator's own machine (OSC 52); False where the terminal cannot.

    Whether it arrived nobody knows: a terminal that may not do it passes it over.
    """
    from lokos_tui.display.driver import copy_from  # noqa: PLC0415 - Textual is imported when a screen is wanted

    return copy_from(app, text)


def await_answer(app: App[Any]) -> None:
    """Hold what ``app`` paints for at most 0.25 s: an answer that comes in time is sent without its 'Reading' state."""
    from lokos_tui.display.driver import hold_app  # noqa: PLC0415 - Textual is imported when a screen is wanted

    hold_app(app, waiting=True)


def answer_came(app: App[Any]) -> None:
    """Let go what :func:`await_answer` held, with what is painted in the next moment."""
    from lokos_tui.display.driver import hold_app  # noqa: PLC0415 - Textual is imported when a screen is wanted

    hold_app(app, waiting=False)
