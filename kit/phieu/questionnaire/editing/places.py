"""From a path of the model (`("sections", 0, "questions", 2, "codes", 1, "label")`) to its place
in the text, through the short forms that a person writes."""

from __future__ import annotations

from dataclasses import dataclass

from ..findings import Path
from .spans import List, Map, Span, Text

# How an entry of a mapping is counted as an item: what its key and its plain text are called.
COUNTED = {"codes": ("value", "label"), "rows": ("id", "text"), "columns": ("id", "text")}
_BY_NAME = ("", "")


@dataclass(frozen=True)
class Spot:
    """One node and what holds it. names: it is an entry counted as an item, see COUNTED."""

    node: Span
    holder: Map | List | None
    place: int
    in_flow: bool
    names: tuple[str, str] | None = None
    is_key: bool = False


def trail(root: Map, path: Path) -> list[Spot]:
    """The spots from the root down the path, as far as they are written."""
    spots = [Spot(root, None, 0, in_flow=False)]
    for depth, step in enumerate(path):
        under = path[depth - 1] if depth else ""
        spot = _child(spots[-1], step, COUNTED.get(str(under), _BY_NAME))
        if spot is None:
            break
        spots.append(spot)
    return spots


def _child(parent: Spot, step: str | int, names: tuple[str, str]) -> Spot | None:
    node = parent.node
    if parent.names is not None and isinstance(parent.holder, Map):
        key_name, text_name = parent.names
        if step == key_name:
            key = parent.holder.parts[parent.place].key
            return Spot(key, parent.holder, parent.place, parent.in_flow, is_key=True)
        if step == text_name and isinstance(node, Text):
            return Spot(node, parent.holder, parent.place, parent.in_flow)
    match node, step:
        case Map(), str():
            place = node.find(step)
            return None if place is None else _held(parent, node, place)
        case Map(), int() if 0 <= step < len(node.parts):
            return _held(parent, node, step, names)
        case List(), int() if 0 <= step < len(node.parts):
            return _held(parent, node, step)
        case Text(), 0 if node.text is not None and parent.names is None:
            return parent  # `only: DU` for `only: [DU]`
        case _:
            return None


def _held(
    parent: Spot, holder: Map | List, place: int, names: tuple[str, str] | None = None
) -> Spot:
    in_flow = parent.in_flow or holder.flow
    return Spot(holder.parts[place].value, holder, place, in_flow, names)
