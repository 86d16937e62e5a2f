"""The part of pjsua2 2.15.1 that telephony.pj uses."""

from typing import Final, SupportsInt

PJSIP_TRANSPORT_UDP: Final[int]
PJSIP_TRANSPORT_TCP: Final[int]
PJSIP_TRANSPORT_TLS: Final[int]
PJSIP_TRANSPORT_UDP6: Final[int]
PJSIP_TRANSPORT_TCP6: Final[int]
PJSIP_TRANSPORT_TLS6: Final[int]
PJSUA_IPV6_DISABLED: Final[int]
PJSUA_IPV6_ENABLED_PREFER_IPV4: Final[int]
PJSUA_IPV6_ENABLED_PREFER_IPV6: Final[int]
PJSUA_IPV6_ENABLED_USE_IPV6_ONLY: Final[int]
PJ_SSL_SOCK_PROTO_TLS1_2: Final[int]
PJ_SSL_SOCK_PROTO_TLS1_3: Final[int]
PJ_SSL_CERT_EVALIDITY_PERIOD: Final[int]
PJ_SSL_CERT_EUNTRUSTED: Final[int]
PJ_SSL_CERT_EISSUER_NOT_FOUND: Final[int]
PJ_SSL_CERT_EIDENTITY_NOT_MATCH: Final[int]
PJMEDIA_SRTP_DISABLED: Final[int]
PJMEDIA_SRTP_OPTIONAL: Final[int]
PJMEDIA_SRTP_MANDATORY: Final[int]
PJSUA_STUN_USE_DEFAULT: Final[int]
PJSUA_STUN_USE_DISABLED: Final[int]
PJ_TURN_TP_UDP: Final[int]
PJ_QOS_PARAM_HAS_DSCP: Final[int]
PJSUA_100REL_NOT_USED: Final[int]
PJSUA_100REL_OPTIONAL: Final[int]
PJSUA_100REL_MANDATORY: Final[int]
PJSUA_SIP_TIMER_INACTIVE: Final[int]
PJSUA_SIP_TIMER_REQUIRED: Final[int]
PJSIP_TP_STATE_CONNECTED: Final[int]
PJSIP_TP_STATE_DISCONNECTED: Final[int]
PJSIP_TP_STATE_DESTROY: Final[int]
PJSIP_INV_STATE_CONFIRMED: Final[int]
PJSIP_INV_STATE_DISCONNECTED: Final[int]
PJSIP_EVENT_RX_MSG: Final[int]
PJSIP_EVENT_TX_MSG: Final[int]
PJSIP_EVENT_TSX_STATE: Final[int]
PJSIP_EVENT_TIMER: Final[int]
PJSIP_EVSUB_STATE_PENDING: Final[int]
PJSIP_EVSUB_STATE_ACTIVE: Final[int]
PJSIP_EVSUB_STATE_TERMINATED: Final[int]
PJSUA_BUDDY_STATUS_ONLINE: Final[int]
PJSUA_BUDDY_STATUS_OFFLINE: Final[int]
PJRPID_ACTIVITY_UNKNOWN: Final[int]
PJRPID_ACTIVITY_AWAY: Final[int]
PJRPID_ACTIVITY_BUSY: Final[int]
PJSUA_CALL_MEDIA_ACTIVE: Final[int]
PJSUA_CALL_MEDIA_LOCAL_HOLD: Final[int]
PJSUA_CALL_MEDIA_REMOTE_HOLD: Final[int]
PJMEDIA_TYPE_AUDIO: Final[int]
PJMEDIA_FRAME_TYPE_AUDIO: Final[int]
PJMEDIA_FORMAT_PCM: Final[int]
PJSUA_DTMF_METHOD_RFC2833: Final[int]
PJSUA_DTMF_METHOD_SIP_INFO: Final[int]
PJSUA_CALL_UNHOLD: Final[int]
PJSUA_CALL_REINIT_MEDIA: Final[int]
PJSUA_CALL_UPDATE_CONTACT: Final[int]
PJSUA_CALL_UPDATE_VIA: Final[int]
PJSIP_REDIRECT_STOP: Final[int]
PJSUA_SIP_TIMER_OPTIONAL: Final[int]
PJSUA_DESTROY_NO_RX_MSG: Final[int]

