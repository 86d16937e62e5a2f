"""Replaces (RFC 3891), where pjsip can't do it by itself: the dialog it names is another process's."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from telephony.dialogs import DialogIdentity

# RFC 3261 section 25.1: `unreserved` and `hnv-unreserved`, which need no escape in a URI's headers; letters and digits never do.
_PLAIN: Final = "-_.!~*'()[]/?:+$"


def refer_target(dialog: DialogIdentity) -> str:
    """The URI for a Refer-To whose call takes our place in `dialog`: whom we talk to, and our dialog's identifiers.

    By proxies he is reached at his address of record, as pjsua would have it; without any at his Contact, where our own requests go: the
    address in From and To lacks the port that a direct call needs (RFC 3261 section 20.20). The tags are named from the side of him who is
    called (RFC 3891 section 6.1): to-tag is his.
    """
    uri = dialog.remote_uri if dialog.route_set else dialog.remote_target
    replaces = f"{dialog.call_id_header};to-tag={dialog.remote_tag};from-tag={dialog.local_tag}"
    return f"{uri}?Require=replaces&Replaces={quote(replaces, safe=_PLAIN)}"


def names_dialog(replaces: str, dialog: DialogIdentity) -> bool:
    """Whether a Replaces header that came in names this dialog of ours: to-tag is ours then."""
    call_id, *parameters = (part.strip() for part in replaces.split(";"))
    tags = {name.strip().lower(): value.strip() for name, _, value in (each.partition("=") for each in parameters)}
    return (call_id, tags.get("to-tag"), tags.get("from-tag")) == (dialog.call_id_header, dialog.local_tag, dialog.remote_tag)
