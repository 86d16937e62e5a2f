"""Files between the program (all of it but its window) and Linphone, by Kamailio and the sandbox's file server, whole to the last byte."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from agent_app.chats.snapshots import FileState, MessageKind, MessageStatus
from agent_app.engine_client import EngineClient
from agent_app.snapshots import ContactPoint, PointKind
from telephony.audio.note_files import pack
from telephony.messages import SendMessage
from tests.interop.test_chat_program import ANNA, LIN, Program, file_server_of, program
from tests.peers.sandbox import SandboxProcess
from tests.peers.tones import write_tone
from tests.pictures import encoded, photograph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from telephony.messages import AnyCommand
    from tests.peers.linphone import Linphone

__all__ = ["program"]  # the fixture

CPIM = pytest.mark.parametrize("cpim", [False, True], ids=["plain", "cpim"])


@pytest.fixture
def file_server(tmp_path: Path) -> Iterator[str]:
    with SandboxProcess(tmp_path / "sandbox") as sandbox:
        yield file_server_of(sandbox)


def _sum(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


@CPIM
def test_a_file_goes_to_linphone_and_another_comes_back(
    program: Callable[[str], Program], linphone: Callable[..., Linphone], file_server: str, tmp_path: Path, cpim: bool
) -> None:
    phone, anna = linphone(cpim=cpim, file_server=file_server), program("anna")
    anna.chats.set_file_server(anna.account_id, file_server)
    anna.services.settings.change(download_folder=str(tmp_path / "downloads"))
    anna.services.contacts.add("Lin", (ContactPoint(PointKind.SIP, LIN),))
    ours, theirs = tmp_path / "схема проезда.png", tmp_path / "ответ.bin"
    ours.write_bytes(os.urandom(400_000))
    theirs.write_bytes(os.urandom(300_000))
    item_id = anna.chats.send_file(anna.account_id, LIN, ours)
    anna.wait_phone(phone, "file", name="схема проезда.png", size=400_000)
    anna.await_status(item_id, MessageStatus.DELIVERED)
    phone.download(tmp_path / "at-linphone.png")
    anna.wait_phone(phone, "downloaded", state="transfer_done")
    assert _sum(tmp_path / "at-linphone.png") == _sum(ours)
    phone.send_file(f"sip:{ANNA}", theirs, "application/octet-stream")
    anna.wait(lambda: any(item.is_incoming and item.file and item.file.state is FileState.READY for item in anna.items.values()))
    assert _sum(tmp_path / "downloads" / "ответ.bin") == _sum(theirs)


def test_a_voice_message_is_one_for_linphone_too(
    program: Callable[[str], Program], linphone: Callable[..., Linphone], file_server: str, tmp_path: Path
) -> None:
    phone, anna = linphone(file_server=file_server), program("anna")
    anna.chats.set_file_server(anna.account_id, file_server)
    note = tmp_path / "voice.mkv"
    pack(write_tone(tmp_path / "voice.wav", 440, 2), note)
    anna.chats.send_file(anna.account_id, LIN, note, 2000, b"\x40" * 48)
    anna.wait_phone(phone, "file", name="voice.mkv", size=note.stat().st_size)
    phone.download(tmp_path / "heard.mkv")
    anna.wait_phone(phone, "downloaded", state="transfer_done")
    assert _sum(tmp_path / "heard.mkv") == _sum(note)
    phone.send_file(f"sip:{ANNA}", tmp_path / "voice.wav", "audio/wav;voice-recording=yes")
    anna.wait(lambda: any(item.is_incoming and item.kind is MessageKind.VOICE for item in anna.items.values()))


@CPIM
def test_a_picture_with_a_thumbnail_is_a_file_for_linphone_like_any_other(
    program: Callable[[str], Program],
    linphone: Callable[..., Linphone],
    file_server: str,
    tmp_path: Path,
    cpim: bool,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sent: list[str] = []
    send = EngineClient.send

    def note(client: EngineClient, command: AnyCommand) -> bool:
        if isinstance(command, SendMessage):
            sent.append(command.body)
        return send(client, command)

    monkeypatch.setattr(EngineClient, "send", note)
    phone, anna = linphone(cpim=cpim, file_server=file_server), program("anna")
    anna.chats.set_file_server(anna.account_id, file_server)
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(encoded(photograph(1200, 900), "jpeg"))
    item_id = anna.chats.send_file(anna.account_id, LIN, photo)
    anna.wait_phone(phone, "file", name="photo.jpg", size=photo.stat().st_size)
    anna.await_status(item_id, MessageStatus.DELIVERED)
    assert ['type="thumbnail"' in body for body in sent if "photo.jpg" in body] == [True]
    phone.download(tmp_path / "at-linphone.jpg")
    anna.wait_phone(phone, "downloaded", state="transfer_done")
    assert _sum(tmp_path / "at-linphone.jpg") == _sum(photo)
