"""One value of the text changed, in the style in which it was written."""

from __future__ import annotations

import re

from phieu.messages import _

from ..findings import Path
from ..model import Introduction
from ..yaml_block import (
    STEP,
    WIDTH,
    Flow,
    Word,
    Written,
    behind,
    entry,
    folded,
    in_line,
    item,
    key_in_line,
    literal,
    printable,
    quoted,
)
from ..yaml_writing import FIRST_KEYS, LAST_KEYS
from .lines import Splice, column_of, inserted, line_break, line_end, line_start, region
from .places import Spot, trail
from .spans import CannotEditError, Entry, Map, Span, Text

_HEADER = re.compile(r"[|>][-+0-9]*")
_KEY_ORDER = {
    "": ("id", "version", "language", "bodies", "texts", "introduction", "scales", "sections"),
    "sections": ("id", "title", "topic", "only", "only_types", "when", "silenced", "questions"),
    "scales": ("name", "satisfied", "codes", "silenced"),
    "introduction": tuple(Introduction.model_fields),
    "questions": (*FIRST_KEYS, "", *LAST_KEYS),  # between: the keys of one kind
}


def setting(text: str, root: Map, path: Path, value: Written) -> list[Splice]:
    """The splices that write a value at a path, and what leads there where it is missing."""
    spots = trail(root, path)
    spot = spots[-1]
    if len(spots) == len(path) + 1:
        return replacing(text, spot, value)
    if len(spots) < len(path):
        return setting(text, root, path[:-1], {str(path[-1]): value})
    key = str(path[-1])
    match spot.node:
        case _ if isinstance(path[-1], int):
            raise no_such_part(path)
        case Map() if spot.node.parts:
            return [with_entry(text, spot, key, value, path[:-1])]
        case Text(text=str(words)) if spot.names is not None:
            # `1: Rất kém` has no place for more than its label.
            return replacing(text, spot, Flow({**_limits_first(key, value, spot.names[1], words)}))
        case Map() | Text(text=None):
            return replacing(text, spot, {key: value})
        case _:
            raise no_such_part(path)


def no_such_part(path: Path) -> CannotEditError:
    return CannotEditError(
        _(
            "The questionnaire has no part “{path}” any more; the text was changed meanwhile."
        ).format(path=".".join(map(str, path)))
    )


def _limits_first(key: str, value: Written, text_name: str, words: str) -> dict[str, Written]:
    pairs: list[tuple[str, Written]] = [(text_name, words), (key, value)]
    return dict(reversed(pairs) if key.startswith("only") else pairs)


def replacing(text: str, spot: Spot, value: Written) -> list[Splice]:
    """The splices that put a value in place of a node."""
    node = spot.node
    if spot.is_key and isinstance(value, str):
        return [Splice(node.start, node.end, key_in_line(value, flow=spot.in_flow))]
    if spot.in_flow or spot.holder is None:
        gap = " " if node.start == node.end else ""
        return [Splice(node.start, node.end, gap + in_line(value, flow=True))]
    part = spot.holder.parts[spot.place]
    column = column_of(text, part.mark)
    if not isinstance(part, Entry):
        whole = line_break(text).join(item(value, column)).lstrip()
        return [Splice(part.mark, part.end, whole)]
    start = text[line_start(text, part.mark) : part.colon]
    head, body = _styled(text, node, value, column) or _fresh(start, value, column)
    return _put(text, node, part.colon, head, body)


def with_body(text: str, spot: Spot, lines: list[str]) -> list[Splice]:
    """The splices that put whole lines below a key, in place of its value."""
    if spot.holder is None or spot.in_flow:
        raise CannotEditError(_("The text cannot be edited by its parts; edit it by hand."))
    part = spot.holder.parts[spot.place]
    colon = part.colon if isinstance(part, Entry) else part.mark + 1
    return _put(text, spot.node, colon, "", lines)


def _fresh(start: str, value: Written, column: int) -> tuple[str, list[str]]:
    lines = behind(start, value, column)
    return lines[0][len(start) :].strip(), lines[1:]


