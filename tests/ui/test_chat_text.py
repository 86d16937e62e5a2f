"""Foreign text is text: what turns, hides or pretends is made harmless; links are few; smileys are whole words; emoji are found by name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QApplication

from ui.emoji.names import all_emoji, find
from ui.wording.foreign import file_title, harmless, one_line
from ui.wording.links import LinkKind, links_of, web_host, with_emoji


@given(st.text())
def test_nothing_that_turns_or_hides_is_left(text: str) -> None:
    left = harmless(text)
    assert not set(left) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\x00\x1b\ufeff\u2028")
    assert "\n" not in one_line(text)


@given(st.text())
def test_links_stand_inside_the_text_and_lead_to_few_schemes(text: str) -> None:
    for link in links_of(text):
        assert 0 <= link.start < link.end <= len(text)
        assert link.kind is not LinkKind.WEB or link.target.casefold().startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("see https://example.org/a?b=1.", ["https://example.org/a?b=1"]),
        ("(https://en.example.org/Foo_(bar))", ["https://en.example.org/Foo_(bar)"]),
        (
            "www.example.org, tel:+7 495 111-22-33 and sip:vera@sandbox.test",
            ["https://www.example.org", "+74951112233", "vera@sandbox.test"],
        ),
        ("javascript:alert(1) file:///etc/passwd data:text/html,x vbscript:x", []),
        ("HTTP://EXAMPLE.ORG", ["HTTP://EXAMPLE.ORG"]),
        ("http:// nothing", []),
        ("call +7 (495) 111-22-33, or +44 20 7946 0000.", ["+74951112233", "+442079460000"]),
        ("call +7 495 111-22-33 2 times, not +7 495 111-22-3 nor +999 123 456 789", ["+74951112233"]),
        ("2+2=4, +5 points, a+74951112233, +74951112233445566, +7 495 111-22-33x, 8 495 111-22-33", []),
        ("+7\u00a0495\u00a0111-22-33 https://example.org/+74951112233", ["+74951112233", "https://example.org/+74951112233"]),
    ],
)
def test_links_are_found_where_a_reader_sees_them(text: str, targets: list[str]) -> None:
    assert [link.target for link in links_of(text)] == targets


def test_a_host_of_look_alike_letters_is_told_apart() -> None:
    assert web_host("https://аррӏе.com/") == "xn--80ak6aa92e.com"
    assert web_host("https://user:pass@evil.example/") == "evil.example"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (":-)", "🙂"),
        ("ok :) good", "ok 🙂 good"),
        ("(see list: a) b) 8)", "(see list: a) b) 8)"),
        ("http://x", "http://x"),
        ("if (x==3){ return:D }", "if (x==3){ return:D }"),
        ("<3!", "❤️!"),
    ],
)
def test_only_smileys_that_stand_alone_become_emoji(text: str, shown: str) -> None:
    assert with_emoji(text) == shown


def test_a_files_name_can_neither_turn_around_nor_leave_its_folder() -> None:
    assert file_title("invoice\u202efdp.exe") == "invoicefdp.exe"
    assert file_title("../../etc/passwd") == ".._.._etc_passwd"
    long = file_title("a" * 300 + ".tar.gz")
    assert len(long) <= 80
    assert long.endswith(".tar.gz")


def test_accents_are_not_piled_to_the_neighbours_line() -> None:
    assert len(harmless("Z" + "\u0351" * 200)) == 5


@pytest.mark.parametrize(
    ("asked", "wanted"), [("смех", "😄"), ("ёлка", "🎄"), ("heart", "❤️"), ("pizza", "🍕"), ("Пицц", "🍕"), ("флаг росс", "🇷🇺")]
)
def test_emoji_are_found_in_both_languages_by_the_beginnings_of_words(qapp: QApplication, asked: str, wanted: str) -> None:
    del qapp
    assert wanted in [emoji.text for emoji in find(asked, all_emoji())]
    assert find("nothing is called so", all_emoji()) == ()
    assert find("  ", all_emoji()) == all_emoji()