class Error(Exception):
    status: int
    title: str
    reason: str
    def info(self, multi_line: bool = False) -> str: ...

class Version:
    full: str

class LogEntry:
    level: int
    msg: str

class LogWriter:
    def __init__(self) -> None: ...
    def write(self, entry: LogEntry) -> None: ...

class UaConfig:
    maxCalls: int
    threadCnt: int
    mainThreadOnly: bool
    userAgent: str
    natTypeInSdp: int
    mwiUnsolicitedEnabled: bool

class LogConfig:
    msgLogging: int
    level: int
    consoleLevel: int
    decor: int
    writer: LogWriter

class MediaConfig:
    clockRate: int
    sndClockRate: int
    channelCount: int
    audioFramePtime: int
    maxMediaPorts: int
    hasIoqueue: bool
    threadCnt: int
    quality: int
    noVad: bool
    ecTailLen: int
    jbInit: int
    jbMinPre: int
    jbDiscardAlgo: SwigObject | int
    jbMaxPre: int
    jbMax: int
    sndAutoCloseTime: int

class EpConfig:
    uaConfig: UaConfig
    logConfig: LogConfig
    medConfig: MediaConfig

class TlsConfig:
    CaListFile: str
    proto: int
    msecTimeout: int
    verifyServer: bool
    def __init__(self) -> None: ...

class SslCertInfo:
    raw: str  # PEM

class TlsInfo:
    remoteAddr: str
    verifyStatus: int
    remoteCertInfo: SslCertInfo

class pj_qos_params:
    flags: int
    dscp_val: int

class TransportConfig:
    qosParams: pj_qos_params
    tlsConfig: TlsConfig
    port: int
    portRange: int
    publicAddress: str
    boundAddress: str

class TransportInfo:
    localAddress: str
    localName: str

class CodecInfo:
    codecId: str
    priority: int

class TransportHandle:
    def __int__(self) -> int: ...

class SwigObject:
    def __int__(self) -> int: ...
    def disown(self) -> None: ...

class OnTransportStateParam:
    hnd: TransportHandle | int
    type: str
    state: int
    lastError: int
    tlsInfo: TlsInfo

class OnSelectAccountParam:
    accountIndex: int
    rdata: SipRxData

class OnRejectedIncomingCallParam:
    callId: int
    localInfo: str
    remoteInfo: str
    statusCode: int
    reason: str
    rdata: SipRxData

class IpChangeParam:
    restartListener: bool
    restartLisDelay: int
    shutdownTransport: bool
    def __init__(self) -> None: ...

class Endpoint:
    def __init__(self) -> None: ...
    def libVersion(self) -> Version: ...
    def libCreate(self) -> None: ...
    def libInit(self, config: EpConfig) -> None: ...
    def libStart(self) -> None: ...
    def libDestroy(self, flags: int = 0) -> None: ...
    def libRegisterThread(self, name: str) -> None: ...
    def libIsThreadRegistered(self) -> bool: ...
    def libHandleEvents(self, timeout_ms: int) -> int: ...
    def utilVerifySipUri(self, uri: str) -> int: ...
    def transportCreate(self, kind: int, config: TransportConfig) -> int: ...
    def transportGetInfo(self, transport_id: int) -> TransportInfo: ...
    def transportShutdown(self, handle: TransportHandle) -> None: ...
    def handleIpChange(self, prm: IpChangeParam) -> None: ...
    def natUpdateStunServers(self, servers: list[str], wait: bool) -> None: ...
    def codecGetParam(self, codec_id: str) -> object: ...
    def audDevManager(self) -> AudDevManager: ...
    def utilSslGetAvailableCiphers(self) -> list[int]: ...
    def srtpCryptoEnum(self) -> list[object]: ...
    def videoCodecEnum2(self) -> list[CodecInfo]: ...
    def codecEnum2(self) -> list[CodecInfo]: ...
    def codecSetPriority(self, codec_id: str, priority: int) -> None: ...
    def onTransportState(self, prm: OnTransportStateParam) -> None: ...

