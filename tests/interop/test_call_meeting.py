"""How a call is met: by the answering machine, by itself with a tone, sent on, with a ring tone of its own."""

from __future__ import annotations

import array
import time
import wave
from collections.abc import Callable
from pathlib import Path

import pytest

from telephony.calls import CallState
from telephony.messages import (
    Answer,
    AnswerByMachine,
    CallChanged,
    IncomingCall,
    Notice,
    PlayNotice,
    RecordingState,
    Redirect,
    Ring,
    TakeOver,
)
from telephony.reasons import ReasonCode
from tests.interop.calling import Phone, new_id
from tests.peers.baresip import Baresip, BaresipAccount
from tests.peers.process import eventually
from tests.peers.raw_caller import RawCaller
from tests.peers.soundcards import Channel, SoundCards
from tests.peers.tones import Recording, dominant, heard, read_wav, write_tone

THEIRS_HZ, OURS_HZ, GREETING_HZ, RING_HZ = 1250, 700, 500, 610

Running = Callable[[Baresip], Baresip]


@pytest.fixture
def sine(tmp_path: Path, running: Running) -> Baresip:
    return running(Baresip(tmp_path / "sine", BaresipAccount("sine", "127.0.0.1", sine_hz=THEIRS_HZ)))


def ringing(phone: Phone, caller: Baresip) -> str:
    """A call from baresip that rings."""
    rings = len(phone.engine.of(IncomingCall)) + 1
    caller.dial(phone.uri)
    return phone.engine.wait_for_incoming(rings)


def test_the_machine_greets_beeps_and_records_the_caller_alone(sine: Baresip, tmp_path: Path) -> None:
    greeting, message = write_tone(tmp_path / "greeting.wav", GREETING_HZ, 1.0), tmp_path / "message.wav"
    with Phone("anna") as anna:
        call_id = ringing(anna, sine)
        anna.send(AnswerByMachine(call_id, str(greeting), str(message)))
        anna.stands(call_id)
        begun = anna.hears_of(RecordingState)
        began = time.monotonic()
        assert (begun.path, begun.running, begun.by_machine) == (str(message), True, True)
        time.sleep(2.0)
        sine.hang_up()
        assert anna.hears_of(RecordingState, lambda event: not event.running).by_machine
        lasted = time.monotonic() - began
        anna.ends(call_id)
        sine.wait_event("CALL_CLOSED")
    assert heard(sine.heard(), GREETING_HZ) >= 0.5
    assert heard(sine.heard(), 1000) >= 0.1
    recorded = read_wav(message)
    assert 1.0 < recorded.seconds < lasted + 0.5, "neither the greeting nor the beep"
    assert heard(recorded, THEIRS_HZ) >= 1.0


def test_the_machine_ends_by_itself_and_needs_no_greeting(sine: Baresip, tmp_path: Path) -> None:
    with Phone("anna") as anna:
        call_id = ringing(anna, sine)
        anna.send(AnswerByMachine(call_id, "", str(tmp_path / "message.wav"), most_s=1))
        anna.stands(call_id)
        assert anna.ends(call_id) is ReasonCode.HUNG_UP_HERE
        anna.hears_of(RecordingState, lambda event: not event.running)
    assert 0.5 < read_wav(tmp_path / "message.wav").seconds < 3


def test_a_call_is_taken_over_from_the_machine(sine: Baresip, sound_cards: SoundCards, tmp_path: Path) -> None:
    greeting = write_tone(tmp_path / "greeting.wav", GREETING_HZ, 1.5)
    with Phone("anna", use_devices=True, environment=sound_cards.environment("A")) as anna:
        call_id = ringing(anna, sine)
        sound_cards.record(tmp_path / "all.raw")
        sound_cards.play(write_tone(tmp_path / "ours.wav", OURS_HZ, 60), "A")
        anna.send(AnswerByMachine(call_id, str(greeting), str(tmp_path / "message.wav")))
        anna.stands(call_id)
        anna.hears_of(RecordingState)
        time.sleep(1.0)
        with_machine = sound_cards.stop_recording().channel(Channel.SPK_A)
        anna.send(TakeOver(call_id))
        anna.hears_of(RecordingState, lambda event: not event.running)
        sound_cards.record(tmp_path / "after.raw")
        time.sleep(1.5)
        sound_cards.await_tone(Channel.SPK_A, THEIRS_HZ, 0.5)
        after = sound_cards.stop_recording().channel(Channel.SPK_A)
        sine.hang_up()
        anna.ends(call_id)
        sine.wait_event("CALL_CLOSED")
    last = with_machine.window(with_machine.seconds - 1.0, 0.9)
    assert dominant(last).rms < 30, "while the machine has the call, nothing is heard here"
    assert heard(after, THEIRS_HZ) >= 0.5
    there = sine.heard()
    assert heard(there.window(0, 2.0), OURS_HZ) == 0, "nor is our microphone heard there"
    assert heard(there.window(there.seconds - 1.2, 1.2), OURS_HZ) >= 0.4


