"""Calls to the sandbox's numbers and services, made by plain sockets against the real process."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from sandbox.gateway.sounds import sound, tone_frame
from tests.peers.sandbox import SandboxProcess
from tests.peers.sandbox_phone import LOOPBACK, Leg, SandboxPhone, Text, audio_port

if TYPE_CHECKING:
    from collections.abc import Iterator

MOSCOW = 700_000  # micro-roubles a minute, by the minute


@pytest.fixture(scope="module")
def sandbox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SandboxProcess]:
    """One provider for this file."""
    with SandboxProcess(tmp_path_factory.mktemp("sandbox") / "state") as process:
        yield process


@pytest.fixture(params=["UDP", "TCP"])
def phone(sandbox: SandboxProcess, request: pytest.FixtureRequest) -> Iterator[SandboxPhone]:
    """Anna's telephone, once over each transport, with a full account."""
    sandbox.set_credit(balance_micros=12_400_000, trial_seconds_left=300)
    with SandboxPhone(sandbox, "anna", request.param) as it:
        yield it


@pytest.fixture
def udp_phone(sandbox: SandboxProcess) -> Iterator[SandboxPhone]:
    """Anna's telephone over UDP, with a full account."""
    sandbox.set_credit(balance_micros=12_400_000, trial_seconds_left=300)
    with SandboxPhone(sandbox, "anna") as it:
        yield it


def refused(phone: SandboxPhone, target: str, seconds: float = 30.0) -> Text:
    answer = phone.call(target, seconds=seconds)
    assert isinstance(answer, Text), "the call was answered"
    return answer


