"""One example of each subcommand, for the end of its ``--help``, the manual and the documentation.

Each is a whole command line behind the word ``lokos``; a test parses them all.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_ADMIN: Final = "--as IUP_NBDADM"
_MANAGER: Final = "--as IUP_NBDBPM"

EXAMPLES: Final[Mapping[str, str]] = {
    "init": "init --state UP --district-code 132 --district BIJNOR --block-code 996 --block NAJIBABAD"
    " --admin IUP_NBDADM --name 'REKHA SINGH' --mobile 9999900001",
    "doctor": "doctor --home /srv/lokos",
    "demo": "demo --fresh",
    "import": f"{_ADMIN} import mapping mapping.xlsx --dry-run",
    "template": f"{_ADMIN} template mapping mapping.xlsx",
    "users": f"{_ADMIN} users --category SHG --all",
    "user show": f"{_ADMIN} user show IUP_GUDUSHGBK",
    "user bundle-key": f"{_ADMIN} user bundle-key IUP_GUDUSHGBK --reason 'telephone lost'",
    "user create": f"{_ADMIN} user create --user-id IUP_GUDUSHGBK --name 'SUNITA DEVI' --mobile 9999900002"
    " --grant SHG_BK --gp GUDU",
    "user edit": f"{_ADMIN} user edit IUP_GUDUSHGBK --mobile 9999900003",
    "user add-role": f"{_ADMIN} user add-role IUP_GUDUSHGBK VO_BK --gp GUDU",
    "user role take": f"{_ADMIN} user role take IUP_GUDUSHGBK VO_BK --reason 'another keeps them'",
    "user role back": f"{_ADMIN} user role back IUP_GUDUSHGBK VO_BK",
    "user role place": f"{_ADMIN} user role place IUP_GUDUSHGBK SHG_BK --gp GUDU",
    "user activate": f"{_ADMIN} user activate IUP_GUDUSHGBK --reason 'back from leave'",
    "user inactivate": f"{_ADMIN} user inactivate IUP_GUDUSHGBK --reason 'on leave'",
    "user delete": f"{_ADMIN} user delete IUP_GUDUSHGBK --reason 'left the village'",
    "user reset-password": f"{_ADMIN} user reset-password IUP_GUDUSHGBK --reason 'forgotten'",
    "password": f"{_ADMIN} password",
    "links": f"{_ADMIN} links IUP_GUDUSHGBK",
    "link": f"{_ADMIN} link IUP_GUDUSHGBK 910010001 910010002 --take-over --reason 'MEENA left'",
    "unlink": f"{_ADMIN} unlink IUP_GUDUSHGBK 910010001 --reason 'other hamlet'",
    "cbo": f"{_ADMIN} cbo 910010001",
    "cbos": f"{_ADMIN} cbos --type SHG --linked no --gp GUDU",
    "find": f"{_ADMIN} find 'sunita gudu'",
    "own-cbos": "--as IUP_GUDUSHGBK own-cbos",
    "blocks": "--as IUP_BIJNORDADM blocks",
    "batches": f"{_ADMIN} batches",
    "batch": f"{_ADMIN} batch 3",
    "undo": f"{_ADMIN} undo 3 --reason 'wrong file'",
    "opening list": f"{_MANAGER} opening list",
    "opening show": f"{_MANAGER} opening show 1",
    "opening accept": f"{_MANAGER} opening accept 1 --reason 'compared with the register'",
    "opening refuse": f"{_MANAGER} opening refuse 1 --reason 'codes of last year'",
    "opening undo": f"{_MANAGER} opening undo 1 --reason 'wrong file'",
    "audit": f"{_ADMIN} audit --verify",
    "inbox": f"{_ADMIN} inbox",
    "duplicates match": "duplicates match people.csv",
    "duplicates refresh": f"{_ADMIN} duplicates refresh",
    "duplicates list": f"{_MANAGER} duplicates list --found potential",
    "duplicates generic": f"{_MANAGER} duplicates generic",
    "duplicates show": f"{_MANAGER} duplicates show 7",
    "duplicates decide": f"{_MANAGER} duplicates decide 7 --reason-code namesake",
    "duplicates undo": f"{_MANAGER} duplicates undo 4 --reason 'looked again'",
    "verify list": f"{_MANAGER} verify list --gp GUDU --age old",
    "verify show": f"{_MANAGER} verify show 910010001",
    "verify tick": f"{_MANAGER} verify tick 910010001",
    "verify cross": f"{_MANAGER} verify cross 910010001 --member 12 --identifier mobile --remark MOBILE_WRONG",
    "verify approve": f"{_MANAGER} verify approve 910010001 --tick-clean",
    "verify reject": f"{_MANAGER} verify reject 910010001 --remark FORMATION_DATE",
    "verify undo": f"{_MANAGER} verify undo 5 --reason 'wrong group'",
    "verify remarks": "verify remarks",
    "verify cluster": f"{_ADMIN} verify cluster IUP_NBDBPM 930010001",
    "history": f"{_MANAGER} history 910010001",
    "returned": f"{_MANAGER} returned --json",
    "export approved": f"{_MANAGER} export approved -o approved.jsonl",
    "export again": f"{_MANAGER} export again 2 -o approved-2.jsonl",
    "export acknowledge": f"{_MANAGER} export acknowledge answer.jsonl",
    "export list": f"{_MANAGER} export list",
    "export key": f"{_MANAGER} export key",
    "office add-block": "office add-block NAJIBABAD",
    "office deputy": "office deputy IUP_NBDDEPUTY",
    "office end-deputy": "office end-deputy IUP_NBDDEPUTY --reason 'the state has joined'",
    "office join-state": "office join-state --state-admin IUP_UPADM --name 'REKHA SINGH' --mobile 9999900004",
    "office reset-admin": "office reset-admin IUP_NBDADM",
    "language list": "language list",
    "language add": "language add te.po",
    "language use": f"{_ADMIN} language use hi",
}
"""By the words of the subcommand."""
