"""liblinphone in a process of its own: commands as JSON lines on standard input, events as JSON lines on standard output.

Run as `linphone_child.py CONFIG PLAY_WAV RECORD_WAV`.
Commands: {"do": "call", "uri"}, "accept", "decline", "busy", "hang_up", "hold", "resume",
{"do": "transfer", "uri"}, {"do": "dtmf", "digits"}, "stats", "confirm", "stop",
{"do": "write", "uri", "text"}, {"do": "compose", "uri"}, {"do": "read", "uri"}, {"do": "watch", "uri"},
{"do": "appear", "as"}, "wrap", {"do": "send_file", "uri", "path", "type"}, {"do": "download", "path"} (of the last file that came).
Events: {"event": "registration", "state"}, {"event": "call", "state", "remote", "code"}, {"event": "dtmf", "digit"},
{"event": "stats", "sent", "received", "lost"}, {"event": "message", "text", "type", "sender"}, {"event": "written", "text", "state"},
{"event": "file", "name", "size"}, {"event": "downloaded", "state"},
{"event": "composing", "on"}, {"event": "presence", "uri", "presence"}. The standard library only: any Python runs it.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import json
import os
import select
import sys
from ctypes import CFUNCTYPE, POINTER, c_char_p, c_int, c_uint, c_uint64, c_void_p
from pathlib import Path
from typing import IO, Any

# LinphoneCallState and LinphoneRegistrationState, in their order.
CALL_STATES = """
    idle incoming push_incoming outgoing_init outgoing_progress outgoing_ringing outgoing_early_media connected streams_running
    pausing paused resuming referred error end paused_by_remote updated_by_remote incoming_early_media updating released
    early_updated_by_remote early_updating
""".split()  # noqa: SIM905
MESSAGE_STATES = """
    idle in_progress delivered not_delivered transfer_error transfer_done delivered_to_user displayed transferring pending
    transfer_cancelling transfer_cancelled
""".split()  # noqa: SIM905
PRESENCES = ("online", "busy", "do_not_disturb", "offline")  # LinphoneConsolidatedPresence
REGISTRATION_STATES = "none progress ok cleared failed refreshing".split()  # noqa: SIM905
RTP_COUNTS = ("packet_sent packet_dup_sent sent packet_recv packet_dup_recv recv hw_recv outoftime cum_packet_loss bad discarded").split()  # noqa: SIM905


class RtpStats(ctypes.Structure):
    """ortp's rtp_stats_t: what is needed stands at its beginning."""

    _fields_ = [*((name, c_uint64) for name in RTP_COUNTS), ("more", c_uint64 * 10)]