def test_what_the_machine_cant_do_is_refused_and_the_call_rings_on(sine: Baresip, tmp_path: Path) -> None:
    (tmp_path / "noise.wav").write_bytes(b"no sound")
    message = str(tmp_path / "message.wav")
    with Phone("anna") as anna:
        call_id = ringing(anna, sine)
        for command in (
            AnswerByMachine(call_id, str(tmp_path / "noise.wav"), message),
            AnswerByMachine(call_id, "", str(tmp_path / "noise.wav")),
            AnswerByMachine(call_id, "", message, most_s=0),
        ):
            assert anna.is_refused(command) is ReasonCode.BAD_VALUE
        assert anna.is_refused(TakeOver(call_id)) is ReasonCode.WRONG_STATE
        anna.send(Answer(call_id))
        anna.stands(call_id)
        assert anna.is_refused(AnswerByMachine(call_id, "", message)) is ReasonCode.WRONG_STATE
        anna.hangs_up(call_id)


def test_a_call_that_is_answered_by_itself_begins_with_a_tone_on_both_sides(sound_cards: SoundCards, tmp_path: Path) -> None:
    environments = [sound_cards.environment(card) for card in ("A", "B")]
    with (
        Phone("anna", use_devices=True, environment=environments[0]) as anna,
        Phone("boris", use_devices=True, environment=environments[1]) as boris,
    ):
        sound_cards.play(write_tone(tmp_path / "ours.wav", OURS_HZ, 60), "A")
        out = boris.dial(anna.uri)
        call_id = anna.engine.wait_for_incoming()
        time.sleep(0.3)
        sound_cards.record(tmp_path / "all.raw")
        anna.send(Answer(call_id, announced=True))
        anna.stands(call_id)
        sound_cards.await_tone(Channel.SPK_B, OURS_HZ, 0.5)
        recorded = sound_cards.stop_recording()
        boris.hangs_up(out)
        anna.ends(call_id)
    here, there = recorded.channel(Channel.SPK_A), recorded.channel(Channel.SPK_B)
    assert first_time(here, 880) is not None
    tone, voice = first_time(there, 880), first_time(there, OURS_HZ)
    assert tone is not None
    assert voice is not None
    assert tone < voice, "the tone comes before the voice"


def first_time(recording: Recording, hz: float) -> float | None:
    """Seconds until that tone is there for the first time."""
    starts = [start / 50 for start in range(int(recording.seconds * 50) - 5)]
    return next((start for start in starts if dominant(recording.window(start, 0.1)).is_near(hz, 30)), None)


def await_sound(cards: SoundCards, hz: float) -> None:
    """Until that tone is in the recording of card A's speaker."""
    eventually(lambda: first_time(cards.recorded().channel(Channel.SPK_A), hz) is not None, 30, f"{hz} Hz are heard", 0.1)


def test_a_call_is_sent_on_with_302() -> None:
    with Phone("anna") as anna, Phone("boris") as boris:
        out = boris.dial(anna.uri)
        call_id = anna.engine.wait_for_incoming()
        anna.send(Redirect(call_id, "sip:carol@127.0.0.1:5999"))
        ended = anna.engine.wait_for_state(call_id, CallState.ENDED)
        assert ended.reason is not None
        assert (ended.reason.code, ended.reason.value) == (ReasonCode.FORWARDED, "sip:carol@127.0.0.1:5999")
        reason = boris.engine.wait_for_state(out, CallState.ENDED).reason
        assert reason is not None
        # Nothing is dialled by itself: the caller is told where to.
        assert (reason.code, reason.sip_status, reason.value) == (ReasonCode.FORWARDED, 302, "sip:carol@127.0.0.1:5999")
        assert anna.is_refused(Redirect(new_id(), "sip:carol@127.0.0.1")) is ReasonCode.UNKNOWN_CALL


