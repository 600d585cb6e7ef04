"""Parts of the text put in, taken out and moved: questions, sections, options, rows, scales.

Comments directly above a part travel with it. A path's last step is a position, also among
options and rows, which stand in a mapping.
"""

from __future__ import annotations

from typing import Any

from ..findings import Path
from ..yaml_block import STEP, Flow, Written, in_line, item, key_in_line
from ..yaml_writing import written
from .lines import (
    Splice,
    column_of,
    inserted,
    is_blank,
    line_start,
    lines_of,
    region,
    removal,
    shifted,
    spliced,
)
from .places import COUNTED, Spot, trail
from .spans import Entry, Item, List, Map, Text, data, spans
from .values import entry_at, no_such_part, replacing, setting, with_body

# An empty one stays, as [] or {}: a section without questions is still a section.
_KEPT_WHEN_EMPTY = {
    "sections": "[]", "questions": "[]", "levels": "[]", "codes": "{}", "rows": "{}",
    "columns": "{}", "bodies": "{}",
}  # fmt: skip


def insert(text: str, path: Path, value: Any) -> str:
    """The text with a new part before the one at a path, or behind the last.

    value: a mapping as the model has it (`{"value": 1, "label": …}`, `{"id": …, "text": …}`) or
    as it is written. Raises CannotEditError.
    """
    root = spans(text)
    holder, place = trail(root, path[:-1])[-1], path[-1]
    plain = written(value, "")
    if len(trail(root, path[:-1])) < len(path) or _is_empty(holder):
        whole = _alone(plain, path)
        return spliced(text, setting(text, root, path[:-1], whole))
    if isinstance(place, str):
        return spliced(text, setting(text, root, path, plain))
    match holder.node:
        case List():
            return spliced(text, [_item_at(text, holder, place, plain)])
        case Map():
            key, short = _as_entry(plain, path)
            at = min(place, len(holder.node.parts))
            flow = holder.in_flow
            return spliced(text, [entry_at(text, holder.node, at, key, short, flow=flow)])
        case Text():
            raise no_such_part(path)


def remove(text: str, path: Path) -> str:
    """The text without the part at a path and the comments directly above it."""
    return spliced(text, removing(text, spans(text), path))


def move(text: str, source: Path, target: Path) -> str:
    """The text with a part elsewhere: at the position that it then has, also in another list.

    Raises CannotEditError where either path leads nowhere.
    """
    root = spans(text)
    spots, into = trail(root, source), trail(root, target[:-1])
    inside_itself = target[: len(source)] == source and target != source
    if len(spots) <= len(source) or inside_itself:
        raise no_such_part(source)
    if len(into) < len(target) or not isinstance(target[-1], int):
        raise no_such_part(target)
    spot, holder = spots[-1], into[-1]
    if spot.holder is holder.node:
        if spot.place == target[-1]:
            return text
        # Counted after the removal: behind its old place every position is one less.
        place = target[-1] + (target[-1] > spot.place)
    else:
        place = target[-1]
    return spliced(
        text,
        [*removing(text, root, source), *_moved(text, spot, holder, place, target)],
    )


def _is_empty(holder: Spot) -> bool:
    match holder.node:
        case Text(text=content):
            return content is None
        case Map() | List():
            return not holder.node.parts


def _alone(value: Written, path: Path) -> Written:
    """The value as the only part of its list or mapping."""
    match path:
        case (*_start, str(key)):
            return {key: value}
        case (*_start, str(holder), int()) if holder in COUNTED and _is_mapping(value):
            return dict([_as_entry(value, path)])
        case _:
            return [value]


def _is_mapping(value: Written) -> bool:
    return not isinstance(value, str) and hasattr(value, "items")


def _as_entry(value: Written, path: Path) -> tuple[str, Written]:
    """`{"value": 1, "label": …}` as the key 1 and what stands behind it; `{"1": …}` stays."""
    key_name, text_name = COUNTED.get(str(path[-2]), ("", ""))
    if isinstance(value, str) or not hasattr(value, "items"):
        raise no_such_part(path)
    entries = dict(value.items())
    if key_name not in entries:
        if len(entries) != 1:
            raise no_such_part(path)
        return next(iter(entries.items()))
    key = str(entries.pop(key_name))
    return key, entries[text_name] if set(entries) == {text_name} else Flow(entries)


