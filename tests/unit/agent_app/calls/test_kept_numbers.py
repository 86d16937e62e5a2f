"""Calling what is kept: the last number, a key's, the voice mailbox, feature codes; and what is typed, by the account's rules."""

from __future__ import annotations

import pytest

from agent_app.accounts.calling import CallRules, DialRule
from agent_app.snapshots import CallDirection, CallItem
from telephony.messages import CallQuality, Dial, MailboxState, SendDtmf
from telephony.reasons import ReasonCode
from telephony.sounding import QualityCause
from tests.unit.agent_app.calls.conftest import ANNA, MOSCOW, PBX, PREMIUM, Phone


def _targets(phone: Phone) -> list[tuple[str, str]]:
    return [(dial.account_id, dial.target) for dial in phone.engine.told_of(Dial)]


def test_what_is_typed_is_called_by_the_accounts_rules(phone: Phone) -> None:
    phone.accounts.set_call_rules(PBX, CallRules(dial_rules=(DialRule("5", "205"),)))
    assert phone.calls.dial(PBX, "5")
    assert phone.calls.dial(PBX, "206")
    assert phone.calls.dial(ANNA, "vera@other.test")
    assert _targets(phone) == [(PBX, "sip:205@pbx.test"), (PBX, "sip:206@pbx.test"), (ANNA, "sip:vera@other.test")]


@pytest.mark.parametrize(
    ("account", "typed", "code"),
    [
        (ANNA, "112", ReasonCode.EMERGENCY_REFUSED),
        (PBX, "112", ReasonCode.EMERGENCY_UNCONFIRMED),
        (PBX, "99", ReasonCode.EMERGENCY_UNCONFIRMED),
        (ANNA, PREMIUM, ReasonCode.PREMIUM_UNCONFIRMED),
        (ANNA, "+7495111", ReasonCode.BAD_ADDRESS),
        ("nobody", MOSCOW, ReasonCode.UNKNOWN_ACCOUNT),
    ],
)
def test_what_is_typed_is_refused_as_it_would_be_in_the_field(phone: Phone, account: str, typed: str, code: ReasonCode) -> None:
    phone.accounts.set_call_rules(PBX, CallRules(dial_rules=(DialRule("99", "112"),)))
    assert phone.calls.dial(account, typed) == ""
    assert phone.refused == [("", code)]
    assert _targets(phone) == []


def test_the_last_that_we_called_is_called_again(phone: Phone) -> None:
    assert phone.calls.redial() == ""
    items = (
        CallItem("3", ANNA, "boris@provider.test", CallDirection.INCOMING, 3),
        CallItem("2", PBX, "205@pbx.test", CallDirection.OUTGOING, 2),
        CallItem("1", ANNA, MOSCOW, CallDirection.OUTGOING, 1),
    )
    phone.calls.redial_from(lambda: items)
    assert phone.calls.redial()
    phone.calls.redial_from(lambda: (CallItem("4", "gone", "vera@other.test", CallDirection.OUTGOING, 4),))
    assert phone.calls.redial()
    assert _targets(phone) == [(PBX, "sip:205@pbx.test"), (ANNA, "sip:vera@other.test")]
    assert phone.refused == [("", ReasonCode.NOT_FOUND)]


def test_a_key_that_is_held_down_calls_what_is_kept_for_it(phone: Phone) -> None:
    phone.settings.change(speed_dial={"2": "vera@other.test", "3": PREMIUM})
    assert phone.calls.speed_dial("2")
    assert phone.calls.speed_dial("3") == phone.calls.speed_dial("4") == ""
    assert _targets(phone) == [(ANNA, "sip:vera@other.test")]
    assert phone.refused == [("", ReasonCode.PREMIUM_UNCONFIRMED), ("", ReasonCode.NOT_FOUND)]


def test_the_mailbox_is_called_by_the_users_number_or_its_own_address(phone: Phone) -> None:
    assert phone.calls.voicemail(PBX) == ""
    phone.engine.say(MailboxState(PBX, waiting=True, new=1, address="sip:vm@pbx.test"))
    assert phone.calls.voicemail(PBX)
    phone.accounts.set_call_rules(PBX, CallRules(mailbox_number="*97"))
    assert phone.calls.voicemail(PBX)
    assert _targets(phone) == [(PBX, "sip:vm@pbx.test"), (PBX, "sip:*97@pbx.test")]
    phone.engine.say(MailboxState(ANNA, waiting=True, address=f"sip:{PREMIUM}@provider.test"))
    assert phone.calls.voicemail(ANNA) == ""
    assert phone.refused[-1] == ("", ReasonCode.PREMIUM_UNCONFIRMED)


def test_a_feature_code_is_called_or_sent_as_tones_in_a_call(phone: Phone) -> None:
    phone.accounts.set_call_rules(PBX, CallRules(feature_codes={"pickup": "*8", "park": "*68"}))
    call_id = phone.calls.feature(PBX, "pickup")
    assert _targets(phone) == [(PBX, "sip:*8@pbx.test")]
    phone.establish(call_id)
    assert phone.calls.feature(PBX, "park") == call_id
    assert phone.engine.told_of(SendDtmf) == [SendDtmf(call_id, "*68")]
    assert phone.calls.feature(ANNA, "park") == ""


def test_how_a_call_sounds_is_shown_and_its_mean_kept(phone: Phone) -> None:
    phone.talk("in")
    for mos, cause, value in ((420, QualityCause.NONE, 0), (300, QualityCause.LOSS_HERE, 600), (390, QualityCause.JITTER, 40)):
        phone.engine.say(CallQuality("in", mos, cause, value))
    call = phone.call("in")
    assert call.quality is not None
    assert call.worst_quality is not None
    assert (call.quality.mos_centi, call.worst_quality.mos_centi, call.worst_quality.value, call.mean_mos_centi) == (390, 300, 600, 370)
