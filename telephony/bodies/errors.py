"""What is wrong with a body."""

from __future__ import annotations

from enum import StrEnum


class BodyProblem(StrEnum):
    """One code a cause; only the window puts them into words."""

    TOO_LONG = "too_long"
    TOO_DEEP = "too_deep"
    NOT_TEXT = "not_text"  # bytes that are no UTF-8, or a lone surrogate
    NOT_XML = "not_xml"
    FORBIDDEN_XML = "forbidden_xml"  # a document type: the door of entity bombs and of reading other files
    NOT_CPIM = "not_cpim"
    MISSING = "missing"  # an element or header that the format asks for
    BAD_VALUE = "bad_value"
    BAD_COMPRESSION = "bad_compression"
    UNKNOWN_TYPE = "unknown_type"


class BodyError(ValueError):
    """A body that can't be read: the problem, and what it was about (short, and never the body)."""

    def __init__(self, problem: BodyProblem, about: str = "") -> None:
        super().__init__(f"{problem}: {about}" if about else str(problem))
        self.problem = problem
        self.about = about
