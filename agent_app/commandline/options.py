"""What may stand on the command line."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NoReturn

from agent_app.commandline.exits import EXIT_USAGE
from agent_app.identity import NAME, VERSION
from agent_app.profile import Profile
from agent_app.snapshots import AccountKind
from telephony.messages import Transport

if TYPE_CHECKING:
    from collections.abc import Sequence

_VALUED: Final = frozenset({"--profile", "--log-level", "--record"})
COMMANDS: Final = frozenset(
    [
        *("status", "dial", "answer", "hangup", "dtmf", "hold", "resume", "swap", "mute", "unmute", "transfer", "conference", "record"),
        *("dnd", "price", "sms", "send", "quit", "account", "check"),
    ]
)
_EPILOG: Final = """\
commands that speak to the running program:
  status                        accounts, calls, balance, engine
  dial [--now] TEXT             show it in the window and wait for Call; with --now, call
  answer, hangup, dtmf DIGITS   in a call
  hold, resume, swap            one call, or between two
  mute, unmute                  the microphone
  transfer TEXT | --to CALL     send the other side to a number or address, or to another call's other side
  conference [CALL ...]         join these calls, or all that are up; --out takes them out, or ends it
  record [--stop]               both sides into a file; of a conference, all of it
  dnd on|off                    do not disturb
  price NUMBER                  what a call costs on each account, the cheapest first
  sms NUMBER                    send the text that comes from standard input
  send ADDRESS                  write to somebody (user@domain); the text comes from standard input
  quit                          hang up, unregister, end
  check [ACCOUNT_OR_SERVER]     whether this network lets calls through; Agent need not run
  account add|list|remove       add takes the password from standard input
  sandbox                       the sandbox provider by itself

exit codes: 0 done, 1 refused (the sentence says why), 2 Agent is not running, 3 another program has the profile,
64 the command line is wrong
"""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(EXIT_USAGE, f"{self.prog}: {message}\n")


def first_word(arguments: Sequence[str]) -> str:
    """The first argument that is neither an option nor an option's value; "" where there is none."""
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument in _VALUED:
            skip = True
        elif not argument.startswith("-"):
            return argument
    return ""


def chosen_profile(options: argparse.Namespace) -> Profile:
    folder: str = options.profile
    base = Profile.at(Path(folder)) if folder else Profile.of_user()
    return base.sandbox() if options.sandbox else base