def _styled(text: str, node: Span, value: Written, column: int) -> tuple[str, list[str]] | None:
    """A text in the style of the text before it; None where another style serves better."""
    if not isinstance(node, Text) or not isinstance(value, str) or isinstance(value, Word):
        return None
    if "\n" in value and node.style != "|":
        return None
    match node.style:
        case ">" if lines := folded(value, _body_column(text, node, column)):
            return ">-", lines
        case "|" if lines := literal(value.removesuffix("\n"), _body_column(text, node, column)):
            return "|" if value.endswith("\n") else "|-", lines
        case "'" if printable(value):
            head = "'" + value.replace("'", "''") + "'"
        case '"' | "'":
            head = quoted(value)
        case _:
            return None
    first = column_of(text, node.start)
    return (head, []) if first + len(head) <= WIDTH or not folded(value, 0) else None


def _body_column(text: str, node: Text, column: int) -> int:
    lines = text[line_end(text, node.start) : node.end].split("\n")
    indents = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
    return indents[0] if indents else column + STEP


def _put(text: str, node: Span, colon: int, head: str, body: list[str]) -> list[Splice]:
    """head goes on the line of the key, before its comment; body below that line."""
    splices = []
    is_below = not isinstance(node, Text) and not node.flow
    if is_below:
        head_start = head_end = colon
        below = line_start(text, node.start)
        splices.append(Splice(below, line_end(text, node.end), ""))
        body_at = below
    else:
        header = _HEADER.match(text, node.start)
        is_block = isinstance(node, Text) and node.style in ("|", ">") and header is not None
        head_start, head_end = node.start, header.end() if is_block and header else node.end
        body_at = line_end(text, head_end)
        if is_block:
            splices.append(Splice(body_at, line_end(text, node.end), ""))
    if not head and head_start < head_end:
        # No value is left on the line, so neither is the space before it.
        head_start = colon
    if text[head_start:head_end] != head:
        gap = " " if head and head_start == colon else ""
        splices.append(Splice(head_start, head_end, gap + head))
    if body:
        splices.append(inserted(text, body_at, body))
    return _joined(splices)


def _joined(splices: list[Splice]) -> list[Splice]:
    """A removal and an insertion that begin at one place are one splice."""
    by_start: dict[int, Splice] = {}
    for splice in splices:
        other = by_start.get(splice.start)
        by_start[splice.start] = (
            splice
            if other is None
            else Splice(splice.start, max(other.end, splice.end), other.new + splice.new)
        )
    return list(by_start.values())


def with_entry(text: str, spot: Spot, key: str, value: Written, path: Path) -> Splice:
    """One more entry of a mapping that has some, where a reader would look for it."""
    holder = spot.node
    if not isinstance(holder, Map):
        raise no_such_part(path)
    return entry_at(text, holder, _place_for(holder, key, path), key, value, flow=spot.in_flow)


def entry_at(
    text: str, holder: Map, place: int, key: str, value: Written, *, flow: bool = False
) -> Splice:
    """One more entry before the one at a place, or behind the last."""
    if flow or holder.flow:
        new = f"{key_in_line(key, flow=True)}: {in_line(value, flow=True)}"
        if place < len(holder.parts):
            return Splice(holder.parts[place].mark, holder.parts[place].mark, f"{new}, ")
        at = holder.parts[-1].end if holder.parts else holder.start + 1
        return Splice(at, at, f", {new}" if holder.parts else new)
    column = column_of(text, holder.parts[0].mark)
    lines = entry(key, value, column)
    # The file's own keys stand apart where they hold more than a word.
    gap = [""] if not column and len(lines) > 1 else []
    if place == len(holder.parts):
        return inserted(text, region(text, holder, place - 1).end, [*gap, *lines])
    below = region(text, holder, place)
    if below.start == holder.parts[place].mark and column:
        # Behind the hyphen of `- id: …`: the first line has its indent already.
        first = inserted(text, below.start, lines).new[column:]
        return Splice(below.start, below.start, first + " " * column)
    return inserted(text, below.start, [*lines, *gap])


def _place_for(holder: Map, key: str, path: Path) -> int:
    order = _KEY_ORDER.get(_family(path), ())
    rank = _rank(key, order)
    places = [
        place
        for place, part in enumerate(holder.parts, start=1)
        if _rank(part.key.text or "", order) <= rank
    ]
    return places[-1] if places else 0


def _family(path: Path) -> str:
    """The kind of mapping at a path: that of the list that it stands in."""
    match path:
        case ():
            return ""
        case ("introduction",) | ("scales", _):
            return str(path[0])
        case (*_start, str(name), int()):
            return name
        case _:
            return "?"


def _rank(key: str, order: tuple[str, ...]) -> int:
    if key in order:
        return order.index(key)
    return order.index("") if "" in order else len(order)
