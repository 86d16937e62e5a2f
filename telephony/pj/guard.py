"""The wrapper of every pjsua2 callback, and the error that calls into pjsua2 raise."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Generator
from contextlib import contextmanager
from typing import Concatenate, ParamSpec, Protocol, TypeVar

import pjsua2 as pj

from telephony.pj.facts import CallbackFailed, Sink

log = logging.getLogger(__name__)

P = ParamSpec("P")


class SipError(Exception):
    """pjsua2 refused a call: `status` is pjlib's number."""

    def __init__(self, what: str, status: int, reason: str) -> None:
        super().__init__(f"{what}: {reason} ({status})")
        self.status = status
        self.reason = reason


@contextmanager
def native(what: str) -> Generator[None]:
    """Turns pjsua2's error into `SipError`."""
    try:
        yield
    except pj.Error as error:
        raise SipError(what, error.status, clean(error.reason)) from error


class HasSink(Protocol):
    @property
    def sink(self) -> Sink: ...


S = TypeVar("S", bound=HasSink)


def guarded(method: Callable[Concatenate[S, P], None]) -> Callable[Concatenate[S, P], None]:
    """A callback that never raises into the native caller, which would print the error and forget it."""

    @functools.wraps(method)
    def wrapper(self: S, /, *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            method(self, *args, **kwargs)
        except Exception as error:  # the last place where anything can be done about it
            log.exception("callback %s failed", method.__name__)
            self.sink(CallbackFailed(method.__name__, f"{type(error).__name__}: {error}"))

    return wrapper


def clean(text: str) -> str:
    """Text that came over the network, fit for JSON: SWIG hands undecodable bytes over as lone surrogates."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def undecoded(text: str) -> bytes:
    """The bytes that SWIG made this text of."""
    return text.encode("utf-8", "surrogateescape")
