"""A dialog from a user agent's side (RFC 3261 section 12): what its requests are built from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sandbox.sip.addressing import UnreachableError
from sandbox.sip.message import USER_AGENT, Headers, Request, Response
from sandbox.sip.uri import Uri, parse_name_addr

if TYPE_CHECKING:
    from sandbox.sip.flow import Flow
    from sandbox.sip.transport import Transports


@dataclass(slots=True)
class Dialog:
    """`local` and `remote` are whole From/To values with their tags; `routes` are Route values, nearest first."""

    call_id: str
    local: str
    remote: str
    target: Uri
    flow: Flow | None = None  # how the peer was last heard: the way to it when its contact leads nowhere
    routes: list[str] = field(default_factory=list[str])
    cseq: int = 0
    remote_cseq: int = 0

    @property
    def tags(self) -> tuple[str, str, str]:
        """What in-dialog requests are matched by: Call-ID, our tag, their tag."""
        return self.call_id, parse_name_addr(self.local).tag, parse_name_addr(self.remote).tag

    def request(self, method: str, contact: Uri, *, cseq: int = 0) -> Request:
        """A request inside the dialog, with the next CSeq (or the one of the INVITE that an ACK belongs to)."""
        if not cseq:
            self.cseq += 1
        headers = Headers([("Max-Forwards", "70")])
        for route in self.routes:
            headers.add("Route", route)
        headers.add("From", self.local)
        headers.add("To", self.remote)
        headers.add("Call-ID", self.call_id)
        headers.add("CSeq", f"{cseq or self.cseq} {method}")
        headers.add("Contact", f"<{contact}>")
        headers.add("User-Agent", USER_AGENT)
        return Request(headers, b"", method, str(self.target))

    def way(self, transports: Transports) -> Flow:
        """The flow to the next hop; UnreachableError when there is none."""
        hop = parse_name_addr(self.routes[0]).uri if self.routes else self.target
        try:
            return transports.flow_to(hop)
        except UnreachableError:
            if self.flow is None or not self.flow.alive:
                raise
            return self.flow

    def refresh(self, message: Request | Response) -> None:
        """A re-INVITE, UPDATE or their answer may move the peer's contact (RFC 3261 section 12.2)."""
        contact = message.headers.get("Contact")
        if contact and contact != "*":
            self.target = parse_name_addr(contact).uri


def as_callee(request: Request, local_tag: str, flow: Flow) -> Dialog:
    """The dialog that an INVITE makes at its receiver (section 12.1.1)."""
    return Dialog(
        call_id=request.call_id,
        local=f"{request.headers.get('To')};tag={local_tag}",
        remote=request.headers.get("From"),
        target=_contact(request),
        flow=flow,
        routes=request.headers.all("Record-Route"),
        remote_cseq=request.cseq[0],
    )


def as_caller(request: Request, response: Response) -> Dialog:
    """The dialog that a 2xx makes at the INVITE's sender (section 12.1.2)."""
    return Dialog(
        call_id=request.call_id,
        local=request.headers.get("From"),
        remote=response.headers.get("To"),
        target=_contact(response),
        routes=response.headers.all("Record-Route")[::-1],
        cseq=request.cseq[0],
    )


def _contact(message: Request | Response) -> Uri:
    """Contact is owed; where it is missing, the From or To address has to do."""
    contact = message.headers.get("Contact")
    if contact and contact != "*":
        return parse_name_addr(contact).uri
    return message.from_addr.uri if isinstance(message, Request) else message.to_addr.uri
