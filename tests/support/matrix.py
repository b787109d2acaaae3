"""Who may do what, who makes whom, and where a record may go: typed by hand, and asked of the program by the tests.

Nothing here is read from the program: a cell that changes there must be
changed here too, by somebody who looked up what the rules of the mission say.
"""

from __future__ import annotations

ROLES = {
    "NA": "NATIONAL_ADMIN", "NP": "NATIONAL_PM", "NT": "NATIONAL_THEMATIC",
    "SA": "STATE_ADMIN", "SP": "STATE_PM", "ST": "STATE_THEMATIC",
    "DA": "DISTRICT_ADMIN", "DP": "DISTRICT_PM", "DT": "DISTRICT_THEMATIC",
    "BA": "BLOCK_ADMIN", "BM": "BLOCK_PM", "BT": "BLOCK_THEMATIC",
    "SB": "SHG_BK", "VB": "VO_BK", "VS": "VO_SHG_APPROVER",
    "CB": "CLF_BK", "CV": "CLF_VO_APPROVER", "CS": "CLF_SHG_APPROVER",
}  # fmt: skip
"""Two letters a role; the last six are of the community."""

_PERMISSIONS = """
                     NA NP NT  SA SP ST  DA DP DT  BA BM BT  SB VB VS CB CV CS
own:password          Y  Y  Y   Y  Y  Y   Y  Y  Y   Y  Y  Y   Y  Y  Y  Y  Y  Y
users:create          Y  -  -   Y  -  -   Y  -  -   Y  -  -   -  -  -  -  -  -
users:manage          Y  -  -   Y  -  -   Y  -  -   Y  -  -   -  -  -  -  -  -
users:view            Y  -  -   Y  -  -   Y  -  -   Y  Y  Y   -  -  -  -  -  -
links:view            Y  -  -   Y  -  -   Y  -  -   Y  Y  Y   -  -  -  -  -  -
links:change          -  -  -   -  -  -   -  -  -   Y  -  -   -  -  -  -  -  -
links:import          -  -  -   -  -  -   -  -  -   Y  -  -   -  -  -  -  -  -
places:import         -  -  -   -  -  -   -  -  -   Y  -  -   -  -  -  -  -  -
cbos:import           -  -  -   -  -  -   -  -  -   Y  -  -   -  -  -  -  -  -
cbos:own              -  -  -   -  -  -   -  -  -   -  -  -   Y  Y  Y  Y  Y  Y
cbos:view             Y  Y  Y   Y  Y  Y   Y  Y  Y   Y  Y  Y   -  -  -  -  -  -
reports:view          Y  Y  Y   Y  Y  Y   Y  Y  Y   Y  Y  Y   -  -  -  -  -  -
audit:view            Y  -  -   Y  -  -   Y  -  -   Y  Y  -   -  -  -  -  -  -
opening:load          -  -  -   -  -  -   -  -  -   Y  -  -   -  -  -  -  -  -
profiles:upload       -  -  -   -  -  -   -  -  -   Y  Y  Y   Y  Y  -  Y  -  -
duplicates:refresh    -  -  -   -  -  -   -  -  -   Y  Y  Y   Y  Y  -  Y  -  -
duplicates:view       -  -  -   -  -  -   -  -  -   -  Y  Y   -  -  -  -  -  -
blocks:add            -  -  -   Y  -  -   Y  -  -   -  -  -   -  -  -  -  -  -
profiles:verify       -  -  -   -  -  -   -  -  -   -  Y  -   -  -  -  -  -  -
export:approved       -  -  -   -  -  -   -  -  -   Y  Y  -   -  -  -  -  -  -
"""

_CREATES = """
                     NA NP NT  SA SP ST  DA DP DT  BA BM BT  SB VB VS CB CV CS
NATIONAL_ADMIN        -  -  -   Y  -  -   -  -  -   -  -  -   -  -  -  -  -  -
NATIONAL_PM           -  -  -   -  -  -   -  -  -   -  -  -   -  -  -  -  -  -
NATIONAL_THEMATIC     -  -  -   -  -  -   -  -  -   -  -  -   -  -  -  -  -  -
STATE_ADMIN           -  -  -   -  -  Y   Y  -  Y   Y  Y  Y   -  -  -  -  -  -
STATE_PM              -  -  -   -  -  -   -  -  -   -  -  -   -  -  -  -  -  -
STATE_THEMATIC        -  -  -   -  -  -   -  -  -   -  -  -   -  -  -  -  -  -
DISTRICT_ADMIN        -  -  -   -  -  -   -  -  Y   Y  Y  -   -  -  -  -  -  -
DISTRICT_PM           -  -  -   -  -  -   -  -  -   -  -  -   -  -  -  -  -  -
DISTRICT_THEMATIC     -  -  -   -  -  -   -  -  -   -  -  -   -  -  -  -  -  -
BLOCK_ADMIN           -  -  -   -  -  -   -  -  -   -  -  Y   Y  Y  Y  Y  Y  Y
BLOCK_PM              -  -  -   -  -  -   -  -  -   -  -  -   -  -  -  -  -  -
BLOCK_THEMATIC        -  -  -   -  -  -   -  -  -   -  -  -   -  -  -  -  -  -
SHG_BK                -  -  -   -  -  -   -  -  -   -  -  -   -  -  -  -  -  -
VO_BK                 -  -  -   -  -  -   -  -  -   -  -  -   -  -  -  -  -  -
VO_SHG_APPROVER       -  -  -   -  -  -   -  -  -   -  -  -   -  -  -  -  -  -
CLF_BK                -  -  -   -  -  -   -  -  -   -  -  -   -  -  -  -  -  -
CLF_VO_APPROVER       -  -  -   -  -  -   -  -  -   -  -  -   -  -  -  -  -  -
CLF_SHG_APPROVER      -  -  -   -  -  -   -  -  -   -  -  -   -  -  -  -  -  -
"""