class Library:
    """liblinphone's functions, each declared where it is used."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(ctypes.util.find_library("linphone"))  # .so.10 in Debian 12, .so.11 in Ubuntu 24.04

    def call(self, name: str, result: Any, *arguments: tuple[Any, Any]) -> Any:
        """`linphone_NAME` with (type, value) arguments."""
        function = getattr(self._library, f"linphone_{name}")
        function.restype = result
        function.argtypes = [kind for kind, _ in arguments]
        return function(*(value for _, value in arguments))


ON_CALL = CFUNCTYPE(None, c_void_p, c_void_p, c_int, c_char_p)
ON_DTMF = CFUNCTYPE(None, c_void_p, c_void_p, c_int)
ON_REGISTRATION = CFUNCTYPE(None, c_void_p, c_void_p, c_int, c_char_p)
ON_MESSAGE = CFUNCTYPE(None, c_void_p, c_void_p, c_void_p)
ON_COMPOSING = CFUNCTYPE(None, c_void_p, c_void_p)


class Phone:
    """One core, iterated by `run`; its callbacks come from that same thread."""

    def __init__(self, config: str, play: str, record: str, out: IO[str]) -> None:
        self._lib = Library()
        self._out = out
        self._call: int | None = None
        factory = self._lib.call("factory_get", c_void_p)
        service = self._lib.call("logging_service_get", c_void_p)
        self._lib.call("logging_service_set_log_level_mask", None, (c_void_p, service), (c_uint, 0))
        create = [(c_void_p, factory), (c_char_p, config.encode()), (c_char_p, None), (c_void_p, None)]
        self._core: int = self._lib.call("factory_create_core_3", c_void_p, *create)
        self._on_core("set_use_files", (c_int, 1))
        self._on_core("set_play_file", (c_char_p, play.encode()))
        self._on_core("set_record_file", (c_char_p, record.encode()))
        # The callbacks must outlive the core.
        calls = (ON_CALL(self._call_changed), ON_DTMF(self._dtmf_received), ON_REGISTRATION(self._registration_changed))
        self._callbacks = (*calls, ON_MESSAGE(self._message_received), ON_COMPOSING(self._composing))
        table = self._lib.call("factory_create_core_cbs", c_void_p, (c_void_p, factory))
        names = ("call_state_changed", "dtmf_received", "account_registration_state_changed", "message_received", "is_composing_received")
        for name, callback in zip(names, self._callbacks, strict=True):
            self._lib.call(f"core_cbs_set_{name}", None, (c_void_p, table), (type(callback), callback))
        self._on_core("add_callbacks", (c_void_p, table))
        self._written: list[tuple[str, int]] = []
        self._watched: list[tuple[str, int]] = []
        self._came: int | None = None  # the last message with a file
        self._last: dict[str, object] = {}
        self._factory: int = factory
        self._on_core("start", result=c_int)
        policy = self._on_core("get_im_notif_policy", result=c_void_p)
        self._lib.call("im_notif_policy_enable_all", None, (c_void_p, policy))
        self._on_core("set_network_reachable", (ctypes.c_ubyte, 1))

    def run(self, commands: int) -> None:
        """Serve until "stop" or the end of the commands."""
        pending = b""
        while True:
            self._on_core("iterate")
            self._look()
            ready, _, _ = select.select([commands], [], [], 0.02)
            if not ready:
                continue
            data = os.read(commands, 65536)
            if not data:
                break
            *lines, pending = (pending + data).split(b"\n")
            if any(not self._obey(json.loads(line)) for line in lines):
                break
        self._on_core("stop")

    def _obey(self, command: dict[str, Any]) -> bool:
        match command["do"]:
            case "call":
                self._on_core("invite", (c_char_p, command["uri"].encode()), result=c_void_p)
            case "accept":
                self._on_call("accept")
            case "decline":
                self._on_call("decline", (c_int, 3))  # LinphoneReasonDeclined: 603
            case "busy":
                self._on_call("decline", (c_int, 6))  # LinphoneReasonBusy: 486
            case "hang_up":
                self._on_core("terminate_all_calls", result=c_int)
            case "hold":
                self._on_call("pause")
            case "resume":
                self._on_call("resume")
            case "transfer":
                self._on_call("transfer", (c_char_p, command["uri"].encode()))
            case "dtmf":
                self._on_call("send_dtmfs", (c_char_p, command["digits"].encode()))
            case "stats":
                self._tell_stats()
            case "confirm":  # LinphoneSupportLevelMandatory
                self._on_core("set_tag_100rel_support_level", (c_int, 2))
            case "write" | "compose" | "read" | "watch" | "appear" | "wrap" | "send_file" | "download" as what:
                getattr(self, f"_{what}")(command)
            case "stop":
                return False
            case other:
                self._tell(event="unknown", command=other)
        return True

    def _call_changed(self, _core: int, call: int, state: int, message: bytes) -> None:
        name = CALL_STATES[state] if state < len(CALL_STATES) else str(state)
        if name == "released":
            self._lib.call("call_unref", None, (c_void_p, call))
            if call == self._call:
                self._call = None
        elif name in ("incoming", "outgoing_init"):
            self._call = self._lib.call("call_ref", c_void_p, (c_void_p, call))
        error = self._lib.call("call_get_error_info", c_void_p, (c_void_p, call))
        code = self._lib.call("error_info_get_protocol_code", c_int, (c_void_p, error))
        remote = self._lib.call("call_get_remote_address_as_string", c_char_p, (c_void_p, call)) or b""
        self._tell(event="call", state=name, remote=remote.decode(), code=code, message=(message or b"").decode())

    def _dtmf_received(self, _core: int, _call: int, digit: int) -> None:
        self._tell(event="dtmf", digit=chr(digit))

    def _registration_changed(self, _core: int, _account: int, state: int, message: bytes) -> None:
        self._tell(event="registration", state=REGISTRATION_STATES[state], message=(message or b"").decode())

    def _tell_stats(self) -> None:
        if self._call is None:
            return self._tell(event="stats", sent=0, received=0, lost=0)
        stats = self._lib.call("call_get_audio_stats", c_void_p, (c_void_p, self._call))
        rtp = self._lib.call("call_stats_get_rtp_stats", POINTER(RtpStats), (c_void_p, stats)).contents
        return self._tell(event="stats", sent=rtp.packet_sent, received=rtp.packet_recv, lost=rtp.cum_packet_loss)

    # --- messages and presence -------------------------------------------------------------------------------------------------

    def _room(self, uri: str) -> int:
        address = self._lib.call("factory_create_address", c_void_p, (c_void_p, self._factory), (c_char_p, uri.encode()))
        return int(self._on_core("get_chat_room", (c_void_p, address), result=c_void_p))

    def _write(self, command: dict[str, Any]) -> None:
        text = command["text"]
        room = (c_void_p, self._room(command["uri"]))
        message = self._lib.call("chat_room_create_message_from_utf8", c_void_p, room, (c_char_p, text.encode()))
        self._written.append((text, message))
        self._lib.call("chat_message_send", None, (c_void_p, message))

    def _send_file(self, command: dict[str, Any]) -> None:
        path = command["path"]
        content = self._on_core("create_content", result=c_void_p)
        kind, _, subtype = command["type"].partition("/")
        for name, value in (("type", kind), ("subtype", subtype), ("name", Path(path).name), ("file_path", path)):
            self._lib.call(f"content_set_{name}", None, (c_void_p, content), (c_char_p, value.encode()))
        self._lib.call("content_set_size", None, (c_void_p, content), (ctypes.c_size_t, Path(path).stat().st_size))
        room = (c_void_p, self._room(command["uri"]))
        message = self._lib.call("chat_room_create_file_transfer_message", c_void_p, room, (c_void_p, content))
        self._written.append((path, message))
        self._lib.call("chat_message_send", None, (c_void_p, message))

    def _download(self, command: dict[str, Any]) -> None:
        message = (c_void_p, self._came)
        content = self._lib.call("chat_message_get_file_transfer_information", c_void_p, message)
        self._lib.call("content_set_file_path", None, (c_void_p, content), (c_char_p, command["path"].encode()))
        self._lib.call("chat_message_download_content", ctypes.c_ubyte, message, (c_void_p, content))

    def _compose(self, command: dict[str, Any]) -> None:
        self._lib.call("chat_room_compose", None, (c_void_p, self._room(command["uri"])))

    def _read(self, command: dict[str, Any]) -> None:
        """Show what came in: that sends the "displayed" receipts."""
        self._lib.call("chat_room_mark_as_read", None, (c_void_p, self._room(command["uri"])))

    def _wrap(self, _command: dict[str, Any]) -> None:
        """Everything in CPIM from now on."""
        account = self._on_core("get_default_account", result=c_void_p)
        params = self._lib.call("account_get_params", c_void_p, (c_void_p, account))
        clone = self._lib.call("account_params_clone", c_void_p, (c_void_p, params))
        self._lib.call("account_params_enable_cpim_in_basic_chat_room", None, (c_void_p, clone), (ctypes.c_ubyte, 1))
        self._lib.call("account_set_params", c_int, (c_void_p, account), (c_void_p, clone))

    def _watch(self, command: dict[str, Any]) -> None:
        friend = self._on_core("create_friend_with_address", (c_char_p, command["uri"].encode()), result=c_void_p)
        self._lib.call("friend_enable_subscribes", None, (c_void_p, friend), (ctypes.c_ubyte, 1))
        self._on_core("add_friend", (c_void_p, friend))
        self._watched.append((command["uri"], friend))

    def _appear(self, command: dict[str, Any]) -> None:
        self._on_core("set_consolidated_presence", (c_int, PRESENCES.index(command["as"])))

    def _look(self) -> None:
        """Tell what has changed since the last look."""
        for number, (text, message) in enumerate(self._written):
            state: int = self._lib.call("chat_message_get_state", c_int, (c_void_p, message))
            self._tell_change(f"written {number}", event="written", text=text, state=MESSAGE_STATES[state])
        if self._came is not None:
            fetched: int = self._lib.call("chat_message_get_state", c_int, (c_void_p, self._came))
            self._tell_change(f"came {self._came}", event="downloaded", state=MESSAGE_STATES[fetched])
        for uri, friend in self._watched:
            look: int = self._lib.call("friend_get_consolidated_presence", c_int, (c_void_p, friend))
            self._tell_change(f"watched {uri}", event="presence", uri=uri, presence=PRESENCES[look])

    def _tell_change(self, key: str, **event: object) -> None:
        if self._last.get(key) != event:
            self._last[key] = event
            self._tell(**event)

    def _message_received(self, _core: int, _room: int, message: int) -> None:
        content = self._lib.call("chat_message_get_content_type", c_char_p, (c_void_p, message)) or b""
        text = self._lib.call("chat_message_get_utf8_text", c_char_p, (c_void_p, message)) or b""
        sender = self._lib.call("chat_message_get_from_address", c_void_p, (c_void_p, message))
        uri = self._lib.call("address_as_string_uri_only", c_char_p, (c_void_p, sender)) or b""
        self._take_file(message)
        self._tell(event="message", text=text.decode(), type=content.decode(), sender=uri.decode())

    def _take_file(self, message: int) -> None:
        content = self._lib.call("chat_message_get_file_transfer_information", c_void_p, (c_void_p, message))
        if not content:
            return
        self._came = self._lib.call("chat_message_ref", c_void_p, (c_void_p, message))
        name = self._lib.call("content_get_name", c_char_p, (c_void_p, content)) or b""
        size = self._lib.call("content_get_file_size", ctypes.c_size_t, (c_void_p, content))
        self._tell(event="file", name=name.decode(), size=size)

    def _composing(self, _core: int, room: int) -> None:
        self._tell(event="composing", on=bool(self._lib.call("chat_room_is_remote_composing", ctypes.c_ubyte, (c_void_p, room))))

    def _on_core(self, name: str, *arguments: tuple[Any, Any], result: Any = None) -> Any:
        return self._lib.call(f"core_{name}", result, (c_void_p, self._core), *arguments)

    def _on_call(self, name: str, *arguments: tuple[Any, Any]) -> None:
        if self._call is None:
            self._tell(event="refused", command=name)
        else:
            self._lib.call(f"call_{name}", c_int, (c_void_p, self._call), *arguments)

    def _tell(self, **event: object) -> None:
        self._out.write(json.dumps(event) + "\n")
        self._out.flush()


def main() -> None:
    # What the library prints must not reach the event stream.
    events = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    config, play, record = sys.argv[1:4]
    Phone(config, play, record, events).run(0)


if __name__ == "__main__":
    main()
