"""Transactions over a lossy and over a reliable way, timed to the standard (RFC 3261 section 17), in a clock that jumps."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from sandbox.proxy.fork import Fork
from sandbox.sip.client_tx import ClientTransaction
from sandbox.sip.message import Headers, Request, Response, reply
from sandbox.sip.parser import parse_datagram
from sandbox.sip.server_tx import ServerTransaction, State
from sandbox.sip.transactions import TransactionLayer
from sandbox.sip.transport import Transports
from tests.unit.sandbox.quick_loop import run

if TYPE_CHECKING:
    from sandbox.sip.flow import Flow


class Wire:
    """A flow that keeps what is sent, with the time."""

    def __init__(self, transport: str = "UDP") -> None:
        self.transport = transport
        self.remote = ("127.0.0.1", 5060)
        self.alive = True
        self.sent: list[tuple[float, str, str]] = []

    def send(self, data: bytes) -> None:
        message = parse_datagram(data)
        text = message.method if isinstance(message, Request) else str(message.status)
        self.sent.append((asyncio.get_running_loop().time(), text, message.via.branch))

    def times(self, what: str) -> list[float]:
        return [when for when, text, _ in self.sent if text == what]


class Listener:
    """Keeps the responses."""

    def __init__(self) -> None:
        self.statuses: list[int] = []

    def responded(self, transaction: ClientTransaction, response: Response, flow: Flow) -> None:
        self.statuses.append(response.status)


def request(method: str = "INVITE", branch: str = "z9hG4bKx") -> Request:
    headers = Headers([("Via", f"SIP/2.0/UDP 127.0.0.1:9;branch={branch}"), ("From", "<sip:a@b>;tag=1"), ("To", "<sip:c@d>")])
    headers.add("Call-ID", "c")
    headers.add("CSeq", f"1 {method}")
    return Request(headers, b"", method, "sip:c@d")


def response(to: Request, status: int, method: str = "") -> Response:
    answer = reply(to, status, to_tag="t")
    if method:
        answer.headers.put("CSeq", f"1 {method}")
    return answer


def client(wire: Wire, method: str = "INVITE") -> tuple[ClientTransaction, Listener, list[float]]:
    listener, ended = Listener(), list[float]()
    loop = asyncio.get_running_loop()
    transaction = ClientTransaction(request(method), wire, listener, lambda: ended.append(loop.time()))
    transaction.start()
    return transaction, listener, ended


def test_an_invite_over_udp_is_repeated_at_doubling_times_and_given_up_after_32_seconds() -> None:
    async def story() -> None:
        wire = Wire()
        _, listener, ended = client(wire)
        await asyncio.sleep(40)
        assert wire.times("INVITE") == [0, 0.5, 1.5, 3.5, 7.5, 15.5, 31.5]
        assert listener.statuses == [408]
        assert ended == [32]

    run(story())


def test_another_request_over_udp_is_repeated_at_most_four_seconds_apart() -> None:
    async def story() -> None:
        wire = Wire()
        client(wire, "BYE")
        await asyncio.sleep(40)
        assert wire.times("BYE") == [0, 0.5, 1.5, 3.5, 7.5, 11.5, 15.5, 19.5, 23.5, 27.5, 31.5]

    run(story())


def test_over_tcp_nothing_is_repeated() -> None:
    async def story() -> None:
        wire = Wire("TCP")
        _, listener, _ = client(wire)
        await asyncio.sleep(40)
        assert wire.times("INVITE") == [0]
        assert listener.statuses == [408]

    run(story())


def test_a_ringing_invite_is_not_repeated_and_not_given_up() -> None:
    async def story() -> None:
        wire = Wire()
        transaction, listener, ended = client(wire)
        transaction.received(response(transaction.request, 180), wire)
        await asyncio.sleep(100)
        assert wire.times("INVITE") == [0]
        assert (listener.statuses, ended) == ([180], [])

    run(story())


def test_a_failure_is_acknowledged_each_time_it_comes_and_told_once() -> None:
    async def story() -> None:
        wire = Wire()
        transaction, listener, ended = client(wire)
        for _ in range(3):
            transaction.received(response(transaction.request, 486), wire)
        assert [(text, branch) for _, text, branch in wire.sent] == [("INVITE", "z9hG4bKx")] + [("ACK", "z9hG4bKx")] * 3
        assert listener.statuses == [486]
        await asyncio.sleep(40)
        assert ended == [32]

    run(story())


def test_every_200_of_a_forked_invite_is_told() -> None:
    async def story() -> None:
        wire = Wire()
        transaction, listener, _ = client(wire)
        for _ in range(2):
            transaction.received(response(transaction.request, 200), wire)
        transaction.received(response(transaction.request, 486), wire)
        assert listener.statuses == [200, 200]
        assert wire.times("ACK") == []

    run(story())


def test_a_cancel_waits_for_the_first_provisional_response() -> None:
    async def story() -> None:
        wire = Wire("TCP")
        transaction, _, _ = client(wire)
        transaction.cancel()
        assert wire.times("CANCEL") == []
        transaction.received(response(transaction.request, 100), wire)
        assert wire.times("CANCEL") == [0]
        transaction.cancel()
        assert wire.times("CANCEL") == [0]

    run(story())


def test_a_cancelled_invite_that_nobody_ends_is_given_up() -> None:
    async def story() -> None:
        wire = Wire()
        transaction, listener, _ = client(wire)
        transaction.received(response(transaction.request, 180), wire)
        transaction.cancel()
        await asyncio.sleep(0.6)
        transaction.cancel_answered()
        await asyncio.sleep(40)
        assert wire.times("CANCEL") == [0, 0.5]
        assert listener.statuses == [180, 408]

    run(story())


def server(wire: Wire, method: str = "INVITE") -> tuple[ServerTransaction, list[float]]:
    ended = list[float]()
    loop = asyncio.get_running_loop()
    return ServerTransaction(request(method), wire, wire, lambda: ended.append(loop.time())), ended


def test_a_failure_is_repeated_until_the_ack() -> None:
    async def story() -> None:
        wire = Wire()
        transaction, ended = server(wire)
        transaction.reject(486)
        await asyncio.sleep(8)
        transaction.acknowledged()
        await asyncio.sleep(40)
        assert wire.times("486") == [0, 0.5, 1.5, 3.5, 7.5]
        assert ended == [13]

    run(story())


def test_a_failure_without_an_ack_is_given_up() -> None:
    async def story() -> None:
        wire = Wire("TCP")
        transaction, ended = server(wire)
        transaction.reject(486)
        await asyncio.sleep(40)
        assert wire.times("486") == [0]
        assert ended == [32]

    run(story())


def test_a_retransmitted_request_gets_the_last_response_again() -> None:
    async def story() -> None:
        wire = Wire()
        transaction, ended = server(wire, "BYE")
        transaction.retransmitted()
        assert wire.sent == []
        transaction.reject(200)
        transaction.retransmitted()
        assert wire.times("200") == [0, 0]
        await asyncio.sleep(40)
        assert ended == [32]

    run(story())


def test_nothing_follows_a_final_response_but_the_200_of_an_invite() -> None:
    async def story() -> None:
        wire = Wire()
        transaction, _ = server(wire)
        transaction.reject(200)
        transaction.reject(486)
        transaction.reject(180)
        transaction.respond(response(transaction.request, 200))
        assert [text for _, text, _ in wire.sent] == ["200", "200"]
        assert transaction.state is State.ACCEPTED

    run(story())


def test_a_cancel_after_the_answer_changes_nothing() -> None:
    async def story() -> None:
        cancelled = list[int]()
        transaction, _ = server(Wire())
        transaction.on_cancel = lambda: cancelled.append(1)
        transaction.cancelled()
        transaction.reject(200)
        transaction.cancelled()
        assert cancelled == [1]

    run(story())


class Up:
    """Stands above a fork."""

    def __init__(self) -> None:
        self.request = request()
        self.on_cancel = lambda: None
        self.statuses: list[int] = []

    def respond(self, response: Response) -> None:
        self.statuses.append(response.status)


class Branches:
    """A fork over several wires; `answer` lets one branch speak."""

    def __init__(self, count: int) -> None:
        self.up = Up()
        self.wires = [Wire("TCP") for _ in range(count)]
        layer = TransactionLayer(Transports())
        self._sent: list[ClientTransaction] = []
        real_send = layer.send

        def send(asked: Request, flow: Flow, listener: Fork, mark: str = "") -> ClientTransaction:
            self._sent.append(real_send(asked, flow, listener, mark))
            return self._sent[-1]

        layer.send = send  # pyright: ignore[reportAttributeAccessIssue]
        Fork(layer, self.up, lambda _response, _flow: None).start([(self.up.request.copy(), wire) for wire in self.wires], "m")

    def answer(self, index: int, status: int) -> None:
        transaction = self._sent[index]
        transaction.received(response(transaction.request, status), self.wires[index])


@pytest.mark.parametrize(
    ("failures", "told"),
    [([486, 480], 486), ([408, 486], 486), ([404, 603], 603), ([503, 480], 480), ([500, 404], 404), ([408, 408], 408), ([487, 408], 487)],
)
def test_of_several_failures_the_best_is_told_once(failures: list[int], told: int) -> None:
    async def story() -> None:
        branches = Branches(2)
        branches.answer(0, failures[0])
        assert branches.up.statuses == []
        branches.answer(1, failures[1])
        assert branches.up.statuses == [told]

    run(story())


def test_the_first_answer_cancels_the_other_branches() -> None:
    async def story() -> None:
        branches = Branches(3)
        for index in range(3):
            branches.answer(index, 180)
        branches.answer(1, 200)
        assert branches.up.statuses == [180, 180, 180, 200]
        assert [len(wire.times("CANCEL")) for wire in branches.wires] == [1, 0, 1]
        branches.answer(0, 487)
        branches.answer(2, 200)
        assert branches.up.statuses == [180, 180, 180, 200, 200]

    run(story())


def test_a_decline_for_all_cancels_the_other_branches() -> None:
    async def story() -> None:
        branches = Branches(2)
        branches.answer(0, 180)
        branches.answer(1, 603)
        assert branches.wires[0].times("CANCEL") == [0]
        branches.answer(0, 487)
        assert branches.up.statuses == [180, 603]

    run(story())


def test_a_user_without_a_telephone_is_unavailable() -> None:
    async def story() -> None:
        assert Branches(0).up.statuses == [480]

    run(story())


def test_a_call_that_rings_for_three_minutes_is_cancelled() -> None:
    async def story() -> None:
        branches = Branches(1)
        branches.answer(0, 180)
        await asyncio.sleep(181)
        assert branches.wires[0].times("CANCEL") == [180]

    run(story())