def test_the_302_has_one_contact_and_it_is_the_target() -> None:
    with Phone("anna") as anna, RawCaller(anna.uri) as caller:
        caller.invite()
        call_id = anna.engine.wait_for_incoming()
        anna.send(Redirect(call_id, "sip:carol@127.0.0.1:5999"))
        answer = caller.wait(302)
        caller.acknowledge()
        anna.ends(call_id)
    assert [line for line in answer.splitlines() if line.startswith("Contact:")] == ["Contact: <sip:carol@127.0.0.1:5999>"]


def test_a_call_rings_in_its_own_way_or_not_at_all(sine: Baresip, sound_cards: SoundCards, tmp_path: Path) -> None:
    mono = write_tone(tmp_path / "ring.wav", RING_HZ, 0.5)
    samples = read_wav(mono).samples
    both = [int(value) for sample in samples for value in (sample, 0)]
    stereo = tmp_path / "stereo.wav"
    write_stereo(stereo, both)
    with Phone("anna", use_devices=True, environment=sound_cards.environment("A")) as anna:
        for number, (path, silent) in enumerate(((mono, False), (stereo, False), (mono, True))):
            call_id = ringing(anna, sine)
            anna.send(Ring(call_id, str(path), silent))
            anna.engine.settled()
            time.sleep(0.5)  # what was heard before it took that is over
            sound_cards.record(tmp_path / f"ring{number}.raw")
            if silent:
                time.sleep(1.2)
            else:
                sound_cards.await_tone(Channel.SPK_A, RING_HZ, 0.6)
            speaker = sound_cards.stop_recording().channel(Channel.SPK_A)
            sine.hang_up()
            anna.ends(call_id)
            assert dominant(speaker).rms < 30 or not silent
        call_id = ringing(anna, sine)
        assert anna.is_refused(Ring(call_id, str(tmp_path / "nothing.wav"))) is ReasonCode.BAD_VALUE
        sine.hang_up()
        anna.ends(call_id)


def write_stereo(path: Path, samples: list[int]) -> None:
    with wave.open(str(path), "wb") as target:
        target.setnchannels(2)
        target.setsampwidth(2)
        target.setframerate(16_000)
        target.writeframes(array.array("h", samples).tobytes())


def test_a_notice_is_heard_here_and_not_there(sine: Baresip, sound_cards: SoundCards, tmp_path: Path) -> None:
    with Phone("anna", use_devices=True, environment=sound_cards.environment("A")) as anna, Phone("boris") as boris:
        out, into = anna.talks_with(boris)
        time.sleep(0.3)
        sound_cards.record(tmp_path / "all.raw")
        anna.send(PlayNotice(Notice.CREDIT_ENDS))
        await_sound(sound_cards, 950)
        speaker = sound_cards.stop_recording().channel(Channel.SPK_A)
        anna.hangs_up(out)
        boris.ends(into)
        assert [event.state for event in anna.engine.of(CallChanged)][-1] is CallState.ENDED
    assert first_time(speaker, 950) is not None


def test_a_notice_is_heard_where_there_is_no_call(sound_cards: SoundCards, tmp_path: Path) -> None:
    with Phone("anna", use_devices=True, environment=sound_cards.environment("A")) as anna:
        sound_cards.record(tmp_path / "all.raw")
        anna.send(PlayNotice(Notice.CREDIT_ENDS))
        await_sound(sound_cards, 950)
        time.sleep(1.0)
        speaker = sound_cards.stop_recording().channel(Channel.SPK_A)
    first = first_time(speaker, 950)
    assert first is not None
    third = [dominant(speaker.window(first + 0.34 + moment / 50, 0.1)) for moment in range(9)]
    assert any(tone.is_near(950, 30) for tone in third), "the third of three short tones, one each 200 ms"


def test_a_second_call_is_announced_by_a_quiet_tone_beside_the_conversation(sine: Baresip, sound_cards: SoundCards, tmp_path: Path) -> None:
    with Phone("anna", use_devices=True, environment=sound_cards.environment("A")) as anna, Phone("boris") as boris:
        out, into = anna.talks_with(boris)
        time.sleep(0.3)
        sound_cards.record(tmp_path / "all.raw")
        ringing(anna, sine)
        await_sound(sound_cards, 425)
        time.sleep(1.0)
        speaker = sound_cards.stop_recording().channel(Channel.SPK_A)
        sine.hang_up()
        anna.hangs_up(out)
        boris.ends(into)
    start = first_time(speaker, 425)
    assert start is not None
    assert 300 < dominant(speaker.window(start, 0.1)).rms < 2500
    assert dominant(speaker.window(start + 0.4, 0.5)).rms < 30, "200 ms of each 5 s"