class AudDevManager:
    def getCaptureDevMedia(self) -> AudioMedia: ...
    def getPlaybackDevMedia(self) -> AudioMedia: ...
    def setNullDev(self) -> None: ...
    def setNoDev(self) -> int: ...

class AudioMediaTransmitParam:
    level: float
    def __init__(self) -> None: ...

class AudioMedia:
    def __init__(self) -> None: ...
    def getPortId(self) -> int: ...
    def startTransmit(self, sink: AudioMedia) -> None: ...
    def startTransmit2(self, sink: AudioMedia, param: AudioMediaTransmitParam) -> None: ...
    def stopTransmit(self, sink: AudioMedia) -> None: ...
    def adjustRxLevel(self, level: float) -> None: ...
    def adjustTxLevel(self, level: float) -> None: ...
    def getRxLevel(self) -> int: ...
    def getTxLevel(self) -> int: ...

class ByteVector:
    this: int
    def resize(self, size: int) -> None: ...

class MediaFrame:
    type: int
    buf: ByteVector
    size: int

class MediaFormatAudio:
    type: int
    def init(self, format_id: int, clock_rate: int, channels: int, frame_us: int, bits: int) -> None: ...

class AudioMediaPort(AudioMedia):
    def createPort(self, name: str, layout: MediaFormatAudio) -> None: ...
    def onFrameRequested(self, frame: MediaFrame) -> None: ...
    def onFrameReceived(self, frame: MediaFrame) -> None: ...

class AudioMediaPlayerInfo:
    sizeSamples: int
    payloadBitsPerSample: int

class AudioMediaPlayer(AudioMedia):
    def createPlayer(self, file_name: str, options: int = 0) -> None: ...
    def getInfo(self) -> AudioMediaPlayerInfo: ...
    def setPos(self, samples: int) -> None: ...

class ToneDesc:
    freq1: int
    freq2: int
    on_msec: int
    off_msec: int
    volume: int
    flags: int
    def __init__(self) -> None: ...

class ToneDescVector:
    def __init__(self) -> None: ...
    def append(self, tone: ToneDesc) -> None: ...

class ToneGenerator(AudioMedia):
    def createToneGenerator(self, clock_rate: int = 16000, channel_count: int = 1) -> None: ...
    def play(self, tones: ToneDescVector, loop: bool = False) -> None: ...
    def stop(self) -> None: ...

class AuthCredInfo:
    def __init__(self, scheme: str, realm: str, user_name: str, data_type: int, data: str) -> None: ...

class AuthCredInfoVector:
    def append(self, cred: AuthCredInfo) -> None: ...
    def clear(self) -> None: ...

class StringVector:
    def append(self, text: str) -> None: ...
    def clear(self) -> None: ...

class AccountRegConfig:
    registrarUri: str
    registerOnAdd: bool
    disableRegOnModify: bool
    timeoutSec: int
    retryIntervalSec: int
    firstRetryIntervalSec: int
    delayBeforeRefreshSec: int
    dropCallsOnFail: bool
    unregWaitMsec: int
    proxyUse: int

class AccountSipConfig:
    authCreds: AuthCredInfoVector
    proxies: StringVector
    contactUriParams: str
    contactForced: str
    transportId: int

class AccountCallConfig:
    prackUse: int
    timerUse: int
    timerMinSESec: int
    timerSessExpiresSec: int

class AccountNatConfig:
    iceEnabled: bool
    contactRewriteUse: int
    viaRewriteUse: bool
    sdpNatRewriteUse: int
    sipOutboundUse: int
    sipOutboundInstanceId: str
    udpKaIntervalSec: int
    sipStunUse: int
    mediaStunUse: int
    turnEnabled: bool
    turnServer: str
    turnConnType: int
    turnUserName: str
    turnPasswordType: int
    turnPassword: str

class AccountMediaConfig:
    ipv6Use: int
    transportConfig: TransportConfig
    lockCodecEnabled: bool
    streamKaEnabled: bool
    srtpUse: int
    srtpSecureSignaling: int

class AccountMwiConfig:
    enabled: bool
    expirationSec: int

