"""What `agent status` says: plain values, ready for JSON. Documented by the key names; times in seconds, money exact as text."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Final

from agent_app.clock import now_us
from agent_app.identity import VERSION
from tariffs.rating.money import Money

if TYPE_CHECKING:
    from agent_app.chats.snapshots import MessageItem
    from agent_app.money.snapshots import Offer, SmsItem
    from agent_app.services import Services
    from agent_app.snapshots import AccountSnapshot, CallSnapshot
    from tariffs.rating.tariff import Rate
    from telephony.reasons import Reason

_FEATURES: Final = ("tls", "srtp", "dtls-srtp", "ice", "ipv6", "opus", "video")


def whole_status(services: Services) -> dict[str, Any]:
    audio = services.audio.state()
    calls = services.calls.calls()
    return {
        "version": VERSION,
        "pid": os.getpid(),
        "sandbox": services.accounts.is_sandbox(),
        "engine": _engine(services),
        "network": _network(services),
        "audio": {
            "backend": audio.backend,
            "output": audio.output,
            "input": audio.input,
            "ring": audio.ring,
            "reason": reason_status(audio.reason),
        },
        "accounts": accounts_status(services),
        "calls": [call_status(call) for call in calls],
        "conference": [call.call_id for call in calls if call.conference],
        "do_not_disturb": services.settings.values().do_not_disturb,
        "missed": services.history.missed_unseen(),
    }


def _engine(services: Services) -> dict[str, Any]:
    """`features` is what this build of the engine has, `missing` what it could have."""
    engine = services.engine
    started = engine.started()
    known: dict[str, Any] = {"pid": engine.pid(), "status": engine.status()}
    if started is None:
        return known
    return known | {
        "pjsip": started.pjsip,
        "features": list(started.features),
        "missing": [feature for feature in _FEATURES if feature not in started.features],
        "codecs": list(started.codecs),
        "transports": list(started.transports),
        "most_calls": started.most_calls,
    }


def _network(services: Services) -> dict[str, Any] | None:
    """What the engine sees of it; None until it has looked."""
    network = services.engine.network()
    return None if network is None else {"reachable": network.reachable, "address": network.address}


def accounts_status(services: Services) -> list[dict[str, Any]]:
    current = services.accounts.current()
    current_id = "" if current is None else current.account_id
    return [_account(services, account, current_id) for account in services.accounts.accounts()]


def call_status(call: CallSnapshot) -> dict[str, Any]:
    return {
        "call_id": call.call_id,
        "account_id": call.account_id,
        "direction": call.direction,
        "remote": call.remote,
        "remote_name": call.remote_name,
        "state": call.state,
        "reason": reason_status(call.reason),
        "duration_s": _seconds(call),
        "codec": call.codec,
        "clock_rate": call.clock_rate,
        "encryption": call.encryption,
        "muted": call.muted,
        "held": {"here": call.held_here, "there": call.held_there},
        "conference": call.conference,
        "recording": {"on": call.recording, "path": call.recording_path},
        "by_machine": call.by_machine,
        "bridged": call.bridged,
        "transfer": call.transfer,
        "transfer_reason": reason_status(call.transfer_reason),
        "forwarded_to": call.forwarded_to,
        "quality": _quality(call),
        "levels": {"speaker": call.speaker_level, "microphone": call.microphone_level},
        "rtp": {"sent": call.sent_packets, "received": call.received_packets, "lost": call.lost_packets},
        "cost": _money(call.cost),
        "time_left_s": call.time_left_s,
    }


def offer_status(offer: Offer) -> dict[str, Any]:
    """One account's price of a number: nano-units a minute, micro-units for the connection, seconds."""
    price = offer.price
    return {
        "account_id": offer.account_id,
        "address": offer.address,
        "rate": None if price.rate is None else _rate(price.rate),
        "lasts_s": price.lasts_s,
        "told_us": price.at_us,
        "error": price.error,
        "refusal": offer.refusal,
    }


def sms_status(item: SmsItem) -> dict[str, Any]:
    return {
        "item_id": item.item_id,
        "account_id": item.account_id,
        "number": item.remote,
        "state": item.status,
        "parts": item.parts,
        "cost": _money(item.cost),
        "reason": item.reason_code,
    }


def message_status(item: MessageItem) -> dict[str, Any]:
    return {
        "item_id": item.item_id,
        "account_id": item.account_id,
        "address": item.remote,
        "state": item.status,
        "reason": item.reason_code,
    }


def _rate(rate: Rate) -> dict[str, Any]:
    row = rate.row
    return {
        "destination_en": row.destination_en,
        "destination_ru": row.destination_ru,
        "per_minute": {"nanos": row.rate_nanos, "amount": _per_minute(row.rate_nanos), "currency": rate.currency},
        "connection_fee": _money(Money(row.connection_fee_micros, rate.currency)),
        "increments": [row.initial_increment, row.recurring_increment],
        "free": rate.is_free,
        "prepaid_s": rate.prepaid_seconds,
        "forbidden": row.forbidden,
    }


def _per_minute(nanos: int) -> str:
    """Exact, with at least two decimals: "0.70"."""
    whole, rest = divmod(nanos, 1_000_000_000)
    return f"{whole}.{f'{rest:09}'.rstrip('0').ljust(2, '0')}"


def reason_status(reason: Reason | None) -> dict[str, Any] | None:
    if reason is None:
        return None
    return {"code": reason.code, "sip_status": reason.sip_status, "phrase": reason.phrase, "value": reason.value}


def _account(services: Services, account: AccountSnapshot, current_id: str) -> dict[str, Any]:
    return {
        "account_id": account.account_id,
        "address": account.address,
        "display_name": account.display_name,
        "kind": account.kind,
        "sandbox": account.is_sandbox,
        "current": account.account_id == current_id,
        "state": account.registration,
        "reason": reason_status(account.reason),
        "retry_s": account.retry_s,
        "needs_password": account.needs_password,
        "money": _balance(services, account.account_id),
        "server": account.server,
        "encrypted": account.encrypted,
        "mailbox": _mailbox(services, account.account_id),
    }


def _mailbox(services: Services, account_id: str) -> dict[str, Any]:
    mailbox = services.accounts.mailbox(account_id)
    return {"waiting": mailbox.waiting, "new": mailbox.new, "old": mailbox.old, "address": mailbox.address}


def _quality(call: CallSnapshot) -> dict[str, Any] | None:
    """The E-model's estimates, 1.00 to 4.50: of the last 10 s, and the mean so far."""
    if call.quality is None:
        return None
    quality = call.quality
    return {"mos": quality.mos_centi / 100, "mean_mos": call.mean_mos_centi / 100, "cause": quality.cause, "value": quality.value}


def _balance(services: Services, account_id: str) -> dict[str, Any] | None:
    money = services.money.balance(account_id)
    if money is None:
        return None
    return {
        "balance": _money(money.balance),
        "tariff": money.tariff,
        "trial_left_s": money.trial_left_s,
        "trial_total_s": money.trial_total_s,
        "minimum": _money(money.minimum),
        "told_us": money.at_us,
        "error": money.error,
    }


def _money(money: Money | None) -> dict[str, Any] | None:
    return None if money is None else {"amount": money.decimal(), "micros": money.micros, "currency": money.currency}


def _seconds(call: CallSnapshot) -> int:
    if not call.answered_us:
        return 0
    return ((call.ended_us or now_us()) - call.answered_us) // 1_000_000
