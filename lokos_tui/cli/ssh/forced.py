"""What OpenSSH runs for every operator, whatever she asks for: the screens, or one command of an allow-list.

``python -I -m lokos_tui.cli.forced --office /srv/lokos --operators /etc/lokos/operators`` stands in sshd_config as
``ForceCommand`` (docs/openssh.md). What the remote side wants comes in ``SSH_ORIGINAL_COMMAND``; no shell sees it.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
import termios
from argparse import ArgumentParser, Namespace
from contextlib import suppress
from pathlib import Path

from lokos_tui.cli import exits, json_errors
from lokos_tui.cli.output import say, tell
from lokos_tui.cli.ssh.commands import argv_of, help_text, wants_help
from lokos_tui.cli.ssh.environment import clean_environment, login_of
from lokos_tui.cli.ssh.operators import operator_of
from lokos_tui.domain.errors import Refused
from lokos_tui.domain.message import _

_ASKED = "SSH_ORIGINAL_COMMAND"
_KEYBOARD_SIGNALS = (signal.SIGTSTP, signal.SIGQUIT, signal.SIGTTIN, signal.SIGTTOU)


def main(argv: list[str] | None = None) -> int:
    """Run one SSH session as the server's configuration says and return its exit status."""
    asked = os.environ.get(_ASKED, "")
    login = login_of(os.environ)
    clean_environment(os.environ, login)
    os.umask(0o077)
    make_keys_harmless()
    try:
        return _run(_configured(argv), asked, login)
    except Refused as refusal:
        tell(str(refusal))
        if json_errors.wanted_in(asked.split()):
            json_errors.print_refusal(refusal)
        return exits.REFUSED
    except KeyboardInterrupt:
        return exits.INTERRUPTED


def make_keys_harmless() -> None:
    """Leave the keys that suspend and quit without a meaning: nothing to go back to, no core file with data."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for number in _KEYBOARD_SIGNALS:
        signal.signal(number, signal.SIG_IGN)
    if not sys.stdin.isatty():
        return
    off = os.fpathconf(sys.stdin.fileno(), "PC_VDISABLE").to_bytes(1, "little")
    with suppress(termios.error):
        modes = termios.tcgetattr(sys.stdin)
        modes[6][termios.VSUSP] = modes[6][termios.VQUIT] = off
        termios.tcsetattr(sys.stdin, termios.TCSANOW, modes)


def _configured(argv: list[str] | None) -> Namespace:
    parser = ArgumentParser(prog="python -I -m lokos_tui.cli.forced", description=__doc__, allow_abbrev=False)
    parser.add_argument("--office", required=True, help=_("the office's folder, an absolute path"))
    parser.add_argument("--operators", default="", help=_("the file that ties logins to LokOS accounts"))
    parser.add_argument("--user", default="", help=_("the LokOS account itself, in a line of authorized_keys"))
    configured = parser.parse_args(argv)
    if not sys.flags.isolated:
        raise Refused(
            "forced.open", _("Python was not started with -I."), _("Tell the administrator: docs/openssh.md.")
        )
    if not Path(configured.office).is_absolute():
        raise Refused(
            "forced.office", _("--office is no absolute path."), _("Tell the administrator: docs/openssh.md.")
        )
    return configured


def _run(configured: Namespace, asked: str, login: str) -> int:
    if wants_help(asked):
        say(help_text())
        return exits.DONE
    argv = argv_of(asked)
    user_id = configured.user or operator_of(configured.operators, login)
    if argv and not user_id:
        raise Refused(
            "forced.operator",
            _("No LokOS account is tied to the login {login}, so no command is taken.", login=login or _("(unknown)")),
            _("Ask the server's administrator for a line in the file of operators."),
        )
    if not argv:
        _require_terminal()
    return _carry_out(argv, configured.office, user_id)


def _require_terminal() -> None:
    from lokos_tui.cli.office.screens import has_terminal

    if not has_terminal():
        raise Refused(
            "forced.terminal",
            _("The screens need a terminal of a known kind."),
            _("Run ssh without -T, or name a command: help lists them."),
        )


def _carry_out(argv: list[str], office: str, user_id: str) -> int:
    from lokos_tui.cli.main import carry_out, not_parsed
    from lokos_tui.cli.parser import parse

    try:
        args = parse(argv)
    except SystemExit as stop:
        return not_parsed(stop, argv)
    args.home, args.as_user, args.by_key = office, user_id, True
    return carry_out(args)