def _read(text: str) -> dict[str, frozenset[str]]:
    head, *rows = text.strip("\n").splitlines()
    columns = [ROLES[short] for short in head.split()]
    found = {}
    for row in rows:
        name, *cells = row.split()
        if len(cells) != len(columns) or not set(cells) <= {"Y", "-"}:
            raise ValueError(row)
        found[name] = frozenset(column for column, cell in zip(columns, cells, strict=True) if cell == "Y")
    return found


HOLDERS = _read(_PERMISSIONS)
"""The roles that hold each permission."""
CREATES = _read(_CREATES)
"""The roles that each role may give to a new user. No Block Admin makes the checker of her own users' work."""
DEPUTED = {"BLOCK_ADMIN", "BLOCK_THEMATIC"}
"""The roles beside which somebody may be deputed to make the staff of her block."""
DEPUTY_CREATES = frozenset({"BLOCK_ADMIN", "BLOCK_PM", "BLOCK_THEMATIC"})
"""Whom she makes besides: what a State or District Admin would make in the block, never a community user."""

WHERE = {
    #                    UPLOAD        MARK          APPROVE     REJECT      ACTIVATE    TAKE_BACK     ACCEPT
    "INCOMPLETE":      ("PENDING_BM", "-",          "-",        "-",        "-",        "-",          "APPROVED"),
    "WITH_BOOKKEEPER": ("PENDING_BM", "-",          "-",        "-",        "-",        "-",          "APPROVED"),
    "PENDING_BM":      ("-",          "PENDING_BM", "APPROVED", "REJECTED", "-",        "-",          "-"),
    "APPROVED":        ("PENDING_BM", "-",          "-",        "-",        "APPROVED", "PENDING_BM", "-"),
    "REJECTED":        ("PENDING_BM", "-",          "-",        "-",        "-",        "PENDING_BM", "-"),
}  # fmt: skip
EVENTS = ("UPLOAD", "MARK", "APPROVE", "REJECT", "ACTIVATE", "TAKE_BACK", "ACCEPT")
"""What waits is locked: an upload never changes it. What is decided is taken back to where it waited."""

ALL = frozenset(ROLES.values())
_ADMIN, _MANAGER = frozenset({"BLOCK_ADMIN"}), frozenset({"BLOCK_PM"})
_LOADERS = frozenset({"BLOCK_ADMIN", "BLOCK_PM", "BLOCK_THEMATIC", "SHG_BK", "VO_BK", "CLF_BK"})

ACTS: dict[str, frozenset[str]] = {
    "create a bookkeeper": _ADMIN,
    "create a thematic user": frozenset({"STATE_ADMIN", "BLOCK_ADMIN"}),
    "create a manager": frozenset({"STATE_ADMIN", "DISTRICT_ADMIN"}),
    "edit": _ADMIN,
    "add a role": _ADMIN,
    "take a role": _ADMIN,
    "give a role back": _ADMIN,
    "move a role": _ADMIN,
    "switch off": _ADMIN,
    "delete": _ADMIN,
    "reset": _ADMIN,
    "own password": ALL,
    "own language": ALL,
    "link": _ADMIN,
    "take links back": _ADMIN,
    "load links": _ADMIN,
    "load places": _ADMIN,
    "load cbos": _ADMIN,
    "undo": _ADMIN,
    "upload": _LOADERS,
    "bundle key": _ADMIN,
    "check": _LOADERS,
    "decide": _MANAGER,
    "take back": _MANAGER,
    "form an export": _ADMIN | _MANAGER,
    "finish an export": _ADMIN | _MANAGER,
    "export again": _ADMIN | _MANAGER,
    "acknowledge": _ADMIN | _MANAGER,
    "export key": _ADMIN | _MANAGER,
    "mark": _MANAGER,
    "tick clean": _MANAGER,
    "approve": _MANAGER,
    "reject": _MANAGER,
    "take an act back": _MANAGER,
    "claim": _MANAGER,
    "release": _MANAGER,
    "narrow to a cluster": frozenset({"STATE_ADMIN"}),  # in the stage the State Admin made the block managers
    "add a block": frozenset({"STATE_ADMIN", "DISTRICT_ADMIN"}),
    "load an opening": _ADMIN,
    "accept an opening": _MANAGER,
    "refuse an opening": _MANAGER,
    "withdraw an opening": _ADMIN,
    "take an opening back": _MANAGER,
    "save a filter": _MANAGER,
    "drop a filter": _MANAGER,
}
"""Who may do each act of the door's matrix in a block of their own area."""
NATIONAL = frozenset({"NATIONAL_ADMIN", "NATIONAL_PM", "NATIONAL_THEMATIC"})
"""Those whose area has every block in it."""
