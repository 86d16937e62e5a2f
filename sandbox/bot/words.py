"""What the bot understands and says, in Russian and English. No SIP and no time here."""

from __future__ import annotations

import re
from enum import Enum, auto
from typing import Final, Literal

Language = Literal["ru", "en"]

_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_WORD: Final = re.compile(r"\w+|\?")
_QUOTED: Final = 300  # characters of what it repeats


class Wish(Enum):
    """What somebody wants of the bot."""

    GREETING = auto()
    HELP = auto()
    CALL = auto()
    FILE = auto()
    VOICE = auto()
    SMS = auto()
    WAKE = auto()
    NOTHING = auto()  # it was told something


_FIRST_WORDS: Final = {
    Wish.GREETING: {"hello", "hi", "hey", "привет", "здравствуй", "здравствуйте"},
    Wish.HELP: {"help", "помощь", "помоги", "справка", "?"},
    Wish.CALL: {"call", "callme", "ring", "позвони", "позвоните", "перезвони", "набери"},
    Wish.FILE: {"file", "picture", "photo", "файл", "картинка", "картинку", "фото"},
    Wish.VOICE: {"voice", "голос", "голосовое"},
    Wish.SMS: {"sms", "смс"},
    Wish.WAKE: {"wake", "разбуди"},
}
_WISHES: Final = {word: wish for wish, words in _FIRST_WORDS.items() for word in words}
_MOST_WORDS: Final = 4  # a command is short: a story that begins with "call" is a story

_TEXTS: Final[dict[str, dict[Language, str]]] = {
    "greeting": {
        "en": "Hello! I am a computer, and happy to talk. Write “help” to see what I can do.",
        "ru": "Здравствуйте! Я — компьютер и рад поговорить. Напишите «помощь», чтобы узнать, что я умею.",
    },
    "help": {
        "en": (
            "What I can do:\n• call me — I call your phone\n• file — I send a picture\n• voice — I send a voice note\n"
            "• sms — I send an SMS\n• wake — I shake your window\nSend me a file, and I say what came. Everything else I repeat."
        ),
        "ru": (
            "Что я умею:\n• позвони — позвоню вам\n• файл — пришлю картинку\n• голос — пришлю голосовое\n"
            "• смс — пришлю SMS\n• разбуди — встряхну окно\nПришлите файл — скажу, что дошло. Остальное повторю."
        ),
    },
    "calling": {"en": "I am calling you.", "ru": "Звоню вам."},
    "calling already": {"en": "I am calling you already.", "ru": "Уже звоню."},
    "sms sent": {"en": "The SMS is on its way.", "ru": "SMS уже в пути."},
    "sms": {"en": "This SMS was asked for from the bot.", "ru": "Эту SMS вы попросили у бота."},
    "wake": {"en": "Wake up!", "ru": "Подъём!"},
    "picture": {"en": "sunrise.png", "ru": "рассвет.png"},
    "voice": {"en": "voice.wav", "ru": "голос.wav"},
    "echo": {"en": "You wrote: “{}”", "ru": "Вы написали: «{}»"},
    "long": {"en": "That was long: {} parts, and all of them are here.", "ru": "Длинное письмо: {} частей, дошли все."},
    "file": {"en": "Got “{}”, {} bytes.", "ru": "Получил «{}», байт: {}."},
    "file missing": {"en": "You sent “{}”, but I can't find it there.", "ru": "Вы прислали «{}», но по ссылке его нет."},
    "unreadable": {"en": "I can't read a message of the type {}.", "ru": "Не могу прочесть сообщение типа {}."},
}


def language_of(text: str, before: Language) -> Language:
    """Russian where there is a Cyrillic letter, English where there is any other; as before where there is none."""
    if _CYRILLIC.search(text):
        return "ru"
    return "en" if any(char.isalpha() for char in text) else before


def wish_of(text: str) -> Wish:
    """By the first word of a short message."""
    words = _WORD.findall(text[:200].casefold())
    return _WISHES.get(words[0], Wish.NOTHING) if 0 < len(words) <= _MOST_WORDS else Wish.NOTHING


def say(what: str, language: Language, *values: object) -> str:
    """One of its sentences; texts from others are cut."""
    return _TEXTS[what][language].format(*(_cut(one) if isinstance(one, str) else one for one in values))


def _cut(text: str) -> str:
    return text if len(text) <= _QUOTED else f"{text[: _QUOTED - 1]}…"
