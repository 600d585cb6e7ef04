"""A copy of a question, section, option, row or scale behind the original, under new ids."""

from __future__ import annotations

from collections.abc import Iterator

from phieu.messages import _

from ..findings import Path
from ..yaml_block import in_line, key_in_line
from .lines import Splice, inserted, lines_of, region, spliced
from .names import (
    begins_with,
    expressions,
    named,
    named_in,
    taken,
    translation_keys,
    translation_maps,
    with_names,
)
from .parts import flow_item, lines_at
from .places import COUNTED, Spot, trail
from .spans import CannotEditError, Entry, Map, Text, spans
from .values import no_such_part


def copy(text: str, path: Path, new_id: str) -> str:
    """The text with the part once more, behind itself; comments inside it are copied, too.

    new_id: the copy's id; the code, for an option. The ids of rows, and of a section's questions,
    follow: those that begin with the old id begin with the new one. Raises CannotEditError.
    """
    root = spans(text)
    spots = trail(root, path)
    if len(spots) <= len(path) or spots[-1].holder is None:
        raise no_such_part(path)
    new = new_ids(root, path, new_id)
    changes = [*_renaming(text, root, path, new)] or [_key(spots[-1], path, new_id)]
    keys = translation_keys(root, path)
    old_ids = [one.name for one in named_in(root, path)]
    if old_ids:
        pairs = {
            key: key.removesuffix(old) + new[old] for key, old in zip(keys, old_ids, strict=True)
        }
    else:
        pairs = {key: f"{key.rpartition('.')[0]}.{new_id}" for key in keys}
    return spliced(text, [_copied(text, spots[-1], changes), *_translated(text, root, pairs)])


def new_ids(root: Map, path: Path, new_id: str) -> dict[str, str]:
    """The ids in a copy of a part, by those in the original; empty for an option."""
    new: dict[str, str] = {}
    by_path: dict[Path, str] = {}
    for one in named_in(root, path):
        known = taken(root, one.kind) | {name.casefold() for name in new.values()}
        by_path[one.path] = one.name
        if one.path == path:
            if new_id.casefold() in known:
                raise CannotEditError(_("The id {id} is taken; choose another.").format(id=new_id))
            new[one.name] = new_id
            continue
        above = by_path.get(one.path[:-2], "")
        begins = above and one.name.startswith(above)
        wanted = new[above] + one.name[len(above) :] if begins else one.name
        new[one.name] = _free(wanted, known)
    return new


def _free(wanted: str, known: set[str]) -> str:
    name, count = wanted, 2
    while name.casefold() in known:
        name, count = f"{wanted}_{count}", count + 1
    return name


def _renaming(text: str, root: Map, path: Path, new: dict[str, str]) -> Iterator[Splice]:
    """The splices that give a part its new ids, and the expressions in it."""
    for one in named_in(root, path):
        yield Splice(one.node.start, one.node.end, in_line(new[one.name], flow=True))
    known = {one.name.casefold() for one in named(root)}
    names = {old.casefold(): name for old, name in new.items()}
    for expression in expressions(root):
        yield from with_names(expression, text, names, known)


def _key(spot: Spot, path: Path, new_id: str) -> Splice:
    """The splice that gives an option its code."""
    part = spot.holder.parts[spot.place] if spot.holder is not None else None
    key: Text | None = part.key if isinstance(part, Entry) else None
    if key is None and isinstance(spot.node, Map):
        place = spot.node.find(COUNTED.get(str(path[-2]), ("", ""))[0])
        value = spot.node.parts[place].value if place is not None else None
        key = value if isinstance(value, Text) else None
    if key is None:
        raise no_such_part(path)
    return Splice(key.start, key.end, key_in_line(new_id, flow=True))


def _copied(text: str, spot: Spot, changes: list[Splice]) -> Splice:
    holder = spot.holder
    if holder is None:
        raise no_such_part(())
    part = holder.parts[spot.place]
    if holder.flow or spot.in_flow:
        return flow_item(holder, spot.place + 1, _changed(text, part.mark, part.end, changes))
    own = region(text, holder, spot.place)
    lines = lines_of(_changed(text, own.content, own.end, changes))
    return lines_at(text, holder, spot.place + 1, lines)


def _changed(text: str, start: int, end: int, changes: list[Splice]) -> str:
    inside = [
        Splice(one.start - start, one.end - start, one.new)
        for one in changes
        if start <= one.start and one.end <= end
    ]
    return spliced(text[start:end], inside)


def _translated(text: str, root: Map, pairs: dict[str, str]) -> Iterator[Splice]:
    """The translations of a part once more, under the keys of its copy."""
    for _language, holder in translation_maps(root):
        places = [
            place
            for place, part in enumerate(holder.parts)
            if begins_with(part.key.text or "", pairs)
        ]
        copies = [_translation(text, holder, place, pairs) for place in places]
        if not places:
            continue
        if holder.flow:
            yield flow_item(holder, places[-1] + 1, ", ".join(copies))
        else:
            lines = [line for block in copies for line in lines_of(block)]
            yield inserted(text, region(text, holder, places[-1]).end, lines)


def _translation(text: str, holder: Map, place: int, pairs: dict[str, str]) -> str:
    part = holder.parts[place]
    key = part.key.text or ""
    old = max((name for name in pairs if begins_with(key, [name])), key=len)
    word = key_in_line(pairs[old] + key[len(old) :], flow=True)
    change = Splice(part.key.start, part.key.end, word)
    if holder.flow:
        return _changed(text, part.mark, part.end, [change])
    own = region(text, holder, place)
    return _changed(text, own.content, own.end, [change])
