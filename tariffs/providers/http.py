"""One HTTP request to a provider, with its failures as ProviderErrors.

httpx is imported at the first request (about 0.1-0.3 s), which therefore belongs in a worker.
"""

from __future__ import annotations

import logging
import secrets
import time
from concurrent.futures import CancelledError
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final
from urllib.parse import quote_plus

from tariffs.providers.errors import (
    BadCredentialsError,
    ForbiddenError,
    GarbageError,
    NoFundsError,
    OutcomeUnknownError,
    ProviderError,
    RateLimitedError,
    RefusedError,
    TransientError,
    UnsupportedError,
)
from tariffs.providers.limits import RateLimiter
from tariffs.providers.waiting import Waits

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Mapping

    import httpx

MAX_ANSWER_BYTES: Final = 4 * 1024 * 1024
JSON: Final = "application/json"
FORM: Final = "application/x-www-form-urlencoded"
_BY_STATUS: Final[dict[int, type[ProviderError]]] = {
    401: BadCredentialsError,
    402: NoFundsError,
    403: ForbiddenError,
    405: UnsupportedError,
    408: TransientError,
    501: UnsupportedError,
}
_LONGEST_WAIT: Final = 24 * 3600


@dataclass(frozen=True)
class HttpRequest:
    """`what` is all that errors, logs and the repr show of it. `query` is encoded already; `is_change`: no clear answer to it means
    that the outcome is unknown. `missing`: the error where the provider has no such thing (404)."""

    what: str
    method: str = field(repr=False)
    path: str = field(repr=False)
    query: str = field(default="", repr=False)
    body: bytes = field(default=b"", repr=False)
    content_type: str = field(default="", repr=False)
    headers: Mapping[str, str] = field(default_factory=dict[str, str], repr=False)
    is_change: bool = False
    missing: type[ProviderError] = field(default=UnsupportedError, repr=False)


class HttpApi:
    """Requests to one provider, with a bearer token (RFC 6750) where there is `token`.

    `token` is asked for at each request, so that nothing here keeps or shows it. `timeout_s` bounds each wait and the
    answer's whole arrival: a request lasts at most twice as long, name look-up included. Proxies and other settings of the
    environment are not used, redirects are not followed: secrets go to this address alone.
    """

    def __init__(self, base_url: str, token: Callable[[], str] | None, timeout_s: float, *, limiter: RateLimiter | None = None) -> None:
        self._base_url = base_url.rstrip("/")
        self._token = token
        self._timeout_s = timeout_s
        self._limiter = limiter or RateLimiter()
        self._waits = Waits()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._base_url!r})"

    def get(self, path: str, query: Mapping[str, str] | None = None, *, missing: type[ProviderError] = UnsupportedError) -> bytes:
        """The body of a successful answer; ProviderError otherwise, `missing` where the provider has no such thing (404)."""
        return self.ask(HttpRequest(f"GET {path}", "GET", path, form(query or {}), missing=missing))

    def post(self, path: str, body: bytes) -> bytes:
        """The same for a change, sent as JSON; OutcomeUnknownError where it may have happened although no success was told."""
        return self.ask(HttpRequest(f"POST {path}", "POST", path, body=body, content_type=JSON, is_change=True))

    def ask(self, request: HttpRequest) -> bytes:
        """The body of a successful answer; ProviderError otherwise."""
        self._limiter.take(request.what)
        answer, content = self._answer(request)
        if answer.is_success:
            return content
        if answer.status_code == 404:
            raise request.missing(f"{request.what}: the provider has no such thing")
        failure = _failure(request.what, answer, is_change=request.is_change)
        if isinstance(failure, RateLimitedError) and failure.retry_after_s is not None:
            self._limiter.hold(failure.retry_after_s)
        raise failure

    def close(self) -> None:
        """Ends what is being waited for, and its connections; may be called at any time, from any thread. Nothing is asked after it."""
        self._waits.end()
        if "_client" in self.__dict__:
            self._client.close()

    @cached_property
    def _client(self) -> httpx.Client:
        import httpx

        logging.getLogger("httpx").setLevel(logging.WARNING)  # it logs each full URL, with the number that was asked about
        return httpx.Client(verify=_tls(), timeout=self._timeout_s, trust_env=False)

    def _answer(self, request: HttpRequest) -> tuple[httpx.Response, bytes]:
        import httpx

        if self._waits.ended:
            raise TransientError(f"{request.what}: not asked any more")
        lost = OutcomeUnknownError if request.is_change else TransientError
        try:
            return self._waits.run(lambda: self._exchange(request), 2 * self._timeout_s)
        except (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout) as error:
            raise TransientError(f"{request.what}: no connection ({type(error).__name__})") from None
        except (httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError, ValueError) as error:
            raise RefusedError(f"{request.what}: it can't be sent ({type(error).__name__})") from None
        except (CancelledError, TimeoutError, httpx.HTTPError, httpx.StreamError) as error:
            raise lost(f"{request.what}: no answer ({type(error).__name__})") from None

    def _exchange(self, request: HttpRequest) -> tuple[httpx.Response, bytes]:
        """The whole answer within the time and size limits: httpx's own timeout starts anew with every piece that arrives."""
        import httpx

        url = self._base_url + request.path + (f"?{request.query}" if request.query else "")
        client, content = self._client, bytearray()
        deadline = time.monotonic() + self._timeout_s
        with client.stream(request.method, url, content=request.body or None, headers=self._headers(request)) as answer:
            for piece in answer.iter_bytes():
                content += piece
                if time.monotonic() > deadline:
                    raise httpx.ReadTimeout("too slow")
                if len(content) > MAX_ANSWER_BYTES:
                    raise httpx.ReadError("too large")
        return answer, bytes(content)

    def _headers(self, request: HttpRequest) -> dict[str, str]:
        # No connection is kept (RFC 9112, 9.6): one that the provider closed meanwhile would make a change's outcome unknown, and one that
        # was being made while `close` was called is in nobody's pool and would stay open.
        headers = {"Accept": JSON, "Connection": "close", **request.headers}
        if self._token is not None:
            headers["Authorization"] = f"Bearer {self._token()}"
        if request.body:
            headers["Content-Type"] = request.content_type
        return headers


@lru_cache
def _tls() -> ssl.SSLContext:
    """One for all: reading the authorities' certificates takes tens of milliseconds."""
    import httpx

    return httpx.create_ssl_context(trust_env=False)


def form(fields: Mapping[str, str]) -> str:
    """Fields as application/x-www-form-urlencoded (a space is "+"), in their order; also PHP's http_build_query, which hides "~" too."""
    return "&".join(f"{_quoted(name)}={_quoted(value)}" for name, value in fields.items())


def multipart(fields: Mapping[str, str]) -> tuple[str, bytes]:
    """The content type and body of fields as multipart/form-data (RFC 7578)."""
    boundary = secrets.token_hex(16)
    parts = [f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n' for name, value in fields.items()]
    return f"multipart/form-data; boundary={boundary}", "".join([*parts, f"--{boundary}--\r\n"]).encode()


def _quoted(text: str) -> str:
    return quote_plus(text).replace("~", "%7E")


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
