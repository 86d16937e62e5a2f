"""Sound and its descriptions: G.711, RTP, RTCP, the jitter buffer, offer and answer."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.gateway import sdp
from sandbox.gateway.g711 import a_law_to_mu_law, decode_a_law, encode_a_law, encode_mu_law
from sandbox.gateway.jitter import MAX_PACKETS, START_PACKETS, JitterBuffer
from sandbox.gateway.numbers import TEST_NUMBERS, exists
from sandbox.gateway.rtp import Packet, Reception, event_payload, is_rtcp, parse, parse_event, report_time, sender_report
from sandbox.gateway.scripts import SENT_DIGITS, digit_name
from sandbox.gateway.sounds import SoundError, sound, tone_frame
from tariffs.rating.trial import covers


@pytest.mark.parametrize(
    ("sample", "byte"), [(0, 0xD5), (-1, 0x55), (32767, 0xAA), (-32768, 0x2A), (256, 0xC5), (1000, 0xFA), (-1000, 0x7A)]
)
def test_a_law_of_known_samples(sample: int, byte: int) -> None:
    assert encode_a_law(sample) == byte


@pytest.mark.parametrize(("sample", "byte"), [(0, 0xFF), (32767, 0x80), (-32767, 0x00), (1000, 0xCE), (-1000, 0x4E)])
def test_mu_law_of_known_samples(sample: int, byte: int) -> None:
    assert encode_mu_law(sample) == byte


@given(st.integers(-32768, 32767))
def test_a_law_loses_at_most_a_part_in_thirty(sample: int) -> None:
    assert abs(decode_a_law(encode_a_law(sample)) - sample) <= max(8, abs(sample) / 30)


def test_every_a_law_byte_comes_back_and_changes_its_law() -> None:
    everything = bytes(range(256))
    assert bytes(encode_a_law(decode_a_law(byte)) for byte in everything) == everything
    assert a_law_to_mu_law(everything) == bytes(encode_mu_law(decode_a_law(byte)) for byte in everything)


def test_the_tone_is_one_kilohertz() -> None:
    samples = [decode_a_law(byte) for byte in tone_frame()]
    assert samples[:8] * 20 == samples
    assert [sample > 0 for sample in samples[1:4] + samples[5:8]] == [True] * 3 + [False] * 3


def test_every_sound_that_can_be_said_is_there() -> None:
    names = ["announcement", "early", "callback", "digits", *(f"digit-{digit_name(digit)}" for digit in f"{SENT_DIGITS}ABCD")]
    for name in names:
        for language in ("ru", "en"):
            assert len(sound(f"{name}-{language}")) > 800
    with pytest.raises(SoundError, match="nothing"):
        sound("nothing")


def test_the_test_numbers_are_valid_landlines_of_the_trial() -> None:
    assert len({one.number for one in TEST_NUMBERS}) == len(TEST_NUMBERS)
    for one in TEST_NUMBERS:
        assert exists(one.number)
        assert covers(one.number)
    assert not exists("74951")
    assert not exists("0")


@given(st.binary(max_size=80))
def test_noise_as_rtp_is_a_packet_or_none(data: bytes) -> None:
    packet = parse(data)
    if packet is not None:
        assert len(packet.payload) <= len(data) - 12
        parse_event(packet.payload)
    report_time(data)


@given(
    st.integers(0, 127), st.integers(0, 65535), st.integers(0, 2**32 - 1), st.integers(0, 2**32 - 1), st.binary(max_size=300), st.booleans()
)
def test_a_packet_survives_the_wire(kind: int, sequence: int, timestamp: int, ssrc: int, payload: bytes, marker: bool) -> None:
    packet = Packet(kind, sequence, timestamp, ssrc, payload, marker)
    assert parse(packet.to_bytes()) == packet


def test_padding_extensions_and_sources_are_stepped_over() -> None:
    head = struct.pack("!BBHIIII", 0x80 | 0x20 | 0x10 | 1, 8, 1, 2, 3, 4, 0xBEDE0001)
    packet = parse(head + b"\0\0\0\0" + b"sound" + b"\0\0\3")
    assert packet is not None
    assert packet.payload == b"sound"


def test_events_say_their_digit() -> None:
    assert parse_event(event_payload("#", 160, end=True)) == "#"
    assert event_payload("5", 800, end=True) == bytes([5, 0x8A, 3, 32])
    assert parse_event(b"\x10\x00\x00\x00") is None
    assert parse_event(b"\x01") is None


def test_loss_and_jitter_are_reported() -> None:
    reception = Reception()
    for index in (0, 1, 2, 4, 5):
        reception.count(Packet(8, (65534 + index) & 0xFFFF, index * 160, 7, b""), index * 0.02)
    block = struct.unpack("!IIIIII", reception.block(1.0))
    assert (block[0], block[1] & 0xFFFFFF, block[1] >> 24, block[2]) == (7, 1, 256 // 6, 65534 + 5)
    assert reception.jitter == pytest.approx(0)
    assert struct.unpack("!IIIIII", reception.block(1.0))[1] >> 24 == 0


def test_a_sender_report_is_one_that_can_be_read() -> None:
    report = sender_report(9, 1_000_000.5, 160, packets=3, octets=480, block=b"")
    assert is_rtcp(report)
    assert report_time(report) == ((1_000_000 + 2_208_988_800) & 0xFFFF) << 16 | 0x8000
    length = 4 * (int.from_bytes(report[2:4], "big") + 1)
    assert report[length + 1] == 202
    assert len(report) == length + 4 * (int.from_bytes(report[length + 2 : length + 4], "big") + 1)


def frame(index: int) -> bytes:
    return bytes([index % 256]) * 160


@given(st.permutations(list(range(START_PACKETS))), st.integers(0, 65535))
def test_packets_out_of_order_play_in_order(order: list[int], first: int) -> None:
    buffer = JitterBuffer()
    for index in order:
        buffer.put((first + index) & 0xFFFF, frame(index))
    assert [buffer.get() for _ in order] == [frame(index) for index in range(START_PACKETS)]
    assert buffer.get() is None


def test_nothing_plays_before_a_little_is_collected() -> None:
    buffer = JitterBuffer()
    buffer.put(1, frame(1))
    assert buffer.get() is None


def test_a_packet_that_comes_too_late_is_dropped_and_a_lost_one_skipped() -> None:
    buffer = JitterBuffer()
    for index in (1, 2, 4, 5):
        buffer.put(index, frame(index))
    assert [buffer.get(), buffer.get(), buffer.get()] == [frame(1), frame(2), frame(4)]
    buffer.put(3, frame(3))
    assert buffer.get() == frame(5)


def test_delay_is_thrown_away_when_there_is_too_much() -> None:
    buffer = JitterBuffer()
    for index in range(MAX_PACKETS + 1):
        buffer.put(index, frame(index))
    assert buffer.get() == frame(MAX_PACKETS + 1 - START_PACKETS)


def test_frames_of_another_length_are_cut_anew() -> None:
    buffer = JitterBuffer()
    for index in range(3):
        buffer.put(index, bytes([index]) * 240)
    assert buffer.get() == bytes(160)
    assert buffer.get() == bytes(80) + bytes([1]) * 80


@given(st.lists(st.one_of(st.none(), st.tuples(st.integers(0, 65535), st.binary(max_size=400))), max_size=60))
def test_any_packets_play_as_whole_frames_or_not_at_all(story: list[tuple[int, bytes] | None]) -> None:
    buffer = JitterBuffer()
    for step in story:
        if step is None:
            played = buffer.get()
            assert played is None or len(played) == 160
        else:
            buffer.put(*step)


OFFER = (
    b"v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
    b"m=audio 4000 RTP/AVP 96 0 8 101\r\na=rtpmap:96 opus/48000/2\r\na=rtpmap:101 telephone-event/8000\r\n"
    b"m=video 5000 RTP/AVP 97\r\n"
)


def test_the_offerers_first_codec_that_we_have_is_taken() -> None:
    media = sdp.parse(OFFER)
    index, stream = sdp.agree(media)
    assert (index, stream.codec, stream.payload_type, stream.event_type, stream.port) == (0, "PCMU", 0, 101, 4000)
    assert sdp.agree(media, prefer="PCMA")[1].codec == "PCMA"
    answer = sdp.answer(media, index, stream, address="127.0.0.1", port=6000, version=2)
    assert b"m=audio 6000 RTP/AVP 0 101\r\n" in answer
    assert b"m=video 0 RTP/AVP 97\r\n" in answer
    assert sdp.agree(sdp.parse(answer))[1].codec == "PCMU"


@pytest.mark.parametrize(
    ("theirs", "ours"), [("sendrecv", "sendrecv"), ("sendonly", "recvonly"), ("recvonly", "sendonly"), ("inactive", "inactive")]
)
def test_directions_mirror(theirs: str, ours: str) -> None:
    assert sdp.agree(sdp.parse(OFFER.replace(b"t=0 0\r\n", f"t=0 0\r\na={theirs}\r\n".encode())))[1].direction == ours


def test_the_old_way_to_hold_is_understood() -> None:
    stream = sdp.agree(sdp.parse(OFFER.replace(b"c=IN IP4 127.0.0.1", b"c=IN IP4 0.0.0.0")))[1]
    assert not stream.sends
    assert not stream.receives


def test_an_offer_of_our_own_can_be_agreed_on() -> None:
    _, stream = sdp.agree(sdp.parse(sdp.offer("127.0.0.1", 7000, 1)))
    assert (stream.codec, stream.port, stream.event_type) == ("PCMA", 7000, 101)


@pytest.mark.parametrize(
    "body", [b"", b"x", b"v=0\r\n", b"v=0\r\nm=audio\r\n", b"v=0\r\nm=audio 99999 RTP/AVP 8\r\n", b"v=0\r\nc=IN\r\nm=audio 1 RTP/AVP 8\r\n"]
)
def test_what_is_no_description_is_refused(body: bytes) -> None:
    with pytest.raises(sdp.SdpError):
        sdp.parse(body)


@pytest.mark.parametrize("old_new", [(b"4000", b"0"), (b"RTP/AVP 96", b"RTP/SAVP 96"), (b"96 0 8 101", b"96 101"), (b"m=audio", b"m=text")])
def test_a_description_without_our_sound_is_not_acceptable(old_new: tuple[bytes, bytes]) -> None:
    with pytest.raises(sdp.NotAcceptableError):
        sdp.agree(sdp.parse(OFFER.replace(*old_new)))


@given(st.integers(0, len(OFFER)), st.binary(max_size=6), st.integers(0, 8))
def test_a_spoilt_description_is_agreed_on_or_refused(place: int, noise: bytes, cut: int) -> None:
    try:
        media = sdp.parse(OFFER[:place] + noise + OFFER[place + cut :])
        index, stream = sdp.agree(media)
    except (sdp.SdpError, sdp.NotAcceptableError):
        return
    sdp.parse(sdp.answer(media, index, stream, address="127.0.0.1", port=2, version=1))