def started_seconds(record: dict[str, Any]) -> int:
    """Of the time on the line, by the provider's own clock."""
    return -((record["answer_us"] - record["end_us"]) // 1_000_000)


def test_a_landline_rings_answers_speaks_and_is_on_the_trial(sandbox: SandboxProcess, phone: SandboxPhone) -> None:
    leg = phone.answered_call("+7 (495) 111-22-33".replace(" ", "%20"))
    assert [text.status for text in leg.ringing] == [100, 180]
    heard = b"".join(phone.talk(audio_port(leg.answer.body), 50))
    assert heard[160:] in sound("announcement-ru") or heard in sound("announcement-ru")
    assert 20 * 160 <= len(heard) <= 80 * 160
    sandbox.wait_for(lambda: sandbox.active()[0]["rtp_received"] == 50)
    assert phone.again(leg, "BYE").status == 200
    record = sandbox.wait_for_record()
    assert (record["number"], record["destination"], record["end_cause"]) == ("+74951112233", "Russia, Moscow", "hung_up_by_caller")
    assert (record["cost_micros"], record["trial_seconds"]) == (0, started_seconds(record))
    assert record["rtp_received"] == 50
    assert record["start_us"] <= record["answer_us"] - 900_000 < record["end_us"]


def test_the_caller_hears_the_echo_of_what_it_says(phone: SandboxPhone) -> None:
    leg = phone.answered_call("74951112213")
    spoken = bytes(range(160))
    heard = phone.talk(audio_port(leg.answer.body), 40, spoken)
    assert heard.count(spoken) >= 30
    phone.again(leg, "BYE")


def test_who_sends_nothing_has_no_echo(udp_phone: SandboxPhone) -> None:
    """By that a caller knows that his own sound arrives."""
    leg = udp_phone.answered_call("74951112213")
    assert udp_phone.listen(1.0) == []
    assert len(udp_phone.talk(audio_port(leg.answer.body), 50)) > 25
    udp_phone.again(leg, "BYE")


def test_echo_keeps_the_pace_of_twenty_milliseconds(udp_phone: SandboxPhone) -> None:
    leg, heard = udp_phone.answered_call("echo"), list[int]()
    while not heard or (not 48 <= heard[-1] <= 53 and len(heard) < 5):  # a machine that is busy with something else gets another try
        heard.append(len(udp_phone.talk(audio_port(leg.answer.body), 50)))
    assert 48 <= heard[-1] <= 53, heard
    udp_phone.again(leg, "BYE")


def test_mu_law_alone_is_served_in_mu_law(udp_phone: SandboxPhone) -> None:
    leg = udp_phone.answered_call("74951112206", udp_phone.offer("0"))
    assert "m=audio" in leg.answer.body
    assert "PCMU/8000" in leg.answer.body
    assert "telephone-event" not in leg.answer.body
    heard = udp_phone.talk(audio_port(leg.answer.body), 10, b"\xff" * 160, 0)
    assert len(set(heard)) == 1
    assert heard[0] != tone_frame()
    udp_phone.again(leg, "BYE")


def test_the_tone_number_sends_a_steady_tone(udp_phone: SandboxPhone) -> None:
    leg = udp_phone.answered_call("74951112206")
    heard = udp_phone.listen(0.5)
    assert set(heard) == {tone_frame()}
    assert len(heard) > 5
    udp_phone.again(leg, "BYE")


@pytest.mark.parametrize(
    ("number", "status", "cause"),
    [
        ("74951112201", 486, "busy"),
        ("74951112203", 404, "not_found"),
        ("74951112210", 503, "refused"),
        ("74951112211", 480, "unavailable"),
        ("78091112233", 403, "forbidden"),
    ],
)
def test_a_number_that_refuses_says_why_and_costs_nothing(
    sandbox: SandboxProcess, udp_phone: SandboxPhone, number: str, status: int, cause: str
) -> None:
    assert refused(udp_phone, number).status == status
    record = sandbox.wait_for_record()
    assert (record["end_cause"], record["sip_status"], record["cost_micros"]) == (cause, status, 0)


def test_a_decline_comes_after_ringing(udp_phone: SandboxPhone) -> None:
    began = time.monotonic()
    assert refused(udp_phone, "74951112209").status == 603
    assert time.monotonic() - began > 0.9


@pytest.mark.parametrize(
    ("target", "status"), [("nobody", 404), ("112", 484), ("74951", 484), ("79991", 484), ("74951112233444", 404), ("boris", 480)]
)
def test_what_is_no_full_number_and_no_registered_user_is_refused(udp_phone: SandboxPhone, target: str, status: int) -> None:
    assert refused(udp_phone, target).status == status


def test_early_media_is_heard_before_the_answer_and_is_free(sandbox: SandboxProcess, udp_phone: SandboxPhone) -> None:
    leg = udp_phone.answered_call("74951112204")
    early = leg.ringing[-1]
    assert (early.status, audio_port(early.body)) == (183, audio_port(leg.answer.body))
    assert b"".join(udp_phone.listen(0.2))[-800:] in sound("early-ru")
    udp_phone.again(leg, "BYE")
    record = sandbox.wait_for_record()
    assert record["answer_us"] - record["start_us"] >= 2_900_000
    assert record["trial_seconds"] == started_seconds(record)


def test_a_cancelled_call_ends_with_487_and_costs_nothing(sandbox: SandboxProcess, phone: SandboxPhone) -> None:
    answer, headers, invite = phone.start_call("74951112202")
    while answer.status != 180:
        answer = phone.receive()
    via = invite.split("\r\n")[1]
    phone.send(
        f"CANCEL {invite.split(' ')[1]} SIP/2.0\r\n{via}\r\nMax-Forwards: 70\r\nFrom: {headers['From']}\r\nTo: {headers['To']}\r\n"
        f"Call-ID: {headers['Call-ID']}\r\nCSeq: 2 CANCEL\r\nContent-Length: 0\r\n\r\n"
    )
    answers = [phone.final(), phone.final()]
    assert sorted((answer.status, answer.headers["cseq"]) for answer in answers) == [(200, "2 CANCEL"), (487, "2 INVITE")]
    phone.acknowledge_failure(invite, next(answer for answer in answers if answer.status == 487))
    record = sandbox.wait_for_record()
    assert (record["end_cause"], record["trial_seconds"], record["cost_micros"]) == ("cancelled", 0, 0)


def test_the_provider_hangs_up_after_ten_seconds(sandbox: SandboxProcess, udp_phone: SandboxPhone) -> None:
    leg = udp_phone.answered_call("74951112205")
    began = time.monotonic()
    bye = udp_phone.receive()
    assert (bye.method, bye.headers["call-id"]) == ("BYE", leg.call_id)
    assert 9.8 < time.monotonic() - began < 15
    udp_phone.reply(bye, "200 OK")
    assert sandbox.wait_for_record()["end_cause"] == "hung_up_by_callee"


def test_the_provider_hangs_up_at_the_very_second_the_credit_ends(sandbox: SandboxProcess, phone: SandboxPhone) -> None:
    sandbox.set_credit(balance_micros=0, trial_seconds_left=2)
    leg = phone.answered_call("74951112200")
    began = time.monotonic()
    assert leg.answer.headers["p-credit-time"] == "2"
    bye = phone.receive()
    assert 1.9 < time.monotonic() - began < 6
    assert bye.method == "BYE"
    assert bye.headers["reason"] == 'Q.850;cause=31;text="credit exhausted"'
    phone.reply(bye, "200 OK")
    record = sandbox.wait_for_record()
    assert (record["end_cause"], record["trial_seconds"], record["cost_micros"]) == ("credit_exhausted", 2, 0)
    assert sandbox.account()["trial_seconds_left"] == 0
    assert sandbox.account()["tariff"] == "trial", "until it is topped up"


def test_a_dear_number_ends_the_money_in_seconds(sandbox: SandboxProcess, udp_phone: SandboxPhone) -> None:
    sandbox.set_credit(balance_micros=5_400_000, trial_seconds_left=300)
    leg = udp_phone.answered_call("+8821655512345")
    began = time.monotonic()
    assert leg.answer.headers["p-credit-time"] == "2"
    assert b"".join(udp_phone.listen(0.5))[-800:] in sound("announcement-en")
    bye = udp_phone.receive()
    assert (bye.method, 1.9 < time.monotonic() - began < 6) == ("BYE", True)
    udp_phone.reply(bye, "200 OK")
    record = sandbox.wait_for_record()
    assert (record["cost_micros"], record["billed_seconds"], record["trial_seconds"]) == (4_000_000, 2, 0)
    assert sandbox.account()["balance_micros"] == 1_400_000


def test_after_the_trial_the_balance_pays(sandbox: SandboxProcess, udp_phone: SandboxPhone) -> None:
    sandbox.set_credit(balance_micros=MOSCOW, trial_seconds_left=1)
    leg = udp_phone.answered_call("74951112200")
    assert leg.answer.headers["p-credit-time"] == "61"
    time.sleep(1.3)
    udp_phone.again(leg, "BYE")
    record = sandbox.wait_for_record()
    assert (record["trial_seconds"], record["billed_seconds"], record["cost_micros"]) == (1, 60, MOSCOW)
    assert sandbox.account()["balance_micros"] == 0


def test_without_money_a_paid_number_is_refused_with_402_and_a_friend_is_not(sandbox: SandboxProcess, udp_phone: SandboxPhone) -> None:
    sandbox.set_credit(balance_micros=MOSCOW - 1, trial_seconds_left=0)
    assert refused(udp_phone, "74951112233").start == "SIP/2.0 402 Not Enough Credit"
    assert sandbox.wait_for_record()["end_cause"] == "payment_required"
    udp_phone.again(udp_phone.answered_call("echo"), "BYE")
    assert sandbox.account()["balance_micros"] == MOSCOW - 1


def test_who_has_nothing_left_hears_why_and_calls_free_directions_after_the_first_top_up(
    sandbox: SandboxProcess, udp_phone: SandboxPhone
) -> None:
    sandbox.set_credit(balance_micros=0, trial_seconds_left=0)
    assert refused(udp_phone, "74951112213").start == "SIP/2.0 402 Trial Used Up"
    assert refused(udp_phone, "79161112233").start == "SIP/2.0 402 Trial Does Not Cover This Number"
    assert sandbox.post("/v1/topup", {"amount_micros": 100_000_000}).content["tariff"] == "prepaid"
    leg = udp_phone.answered_call("74951112213")
    assert "p-credit-time" not in leg.answer.headers, "it may last for ever"
    udp_phone.again(leg, "BYE")
    record = sandbox.wait_for_record()
    assert (record["free"], record["cost_micros"], record["billed_seconds"], record["trial_seconds"]) == ("Moscow", 0, 0, 0)
    udp_phone.again(udp_phone.answered_call("79161112233"), "BYE")
    record = sandbox.wait_for_record()
    assert record["free"] == ""
    assert sandbox.account()["balance_micros"] == 100_000_000 - record["cost_micros"] < 100_000_000
    assert sandbox.post("/v1/test/credit", {"topped_up": False}).content["tariff"] == "trial"


def test_two_calls_at_once_never_spend_more_than_there_is(sandbox: SandboxProcess, udp_phone: SandboxPhone) -> None:
    sandbox.set_credit(balance_micros=MOSCOW, trial_seconds_left=0)
    leg = udp_phone.answered_call("74951112200")
    with SandboxPhone(sandbox, "anna") as second:
        assert refused(second, "74951112200").status == 402
    sandbox.set_credit(balance_micros=2 * MOSCOW, trial_seconds_left=0)
    with SandboxPhone(sandbox, "anna") as second:
        second.again(second.answered_call("74951112200"), "BYE")
    udp_phone.again(leg, "BYE")
    sandbox.wait_for_record()
    assert sandbox.account()["balance_micros"] == 0


def test_digits_arrive_by_rtp_and_by_info(sandbox: SandboxProcess, udp_phone: SandboxPhone) -> None:
    leg = udp_phone.answered_call("74951112208")
    port = audio_port(leg.answer.body)
    for event, ends in ((5, (0x0A, 0x0A, 0x8A, 0x8A, 0x8A)), (11, (0x0A, 0x8A))):
        for index, flags in enumerate(ends):
            head = bytes([0x80, 101]) + (100 * event + index).to_bytes(2, "big") + (4000 * event).to_bytes(4, "big") + b"\0\0\0\7"
            udp_phone.rtp.sendto(head + bytes([event, flags, 3, 32]), (LOOPBACK, port))
    sandbox.wait_for(lambda: sandbox.active()[0]["digits"] == "5#")
    headers = udp_phone.inside(leg, "INFO") | {"Content-Type": "application/dtmf-relay"}
    info = udp_phone.request("INFO", leg.target, headers, "Signal=7\r\nDuration=160\r\n").replace("Content-Type: application/sdp\r\n", "")
    udp_phone.send(info)
    assert udp_phone.final().status == 200
    udp_phone.again(leg, "BYE")
    assert sandbox.wait_for_record()["digits"] == "5#7"


def test_the_provider_dials_every_key_at_the_caller(udp_phone: SandboxPhone) -> None:
    leg = udp_phone.answered_call("74951112207")
    events: list[bytes] = []
    until = time.monotonic() + 30
    while sum(bool(event[1] & 0x80) for event in events) < 36 and time.monotonic() < until:
        events += [payload for payload in udp_phone.listen(0.3) if len(payload) == 4]
    digits = [after[0] for before, after in zip([b"\xff\xff", *events], events, strict=False) if before[0] != after[0]]
    assert digits == [1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 10, 11]
    assert len([event for event in events if event[1] & 0x80]) == 36
    udp_phone.again(leg, "BYE")


def test_hold_stops_the_sound_and_resume_brings_it_back(udp_phone: SandboxPhone) -> None:
    leg = udp_phone.answered_call("74951112206")
    held = udp_phone.again(leg, "INVITE", udp_phone.offer(direction="sendonly"))
    assert "a=recvonly" in held.body
    udp_phone.listen(0.1)
    assert udp_phone.listen(0.3) == []
    assert "a=sendrecv" in udp_phone.again(leg, "INVITE", udp_phone.offer()).body
    assert len(udp_phone.listen(1)) > 10
    udp_phone.again(leg, "BYE")


def test_an_invite_without_a_description_gets_an_offer(udp_phone: SandboxPhone) -> None:
    answer, headers, _ = udp_phone.start_call("74951112206", "")
    while answer.status < 200:
        answer = udp_phone.receive()
    leg = Leg(headers["Call-ID"], headers["From"], answer.headers["to"], answer.headers["contact"].strip("<>"), answer, 2)
    assert "RTP/AVP 8 0 101" in answer.body
    udp_phone.send(udp_phone.request("ACK", leg.target, udp_phone.inside(leg, "ACK"), udp_phone.offer("8")))
    assert tone_frame() in udp_phone.listen(0.5)
    udp_phone.again(leg, "BYE")


@pytest.mark.parametrize(
    "body", ["v=0\r\nm=audio 4000 RTP/AVP 96\r\na=rtpmap:96 opus/48000/2\r\n", "v=0\r\nm=audio 4000 RTP/SAVP 8\r\nc=IN IP4 127.0.0.1\r\n"]
)
def test_an_offer_without_g711_is_not_acceptable(udp_phone: SandboxPhone, body: str) -> None:
    answer = udp_phone.call("echo", body)
    assert isinstance(answer, Text)
    assert answer.status == 488


def test_video_beside_sound_is_refused_alone(udp_phone: SandboxPhone) -> None:
    leg = udp_phone.answered_call("echo", udp_phone.offer() + "m=video 5000 RTP/AVP 97\r\n")
    assert "m=video 0 RTP/AVP 97" in leg.answer.body
    udp_phone.again(leg, "BYE")


def test_a_200_is_repeated_until_the_ack(udp_phone: SandboxPhone) -> None:
    answer, headers, _ = udp_phone.start_call("echo")
    udp_phone.repeats = True
    first = answer if answer.status == 200 else udp_phone.final()
    assert udp_phone.final(2).status == 200
    leg = Leg(headers["Call-ID"], headers["From"], first.headers["to"], first.headers["contact"].strip("<>"), first, 2)
    udp_phone.send(udp_phone.request("ACK", leg.target, udp_phone.inside(leg, "ACK")))
    with pytest.raises(TimeoutError):
        udp_phone.receive(1.5)
    udp_phone.again(leg, "BYE")


@pytest.mark.parametrize("phone", ["TCP"], indirect=True)
def test_callback_hangs_up_and_calls_back_three_seconds_later(sandbox: SandboxProcess, phone: SandboxPhone) -> None:
    assert phone.register().status == 200
    phone.answered_call("callback")
    bye = phone.receive()
    assert bye.method == "BYE"
    phone.reply(bye, "200 OK")
    ended = time.monotonic()
    invite = phone.receive()
    assert 2.8 < time.monotonic() - ended < 8
    assert (invite.method, "callback@" in invite.headers["from"]) == ("INVITE", True)
    phone.reply(invite, "486 Busy Here", f"Contact: <{phone.contact}>\r\n")
    sandbox.wait_for(lambda: sandbox.calls()[0]["direction"] == "in")
    assert sandbox.wait_for_record()["end_cause"] == "busy"
    phone.register(expires=0)
