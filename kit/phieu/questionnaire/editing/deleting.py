"""A part taken out together with its translations."""

from __future__ import annotations

from collections.abc import Iterator

from ..findings import Path
from ..yaml_block import Flow, in_line
from ..yaml_writing import written
from .lines import Splice, region, removal, spliced
from .names import begins_with, translation_keys, translation_maps
from .parts import removing
from .spans import Map, data, spans


def delete(text: str, path: Path) -> str:
    """The text without a part, the comments directly above it, and its translations.

    Expressions that name it stay, for the linter to report. Raises CannotEditError.
    """
    root = spans(text)
    keys = translation_keys(root, path)
    languages = [(language, holder) for language, holder in translation_maps(root)]
    emptied = [
        language for language, holder in languages if holder.parts and all(_keyed(holder, keys))
    ]
    splices = removing(text, root, path)
    if languages and len(emptied) == len(languages):
        return spliced(text, [*splices, *removing(text, root, ("translations",))])
    for language, holder in languages:
        if language in emptied:
            splices += removing(text, root, ("translations", language))
        else:
            splices += _without(text, holder, keys)
    return spliced(text, splices)


def _keyed(holder: Map, keys: tuple[str, ...]) -> Iterator[bool]:
    return (begins_with(part.key.text or "", keys) for part in holder.parts)


def _without(text: str, holder: Map, keys: tuple[str, ...]) -> Iterator[Splice]:
    gone = list(_keyed(holder, keys))
    if holder.flow and any(gone):
        kept = [part for part, is_gone in zip(holder.parts, gone, strict=True) if not is_gone]
        rest = Flow({part.key.text or "": written(data(part.value)) for part in kept})
        yield Splice(holder.start, holder.end, in_line(rest, flow=True))
        return
    for place, is_gone in enumerate(gone):
        if is_gone:
            yield removal(text, region(text, holder, place))