class AccountConfig:
    priority: int
    mwiConfig: AccountMwiConfig
    idUri: str
    regConfig: AccountRegConfig
    sipConfig: AccountSipConfig
    callConfig: AccountCallConfig
    natConfig: AccountNatConfig
    mediaConfig: AccountMediaConfig
    def __init__(self) -> None: ...

class SipRxData:
    info: str
    wholeMsg: str
    srcAddress: str

class SipTxData:
    info: str
    wholeMsg: str
    dstAddress: str

class TsxStateEventSrc:
    rdata: SipRxData
    tdata: SipTxData

class SipTransaction:
    role: int
    method: str
    statusCode: int
    statusText: str
    lastTx: SipTxData

class TsxStateEvent:
    src: TsxStateEventSrc
    tsx: SipTransaction
    type: int

class SipEventBody:
    tsxState: TsxStateEvent

class SipEvent:
    type: int
    body: SipEventBody

class OnRegStateParam:
    status: int
    code: int
    reason: str
    rdata: SipRxData
    expiration: int

class OnIncomingCallParam:
    callId: int
    rdata: SipRxData

class OnMwiInfoParam:
    state: int
    rdata: SipRxData

class AccountInfo:
    regIsActive: bool
    regExpiresSec: int

class Account:
    def __init__(self) -> None: ...
    def create(self, config: AccountConfig, make_default: bool = False) -> None: ...
    def modify(self, config: AccountConfig) -> None: ...
    def shutdown(self) -> None: ...
    def getId(self) -> int: ...
    def getInfo(self) -> AccountInfo: ...
    def setRegistration(self, renew: bool) -> None: ...
    def onIncomingCall(self, prm: OnIncomingCallParam) -> None: ...
    def onRegState(self, prm: OnRegStateParam) -> None: ...
    def sendRequest(self, prm: SendRequestParam) -> None: ...
    def onSendRequest(self, prm: OnSendRequestParam) -> None: ...
    def onInstantMessage(self, prm: OnInstantMessageParam) -> None: ...
    def onTypingIndication(self, prm: OnTypingIndicationParam) -> None: ...
    def onIncomingSubscribe(self, prm: OnIncomingSubscribeParam) -> None: ...
    def onMwiInfo(self, prm: OnMwiInfoParam) -> None: ...
    def presNotify(self, prm: PresNotifyParam) -> None: ...
    def setOnlineStatus(self, status: PresenceStatus) -> None: ...

class CallSetting:
    audioCount: int
    videoCount: int
    flag: int

class SipHeader:
    hName: str
    hValue: str
    def __init__(self) -> None: ...

class SipHeaderVector:
    def append(self, header: SipHeader) -> None: ...

class SipTxOption:
    targetUri: str
    headers: SipHeaderVector
    contentType: str
    msgBody: str

class SendRequestParam:
    this: SupportsInt
    userData: object
    method: str
    txOption: SipTxOption
    def __init__(self) -> None: ...

class OnSendRequestParam:
    userData: SupportsInt
    e: SipEvent

class OnIncomingSubscribeParam:
    srvPres: SupportsInt
    fromUri: str
    rdata: SipRxData
    code: int
    reason: str

class PresNotifyParam:
    srvPres: object
    state: int
    stateStr: str
    reason: str
    withBody: bool
    def __init__(self) -> None: ...

class PresenceStatus:
    status: int
    statusText: str
    activity: int
    note: str
    rpidId: str
    def __init__(self) -> None: ...

class BuddyConfig:
    uri: str
    subscribe: bool
    def __init__(self) -> None: ...

class BuddyInfo:
    subState: int
    subTermCode: int
    subTermReason: str

class OnBuddyEvSubStateParam:
    e: SipEvent

class Buddy:
    def __init__(self) -> None: ...
    def create(self, account: Account, config: BuddyConfig) -> None: ...
    def getInfo(self) -> BuddyInfo: ...
    def subscribePresence(self, subscribe: bool) -> None: ...
    def onBuddyState(self) -> None: ...
    def onBuddyEvSubState(self, prm: OnBuddyEvSubStateParam) -> None: ...

