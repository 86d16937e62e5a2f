"""The calls, by the identifiers that the window knows them by."""

from __future__ import annotations

import ctypes
import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pjsua2 as pj

from telephony.pj.bridge import FRAME_MS
from telephony.pj.facts import (
    ConfirmedFact,
    DigitFact,
    Direction,
    DisconnectedFact,
    MediaFact,
    MessageFact,
    PagerFact,
    RedirectedFact,
    ReferFact,
    ReplacedFact,
    Sink,
    TransferFact,
)
from telephony.pj.guard import SipError, clean, guarded, native, undecoded
from telephony.pj.jitter import JitterBuffers
from telephony.pj.referring import Referring
from telephony.pj.sdp import with_codecs

log = logging.getLogger(__name__)

_NUMBER_AT: Final = 16  # in pjsua2's Call, after its virtual table and its account (pjsua2/call.hpp)
_NO_NUMBER: Final = -1  # PJSUA_INVALID_ID


@dataclass(frozen=True, slots=True)
class MediaInfo:
    """The audio of one call as it was agreed. `codec` as SDP names it, `clock_rate` in Hz."""

    index: int
    codec: str
    clock_rate: int
    held_here: bool
    held_there: bool


@dataclass(frozen=True, slots=True)
class MediaStats:
    """RTP counts since the call's start; jitter and round trip in microseconds; levels 0 to 255.

    `missing_frames` were not in the jitter buffer when they had to be played; `lost_there` are packets of ours that the far side misses
    (RTCP); `buffer_ms` is the jitter buffer's mean delay.
    """

    sent_packets: int
    received_packets: int
    lost_packets: int
    jitter_us: int
    round_trip_us: int
    speaker_level: int
    microphone_level: int
    missing_frames: int
    lost_there: int
    buffer_ms: int


class NamedAccount(pj.Account):
    """An account that knows its identifier, and the codecs that its calls may have (() is all, in the usual order)."""

    account_id: str
    codecs: tuple[str, ...] = ()


