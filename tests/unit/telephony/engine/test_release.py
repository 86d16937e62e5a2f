"""The BYE for a dialog that another engine had, over real sockets."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

import pytest

from telephony.engine.release import bye, request_target, send_bye
from telephony.engine.siptext import SipMessage, parse_message
from telephony.messages import DialogIdentity, Transport
from telephony.secret import Secret

Answers = Callable[[int, SipMessage], str | None]


def dialog(port: int, *, transport: Transport = Transport.UDP, routes: tuple[str, ...] = ()) -> DialogIdentity:
    return DialogIdentity(
        call_id_header="c1@test",
        local_uri="sip:anna@a.test",
        local_tag="a",
        remote_uri="sip:boris@b.test",
        remote_tag="b",
        remote_target="sip:boris@192.0.2.5",
        route_set=routes,
        next_cseq=8,
        transport=transport,
        next_hop=f"127.0.0.1:{port}",
    )


def reply(status: int, message: SipMessage, extra: str = "") -> str:
    number, method = message.cseq
    return f"SIP/2.0 {status} X\r\nCall-ID: {message.first('call-id')}\r\nCSeq: {number} {method}\r\n{extra}Content-Length: 0\r\n\r\n"


class FarSide:
    """A user agent server of a few lines: `answers(number, request)` says what goes back to the n-th request, if anything."""

    def __init__(self, answers: Answers, transport: Transport = Transport.UDP) -> None:
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM if transport is Transport.UDP else socket.SOCK_STREAM)
        self._socket.bind(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self.requests: list[SipMessage] = []
        self._answers = answers
        if transport is Transport.TCP:
            self._socket.listen()
        self._thread = threading.Thread(target=self._datagrams if transport is Transport.UDP else self._stream, daemon=True)
        self._thread.start()

    def close(self) -> None:
        self._socket.close()
        self._thread.join(2)

    def _take(self, data: bytes) -> str | None:
        message = parse_message(data.decode())
        self.requests.append(message)
        return self._answers(len(self.requests), message)

    def _datagrams(self) -> None:
        self._socket.settimeout(3)
        while True:
            try:
                data, peer = self._socket.recvfrom(65_535)
            except OSError:
                return
            text = self._take(data)
            if text:
                self._socket.sendto(text.encode(), peer)

    def _stream(self) -> None:
        connection, _ = self._socket.accept()
        with connection:
            while data := connection.recv(65_535):
                text = self._take(data)
                if text:
                    half = len(text) // 2
                    connection.sendall(text[:half].encode())  # an answer in two pieces is still one answer
                    connection.sendall(text[half:].encode())


def test_the_bye_carries_the_dialogs_identifiers_and_a_sequence_number_well_ahead() -> None:
    message = parse_message(bye(dialog(5060), ("127.0.0.1", 1234), 1008).decode())
    assert message.method == "BYE"
    assert message.cseq == (1008, "BYE")
    assert message.first("call-id") == "c1@test"
    assert (message.address("from").uri, message.address("from").tag) == ("sip:anna@a.test", "a")
    assert (message.address("to").uri, message.address("to").tag) == ("sip:boris@b.test", "b")


def test_a_loose_route_goes_into_route_headers_and_a_strict_one_into_the_request_line() -> None:
    loose = ("sip:p1.test;lr", "sip:p2.test;lr")
    assert request_target(dialog(1, routes=loose)) == ("sip:boris@192.0.2.5", loose)
    strict = ("sip:p1.test", "sip:p2.test;lr")
    assert request_target(dialog(1, routes=strict)) == ("sip:p1.test", ("sip:p2.test;lr", "sip:boris@192.0.2.5"))


@pytest.mark.parametrize("transport", [Transport.UDP, Transport.TCP])
def test_a_challenge_is_answered_with_the_accounts_password(transport: Transport) -> None:
    def answers(number: int, message: SipMessage) -> str:
        if number == 1:
            return reply(401, message, 'WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"\r\n')
        return reply(200, message)

    far = FarSide(answers, transport)
    assert send_bye(dialog(far.port, transport=transport), "anna", Secret("pw")) == 200
    first, second = far.requests
    assert first.cseq[0] > 8 + 100
    assert second.cseq[0] == first.cseq[0] + 1
    assert 'username="anna"' in second.first("authorization")
    far.close()


def test_a_lost_datagram_is_sent_again_and_a_provisional_answer_is_waited_past() -> None:
    far = FarSide(lambda number, message: None if number == 1 else reply(100 if number == 2 else 481, message))
    assert send_bye(dialog(far.port), "", Secret("")) == 481
    assert len(far.requests) == 3
    assert {message.cseq for message in far.requests} == {far.requests[0].cseq}
    far.close()


def test_without_a_password_a_challenge_is_the_last_word() -> None:
    far = FarSide(lambda _number, message: reply(407, message, 'Proxy-Authenticate: Digest realm="r", nonce="n"\r\n'))
    assert send_bye(dialog(far.port), "", Secret("")) == 407
    assert len(far.requests) == 1
    far.close()


def test_nobody_there_ends_in_time() -> None:
    assert send_bye(dialog(9), "", Secret(""), give_up_s=0.7) == 0


def test_a_far_side_that_closes_the_connection_is_an_error_not_a_hang() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def close_the_first() -> None:
            server.accept()[0].close()

        threading.Thread(target=close_the_first, daemon=True).start()
        with pytest.raises(ConnectionError):
            send_bye(dialog(server.getsockname()[1], transport=Transport.TCP), "", Secret(""), give_up_s=2)
