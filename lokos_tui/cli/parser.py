"""The command line's grammar: every command names the function that carries it out, imported when it is called."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace
from typing import Any

from lokos_tui import __version__
from lokos_tui.cli.words import HELP

_COMMON: tuple[tuple[tuple[str, ...], dict[str, Any]], ...] = (
    (("--home",), {"metavar": "DIR", "help": "the office's folder (else LOKOS_HOME)"}),
    (("--as",), {"dest": "as_user", "metavar": "USER_ID", "help": "who acts; the password is asked for"}),
    (("--role",), {"help": "the role to act in, when she holds several"}),
    (("--json",), {"action": "store_true", "help": "print JSON"}),
)
_FORMATS = ("table", "csv", "json")
WORK_LIST_SORTS = ("request", "panchayat", "village", "code", "name", "formation", "status", "duplicate", "members",
                   "approve", "activate", "duplicates")  # fmt: skip


def parse(argv: list[str]) -> Namespace:
    """Return the options of a command line; ``handler`` is 'module:function'. Leaves by SystemExit on wrong usage."""
    start = Namespace(home=None, as_user="", role="", json=False, by_key=False, handler="office.screens:open_screens")
    return build_parser().parse_args(argv, start)


def _common(parser: ArgumentParser) -> ArgumentParser:
    for names, options in _COMMON:
        parser.add_argument(*names, default=SUPPRESS, **options)
    return parser


class _Parser(ArgumentParser):
    """A parser that knows what the arguments of many commands are."""

    def add_argument(self, *names: str, **options: Any) -> Any:
        """Add an argument; without help of its own it gets the shared one."""
        if shared := HELP.get(names[-1] if names else ""):
            options.setdefault("help", shared)
        return super().add_argument(*names, **options)


class _Grammar:
    def __init__(self, commands: Any) -> None:
        self._commands = commands

    def add(self, name: str, handler: str, help: str, *plain: str) -> ArgumentParser:
        """Add a command with text options (``--x``) and positional arguments."""
        parser = _common(self._commands.add_parser(name, help=help, description=help, allow_abbrev=False))
        parser.set_defaults(handler=handler)
        for option in plain:
            if option.startswith("-"):
                parser.add_argument(option, default="")
            else:
                parser.add_argument(option)
        return parser

    def group(self, name: str, help: str) -> _Grammar:
        """Add a command that has commands of its own."""
        parser = self._commands.add_parser(name, help=help, description=help, allow_abbrev=False)
        _common(parser)
        return _Grammar(parser.add_subparsers(dest=f"{name}_command", required=True, metavar="COMMAND"))


def build_parser() -> ArgumentParser:
    """Return the whole grammar; completion, man page and documentation are made from it."""
    parser = _common(
        _Parser(
            prog="lokos",
            description="The block office's LokOS. Without a command the screens open.",
            epilog="Exit status: 0 done, 1 some rows refused, 2 wrong usage, 3 refused.",
            allow_abbrev=False,
        )
    )
    parser.add_argument("-V", "--version", action="version", version=f"lokos {__version__}")
    grammar = _Grammar(parser.add_subparsers(dest="command", metavar="COMMAND"))
    for part in (_office, _files, _users, _links, _batches, _duplicates, _verification, _exports):
        part(grammar)
    return parser


def _office(grammar: _Grammar) -> None:
    init = grammar.add(
        "init", "office.init:init", "make an office and its first account", "--state", "--district-code", "--district",
        "--block-code", "--nrlm-code", "--admin", "--name", "--mobile",
    )  # fmt: skip
    init.add_argument("--block", default="", help="the block's name")
    grammar.add("doctor", "office.doctor:doctor", "check terminal, database, clock, disk and permissions")
    demo = grammar.add("demo", "office.demo:demo", "make the sample office and open it")
    demo.add_argument("--no-open", action="store_true", help="only make it")
    demo.add_argument("--fresh", action="store_true", help="throw an earlier sample office away first")
    demo.add_argument("--untouched", action="store_true", help="without the day's work: nothing decided, nothing sent")
    demo.add_argument("--blocks", type=_count, default=1, metavar="N")
    demo.add_argument("--shgs-per-block", type=_count, default=0, metavar="M")


def _count(text: str) -> int:
    number = int(text)
    if number < 1:
        raise ValueError(text)
    return number


def _files(grammar: _Grammar) -> None:
    load = grammar.add("import", "loads.load:load", "load links, places, CBOs or profiles")
    load.add_argument("kind", choices=("mapping", "places", "cbos", "profiles"))
    load.add_argument("file", help="an .xlsx, .csv or (profiles) .jsonl file, or - for standard input")
    load.add_argument("--made-by", default="", metavar="USER_ID", help="profiles.bundles: who filled in a workbook")
    load.add_argument("--unsigned", action="store_true", help="profiles.bundles: take a bundle that is not signed")
    load.add_argument("--dry-run", action="store_true", help="say what would be done; write nothing")
    load.add_argument("--load-good-rows", action="store_true", help="load what is good, refuse the rest")
    load.add_argument("--fill-down", action="store_true", help="empty GP and village cells take the one above")
    load.add_argument("--heading", action="append", default=[], metavar="'MINE=column'")
    load.add_argument("--correct", action="append", default=[], metavar="'column:wrong=right'")
    for option in ("--sheet", "--leave-out", "--failed-rows", "--credentials", "--block"):
        load.add_argument(option, default="")
    template = grammar.add("template", "loads.load:template", "write a template made from the block's data")
    template.add_argument("kind", choices=("mapping", "places", "cbos", "profiles"))
    template.add_argument("file", help="the workbook to write")
    template.add_argument("--empty", action="store_true", help="without the block's rows")
    template.add_argument("--block", default="")


def _listed(parser: ArgumentParser) -> None:
    parser.add_argument("--format", choices=_FORMATS, default="")
    parser.add_argument("--all", action="store_true", help="every row, not one page")
    parser.add_argument("--after", default="", metavar="TOKEN", help="the page after the one that gave this token")


def _users(grammar: _Grammar) -> None:
    users = grammar.add(
        "users",
        "accounts.users:users",
        "list users",
        "--category",
        "--with-role",
        "--status",
        "--gp",
        "--search",
        "--block",
    )
    _listed(users)
    user = grammar.group("user", "show, create or change one user")
    user.add("show", "accounts.users:show", "show one user", "user_id")
    user.add(
        "bundle-key",
        "profiles.bundles:bundle_key",
        "give an account a new bundle key",
        "user_id",
        "--reason",
        "--block",
    )
    create = user.add(
        "create", "accounts.changes:create", "create a user", "--user-id", "--name", "--mobile", "--email",
        "--designation", "--gp", "--village", "--block", "--district-code",
    )  # fmt: skip
    create.add_argument("--grant", action="append", default=[], metavar="ROLE", required=True)
    create.add_argument("--propose", action="store_true", help="print free user ids; create nothing")
    edit = user.add("edit", "accounts.changes:edit", "change a user's fields", "user_id")
    for field in ("--name", "--mobile", "--email", "--designation"):
        edit.add_argument(field, default=None)
    user.add(
        "add-role", "accounts.changes:add_role", "give a user one more role", "user_id", "grant", "--gp", "--village"
    )
    for name, help_text in (
        ("activate", "let a user sign in again"),
        ("inactivate", "stop a user from signing in; her links stay"),
        ("delete", "delete a user and free her links"),
        ("reset-password", "give a user a new first password"),
    ):
        user.add(name, f"accounts.changes:{name.replace('-', '_')}", help_text, "user_id", "--reason")
    grammar.add("password", "accounts.changes:password", "change your own password")


def _links(grammar: _Grammar) -> None:
    grammar.add("links", "links.links:links", "list what a user is linked to", "user_id")
    link = grammar.add("link", "links.links:link", "link CBOs to a user", "user_id", "--reason", "--user-role")
    link.add_argument("codes", nargs="+", metavar="CODE")
    link.add_argument("--take-over", action="store_true", help="also those another user keeps")
    unlink = grammar.add(
        "unlink", "links.links:unlink", "unlink CBOs from a user", "user_id", "--reason", "--user-role"
    )
    unlink.add_argument("codes", nargs="+", metavar="CODE")
    grammar.add("cbo", "cbos.list:cbo", "who keeps a CBO's books, since when, and before", "code", "--type", "--block")
    cbos = grammar.add("cbos", "cbos.list:cbos", "list SHGs, VOs or CLFs", "--gp", "--search", "--block")
    cbos.add_argument("--type", choices=("SHG", "VO", "CLF"), default="SHG")
    cbos.add_argument("--linked", choices=("yes", "no"), default="")
    _listed(cbos)


def _batches(grammar: _Grammar) -> None:
    _listed(grammar.add("batches", "loads.batches:batches", "list the loads of a block", "--block"))
    batch = grammar.add("batch", "loads.batches:batch", "show one load and its rows", "--outcome", "--block")
    batch.add_argument("batch_id", type=_count)
    undo = grammar.add("undo", "loads.batches:undo", "take a whole load back", "--reason", "--block")
    undo.add_argument("batch_id", type=_count)
    audit = grammar.add("audit", "office.audit:audit", "show or verify the audit trail", "--block")
    audit.add_argument("--verify", action="store_true", help="check the chain of hashes")
    _listed(audit)


def _duplicates(grammar: _Grammar) -> None:
    grammar.add("inbox", "profiles.bundles:inbox", "load every bundle of profiles that lies in the inbox", "--block")
    duplicates = grammar.group("duplicates", "check for duplicates, list and decide what was found")
    duplicates.add(
        "match", "duplicates.findings:match", "match a plain person file (CSV) against itself, to measure", "file"
    )
    refresh = duplicates.add(
        "refresh", "duplicates.findings:refresh", "check what arrived since the last check", "--block"
    )
    refresh.add_argument("--all", action="store_true", help="every record of the block")
    listed = duplicates.add("list", "duplicates.findings:listed", "list what was found, the worst first", "--block")
    listed.add_argument("--found", default="", choices=("", "confirmed", "potential", "decided", "shared"))
    _listed(listed)
    _listed(duplicates.add("generic", "duplicates.findings:generic", "list the numbers that too many hold", "--block"))
    for name, words in (("show", "show one finding, explained"), ("decide", "say that two records are not one")):
        one = duplicates.add(name, f"duplicates.findings:{name}", words, "--block")
        one.add_argument("number", type=int, help="the finding's number")
        if name == "decide":
            reasons = ("relative", "namesake", "shared_number", "seen_both", "other")
            one.add_argument("--reason-code", required=True, choices=reasons)
            one.add_argument("--reason", default="")
    undo = duplicates.add("undo", "duplicates.findings:undo", "take a decision back", "--block")
    undo.add_argument("decision", type=int)
    undo.add_argument("--reason", required=True)


def _verification(grammar: _Grammar) -> None:
    verify = grammar.group("verify", "what waits for the block manager: list, show, tick, approve, reject")
    _work_list(
        verify.add("list", "verification.acts:listed", "list what waits", "--gp", "--village", "--code", "--search")
    )
    show = verify.add(
        "show", "verification.acts:show", "show one group, and why it cannot be approved", "cbo", "--block"
    )
    show.set_defaults(seen="")
    tick = verify.add("tick", "verification.acts:tick", "tick an identifier, or all clean ones", "cbo")
    cross = verify.add("cross", "verification.acts:cross", "cross an identifier, with a remark", "cbo", "--words")
    approve = verify.add("approve", "verification.acts:approve", "approve and activate, all or none", "cbo")
    reject = verify.add("reject", "verification.acts:reject", "send back with a remark", "cbo", "--field", "--words")
    for act in (tick, cross, approve, reject):
        act.add_argument("--member", action="append", default=[], metavar="M", help="code, uid or id; may be repeated")
        act.add_argument("--seen", default="", metavar="TOKEN", help="refuse when it changed since 'verify show'")
        act.add_argument("--block", default="")
    for act in (tick, cross):
        act.add_argument("--identifier", choices=("mobile", "account", "voter"), default="", required=act is cross)
    for act in (cross, reject):
        act.add_argument("--remark", default="", metavar="CODE", required=act is cross)
    approve.add_argument("--members-only", action="store_true", help="leave the group's own profile")
    approve.add_argument("--tick-clean", action="store_true", help="tick the clean identifiers first")
    undo = verify.add("undo", "verification.acts:undo", "take a decision of yours back", "--block")
    undo.add_argument("act", type=_count)
    undo.add_argument("--reason", required=True)
    verify.add("remarks", "verification.acts:remarks", "list the coded remarks")
    cluster = verify.add(
        "cluster", "verification.acts:cluster", "narrow a block manager to a cluster", "user_id", "--block"
    )
    cluster.add_argument("clf_code", nargs="?", default="", help="without it: the whole block again")
    history = grammar.add(
        "history", "verification.records:history", "what was done to a record, by whom", "--member", "--block"
    )
    history.add_argument("cbo", nargs="?", default="", help="code, uid or id of an SHG, VO or CLF")
    _listed(
        grammar.add(
            "returned", "verification.records:returned", "what went back to the bookkeepers", "--search", "--block"
        )
    )


def _work_list(parser: ArgumentParser) -> None:
    parser.add_argument("--kind", choices=("shg", "federation", "vo", "clf"), default="shg")
    parser.add_argument("--status", choices=("new", "modified"), default="")
    found = ("none", "potential", "confirmed", "decided", "unchecked")
    parser.add_argument("--duplicate", choices=found, default="")
    parser.add_argument("--age", choices=("new", "days", "old"), default="", help="under 3 days, 3 to 10, older")
    parser.add_argument("--sort", choices=WORK_LIST_SORTS, default="", help="a column; else the oldest request first")
    parser.add_argument("--descending", action="store_true")
    parser.add_argument("--block", default="")
    _listed(parser)


def _exports(grammar: _Grammar) -> None:
    export = grammar.group("export", "approved records for the central server, and what it answers")
    approved = export.add(
        "approved", "outbox.exports:approved", "write what was approved and did not leave yet", "--block"
    )
    approved.add_argument("--since", default="", metavar="DD/MM/YYYY", help="leave what was approved before")
    approved.add_argument("--retry-refused", action="store_true", help="also what the central server refused")
    again = export.add("again", "outbox.exports:again", "write one export again, byte for byte", "--block")
    again.add_argument("export", type=_count, help="the export's number")
    for parser in (approved, again):
        where = "else a file in the office's exports; -: standard output"
        parser.add_argument("-o", "--output", default="", metavar="FILE", help=where)
    export.add("acknowledge", "outbox.exports:acknowledge", "keep what the central server answered", "file", "--block")
    listed = export.add("list", "outbox.exports:listed", "list exports, or what was refused of one", "--block")
    listed.add_argument("export", type=_count, nargs="?", default=None, help="the export's number")
    _listed(listed)
    export.add("key", "outbox.exports:key", "show the key that exports are signed with", "--block")
