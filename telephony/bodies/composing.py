"""Who types: isComposing (RFC 3994)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from telephony.bodies.errors import BodyError, BodyProblem
from telephony.bodies.markup import child, clean, content, escape, parse_xml

TYPE: Final = "application/im-iscomposing+xml"
NAMESPACE: Final = "urn:ietf:params:xml:ns:im-iscomposing"
DEFAULT_REFRESH_S: Final = 120  # section 3.3: without a word of it, "active" lasts so long
_SHORTEST_S: Final = 5
_LONGEST_S: Final = 600


@dataclass(frozen=True, slots=True)
class Typing:
    """`refresh_s`: "active" ends by itself after so many seconds; `content_type` is what is being composed."""

    active: bool
    refresh_s: int = DEFAULT_REFRESH_S
    content_type: str = ""


def build_typing(typing: Typing) -> str:
    kind = f"<contenttype>{escape(clean(typing.content_type))}</contenttype>" if typing.content_type else ""
    refresh = f"<refresh>{typing.refresh_s}</refresh>" if typing.active else ""
    state = "active" if typing.active else "idle"
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<isComposing xmlns="{NAMESPACE}"><state>{state}</state>{kind}{refresh}</isComposing>'


def parse_typing(body: str | bytes) -> Typing:
    """Raises `BodyError`. A state that is not "active" is idle (section 3.2); an odd refresh time is bounded."""
    root = parse_xml(body, "isComposing")
    state = child(root, "state")
    if state is None:
        raise BodyError(BodyProblem.MISSING, "state")
    refresh = content(child(root, "refresh"), 12)
    seconds = int(refresh) if refresh.isascii() and refresh.isdigit() else DEFAULT_REFRESH_S
    return Typing(content(state).lower() == "active", min(max(seconds, _SHORTEST_S), _LONGEST_S), content(child(root, "contenttype"), 128))
