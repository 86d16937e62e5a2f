"""A call of the gateway: its dialog, its sound, its script. `answering` and `placing` know how one begins."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from sandbox.gateway import sdp
from sandbox.gateway.session import RtpSession
from sandbox.sip.addressing import LOOPBACK, UnreachableError
from sandbox.sip.message import reply
from sandbox.sip.timers import T2, TIMEOUT, Retransmission, Timers
from sandbox.sip.uri import Uri

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sandbox.billing.meter import MeteredCall
    from sandbox.sip.client_tx import ClientTransaction
    from sandbox.sip.dialog import Dialog
    from sandbox.sip.flow import Flow
    from sandbox.sip.message import Request, Response
    from sandbox.sip.server_tx import ServerTransaction
    from sandbox.sip.transactions import TransactionLayer

log = logging.getLogger(__name__)

MEDIA_TIMEOUT: Final = 60.0  # seconds without a packet from a peer that should send
ALLOWED: Final = "INVITE, ACK, CANCEL, BYE, OPTIONS, INFO, UPDATE"
CREDIT_REASON: Final = 'Q.850;cause=31;text="credit exhausted"'  # RFC 3326


class GatewayCall:
    """What calls in both directions share. `closed` is called once, when nothing of the call is left."""

    def __init__(self, layer: TransactionLayer, metered: MeteredCall, closed: Callable[[GatewayCall], None]) -> None:
        self.metered = metered
        self.session = RtpSession()
        self.dialog: Dialog | None = None
        self.peer_host = LOOPBACK
        self._layer = layer
        self._closed = closed
        self._version = 1
        self._answer_due = False  # we made the offer: the ACK brings the answer
        self._timers = Timers()
        self._task: asyncio.Task[None] | None = None
        self._watch: asyncio.TimerHandle | None = None
        self._over = False

    @property
    def over(self) -> bool:
        """The call has ended, or is being refused."""
        return self._over

    @property
    def user(self) -> str:
        """The account at the other end."""
        return self.metered.record.user

    def own_contact(self) -> Uri:
        """Where the peer sends the dialog's requests: us, by the transport it uses."""
        flow = self.dialog.flow if self.dialog else None
        params: dict[str, str | None] = {"transport": "tcp"} if flow is not None and flow.transport == "TCP" else {}
        return Uri("sip", "gateway", LOOPBACK, self._layer.transports.port, params)

    def run(self, script: Awaitable[None]) -> None:
        """Starts what the call does by itself."""
        self._task = asyncio.get_running_loop().create_task(self._guarded(script))

    async def _guarded(self, script: Awaitable[None]) -> None:
        try:
            await script
            self.hang_up()
        except asyncio.CancelledError:
            raise
        except Exception:
            log.exception("a call's script failed")
            self.fail()

    def fail(self) -> None:
        """Ends the call because of a mistake of ours."""
        self.hang_up("provider_error")

    def established(self) -> None:
        """The call is answered: it costs, and is watched."""
        self.metered.answered(self._credit_ended)
        self._watch_media()

    def _credit_ended(self) -> None:
        self.hang_up("credit_exhausted", CREDIT_REASON)

    def _watch_media(self) -> None:
        loop, stream = asyncio.get_running_loop(), self.session.stream
        silent = loop.time() - self.session.last_heard
        if stream is not None and stream.receives and silent > MEDIA_TIMEOUT:
            self.hang_up("media_lost", 'Q.850;cause=41;text="no media"')
            return
        if stream is not None and not stream.receives:
            self.session.last_heard = loop.time()
        self._watch = loop.call_later(1.0, self._watch_media)

    def hang_up(self, cause: str = "", reason: str = "") -> None:
        """Sends BYE and ends the call; without a cause it is our end that hung up."""
        if self._over or self.dialog is None:
            return
        bye = self.dialog.request("BYE", self.own_contact())
        if reason:
            bye.headers.add("Reason", reason)
        try:
            self._layer.send(bye, self.dialog.way(self._layer.transports), self)
        except UnreachableError as error:
            log.info("BYE not sent: %s", error)
        self.finish(cause or ("hung_up_by_caller" if self.metered.record.direction == "in" else "hung_up_by_callee"))

    def responded(self, transaction: ClientTransaction, response: Response, flow: Flow) -> None:
        """Whatever comes back to a BYE, the call is over."""

    def finish(self, cause: str, status: int = 0) -> None:
        """Ends script, sound and metering; once."""
        if self._over:
            return
        self._over = True
        self.report()
        self.metered.ended(cause, status)
        self._timers.stop()
        if self._watch is not None:
            self._watch.cancel()
        self.session.close()
        if self._task is not None and self._task is not asyncio.current_task():
            self._task.cancel()
        self._closed(self)

    def report(self) -> None:
        """Writes into the record what the sound's side knows."""
        record = self.metered.record
        record.rtp_sent, record.rtp_received, record.digits = self.session.sent, self.session.reception.received, self.session.digits
        record.codec = self.session.stream.codec if self.session.stream else ""

    def inside(self, transaction: ServerTransaction) -> None:
        """A request of this dialog (section 12.2.2)."""
        request, dialog = transaction.request, self.dialog
        assert dialog
        if request.cseq[0] <= dialog.remote_cseq:
            transaction.reject(500, "Request Out Of Order")
            return
        dialog.remote_cseq = request.cseq[0]
        dialog.flow = transaction.source
        match request.method:
            case "BYE":
                transaction.reject(200)
                self.finish("hung_up_by_callee" if self.metered.record.direction == "in" else "hung_up_by_caller")
            case "INVITE" | "UPDATE":
                self._change(transaction)
            case "INFO":
                self._info(request)
                transaction.reject(200)
            case "OPTIONS":
                transaction.reject(200, "", ("Allow", ALLOWED))
            case _:
                transaction.reject(405, "", ("Allow", ALLOWED))

    def _change(self, transaction: ServerTransaction) -> None:
        """A new offer inside the call: hold, resume, another port; without one, we offer what we have (RFC 3264 section 8)."""
        assert self.dialog
        body, stream = transaction.request.body, self.session.stream
        self._version += 1
        try:
            if body:
                answer = self.take_offer(body)
            elif transaction.request.method == "UPDATE":
                answer = b""
            else:
                answer = sdp.offer(LOOPBACK, self.session.port, self._version, stream)
        except (sdp.SdpError, sdp.NotAcceptableError) as error:
            log.info("offer refused: %s", error)
            transaction.reject(488)
            return
        self._answer_due = not body
        self.dialog.refresh(transaction.request)
        self.accept(transaction, answer)

    def accept(self, transaction: ServerTransaction, body: bytes, *headers: tuple[str, str]) -> None:
        """Says 200; to an INVITE again and again until the ACK comes (RFC 3261 section 13.3.1.4)."""
        response = self.describe(transaction, 200, body, *headers)
        if transaction.request.method == "INVITE":
            Retransmission(self._timers, "200", lambda: transaction.respond(response), T2)
            self._timers.start("ack", TIMEOUT, lambda: self.hang_up("media_lost"))

    def describe(self, transaction: ServerTransaction, status: int, body: bytes = b"", *headers: tuple[str, str]) -> Response:
        """A response with our contact, and a description where there is one."""
        response = reply(transaction.request, status, to_tag=transaction.local_tag)
        response.headers.add("Contact", f"<{self.own_contact()}>")
        response.headers.add("Allow", ALLOWED)
        for name, value in headers:
            response.headers.add(name, value)
        for value in transaction.request.headers.all("Record-Route"):
            response.headers.add("Record-Route", value)
        if body:
            response.headers.add("Content-Type", "application/sdp")
            response.body = body
        transaction.respond(response)
        return response

    def take_offer(self, body: bytes) -> bytes:
        """Agrees on a stream, starts it, and returns the answer; SdpError or NotAcceptableError."""
        media = sdp.parse(body)
        current = self.session.stream
        index, stream = sdp.agree(media, prefer=current.codec if current else "")
        self.session.negotiated(stream, self.peer_host)
        return sdp.answer(media, index, stream, address=LOOPBACK, port=self.session.port, version=self._version)

    def take_answer(self, body: bytes) -> None:
        """Starts the stream that the peer's answer names; SdpError or NotAcceptableError."""
        _, stream = sdp.agree(sdp.parse(body))
        self.session.negotiated(stream, self.peer_host)

    def _info(self, request: Request) -> None:
        """DTMF by INFO: `Signal=5` (application/dtmf-relay), or the digit alone (application/dtmf)."""
        if not request.headers.get("Content-Type").lower().startswith("application/dtmf"):
            return
        text = request.body.decode("latin-1")
        digit = next((line.partition("=")[2] for line in text.splitlines() if line.lower().startswith("signal")), text).strip()
        if len(digit) == 1 and digit in "0123456789*#ABCD":
            self.session.take_digit(digit)

    def acknowledged(self, request: Request) -> None:
        """The 200 has arrived; where we made the offer, the ACK has the answer."""
        self._timers.stop()
        if self._answer_due:
            self._answer_due = False
            try:
                self.take_answer(request.body)
            except (sdp.SdpError, sdp.NotAcceptableError) as error:
                log.info("answer in ACK refused: %s", error)
                self.hang_up("refused")
