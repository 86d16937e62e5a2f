"""What an SMS can carry: alphabets, parts, and Latin letters for Cyrillic ones."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_app.sms.text import GSM7, UCS2, SmsCount, count, encoding_of, split, transliterate

RAISED = "\U0001f44d"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", SmsCount(GSM7, 0, 0, 160)),
        ("a" * 160, SmsCount(GSM7, 1, 160, 0)),
        ("a" * 161, SmsCount(GSM7, 2, 161, 145)),
        ("a" * 306, SmsCount(GSM7, 2, 306, 0)),
        ("a" * 307, SmsCount(GSM7, 3, 307, 152)),
        ("€" * 80, SmsCount(GSM7, 1, 160, 0)),
        ("€" * 81, SmsCount(GSM7, 2, 162, 143)),  # 76 in the first part: an escape is not parted from its character
        ("[" + "a" * 158, SmsCount(GSM7, 1, 160, 0)),
        ("a" * 152 + "€" + "a" * 10, SmsCount(GSM7, 2, 164, 141)),
        ("я" * 70, SmsCount(UCS2, 1, 70, 0)),
        ("я" * 71, SmsCount(UCS2, 2, 71, 63)),
        ("я" * 134, SmsCount(UCS2, 2, 134, 0)),
        (RAISED * 35, SmsCount(UCS2, 1, 70, 0)),
        (RAISED * 36, SmsCount(UCS2, 2, 72, 61)),  # 33 in the first part: a surrogate pair is not parted
        ("a" * 159 + "ы", SmsCount(UCS2, 3, 160, 41)),  # one letter makes all of it UCS-2
        ("¡Ñandu, ¿què? àèìòù ÄÖÑÜ§ ΔΦΓΛΩΠΨΣΘΞ £$¥", SmsCount(GSM7, 1, 40, 120)),
        ("`", SmsCount(UCS2, 1, 1, 69)),
        ("ç", SmsCount(UCS2, 1, 1, 69)),  # only Ç is in the alphabet
    ],
)
def test_an_sms_is_counted_as_the_network_counts(text: str, expected: SmsCount) -> None:
    assert count(text) == expected


@given(st.text(st.characters(blacklist_categories=["Cs"]), max_size=600))
def test_the_parts_make_the_text_again_and_each_fits(text: str) -> None:
    parts = split(text)
    assert "".join(parts) == text
    counted = count(text)
    assert counted.parts == len(parts)
    whole = {GSM7: 160, UCS2: 70}[counted.encoding]
    each = {GSM7: 153, UCS2: 67}[counted.encoding]
    # Counted apart from the module: septets with two for an extension character, UTF-16 units by encoding.
    sizes = [
        len(part.encode("utf-16-be")) // 2 if counted.encoding == UCS2 else sum(2 if char in "\f^{}\\[~]|€" else 1 for char in part)
        for part in parts
    ]
    assert all(size <= (whole if len(parts) == 1 else each) for size in sizes)
    assert sum(sizes) == counted.used
    assert 0 <= counted.left <= whole


@pytest.mark.parametrize("cluster", ["\U0001f468\u200d\U0001f469\u200d\U0001f467", RAISED + "\U0001f3fd", "о\u0301", "\u2764\ufe0f"])
def test_a_letter_keeps_its_marks_and_an_emoji_its_colour_and_family(cluster: str) -> None:
    first, second = split("я" * 66 + cluster + "б" * 20)
    assert first == "я" * 66
    assert second == cluster + "б" * 20


@pytest.mark.parametrize(
    ("text", "latin"),
    [
        ("Привет, Щука! Ёж — №5 «да»", 'Privet, Shchuka! Yozh - No.5 "da"'),
        ("ЩУКА", "SHCHUKA"),
        ("ЁЖ", "YOZH"),
        ("Юля", "Yulya"),
        ("подъезд, объём", "podezd, obyom"),
        ("Київ, Ґанок, Алматы, Қызылорда", "Kiiv, Ganok, Almaty, Qyzylorda"),
        ("Hello €5", "Hello €5"),
        ("中文", "中文"),
    ],
)
def test_cyrillic_goes_out_in_latin_letters(text: str, latin: str) -> None:
    assert transliterate(text) == latin


@given(st.text("абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ —«»…№", max_size=200))
def test_russian_in_latin_letters_is_the_cheap_alphabet(text: str) -> None:
    assert encoding_of(transliterate(text)) == GSM7
