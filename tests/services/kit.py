"""What the tests of writing share: an office with a door, and a look at its tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any, TypeVar

from sqlalchemy import Table, func, select

from lokos_tui.commands.base import Command
from lokos_tui.commands.loads import ApplyMapping, Loaded
from lokos_tui.db import bulk, tables
from lokos_tui.db.models import metadata
from lokos_tui.domain.accounts.permissions import Actor
from lokos_tui.domain.accounts.roles import CboType, Role
from lokos_tui.domain.loads.mapping import FileFacts, Person, Plan, PlanRow
from lokos_tui.domain.loads.outcomes import LoadOutcome
from lokos_tui.services.door import Door
from tests.support.office import HERE, BlockIds, Office, actor_of

FILE = FileFacts("mapping.xlsx", "a" * 64, 100, "Mapping", "1")
R = TypeVar("R")
WHY = "few bookkeepers"


@dataclass(slots=True)
class Desk:
    """The small office, its door, and the Block Admin who sits at it."""

    office: Office
    door: Door

    @property
    def here(self) -> BlockIds:
        """The ids of the block."""
        return self.office.here

    def actor(self, role: Role = Role.BLOCK_ADMIN, who: str = "ADM") -> Actor:
        """Return an account of the block signed in with a role."""
        return replace(actor_of(role), account=self.here.accounts[who], user_id=self.here.user_ids[who])

    def run(self, command: Command[R]) -> R:
        """Carry a command out as the Block Admin."""
        return self.door.run(self.actor(), command)

    def rows(self, table: Table, *where: Any, block: str = HERE) -> list[Any]:
        """Return the rows of a table of one block, by id."""
        wanted = select(table).where(table.c.block_code == block, *where)
        with self.office.store.reading() as connection:
            return list(connection.execute(wanted.order_by(table.c.id)))

    def one(self, table: Table, number: int) -> Any:
        """Return one row of the block."""
        return self.rows(table, table.c.id == number)[0]

    def write(self, statement: Any) -> None:
        """Change something behind the door, as somebody else would have."""
        with self.office.store.writing() as connection:
            connection.execute(statement)
            bulk.reserve(connection, HERE, "revision")

    def sizes(self) -> dict[str, int]:
        """Return the number of rows of every table."""
        with self.office.store.reading() as connection:
            return {
                table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
                for table in metadata.sorted_tables
            }

    def revision(self) -> int:
        """Return the block's revision."""
        with self.office.store.reading() as connection:
            return bulk.revision(connection, HERE)

    def holding(self, cbo_id: int) -> list[Any]:
        """Return the open links of a CBO."""
        link = tables.cbo_link
        return self.rows(link, link.c.cbo_id == cbo_id, link.c.unlinked_at.is_(None))

    def plan(self, rows: Sequence[PlanRow], people: Sequence[Person]) -> Plan:
        """Return a plan on the block as it stands."""
        return Plan(HERE, self.revision(), list(rows), list(people))

    def load(self, plan: Plan, file: FileFacts = FILE, **more: Any) -> Loaded:
        """Carry a mapping plan out."""
        return self.run(ApplyMapping(block_code=HERE, plan=plan, file=file, **more))

    def known(self, index: int, who: str, role: Role = Role.SHG_BK, *, new_role: bool = False) -> Person:
        """Return an account of the block as a plan's person."""
        number = self.here.accounts[who]
        return Person(
            index, self.here.user_ids[who], "", "", "", role, 1, 1, 2, number, 0 if new_role else number
        )  # fmt: skip

    def shg(self, row: int, at: int, person: int, from_link: int = 0) -> PlanRow:
        """Return a row that links, or moves, the SHG at a place of the list."""
        outcome = LoadOutcome.MOVE if from_link else LoadOutcome.LINK
        return PlanRow(row, outcome, person, CboType.SHG, self.here.shgs[at], from_link)


def fresh(index: int, user_id: str = "IUP_NAYAGAONSHGBK", role: Role = Role.SHG_BK, name: str = "MEERA DEVI") -> Person:
    """Return a person whose account the load makes."""
    return Person(index, user_id, name, "9876543210", "Bookkeeper", role, 1, 1, 2)


def sheet(*rows: tuple[str, ...]) -> SimpleNamespace:
    """Return a parsed sheet made by hand."""
    return SimpleNamespace(rows=rows, numbers=range(2, len(rows) + 2), faults=(), blank_rows=0)
