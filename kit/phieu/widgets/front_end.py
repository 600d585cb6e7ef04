"""A front end as one module: its parts in front/ put together, for a widget can load only one."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:function|class|const) (\w+))", re.MULTILINE)
_DEFAULT = "export default "


@cache
def module(main: str) -> str:
    """The part `main` and all that it imports, each in a scope of its own, imported ones first."""
    *below, last = _in_order(main, ())
    return "\n".join([*(_below(name) for name in below), _as_main(last)])


@cache
def style(main: str) -> str:
    """What all workbenches share, and what `main` has of its own."""
    return source("widget.css") + source(f"{main}.css")


def source(name: str) -> str:
    """One file of front/, as it is written."""
    return (files("phieu.widgets") / "front" / name).read_text(encoding="utf-8")


def _in_order(name: str, above: tuple[str, ...]) -> tuple[str, ...]:
    if name in above:
        raise ValueError(f"{' → '.join((*above, name))}: these parts import each other.")
    below = (
        one
        for _names, needed in _IMPORT.findall(source(f"{name}.js"))
        for one in _in_order(needed, (*above, name))
    )
    return tuple(dict.fromkeys((*below, name)))


def _below(name: str) -> str:
    """A part that others import, as a constant that holds what it exports."""
    text = source(f"{name}.js")
    exported = ", ".join(_EXPORT.findall(text))
    inside = _EXPORT.sub("", _joined(text))
    return f"const $part_{name} = (() => {{\n{inside}\nreturn {{ {exported} }};\n}})();\n"


def _as_main(name: str) -> str:
    inside = _EXPORT.sub("", _joined(source(f"{name}.js"))).replace(_DEFAULT, "return ")
    return f"{_DEFAULT}(() => {{\n{inside}}})();\n"


def _joined(text: str) -> str:
    """The text with its imports taken from the constants of the parts."""
    return _IMPORT.sub(lambda found: f"const {{{found[1]}}} = $part_{found[2]};\n", text)
