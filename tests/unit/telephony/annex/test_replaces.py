"""Refer-To with Replaces, and Replaces that comes in: escaped and named as RFC 3891 and RFC 3261 want it."""

from __future__ import annotations

import re
import string
from urllib.parse import unquote

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from telephony.annex.replaces import names_dialog, refer_target
from telephony.dialogs import DialogIdentity
from telephony.message_base import Transport

DIALOG = DialogIdentity(
    call_id_header='a84b"4c@host.example',
    local_uri="sip:anna@example.org",
    local_tag="ours",
    remote_uri="sip:boris@example.org",
    remote_tag="his",
    remote_target="sip:boris@192.0.2.1:5066;transport=tcp",
    route_set=("sip:proxy.example.org;lr",),
    next_cseq=2,
    transport=Transport.UDP,
    next_hop="192.0.2.1:5060",
)
# RFC 3261 section 25.1: callid is word [ "@" word ], a tag is a token.
tokens = st.text(string.ascii_letters + string.digits + "-.!%*_+`'~", min_size=1)
call_ids = st.text(string.ascii_letters + string.digits + "-.!%*_+`'~()<>:\\\"/[]?{}@", min_size=1)


def test_the_target_is_whom_we_talk_to_and_the_dialog_is_escaped() -> None:
    headers = "Require=replaces&Replaces=a84b%224c%40host.example%3Bto-tag%3Dhis%3Bfrom-tag%3Dours"
    assert refer_target(DIALOG) == f"sip:boris@example.org?{headers}"
    direct = msgspec.structs.replace(DIALOG, route_set=())
    assert refer_target(direct) == f"sip:boris@192.0.2.1:5066;transport=tcp?{headers}"


@given(call_ids, tokens, tokens)
def test_what_is_written_is_a_uris_header_and_names_the_dialog_from_the_other_side(call_id: str, ours: str, his: str) -> None:
    dialog = msgspec.structs.replace(DIALOG, call_id_header=call_id, local_tag=ours, remote_tag=his)
    value = refer_target(dialog).rpartition("Replaces=")[2]
    assert re.fullmatch(r"(?:[A-Za-z0-9\-_.!~*'()\[\]/?:+$]|%[0-9A-F]{2})+", value)
    there = msgspec.structs.replace(dialog, local_tag=his, remote_tag=ours)
    assert names_dialog(unquote(value), there)
    assert names_dialog(unquote(value), dialog) is (ours == his)


def test_a_replaces_with_spaces_other_parameters_and_another_case_is_understood() -> None:
    dialog = msgspec.structs.replace(DIALOG, call_id_header="x@y")
    assert names_dialog("x@y ; From-Tag=his; early-only ;TO-TAG = ours", dialog)
    for other in ("x@y;to-tag=ours", "x@y", "", ";;=", "z@y;to-tag=ours;from-tag=his", "x@y;to-tag=his;from-tag=ours"):
        assert not names_dialog(other, dialog)
