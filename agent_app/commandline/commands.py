"""The commands: each asks the running program, and prints what it says."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final

from agent_app.commandline import offline
from agent_app.commandline.exits import EXIT_NOT_RUNNING, EXIT_REFUSED
from agent_app.commandline.options import chosen_profile, command_parser
from agent_app.commandline.printing import account_line, message_line, price_lines, print_refusal, print_reply, sms_line, status_lines
from agent_app.commandline.wording import sentence
from agent_app.control.client import NotRunningError, ask
from agent_app.control.protocol import (
    AccountAdd,
    AccountList,
    AccountRemove,
    AnswerCall,
    AnyRequest,
    ControlError,
    DialNow,
    DoNotDisturb,
    Dtmf,
    HangUpCall,
    HoldCall,
    JoinCalls,
    MessageSend,
    MessageState,
    MuteCall,
    PriceOf,
    Quit,
    RecordCall,
    Reply,
    Show,
    SmsSend,
    SmsState,
    Status,
    SwapCalls,
    TransferCall,
)
from agent_app.money.snapshots import SmsStatus
from agent_app.profile import Profile, control_name
from agent_app.snapshots import AccountKind
from telephony.messages import Transport
from telephony.secret import Secret

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence


def run_command(arguments: Sequence[str]) -> int:
    """Obey the command line, print, return the exit code."""
    options = command_parser().parse_args(arguments)
    as_json: bool = options.json
    if options.command == "check":
        from agent_app.commandline.checking import check  # it loads ssl: not for every command

        return check(chosen_profile(options), options.about, as_json=as_json)
    request = _request(options)
    if request is None:
        return print_refusal("no_text" if options.command in {"sms", "send"} else "no_password", {}, EXIT_REFUSED, as_json=as_json)
    try:
        reply = _ask_until_known(chosen_profile(options), request)
    except NotRunningError:
        if isinstance(request, AccountAdd | AccountRemove | AccountList):
            return offline.obey(chosen_profile(options), request, as_json=as_json)
        return print_refusal("not_running", {}, EXIT_NOT_RUNNING, as_json=as_json)
    except ControlError as error:
        return print_refusal("no_answer", {"detail": str(error)}, EXIT_REFUSED, as_json=as_json)
    return print_reply(reply, "" if reply.error else _said(request, reply), as_json=as_json)


def _ask(profile: Profile, request: AnyRequest) -> Reply:
    """The profile that was named; where that one does not run, the sandbox's that belongs to it ("Try without an account" leads there)."""
    until_closed = isinstance(request, Quit)
    try:
        return ask(control_name(profile), request, until_closed=until_closed)
    except NotRunningError:
        if profile.is_sandbox or isinstance(request, AccountAdd | AccountRemove):
            raise
        return ask(control_name(profile.sandbox()), request, until_closed=until_closed)


def _ask_until_known(profile: Profile, request: AnyRequest) -> Reply:
    """The first answer, but for what the program asks of a provider meanwhile: the last one within some seconds."""
    reply = _ask(profile, request)
    deadline = time.monotonic() + _PATIENCE_S
    while not reply.error and _is_open(request, reply) and time.monotonic() < deadline:
        time.sleep(_PAUSE_S)
        reply = _ask(profile, _again(request, reply))
    return _unless_lost(reply)


def _again(request: AnyRequest, reply: Reply) -> AnyRequest:
    """What asks how it is now."""
    match request:
        case SmsSend():
            return SmsState(str(reply.result["item_id"]))
        case MessageSend():
            return MessageState(str(reply.result["item_id"]))
        case _:
            return request


def _unless_lost(reply: Reply) -> Reply:
    """An SMS or message that did not go out, or perhaps did not, is a refusal to who waits for an exit code."""
    state = reply.result.get("state")
    if "item_id" not in reply.result or state not in {SmsStatus.FAILED, SmsStatus.UNKNOWN}:
        return reply
    kind, to = ("sms", reply.result["number"]) if "number" in reply.result else ("message", reply.result["address"])
    return Reply(f"{kind}_{state}", {"value": to, "reason": reply.result["reason"], "item_id": reply.result["item_id"]})


def _is_open(request: AnyRequest, reply: Reply) -> bool:
    match request:
        case PriceOf():
            return bool(reply.result["pending"])
        case SmsSend():
            return reply.result["state"] == SmsStatus.SENDING
        case MessageSend():
            return reply.result["state"] == "waiting"
        case _:
            return False


def _request(options: argparse.Namespace) -> AnyRequest | None:
    if options.command == "account":
        return _account_request(options)
    if options.command == "sms":
        text = sys.stdin.read().strip()
        return SmsSend(options.number, text, options.account) if text else None
    if options.command == "send":
        text = sys.stdin.read().rstrip()
        return MessageSend(options.address, text, options.account) if text else None
    return _SIMPLE[options.command](options)


_SIMPLE: Final[dict[str, Callable[[argparse.Namespace], AnyRequest]]] = {
    "status": lambda _: Status(),
    "dial": lambda given: DialNow(given.text, given.account) if given.now else Show(given.text),
    "answer": lambda given: AnswerCall(given.call_id),
    "hangup": lambda given: HangUpCall(given.call_id),
    "dtmf": lambda given: Dtmf(given.digits, given.call_id),
    "hold": lambda given: HoldCall(given.call_id),
    "resume": lambda given: HoldCall(given.call_id, held=False),
    "swap": lambda _: SwapCalls(),
    "mute": lambda given: MuteCall(given.call_id),
    "unmute": lambda given: MuteCall(given.call_id, muted=False),
    "transfer": lambda given: TransferCall(given.text, given.call_id, given.other_call_id),
    "conference": lambda given: JoinCalls(tuple(given.call_ids), given.out),
    "record": lambda given: RecordCall(given.call_id, not given.stop),
    "dnd": lambda given: DoNotDisturb(given.state == "on"),
    "price": lambda given: PriceOf(given.text),
    "quit": lambda _: Quit(),
}
_PATIENCE_S: Final = 8.0
_PAUSE_S: Final = 0.15


def _account_request(options: argparse.Namespace) -> AnyRequest | None:
    if options.action == "list":
        return AccountList()
    if options.action == "remove":
        return AccountRemove(options.account)
    password = sys.stdin.readline().rstrip("\r\n")
    if not password:
        return None
    texts = {name: getattr(options, name) for name in ("address", "display_name", "auth_user", "registrar", "proxy", "region", "area_code")}
    return AccountAdd(**texts, password=Secret(password), transport=Transport(options.transport), kind=AccountKind(options.kind))


def _said(request: AnyRequest, reply: Reply) -> str:
    match request:
        case Status():
            text = status_lines(reply.result)
        case Show() | Quit():
            text = sentence("shown" if isinstance(request, Show) else "ended")
        case DialNow():
            text = sentence("dialling", {"value": request.text})
        case PriceOf():
            text = price_lines(reply.result)
        case SmsSend() | SmsState() | MessageSend() | MessageState():
            text = sms_line(reply.result) if "number" in reply.result else message_line(reply.result)
        case AccountAdd():
            text = sentence("account_added", {"value": request.address})
        case AccountRemove():
            text = sentence("account_removed", {"value": request.account})
        case AccountList():
            text = "\n".join(account_line(account) for account in reply.result["accounts"]) or sentence("no_accounts")
        case _:
            text = ""
    return text
