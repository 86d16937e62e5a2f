"""Which addresses the provider speaks to, and where the answer to a request goes (RFC 3261 section 18.2)."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

from sandbox.errors import SandboxError
from sandbox.sip.message import Request, parse_via

if TYPE_CHECKING:
    from collections.abc import Callable

    from sandbox.sip.flow import Address, Flow

LOOPBACK: Final = "127.0.0.1"


class UnreachableError(SandboxError):
    """There is no way to that address: not on this machine, or a connection that failed."""


def mark_source(request: Request, flow: Flow) -> None:
    """Writes into the topmost Via where the request really came from (RFC 3261 section 18.2.1, RFC 3581)."""
    via = parse_via(request.headers.pop("Via"))
    host, port = flow.remote
    if via.host != host or "rport" in via.params:
        via.params["received"] = host
    if "rport" in via.params:
        via.params["rport"] = str(port)
    request.headers.push("Via", str(via))


def flow_back(request: Request, flow: Flow, at: Callable[[Address], Flow]) -> Flow:
    """A client without rport hears the answer at the port its Via names (RFC 3261 section 18.2.2), every other where it sent from."""
    via = request.via
    if flow.transport != "UDP" or "rport" in via.params:
        return flow
    return at((flow.remote[0], via.port or 5060))


def loopback(host: str) -> str:
    """The address of a host on this machine; the sandbox sends nothing elsewhere."""
    if host == "localhost":
        return LOOPBACK
    try:
        address = ip_address(host.strip("[]"))
    except ValueError:
        raise UnreachableError(f"no address: {host!r}") from None
    if address.version != 4 or not address.is_loopback:
        raise UnreachableError(f"not on this machine: {host}")
    return str(address)
