"""How a command is tied to the function that carries it out, so that mypy sees a wrong pair.

An area's module ``area`` says ``handles(Approve).by(approve)``: the function takes a unit of work and that very
command, and gives the result which the command names. A function of another command, or of another result, is an
error of types.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar, cast

from lokos_tui.commands.base import Command

if TYPE_CHECKING:
    from lokos_tui.services.unit_of_work import UnitOfWork

R = TypeVar("R")
C_co = TypeVar("C_co", bound=Command[object], covariant=True)


class Handler(NamedTuple):
    """A command's type and the function that carries it out; made by ``handles``, which checks the two."""

    command: type[Command[object]]
    function: Callable[[UnitOfWork, Any], object]


class Handles(Generic[C_co]):
    """One command's type, waiting for its function."""

    def __init__(self, command: type[C_co]) -> None:
        self._command = command

    def by(self: Handles[Command[R]], function: Callable[[UnitOfWork, C_co], R]) -> Handler:
        """Return the pair; ``function`` gets the unit of work and the command and returns the command's result."""
        return Handler(self._command, function)


def handles(command: type[C_co]) -> Handles[C_co]:
    """Begin a pair: ``handles(Approve).by(approve)``."""
    return Handles(command)


class Handlers:
    """All commands with their functions; raises ValueError when two functions are given for one command."""

    def __init__(self, handlers: Iterable[Handler]) -> None:
        self._functions: dict[type[Command[object]], Callable[[UnitOfWork, Any], object]] = {}
        for command, function in handlers:
            if command in self._functions:
                raise ValueError(f"{command.__name__} has two handlers")
            self._functions[command] = function

    def of(self, command: Command[R]) -> Callable[[UnitOfWork, Command[R]], R]:
        """Return the function that carries this command out; raises KeyError when no area has one."""
        # What ``handles`` has checked pair by pair cannot be said of a dict: the one place where a type is claimed.
        return cast("Callable[[UnitOfWork, Command[R]], R]", self.function_of(type(command)))

    def function_of(self, command: type[Command[object]]) -> Callable[[UnitOfWork, Any], object]:
        """Return the function that carries commands of this type out; raises KeyError when no area has one."""
        return self._functions[command]

    @property
    def commands(self) -> frozenset[type[Command[object]]]:
        """The types of all commands that have a function."""
        return frozenset(self._functions)