class OnInstantMessageParam:
    rdata: SipRxData

class OnTypingIndicationParam:
    rdata: SipRxData

class CallOpParam:
    opt: CallSetting
    statusCode: int
    reason: str
    options: int
    txOption: SipTxOption
    def __init__(self, use_default: bool = False) -> None: ...

class CallSendRequestParam:
    method: str
    txOption: SipTxOption
    def __init__(self) -> None: ...

class OnCallTransferRequestParam:
    dstUri: str
    statusCode: int

class OnCallTransferStatusParam:
    statusCode: int
    reason: str
    finalNotify: bool
    cont: bool

class OnCallReplaceRequestParam:
    rdata: SipRxData
    statusCode: int
    opt: CallSetting

class OnCallRedirectedParam:
    targetUri: str
    e: SipEvent

class OnCallReplacedParam:
    newCallId: int

class CallSendDtmfParam:
    method: int
    duration: int
    digits: str

class CallMediaInfo:
    index: int
    type: int
    dir: int
    status: int

class CallInfo:
    state: int
    lastStatusCode: int
    lastReason: str
    remoteUri: str
    media: list[CallMediaInfo]

class OnCallStateParam:
    e: SipEvent

class OnCallTsxStateParam:
    e: SipEvent

class OnCallMediaStateParam: ...

class OnDtmfDigitParam:
    method: int
    digit: str
    duration: int

class MathStat:
    n: int
    last: int
    mean: int

class RtcpStreamStat:
    pkt: int
    bytes: int
    discard: int
    loss: int
    jitterUsec: MathStat

class RtcpStat:
    txStat: RtcpStreamStat
    rxStat: RtcpStreamStat
    rttUsec: MathStat

class JbufState:
    lost: int
    empty: int
    discard: int
    avgDelayMsec: int

class StreamStat:
    rtcp: RtcpStat
    jbuf: JbufState

class StreamInfo:
    codecName: str
    codecClockRate: int
    proto: int

class SdpSession:
    wholeSdp: str

class OnCallSdpCreatedParam:
    sdp: SdpSession
    remSdp: SdpSession

class Call:
    def __init__(self, account: Account, call_id: int = -1) -> None: ...
    this: int
    def getId(self) -> int: ...
    def getInfo(self) -> CallInfo: ...
    def isActive(self) -> bool: ...
    def makeCall(self, uri: str, prm: CallOpParam) -> None: ...
    def answer(self, prm: CallOpParam) -> None: ...
    def hangup(self, prm: CallOpParam) -> None: ...
    def getAudioMedia(self, index: int) -> AudioMedia: ...
    def sendDtmf(self, prm: CallSendDtmfParam) -> None: ...
    def setHold(self, prm: CallOpParam) -> None: ...
    def reinvite(self, prm: CallOpParam) -> None: ...
    def xfer(self, destination: str, prm: CallOpParam) -> None: ...
    def xferReplaces(self, destination: Call, prm: CallOpParam) -> None: ...
    def sendRequest(self, prm: CallSendRequestParam) -> None: ...
    def getStreamInfo(self, index: int) -> StreamInfo: ...
    def getStreamStat(self, index: int) -> StreamStat: ...
    def onCallState(self, prm: OnCallStateParam) -> None: ...
    def onCallTsxState(self, prm: OnCallTsxStateParam) -> None: ...
    def onCallMediaState(self, prm: OnCallMediaStateParam) -> None: ...
    def onDtmfDigit(self, prm: OnDtmfDigitParam) -> None: ...
    def onInstantMessage(self, prm: OnInstantMessageParam) -> None: ...
    def onTypingIndication(self, prm: OnTypingIndicationParam) -> None: ...
    def onCallTransferRequest(self, prm: OnCallTransferRequestParam) -> None: ...
    def onCallTransferStatus(self, prm: OnCallTransferStatusParam) -> None: ...
    def onCallReplaceRequest(self, prm: OnCallReplaceRequestParam) -> None: ...
    def onCallRedirected(self, prm: OnCallRedirectedParam) -> int: ...
    def onCallReplaced(self, prm: OnCallReplacedParam) -> None: ...