class SipCall(pj.Call):
    """One native call: its callbacks copy what they are told and pass it on."""

    def __init__(self, account: NamedAccount, calls: SipCalls, call_id: str, native_id: int = -1) -> None:
        super().__init__(account, native_id)
        self._account = account
        self._account_id = account.account_id
        self.native_account = account.getId()
        self._calls = calls
        self._replacing: tuple[str, str] = ("", "")  # the INVITE that wants this call's place, and who sent it
        self.sink = calls.sink
        self.call_id = call_id
        self.audio_index = 0
        self._is_over = False

    def let_go(self) -> None:
        """Before the object of a call that is over goes.

        As it goes pjsua2 hangs up whatever call has its number, which by then is another one where that came quickly.
        """
        number = ctypes.c_int.from_address(int(self.this) + _NUMBER_AT)
        if self._is_over and number.value == self.getId():
            number.value = _NO_NUMBER

    @guarded
    def onCallState(self, prm: pj.OnCallStateParam) -> None:  # noqa: N802
        info = self.getInfo()
        if info.state == pj.PJSIP_INV_STATE_CONFIRMED:
            self.sink(ConfirmedFact(self.call_id))
        elif info.state == pj.PJSIP_INV_STATE_DISCONNECTED:
            self._is_over = True
            answered = _transaction_message(prm.e, pj.PJSIP_EVENT_RX_MSG) is not None
            self.sink(DisconnectedFact(self.call_id, info.lastStatusCode, clean(info.lastReason), answered))

    @guarded
    def onCallTsxState(self, prm: pj.OnCallTsxStateParam) -> None:  # noqa: N802
        for kind, direction in ((pj.PJSIP_EVENT_RX_MSG, Direction.RECEIVED), (pj.PJSIP_EVENT_TX_MSG, Direction.SENT)):
            found = _transaction_message(prm.e, kind)
            if found is not None:
                self.sink(MessageFact(self.call_id, direction, clean(found[0]), found[1]))

    @guarded
    def onCallSdpCreated(self, prm: pj.OnCallSdpCreatedParam) -> None:  # noqa: N802
        prm.sdp.wholeSdp = with_codecs(prm.sdp.wholeSdp, self._account.codecs)

    @guarded
    def onCallMediaState(self, prm: pj.OnCallMediaStateParam) -> None:  # noqa: N802
        self.sink(MediaFact(self.call_id))

    @guarded
    def onDtmfDigit(self, prm: pj.OnDtmfDigitParam) -> None:  # noqa: N802
        self.sink(DigitFact(self.call_id, clean(prm.digit)))

    @guarded
    def onCallTransferRequest(self, prm: pj.OnCallTransferRequestParam) -> None:  # noqa: N802
        prm.statusCode = self._calls.referring.status  # whatever happens below: pjsua dials nothing
        if self._calls.referring.asks:
            self.sink(ReferFact(self.call_id, clean(prm.dstUri)))

    @guarded
    def onCallTransferStatus(self, prm: pj.OnCallTransferStatusParam) -> None:  # noqa: N802
        self.sink(TransferFact(self.call_id, prm.statusCode, clean(prm.reason), prm.finalNotify))

    def onCallRedirected(self, prm: pj.OnCallRedirectedParam) -> int:  # noqa: N802
        # Before anything else: where it sends us costs money that nobody agreed to.
        self._tell_redirection(prm)
        return pj.PJSIP_REDIRECT_STOP

    @guarded
    def _tell_redirection(self, prm: pj.OnCallRedirectedParam) -> None:
        # Not `targetUri`: it comes without its port.
        found = _transaction_message(prm.e, pj.PJSIP_EVENT_RX_MSG)
        self.sink(RedirectedFact(self.call_id, clean(found[0]) if found is not None else ""))

    @guarded
    def onCallReplaceRequest(self, prm: pj.OnCallReplaceRequestParam) -> None:  # noqa: N802
        prm.opt.audioCount, prm.opt.videoCount = 1, 0
        self._replacing = clean(prm.rdata.wholeMsg), prm.rdata.srcAddress

    @guarded
    def onCallReplaced(self, prm: pj.OnCallReplacedParam) -> None:  # noqa: N802
        new = self._calls.incoming(self._account, prm.newCallId)
        self.sink(ReplacedFact(self.call_id, new, self._account_id, *self._replacing))

    @guarded
    def onInstantMessage(self, prm: pj.OnInstantMessageParam) -> None:  # noqa: N802
        # Within a call or without: to us it is a message to the account.
        self.sink(PagerFact(self._account_id, undecoded(prm.rdata.wholeMsg), prm.rdata.srcAddress))

    @guarded
    def onTypingIndication(self, prm: pj.OnTypingIndicationParam) -> None:  # noqa: N802
        self.sink(PagerFact(self._account_id, undecoded(prm.rdata.wholeMsg), prm.rdata.srcAddress))


def _transaction_message(event: pj.SipEvent, kind: int) -> tuple[str, str] | None:
    """The message (text, peer) that moved the transaction, where it was one of this kind."""
    if event.type != pj.PJSIP_EVENT_TSX_STATE or event.body.tsxState.type != kind:
        return None
    source = event.body.tsxState.src
    if kind == pj.PJSIP_EVENT_RX_MSG:
        return source.rdata.wholeMsg, source.rdata.srcAddress
    return source.tdata.wholeMsg, source.tdata.dstAddress


