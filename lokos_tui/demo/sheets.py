"""What stands in the sample files: rows made from the core of block NAJIBABAD."""

from __future__ import annotations

from importers.loads.columns import CBOS, MAPPING, PLACES
from lokos_tui.demo import core
from lokos_tui.demo.block import BlockData, make_block
from lokos_tui.demo.geography import block_facts
from lokos_tui.demo.records import Cbo

Row = list[str | int | float | None]

MAPPING_HEADINGS = tuple(column.heading for column in MAPPING.columns)
MAPPING_HINDI = tuple(column.heading_hi for column in MAPPING.columns)
PLACES_HEADINGS = tuple(column.heading for column in PLACES.columns)
CBOS_HEADINGS = tuple(
    column.heading for column in CBOS.columns[: [column.key for column in CBOS.columns].index("origin") + 1]
)
"""The sample lists have neither people nor bank accounts: they end at the origin."""
_PEOPLE = (
    (core.SHEET_IDS[0], "Kusum Saini", "6111100001", "Samooh Sakhi", "SHG"),
    ("", "Nirmala Kashyap", "6111100002", "CRP", "SHG"),
    ("", "Shabnam Bano", "6111100003", "Samooh Sakhi", "SHG"),
    (core.SHEET_IDS[1], "सुनीता देवी", "6111100004", "Active Woman", "SHG"),
    ("", "Rekha Lal", "6111100005", "CF", "VO"),
    (core.SHEET_IDS[2], "Vandana Singh", "6111100006", "CM", "CLF"),
)
_EACH = 9
TEST_AADHAAR = "999941057058"
"""A test number of the 9999 range: it passes the check digit and is nobody's."""


class CoreSheets:
    """The core's places, CBOs and rows of a mapping sheet."""

    def __init__(self) -> None:
        self.data: BlockData = make_block(block_facts(1), shgs=len(core.SHGS))
        self.shgs = self.data.of_type("SHG")
        self.vos, self.clfs = self.data.of_type("VO"), self.data.of_type("CLF")

    def places(self) -> list[Row]:
        """Return one row a village."""
        gps = {gp.id: gp for gp in self.data.gps}
        return [
            [gps[village.gp_id].nrlm_code, gps[village.gp_id].name, None, village.nrlm_code, village.name, None]
            for village in self.data.villages
        ]

    def cbos(self) -> list[Row]:
        """Return one row a CBO, parents first."""
        known = {cbo.id: cbo for cbo in self.data.cbos}
        rows: list[Row] = []
        for cbo in self.data.cbos:
            vo, clf = known.get(cbo.vo_id or 0), known.get(cbo.clf_id or 0)
            year, month, day = cbo.formation_date.split("-")
            rows.append(
                [
                    cbo.cbo_type,
                    cbo.code,
                    cbo.name,
                    *self._place(cbo),
                    vo.code if vo else None,
                    vo.name if vo else None,
                    clf.code if clf else None,
                    clf.name if clf else None,
                    f"{day}/{month}/{year}",
                    cbo.origin.title(),
                ]
            )
        return rows

    def row(self, person: int, cbo: Cbo) -> Row:
        """Return a mapping row: one of the six people and one CBO."""
        user_id, name, mobile, title, category = _PEOPLE[person]
        known = {parent.id: parent.name for parent in self.data.cbos}
        is_shg = cbo.cbo_type == "SHG"
        vo = known.get(cbo.vo_id or 0) if is_shg else cbo.name if cbo.cbo_type == "VO" else None
        clf = cbo.name if cbo.cbo_type == "CLF" else known.get(cbo.clf_id or 0)
        return [
            user_id or None,
            name,
            mobile,
            title,
            category,
            *self._place(cbo),
            cbo.code if is_shg else None,
            cbo.name if is_shg else None,
            vo,
            clf,
            None,
        ]

    def mapping(self) -> list[Row]:
        """Return the whole mapping: one row per person and CBO, several SHGs in one cell, a blank row in the middle."""
        active = [shg for shg in self.shgs if shg.life == "ACTIVE"]
        rows = [self.row(number // _EACH, shg) for number, shg in enumerate(active[: 4 * _EACH])]
        several = active[4 * _EACH :]
        if several:
            rows.append(self.row(3, several[0]))
            rows[-1][7] = "; ".join(str(shg.code) for shg in several)
            rows[-1][8] = None
        rows.insert(len(rows) // 2, [None] * len(MAPPING_HEADINGS))
        rows += [self.row(4, vo) for vo in self.vos]
        rows.append(self.row(5, self.clfs[0]))
        return rows

    def _place(self, cbo: Cbo) -> Row:
        gp = next((gp.name for gp in self.data.gps if gp.id == cbo.gp_id), None)
        village = next((village.name for village in self.data.villages if village.id == cbo.village_id), None)
        return [gp, village]
