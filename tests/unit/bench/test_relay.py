"""The relay stands in the way of all that a call sends: messages name its ports; media comes late, in order, from where it is expected."""

from __future__ import annotations

import asyncio
import itertools
import re
import socket
import time

import pytest

from tests.peers.ports import LOOPBACK, free_port
from tests.peers.relay import MediaPath, Relay, Weather

INVITE = (
    "INVITE sip:b@127.0.0.1:9 SIP/2.0\r\nVia: SIP/2.0/UDP 127.0.0.1:{sip};rport\r\nContact: <sip:a@127.0.0.1:{sip};ob>\r\n"
    "Content-Type: application/sdp\r\nContent-Length: 60\r\n\r\nv=0\r\nm=audio {rtp} RTP/AVP 8\r\na=rtcp:{rtcp} IN IP4 127.0.0.1\r\n"
)
ANSWER = "SIP/2.0 200 OK\r\nContact: <sip:b@127.0.0.1:{sip}>\r\nContent-Length: 30\r\n\r\nv=0\r\nm=audio {rtp} RTP/AVP 8\r\n"


def bound() -> socket.socket:
    one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    one.bind((LOOPBACK, 0))
    one.setblocking(False)
    return one


def port_of(one: socket.socket) -> int:
    return int(one.getsockname()[1])


async def receive(one: socket.socket) -> tuple[bytes, int]:
    data, source = await asyncio.wait_for(asyncio.get_running_loop().sock_recvfrom(one, 4096), 30)
    return data, int(source[1])


async def exchange(jitter_ms: int) -> tuple[bytes, bytes, list[bytes], list[float], int]:
    """An offer, an answer, and twenty packets from the near side; what the far side got of it, and when."""
    relay_port = free_port()
    near, far, near_rtp, far_rtp = bound(), bound(), bound(), bound()
    relay = Relay(relay_port, port_of(far), Weather(jitter_ms=jitter_ms))
    try:
        await relay.open()
        near.sendto(INVITE.format(sip=port_of(near), rtp=port_of(near_rtp), rtcp=port_of(near_rtp) + 1).encode(), (LOOPBACK, relay_port))
        offer, _ = await receive(far)
        far.sendto(ANSWER.format(sip=port_of(far), rtp=port_of(far_rtp)).encode(), (LOOPBACK, relay_port))
        answer, _ = await receive(near)
        sent: list[float] = []
        packets: list[bytes] = []
        delays: list[float] = []
        source = 0
        for number in range(20):
            near_rtp.sendto(bytes([number]), (LOOPBACK, media_port(answer)))
            sent.append(time.monotonic())
        for number in range(20):
            packet, source = await receive(far_rtp)
            packets.append(packet)
            delays.append(time.monotonic() - sent[number])
    finally:
        relay.close()
        await asyncio.sleep(0)  # the transports close with the loop's next turn
        for one in (near, far, near_rtp, far_rtp):
            one.close()
    assert source == media_port(offer)  # from where the far side was told that the near side is
    assert f"Contact: <sip:a@127.0.0.1:{relay_port};ob>".encode() in offer
    assert f"Contact: <sip:b@127.0.0.1:{relay_port}>".encode() in answer
    return offer, answer, packets, delays, relay_port


def media_port(message: bytes) -> int:
    found = re.search(rb"m=audio (\d+) ", message)
    assert found is not None
    return int(found[1])


def test_everything_passes_through_at_once_and_in_order_without_jitter() -> None:
    offer, _, packets, delays, _ = asyncio.run(exchange(0))
    assert packets == [bytes([number]) for number in range(20)]
    assert max(delays) < 1
    body = offer.partition(b"\r\n\r\n")[2]
    assert f"Content-Length: {len(body)}\r\n".encode() in offer
    assert f"a=rtcp:{media_port(offer) + 1} ".encode() in offer


def test_jitter_delays_the_packets_and_keeps_their_order() -> None:
    _, _, packets, delays, _ = asyncio.run(exchange(60))
    assert packets == [bytes([number]) for number in range(20)]
    assert max(delays) > 0.03


@pytest.mark.parametrize(("loss", "burst"), [(0.05, 1), (0.2, 4)])
def test_as_much_is_lost_as_was_asked_in_bursts_as_long(loss: float, burst: float) -> None:
    path = MediaPath(weather := Weather(loss=loss, burst=burst))
    lost = [path.is_lost("near", weather) for _ in range(40_000)]
    bursts = sum(now and not before for before, now in itertools.pairwise([False, *lost]))
    assert sum(lost) / len(lost) == pytest.approx(loss, rel=0.15)
    assert sum(lost) / bursts == pytest.approx(burst, rel=0.15)