def start_parser() -> argparse.ArgumentParser:
    """`agent [TEXT]`: start, or bring up what runs."""
    parser = _Parser(
        prog="agent",
        description=f"{NAME}: a softphone for the desktop. Starts it, or brings up the one that runs.",
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    _add_profile(parser)
    parser.add_argument("--version", action="version", version=f"{NAME} {VERSION}")
    parser.add_argument("--log-level", default="info", choices=["debug", "info", "warning", "error"], help="how much the log file says")
    parser.add_argument("--record", default="", metavar="FILE", help="record what window and engine say to each other, secrets masked")
    parser.add_argument("--no-sound", action="store_true", help="never open a sound card")
    parser.add_argument("target", nargs="?", default="", metavar="TEXT", help="a number, an address, a tel:, sip: or callto: link to show")
    return parser


def sandbox_options() -> argparse.ArgumentParser:
    """Of `agent sandbox` only what chooses the profile; the rest is the sandbox's own."""
    parser = _Parser(prog="agent sandbox", add_help=False, allow_abbrev=False)
    parser.add_argument("--profile", default="")
    parser.set_defaults(sandbox=True)
    return parser


def command_parser() -> argparse.ArgumentParser:
    """Everything that is asked of the running program."""
    common = _Parser(add_help=False)
    _add_profile(common)
    common.add_argument("--json", action="store_true", help="print JSON")
    parser = _Parser(prog="agent")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)

    def command(name: str, meaning: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, parents=[common], help=meaning, description=meaning)

    command("status", "accounts, calls, balance, engine")
    dial = command("dial", "show a number or address in the window; with --now, call it")
    dial.add_argument("--now", action="store_true", help="call at once")
    dial.add_argument("--account", default="", help="the account's address, where it is not the current one")
    dial.add_argument("text", metavar="NUMBER_OR_ADDRESS")
    command("answer", "answer the call that rings").add_argument("call_id", nargs="?", default="")
    command("hangup", "end the call").add_argument("call_id", nargs="?", default="")
    dtmf = command("dtmf", "send tones in the call")
    dtmf.add_argument("digits")
    dtmf.add_argument("--call", dest="call_id", default="")
    for name, meaning in (
        ("hold", "hold the call that talks"),
        ("resume", "take up the call that waits, hold the others"),
        ("mute", "switch the microphone off"),
        ("unmute", "switch the microphone on"),
    ):
        command(name, meaning).add_argument("call_id", nargs="?", default="", metavar="CALL")
    command("swap", "talk by the call that waits longest, hold the other")
    transfer = command("transfer", "send the call's other side to a number or address, or to another call's other side")
    transfer.add_argument("--call", dest="call_id", default="", metavar="CALL")
    transfer.add_argument("--to", dest="other_call_id", default="", metavar="CALL", help="the other call")
    transfer.add_argument("text", nargs="?", default="", metavar="NUMBER_OR_ADDRESS")
    conference = command("conference", "join calls, all that are up where none is named")
    conference.add_argument("--out", action="store_true", help="take these calls out, or end it where none is named")
    conference.add_argument("call_ids", nargs="*", metavar="CALL")
    record = command("record", "record the call")
    record.add_argument("--stop", action="store_true", help="end the recording")
    record.add_argument("call_id", nargs="?", default="", metavar="CALL")
    command("dnd", "do not disturb: calls are refused as busy").add_argument("state", choices=["on", "off"])
    command("price", "what a call costs on each account, the cheapest first").add_argument("text", metavar="NUMBER")
    sms = command("sms", "send an SMS; its text is read from standard input")
    sms.add_argument("--account", default="", help="the account's address, where it is not the current one")
    sms.add_argument("number", metavar="NUMBER")
    send = command("send", "write to somebody; the text is read from standard input")
    send.add_argument("--account", default="", help="the account's address, where it is not the one that wrote there last")
    send.add_argument("address", metavar="ADDRESS")
    command("quit", "hang up, unregister, end")
    check = command("check", "whether this network lets calls through, to an account's server or any other")
    check.add_argument("about", nargs="?", default="", metavar="ACCOUNT_OR_SERVER")
    _add_account(commands.add_parser("account", help="add, list, remove accounts"), common)
    return parser


def _add_account(account: _Parser, common: _Parser) -> None:

    actions = account.add_subparsers(dest="action", required=True, parser_class=_Parser)
    add = actions.add_parser("add", parents=[common], description="Add an account; its password is read from standard input.")
    add.add_argument("address", help="user@domain")
    for option, meaning in (
        ("--display-name", "what the called ones see"),
        ("--auth-user", "the digest user name, where it is not the address's"),
        ("--registrar", "host[:port], where it is not the domain"),
        ("--proxy", "outbound proxy, host[:port]"),
        ("--area-code", "the home area's code, for suggestions"),
    ):
        add.add_argument(option, default="", help=meaning)
    add.add_argument("--region", default="RU", help="the home country, two letters")
    add.add_argument("--transport", default="udp", choices=[Transport.UDP, Transport.TCP])
    add.add_argument("--kind", default="provider", choices=list(AccountKind), help="a company's exchange (pbx) has internal numbers too")
    actions.add_parser("list", parents=[common], description="The accounts and their states.")
    actions.add_parser("remove", parents=[common], description="Forget an account and its password.").add_argument("account")


def _add_profile(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--profile", default="", metavar="DIR", help="a whole profile of its own in this folder")
    parser.add_argument("--sandbox", action="store_true", help="the sandbox's profile: try calls with no account and no network")
