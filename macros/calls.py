"""Calls of macros as they stand in a source: where, with what arguments, and what they leave."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from jinja2 import Environment, StrictUndefined, nodes

from macros import MACROS

# What it makes is Markdown, where nothing is escaped.
_JINJA = Environment(autoescape=False, undefined=StrictUndefined, keep_trailing_newline=True)
_JINJA.globals.update({macro.__name__: macro for macro in MACROS})


@dataclass(frozen=True)
class Call:
    """A call of a macro, with its line in the file (from 1).

    An argument that is not written out, but worked out, is None.
    """

    name: str
    line: int
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


# A build asks for the same page several times; a big site has thousands.
@lru_cache(maxsize=4096)
def parse(source: str) -> nodes.Template:
    """Parse a whole file, front matter included, so that lines are the file's.

    Raises TemplateSyntaxError.
    """
    return _JINJA.parse(source)


def find(source: str) -> list[Call]:
    """Return the calls in a file, in their order. Raises TemplateSyntaxError."""
    return [
        read(call)
        for call in parse(source).find_all(nodes.Call)
        if isinstance(call.node, nodes.Name)
    ]


def read(call: nodes.Call) -> Call:
    """Return a call of a name as Jinja has parsed it."""
    assert isinstance(call.node, nodes.Name)
    kwargs = {each.key: _value(each.value) for each in call.kwargs}
    return Call(call.node.name, call.lineno, tuple(map(_value, call.args)), kwargs)


def _value(node: nodes.Expr) -> Any:
    try:
        return node.as_const()
    except nodes.Impossible:
        return None


def made(text: str) -> str:
    """Return a text of a source with the markers that its calls leave.

    For what is taken out of one page and put into another: its engine has not seen the calls.
    Raises TemplateError where a name is none of a macro.
    """
    return _JINJA.from_string(text).render()


def bound(macro: Callable[..., Any], call: Call) -> dict[str, Any] | None:
    """Return the arguments of a call by their names, or None where they are not the macro's.

    What has a default may be left out or named; all else is written in its place.
    """
    signature = inspect.signature(macro)
    may_be_named = {n for n, p in signature.parameters.items() if p.default is not p.empty}
    if not set(call.kwargs) <= may_be_named:
        return None
    try:
        found = signature.bind(*call.args, **call.kwargs)
    except TypeError:
        return None
    found.apply_defaults()
    return dict(found.arguments)


def shape(macro: Callable[..., Any]) -> str:
    """Say how a macro is called."""
    parameters = inspect.signature(macro).parameters.values()
    words = [p.name if p.default is p.empty else f"{p.name}={p.default!r}" for p in parameters]
    return f"write it {macro.__name__}({', '.join(words)})."