def _item_at(text: str, holder: Spot, place: int, value: Written) -> Splice:
    node = holder.node
    if not isinstance(node, List):
        raise no_such_part(())
    if holder.in_flow or node.flow:
        return flow_item(node, place, in_line(value, flow=True))
    return lines_at(text, node, place, item(value, column_of(text, node.parts[0].mark)))


def flow_item(node: List | Map, place: int, new: str) -> Splice:
    """One more part of a flow list or mapping, before the one at a place or behind the last."""
    if place < len(node.parts):
        return Splice(node.parts[place].mark, node.parts[place].mark, f"{new}, ")
    at = node.parts[-1].end if node.parts else node.start + 1
    return Splice(at, at, f", {new}" if node.parts else new)


def lines_at(text: str, node: List | Map, place: int, lines: list[str]) -> Splice:
    """Whole lines as one more part of a block, with a blank line where its parts have them."""
    gap = [""] if _has_gaps(text, node) else []
    if place < len(node.parts):
        return inserted(text, region(text, node, place).start, [*lines, *gap])
    return inserted(text, region(text, node, len(node.parts) - 1).end, [*gap, *lines])


def _has_gaps(text: str, node: List | Map) -> bool:
    """Whether a blank line stands between the first two parts."""
    return len(node.parts) > 1 and is_blank(text, region(text, node, 0).end)


def removing(text: str, root: Map, path: Path) -> list[Splice]:
    """The splices that take a part out, and what would be left empty by it."""
    spots = trail(root, path)
    if len(spots) <= len(path) or not path:
        raise no_such_part(path)
    spot, above = spots[-1], spots[-2]
    holder = spot.holder
    if holder is None or spot.is_key:
        raise no_such_part(path)
    if len(holder.parts) == 1:
        return _emptying(text, root, path, above)
    if holder.flow or spot.in_flow:
        return [_flow_removal(holder, spot.place)]
    lines = region(text, holder, spot.place)
    mark = holder.parts[spot.place].mark
    if lines.start == mark and text[line_start(text, mark) : mark].strip():
        # The first entry behind a hyphen: the second takes its place on the line.
        return [Splice(mark, holder.parts[spot.place + 1].mark, "")]
    return [removal(text, lines, is_first=spot.place == 0)]


def _emptying(text: str, root: Map, path: Path, above: Spot) -> list[Splice]:
    name = str(path[-2]) if len(path) > 1 else ""
    empty: Written = [] if isinstance(above.node, List) else {}
    if name in _KEPT_WHEN_EMPTY:
        return replacing(text, above, empty)
    if len(path) < 2:
        raise no_such_part(path)
    return removing(text, root, path[:-1])


def _flow_removal(holder: Map | List, place: int) -> Splice:
    parts = holder.parts
    if place + 1 < len(parts):
        return Splice(parts[place].mark, parts[place + 1].mark, "")
    return Splice(parts[place - 1].end, parts[place].end, "")


def _moved(text: str, spot: Spot, into: Spot, place: int, target: Path) -> list[Splice]:
    """The splices that put a part in at another place, as it is written where that can be."""
    source, node = spot.holder, into.node
    if source is None:
        raise no_such_part(target)
    part = source.parts[spot.place]
    if into.in_flow and isinstance(node, Text):
        raise no_such_part(target)
    if isinstance(node, Map | List) and (into.in_flow or (node.flow and node.parts)):
        return [flow_item(node, place, _one_line(part))]
    if source.flow or spot.in_flow:
        hyphen = "- " if isinstance(part, Item) else ""
        lines, column = lines_of(hyphen + text[part.mark : part.end]), 0
    else:
        own = region(text, source, spot.place)
        lines, column = lines_of(text[own.start : own.end]), column_of(text, part.mark)
    if isinstance(node, Map | List) and node.parts:
        to = column_of(text, node.parts[0].mark)
        return [lines_at(text, node, place, shifted(lines, to - column))]
    if into.holder is None:
        raise no_such_part(target)
    to = column_of(text, into.holder.parts[into.place].mark) + STEP
    return with_body(text, into, shifted(lines, to - column))


def _one_line(part: Item | Entry) -> str:
    value = in_line(written(data(part.value)), flow=True)
    if isinstance(part, Item):
        return value
    return f"{key_in_line(part.key.text or '', flow=True)}: {value}"
