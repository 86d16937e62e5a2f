"""Tables for spreadsheets."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from agent_app.spreadsheet import plain_cell, table


@given(st.text(max_size=20))
def test_no_cell_begins_as_a_formula_does(text: str) -> None:
    assert not plain_cell(text).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert plain_cell(text).endswith(text)


def test_a_table_is_known_as_utf_8_and_quoted_where_it_must_be() -> None:
    assert table([("имя", "a,b"), (1, 'say "hi"')]) == b"\xef\xbb\xbf" + 'имя,"a,b"\r\n1,"say ""hi"""\r\n'.encode()
