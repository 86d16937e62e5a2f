"""Any message at all, made from the types of its fields."""

from __future__ import annotations

import enum
import types
import typing
from typing import Any

import msgspec
from hypothesis import strategies as st

from telephony.messages import AnyCommand, AnyEvent
from telephony.secret import Secret

# Everything that JSON can carry; lone surrogates are no text.
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
secrets = st.builds(Secret, texts)


def any_of(annotation: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type."""
    plain: dict[Any, st.SearchStrategy[Any]] = {
        str: texts,
        bool: st.booleans(),
        int: st.integers(-(2**53), 2**53),
        type(None): st.none(),
        bytes: st.binary(max_size=40),
        Secret: secrets,
    }
    if annotation in plain:
        return plain[annotation]
    if isinstance(annotation, type) and issubclass(annotation, enum.Enum):
        return st.sampled_from(annotation)
    if isinstance(annotation, type) and issubclass(annotation, msgspec.Struct):
        return structs(annotation)
    arguments = typing.get_args(annotation)
    if typing.get_origin(annotation) is tuple and arguments[-1] is not Ellipsis:
        return st.tuples(*map(any_of, arguments))
    if typing.get_origin(annotation) is tuple:
        return st.lists(any_of(arguments[0]), max_size=4).map(tuple)
    assert typing.get_origin(annotation) in (types.UnionType, typing.Union), annotation
    return st.one_of([any_of(argument) for argument in arguments])


def structs(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    hints = typing.get_type_hints(kind)
    return st.builds(kind, **{field.name: any_of(hints[field.name]) for field in msgspec.structs.fields(kind)})


commands: st.SearchStrategy[AnyCommand] = st.one_of([structs(kind) for kind in typing.get_args(AnyCommand)])
events: st.SearchStrategy[AnyEvent] = st.one_of([structs(kind) for kind in typing.get_args(AnyEvent)])
