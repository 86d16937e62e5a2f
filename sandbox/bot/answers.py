"""What the bot does for whom it understood."""

from __future__ import annotations

import asyncio
import struct
import wave
from io import BytesIO
from typing import TYPE_CHECKING, Final

from sandbox.bot.picture import sunrise
from sandbox.bot.words import Language, Wish, say, wish_of
from sandbox.gateway.g711 import decode_a_law
from sandbox.gateway.gateway import BOT
from sandbox.gateway.rtp import CLOCK
from sandbox.gateway.sounds import sound
from telephony.bodies.files import File
from telephony.bodies.reading import Content, Text, Unreadable

if TYPE_CHECKING:
    from sandbox.bot.letters import Form
    from sandbox.files.service import FileService
    from sandbox.files.store import FileStore
    from sandbox.gateway.gateway import Gateway
    from sandbox.proxy.mailbox import Mailbox
    from telephony.bodies.sending import Outgoing

CALL_SECONDS: Final = 2.0
SMS_NUMBER: Final = "+79161112233"
_PICTURE: Final = (480, 320)
_THUMBNAIL: Final = (96, 64)


class Answers:
    """`give` answers one message."""

    def __init__(self, mailbox: Mailbox, gateway: Gateway, store: FileStore, files: FileService) -> None:
        self._mailbox = mailbox
        self._gateway = gateway
        self._store = store
        self._files = files

    async def give(self, user: str, form: Form, content: Content, language: Language, *, parts: int) -> None:
        """A text that came in `parts` is not repeated."""
        if isinstance(content, File):
            self._write(user, form, self._about_file(content, language))
        elif isinstance(content, Unreadable):
            self._write(user, form, say("unreadable", language, content.content_type))
        elif isinstance(content, Text):
            text = content.text.strip()
            if parts > 1:
                self._write(user, form, say("long", language, parts))
            else:
                await self._obey(user, form, wish_of(text), text, language)

    async def _obey(self, user: str, form: Form, wish: Wish, text: str, language: Language) -> None:
        match wish:
            case Wish.GREETING:
                self._write(user, form, say("greeting", language))
            case Wish.HELP:
                self._write(user, form, say("help", language))
            case Wish.CALL:
                await self._call(user, form, language)
            case Wish.FILE:
                self._send(user, form.file(self._picture(language)))
            case Wish.VOICE:
                self._send(user, form.file(self._voice(language)))
            case Wish.SMS:
                self._write(user, form, say("sms sent", language))
                self._mailbox.post(user, SMS_NUMBER, say("sms", language), "")
            case Wish.WAKE:
                self._write(user, form, say("wake", language), wake_up=True)
            case Wish.NOTHING:
                self._write(user, form, say("echo", language, text))

    def _write(self, user: str, form: Form, text: str, *, wake_up: bool = False) -> None:
        for message in form.text(text, wake_up=wake_up):
            self._send(user, message)

    def _send(self, user: str, message: Outgoing) -> None:
        self._mailbox.post_body(user, BOT, message.content_type, message.body)

    async def _call(self, user: str, form: Form, language: Language) -> None:
        if self._gateway.is_calling(user, BOT):
            self._write(user, form, say("calling already", language))
            return
        self._write(user, form, say("calling", language))
        await asyncio.sleep(CALL_SECONDS)
        self._gateway.call_user(user, BOT)

    def _about_file(self, file: File, language: Language) -> str:
        key = self._files.key_of(file.place.url)
        found = self._store.find(key) if key else None
        if found is None:
            return say("file missing", language, file.name)
        return say("file", language, file.name, found[0].size)

    def _picture(self, language: Language) -> File:
        name = say("picture", language)
        picture = self._store.add(name, "image/png", sunrise(*_PICTURE))
        return self._files.describe(picture, self._store.add(name, "image/png", sunrise(*_THUMBNAIL)))

    def _voice(self, language: Language) -> File:
        samples = sound(f"announcement-{language}")
        kept = self._store.add(say("voice", language), "audio/wav;voice-recording=yes", _as_wave(samples))
        return self._files.describe(kept, duration_ms=len(samples) * 1000 // CLOCK)


def _as_wave(samples: bytes) -> bytes:
    """A-law as a WAVE file of 16-bit samples, which every program plays."""
    plain = struct.pack(f"<{len(samples)}h", *map(decode_a_law, samples))
    file = BytesIO()
    with wave.open(file, "wb") as sound_file:
        sound_file.setnchannels(1)
        sound_file.setsampwidth(2)
        sound_file.setframerate(CLOCK)
        sound_file.writeframes(plain)
    return file.getvalue()
