"""Two whole programs without their windows, and Kamailio between them: what one does the other sees."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from agent_app.chats.snapshots import FileState, MessageKind, MessageStatus
from agent_app.snapshots import ContactPoint, PointKind
from telephony.audio.note_files import pack
from telephony.reasons import ReasonCode
from tests.interop.test_chat_program import ANNA, BORIS, Program, file_server_of, program
from tests.peers.sandbox import SandboxProcess
from tests.peers.tones import write_tone
from tests.pictures import encoded, is_red, photograph, read

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent_app.snapshots import CallSnapshot

__all__ = ["program"]  # the fixture


def test_each_sees_the_other_type_until_they_write(program: Callable[[str], Program]) -> None:
    anna, boris = program("anna"), program("boris")
    for writer, reader, remote in ((anna, boris, BORIS), (boris, anna, ANNA)):
        writer.chats.set_typing(writer.account_id, remote, True)
        reader.wait(lambda reader=reader: reader.typing == [True])
        writer.send(remote, "Написал")
        reader.incoming("Написал")
        reader.wait(lambda reader=reader: reader.typing == [True, False])


def test_what_was_written_to_who_was_away_is_there_at_sign_in_in_its_order_and_confirmed(program: Callable[[str], Program]) -> None:
    anna = program("anna")
    texts = [f"Пока тебя не было, {number} 🌙" for number in range(4)]
    written = [anna.send(BORIS, text) for text in texts]
    anna.wait(lambda: all(anna.items[item_id].status is MessageStatus.SENT for item_id in written))
    boris = program("boris")
    came = [boris.incoming(text) for text in texts]
    assert [item.text for item in sorted(came, key=lambda item: (item.at_us, item.item_id))] == texts
    boris.read(ANNA)
    for item_id in written:
        anna.await_status(item_id, MessageStatus.DISPLAYED)
    assert len([item for item in boris.items.values() if item.is_incoming]) == 4


def test_who_is_ignored_is_neither_seen_nor_told_anything(program: Callable[[str], Program]) -> None:
    anna, boris = program("anna"), program("boris")
    boris.services.contacts.ignored.ignore(ANNA)
    unseen = anna.send(BORIS, "Ты тут?")
    anna.chats.wake_up(anna.account_id, BORIS)
    anna.await_status(unseen, MessageStatus.SENT)
    ended: list[str] = []

    def note(call: CallSnapshot) -> None:
        if call.reason is not None:
            ended.append(call.reason.code)

    anna.services.calls.changed.connect(note)
    anna.services.calls.dial(anna.account_id, BORIS)
    anna.wait(lambda: ReasonCode.BUSY in ended)
    boris.services.contacts.ignored.forgive(ANNA)
    anna.send(BORIS, "А теперь?")
    boris.incoming("А теперь?")
    assert [item.text for item in boris.items.values()] == ["А теперь?"]
    assert anna.items[unseen].status is MessageStatus.SENT
    assert boris.services.history.recent() == ()


def test_a_voice_message_comes_whole_with_its_length_and_is_one(program: Callable[[str], Program], tmp_path: Path) -> None:
    note = tmp_path / "voice.mkv"
    pack(write_tone(tmp_path / "voice.wav", 440, 2), note)
    with SandboxProcess(tmp_path / "sandbox") as sandbox:
        anna, boris = program("anna"), program("boris")
        anna.chats.set_file_server(anna.account_id, file_server_of(sandbox))
        boris.services.settings.change(download_folder=str(tmp_path / "downloads"))
        boris.services.contacts.add("Anna", (ContactPoint(PointKind.SIP, ANNA),))
        item_id = anna.chats.send_file(anna.account_id, BORIS, note, 2000, b"\x40" * 48)
        anna.await_status(item_id, MessageStatus.DELIVERED)
        boris.wait(lambda: any(item.file is not None and item.file.state is FileState.READY for item in boris.items.values()))
    [came] = [item for item in boris.items.values() if item.is_incoming]
    assert came.kind is MessageKind.VOICE
    assert came.file is not None
    assert came.file.duration_ms == 2000
    received = (tmp_path / "downloads" / "voice.mkv").read_bytes()
    assert hashlib.sha256(received).digest() == hashlib.sha256(note.read_bytes()).digest()


def test_a_pictures_thumbnail_is_there_before_the_picture_which_comes_when_it_is_asked_for(
    program: Callable[[str], Program], tmp_path: Path
) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(encoded(photograph(1200, 900), "jpeg"))
    with SandboxProcess(tmp_path / "sandbox") as sandbox:
        anna, boris = program("anna"), program("boris")
        anna.chats.set_file_server(anna.account_id, file_server_of(sandbox))
        boris.services.settings.change(download_folder=str(tmp_path / "downloads"), download_below_kb=20)
        boris.services.contacts.add("Anna", (ContactPoint(PointKind.SIP, ANNA),))
        anna.chats.send_file(anna.account_id, BORIS, photo)
        boris.wait(lambda: any(item.file is not None and bool(item.file.thumbnail) for item in boris.items.values()))
        [came] = boris.items.values()
        assert came.file is not None
        assert (came.file.state, came.file.path) == (FileState.OFFERED, "")
        small = Path(came.file.thumbnail).read_bytes()
        assert len(small) <= 10_000
        assert is_red(read(small)[1], 30, 75)
        boris.chats.download(came.item_id)
        boris.wait(lambda: (file := boris.items[came.item_id].file) is not None and file.state is FileState.READY and file.width == 1200)
    assert (tmp_path / "downloads" / "photo.jpg").read_bytes() == photo.read_bytes()
