"""Words: folded, stemmed, marked where they stand; any text makes a question that the index understands."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_app.search.query import Query
from agent_app.search.words import composed, index_words, stem, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        *(("звонок", "звонки"), ("звонка", "звонков"), ("подарок", "подарки"), ("отец", "отцы"), ("девушек", "девушка")),
        *(("сообщение", "сообщений"), ("договор", "договоров"), ("calling", "calls"), ("meeting", "meetings")),
    ],
)
def test_forms_of_a_word_have_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_other_words_keep_other_stems() -> None:
    assert len({stem(word) for word in ("город", "гордый", "сон", "ток", "call", "cold", "2024", "2025")}) == 8


def test_case_accents_and_yo_do_not_tell_words_apart() -> None:
    assert [word.folded for word in words_of("ЁЛКА café")] == ["елка", "cafe"]


def test_a_letter_in_two_signs_is_the_same_word() -> None:
    apart = "и\u0306од"  # й as и and a breve
    assert [word.folded for word in words_of(composed(apart))] == ["йод"]


def test_an_index_keeps_each_word_and_its_stem_once() -> None:
    assert index_words("Calls, calls: CALLS") == "calls call"


def test_the_words_of_a_question_are_marked_in_a_text_in_whatever_form() -> None:
    text = "Два звонка и звонок от Ани"
    assert [text[start:end] for start, end in Query.of("звонки ").marks(text)] == ["звонка", "звонок"]


def test_a_word_that_is_being_typed_marks_the_words_that_begin_so() -> None:
    assert Query.of("прив").marks("Привет, приветик; не привал") == ((0, 6), (8, 16), (21, 27))
    assert Query.of("прив ").marks("Привет") == ()


def test_a_snippet_is_a_piece_around_what_was_found() -> None:
    text = "слово " * 100 + "звонок " + "слово " * 100
    snippet = Query.of("звонки").snippet(text)
    assert len(snippet.text) < 150
    assert snippet.text.startswith("…")
    assert snippet.text.endswith("…")
    [(start, end)] = snippet.marks
    assert snippet.text[start:end] == "звонок"


@given(st.text(max_size=60), st.text(max_size=200))
def test_any_question_is_understood_and_its_marks_are_within_the_text(typed: str, text: str) -> None:
    query = Query.of(typed)
    snippet = query.snippet(text)
    assert all(0 <= start < end <= len(snippet.text) for start, end in snippet.marks)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute("CREATE VIRTUAL TABLE t USING fts5 (words, detail = 'none', tokenize = 'ascii', prefix = '2 3 4')")
        connection.execute("INSERT INTO t VALUES (?)", (index_words(typed),))
        if query.is_searchable():
            assert connection.execute("SELECT count(*) FROM t WHERE t MATCH ?", (query.expression(),)).fetchone() == (1,)
