"""One HTTP request to a provider, with its failures as ProviderErrors.

httpx is imported at the first request (about 0.1-0.3 s), which therefore belongs in a worker.
"""

from __future__ import annotations

import logging
import time
from functools import cached_property
from typing import TYPE_CHECKING, Final

from tariffs.providers.errors import (
    BadCredentialsError,
    ForbiddenError,
    GarbageError,
    OutcomeUnknownError,
    ProviderError,
    RateLimitedError,
    RefusedError,
    TransientError,
    UnsupportedError,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import httpx

MAX_ANSWER_BYTES: Final = 4 * 1024 * 1024
_BY_STATUS: Final[dict[int, type[ProviderError]]] = {
    401: BadCredentialsError,
    403: ForbiddenError,
    405: UnsupportedError,
    408: TransientError,
    501: UnsupportedError,
}
_LONGEST_WAIT: Final = 24 * 3600


class HttpApi:
    """Requests with a bearer token (RFC 6750) to one provider.

    `token` is asked for at each request, so that nothing here keeps or shows it. `timeout_s` bounds each wait and the
    answer's whole arrival: a request lasts at most about twice as long. Proxies and other
    settings of the environment are not used, redirects are not followed: the token goes to this address alone.
    """

    def __init__(self, base_url: str, token: Callable[[], str], timeout_s: float) -> None:
        self._base_url = base_url.rstrip("/")
        self._token = token
        self._timeout_s = timeout_s

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._base_url!r})"

    def get(self, path: str, query: Mapping[str, str] | None = None, *, missing: type[ProviderError] = UnsupportedError) -> bytes:
        """The body of a successful answer; ProviderError otherwise, `missing` where the provider has no such thing (404)."""
        return self._request("GET", path, query=dict(query or {}), missing=missing)

    def post(self, path: str, body: bytes) -> bytes:
        """The same for a change, sent as JSON; OutcomeUnknownError where it may have happened although no success was told."""
        return self._request("POST", path, body=body)

    def close(self) -> None:
        """Ends its connections; may be called at any time."""
        if "_client" in self.__dict__:
            self._client.close()

    @cached_property
    def _client(self) -> httpx.Client:
        import httpx

        logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs each full URL, with the number that was asked about
        # No connection is kept: one that the provider closed meanwhile would make a change's outcome unknown.
        limits = httpx.Limits(max_keepalive_connections=0)
        return httpx.Client(timeout=self._timeout_s, trust_env=False, limits=limits)

    def _request(
        self,
        method: str,
        path: str,
        *,
        query: dict[str, str] | None = None,
        body: bytes = b"",
        missing: type[ProviderError] = UnsupportedError,
    ) -> bytes:
        import httpx

        what, is_change = f"{method} {path}", method != "GET"
        try:
            answer, content = self._exchange(method, path, query or {}, body)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise TransientError(f"{what}: no connection ({type(error).__name__})") from None
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError) as error:
            kind = OutcomeUnknownError if is_change else TransientError
            raise kind(f"{what}: no answer ({type(error).__name__})") from None
        if answer.is_success:
            return content
        if answer.status_code == 404:
            raise missing(f"{what}: the provider has no such thing")
        raise _failure(what, answer, is_change=is_change)

    def _exchange(self, method: str, path: str, query: dict[str, str], body: bytes) -> tuple[httpx.Response, bytes]:
        """The whole answer within the time and size limits: httpx's own timeout starts anew with every piece that arrives."""
        import httpx

        headers = {"Authorization": f"Bearer {self._token()}", "Accept": "application/json"}
        if body:
            headers["Content-Type"] = "application/json"
        deadline = time.monotonic() + self._timeout_s
        content = bytearray()
        with self._client.stream(method, self._base_url + path, params=query, content=body or None, headers=headers) as answer:
            for piece in answer.iter_bytes():
                content += piece
                if time.monotonic() > deadline:
                    raise httpx.ReadTimeout("too slow")
                if len(content) > MAX_ANSWER_BYTES:
                    raise httpx.ReadError("too large")
        return answer, bytes(content)


def _failure(what: str, answer: httpx.Response, *, is_change: bool) -> ProviderError:
    status = answer.status_code
    message = f"{what}: the provider answered {status}"
    if status == 429:
        return RateLimitedError(message, _retry_after(answer))
    if status in _BY_STATUS:
        return _BY_STATUS[status](message)
    if status >= 500:
        return OutcomeUnknownError(message) if is_change else TransientError(message)
    return RefusedError(message) if status >= 400 else GarbageError(message)


def _retry_after(answer: httpx.Response) -> int | None:
    """Seconds (RFC 9110, 10.2.3); its other form, a date, is taken as none."""
    text = answer.headers.get("Retry-After", "")
    return min(int(text), _LONGEST_WAIT) if text.isascii() and text.isdigit() and len(text) < 10 else None
