"""Replies as lines for a person, or as JSON."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import msgspec

from agent_app.commandline.exits import EXIT_OK, EXIT_REFUSED
from agent_app.commandline.wording import provider_trouble, sentence

if TYPE_CHECKING:
    from agent_app.control.protocol import Reply


def say(text: str) -> None:
    sys.stdout.write(text + "\n")


def complain(text: str) -> None:
    sys.stderr.write(text + "\n")


def print_json(value: object) -> None:
    say(msgspec.json.format(msgspec.json.encode(value), indent=2).decode())


def print_refusal(code: str, params: dict[str, Any], exit_code: int, *, as_json: bool) -> int:
    """Why not, as a sentence; the exit code."""
    text = sentence(code, params)
    if as_json:
        print_json({"ok": False, "error": {"code": code, "params": params, "sentence": text}})
    else:
        complain(text)
    return exit_code


def print_reply(reply: Reply, text: str, *, as_json: bool) -> int:
    """`text` where the request was obeyed (nothing for ""), else the refusal; the exit code."""
    if reply.error:
        return print_refusal(reply.error, reply.params, EXIT_REFUSED, as_json=as_json)
    if as_json:
        print_json({"ok": True, **reply.result})
    elif text:
        say(text)
    return EXIT_OK


def status_lines(status: dict[str, Any]) -> str:
    """The status for a person: one line a thing."""
    lines = [account_line(account) for account in status["accounts"]] or [sentence("no_accounts")]
    lines += [_call_line(call) for call in status["calls"]]
    engine, audio = status["engine"], status["audio"]
    lines.append(f"engine: {engine['status']}, process {engine['pid']}; sound: {audio['output'] or audio['backend']}")
    return "\n".join(lines)


def price_lines(result: dict[str, Any]) -> str:
    """One line an account, the cheapest first."""
    lines = [_offer_line(offer) for offer in result["offers"]]
    return "\n".join(lines) or sentence("no_price", {"value": result["number"]})


def _offer_line(offer: dict[str, Any]) -> str:
    rate = offer["rate"]
    parts = [f"{offer['address']}:"]
    if rate is None:
        parts.append(sentence("price_unknown", {"value": provider_trouble(offer["error"] or "no_rate")}))
    else:
        price = sentence("free") if rate["free"] else f"{rate['per_minute']['amount']} {rate['per_minute']['currency']}/min"
        parts += [price, f"({rate['destination_en']})", *([f"{offer['lasts_s']} s"] if offer["lasts_s"] is not None else [])]
    if offer["refusal"]:
        parts.append(sentence(offer["refusal"], {"value": ""}))
    return " ".join(parts)


def message_line(result: dict[str, Any]) -> str:
    return sentence(f"message_{result['state']}", {"value": result["address"], "reason": result["reason"]})


def sms_line(result: dict[str, Any]) -> str:
    return sentence(f"sms_{result['state']}", {"value": result["number"], "reason": result["reason"]})


def account_line(account: dict[str, Any]) -> str:
    mark = "*" if account["current"] else " "
    reason = account["reason"]
    parts = [f"{mark} {account['address']}: {account['state']}"]
    if reason:
        parts.append(f"({' '.join(str(value) for value in (reason['code'], reason['sip_status'] or '', reason['phrase']) if value)})")
    money = account["money"]
    if money and money["balance"]:
        parts.append(f"balance {money['balance']['amount']} {money['balance']['currency']}")
    if money and money["trial_total_s"]:
        parts.append(f"trial {money['trial_left_s']} of {money['trial_total_s']} s")
    return " ".join(parts)


def _call_line(call: dict[str, Any]) -> str:
    minutes, seconds = divmod(call["duration_s"], 60)
    arrow = "->" if call["direction"] == "outgoing" else "<-"
    parts = [f"{arrow} {call['remote']}: {call['state']} {minutes:02}:{seconds:02}", call["codec"], call["encryption"]]
    flags = (
        ("held", call["held"]["here"] or call["held"]["there"]),
        ("conference", call["conference"]),
        ("recorded", call["recording"]["on"]),
    )
    parts += [name for name, is_so in (*flags, ("machine", call["by_machine"])) if is_so]
    if call["cost"]:
        parts.append(f"{call['cost']['amount']} {call['cost']['currency']}")
    return " ".join(part for part in (*parts, call["call_id"]) if part)