class SipCalls:
    """Every call that pjsua2 has. Call it on the SIP thread only; an unknown call is a `KeyError`, a refusal a `SipError`."""

    def __init__(self, sink: Sink) -> None:
        self.sink = sink
        self.referring = Referring()
        self.buffers = JitterBuffers()
        self._calls: dict[str, SipCall] = {}
        self._over: list[SipCall] = []

    def dial(self, account: NamedAccount, call_id: str, target: str, headers: Mapping[str, str] | None = None) -> None:
        call = SipCall(account, self, call_id)
        self._calls[call_id] = call
        prm = audio_only()
        add_headers(prm.txOption, headers or {})
        try:
            with native("dial"):
                call.makeCall(target, prm)
        except SipError:
            self.forget(call_id)
            raise

    def incoming(self, account: NamedAccount, native_id: int) -> str:
        """Take the INVITE that pjsua2 knows as `native_id`, inside the callback that told of it."""
        call_id = str(uuid.uuid4())
        self._calls[call_id] = SipCall(account, self, call_id, native_id)
        return call_id

    def answer(self, call_id: str, status: int) -> None:
        """Respond to an incoming call: 180, 200 …"""
        prm = audio_only()
        prm.statusCode = status
        with native("answer"):
            self._calls[call_id].answer(prm)

    def hang_up(self, call_id: str, status: int = 0) -> None:
        """End it in whatever state it is: CANCEL, BYE, or a final response of `status`."""
        prm = pj.CallOpParam()
        prm.statusCode = status
        with native("hang up"):
            self._calls[call_id].hangup(prm)

    def media(self, call_id: str) -> MediaInfo | None:
        """The call's first audio stream, or None while it has none that runs."""
        call = self._calls[call_id]
        with native("media"):
            info = call.getInfo()  # kept by name: its members are views into it, and dangle when it goes
            for media in info.media:
                on = media.status in (pj.PJSUA_CALL_MEDIA_ACTIVE, pj.PJSUA_CALL_MEDIA_LOCAL_HOLD, pj.PJSUA_CALL_MEDIA_REMOTE_HOLD)
                if media.type == pj.PJMEDIA_TYPE_AUDIO and on:
                    stream = call.getStreamInfo(media.index)
                    call.audio_index = media.index
                    held_here = media.status == pj.PJSUA_CALL_MEDIA_LOCAL_HOLD
                    held_there = media.status == pj.PJSUA_CALL_MEDIA_REMOTE_HOLD
                    return MediaInfo(media.index, clean(stream.codecName), stream.codecClockRate, held_here, held_there)
        return None

    def statistics(self, call_id: str, index: int) -> MediaStats:
        """The stream's counts now. `SipError` where it has just gone."""
        call = self._calls[call_id]
        with native("statistics"):
            statistics = call.getStreamStat(index)  # kept by name: its members are views into it
            rtcp, buffer, line = statistics.rtcp, statistics.jbuf, self.buffers.take_asked()
            audio = call.getAudioMedia(index)
            return MediaStats(
                sent_packets=rtcp.txStat.pkt,
                received_packets=rtcp.rxStat.pkt,
                lost_packets=rtcp.rxStat.loss,
                jitter_us=rtcp.rxStat.jitterUsec.last,
                round_trip_us=rtcp.rttUsec.last,
                speaker_level=audio.getTxLevel(),
                microphone_level=audio.getRxLevel(),
                missing_frames=line.missing_ms // FRAME_MS if line is not None else buffer.lost + buffer.empty,
                lost_there=rtcp.txStat.loss,
                buffer_ms=buffer.avgDelayMsec,
            )

    def audio(self, call_id: str) -> pj.AudioMedia:
        """The stream that `media` found, for `telephony.pj.patchbay` alone."""
        call = self.find(call_id)
        with native("audio"):
            return call.getAudioMedia(call.audio_index)

    def find(self, call_id: str) -> SipCall:
        """For `telephony.pj.standing` alone."""
        return self._calls[call_id]

    def forget(self, call_id: str) -> None:
        """The call is over. Its native object goes at the next `sweep`: never inside one of its own callbacks."""
        call = self._calls.pop(call_id, None)
        if call is not None:
            self._over.append(call)

    def sweep(self) -> None:
        """Drop the native objects of the calls that are over; outside every callback."""
        for call in self._over:
            call.let_go()
        self._over.clear()

    def clear(self) -> None:
        """Drop every native object: the end."""
        self._calls.clear()
        self._over.clear()

    def uses(self, account: pj.Account) -> bool:
        """It has a call: it must stay."""
        native_id = account.getId()
        return any(call.native_account == native_id for call in (*self._calls.values(), *self._over))

    def __len__(self) -> int:
        return len(self._calls)


def audio_only() -> pj.CallOpParam:
    """Operations on the media want the defaults beside them: resuming, and DTMF after it, fail without."""
    prm = pj.CallOpParam(True)
    prm.opt.audioCount = 1
    prm.opt.videoCount = 0
    return prm


def add_headers(option: pj.SipTxOption, headers: Mapping[str, str]) -> None:
    for name, value in headers.items():
        header = pj.SipHeader()
        header.hName, header.hValue = name, value
        option.headers.append(header)
