"""The front end as one module: the parts in front/ put together, for a widget can load only one."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_IMPORT = re.compile(r'^import \{([^}]*)\} from "\./(\w+)\.js";\n', re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:function|class|const) (\w+))", re.MULTILINE)
_DEFAULT = "export default "
_MAIN = "designer"


@cache
def module() -> str:
    """Each part in a scope of its own, those that others import first."""
    parts = {name: source(f"{name}.js") for name in _in_order(_MAIN, ())}
    return "\n".join(_scoped(name, text) for name, text in parts.items())


@cache
def style() -> str:
    return source("designer.css")


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


def _scoped(name: str, text: str) -> str:
    exported = ", ".join(_EXPORT.findall(text))
    inside = _IMPORT.sub(lambda found: f"const {{{found[1]}}} = $part_{found[2]};\n", text)
    inside = _EXPORT.sub("", inside).replace(_DEFAULT, "return ")
    if name == _MAIN:
        return f"{_DEFAULT}(() => {{\n{inside}}})();\n"
    return f"const $part_{name} = (() => {{\n{inside}\nreturn {{ {exported} }};\n}})();\n"
