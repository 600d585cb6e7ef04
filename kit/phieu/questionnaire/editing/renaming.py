"""Another id for a question, a row, a level, a section or a scale, wherever it is named."""

from __future__ import annotations

from collections.abc import Iterator

from phieu.messages import _

from ..yaml_block import in_line, key_in_line
from .lines import Splice, spliced
from .names import Named, expressions, named, share_names, translation_maps, with_names
from .places import trail
from .spans import CannotEditError, Map, Text, spans


def rename(text: str, old: str, new: str) -> str:
    """The text with another id; conditions, constraints, `scale:` and translations follow.

    Only for a questionnaire that is not printed yet: answers and columns hang on ids. Raises
    CannotEditError for an id that is not there, or one that another part has.
    """
    root = spans(text)
    ids = list(named(root))
    found = _called(ids, old)
    if not found:
        raise CannotEditError(
            _("No question, row, section or scale has the id {id}.").format(id=old)
        )
    others = [one for one in ids if one not in found and share_names(one.kind, found[0].kind)]
    if any(one.name.casefold() == new.casefold() for one in others):
        raise CannotEditError(_("The id {id} is taken; choose another.").format(id=new))
    kinds = {one.kind for one in found}
    splices = [Splice(one.node.start, one.node.end, in_line(new, flow=True)) for one in found]
    if kinds & {"question", "row", "level"}:
        known = {one.name.casefold() for one in ids}
        for expression in expressions(root):
            splices += with_names(expression, text, {old.casefold(): new}, known)
    if "scale" in kinds:
        splices += _scale_uses(root, old, new)
    prefix = "section." if kinds == {"section"} else ""
    splices += _translations(root, prefix + old, prefix + new)
    return spliced(text, splices)


def _called(ids: list[Named], name: str) -> list[Named]:
    """Those of this name; where a section has it as well, those on which answers hang."""
    found = [one for one in ids if one.name == name]
    return [one for one in found if one.kind != "section"] or found


def _scale_uses(root: Map, old: str, new: str) -> Iterator[Splice]:
    for one in named(root):
        if one.kind == "question":
            spots = trail(root, (*one.path, "scale"))
            node = spots[-1].node
            if len(spots) == len(one.path) + 2 and isinstance(node, Text) and node.text == old:
                yield Splice(node.start, node.end, in_line(new, flow=True))


def _translations(root: Map, old: str, new: str) -> Iterator[Splice]:
    for _language, holder in translation_maps(root):
        for part in holder.parts:
            key = part.key.text or ""
            if key == old or key.startswith(f"{old}."):
                word = key_in_line(new + key[len(old) :], flow=True)
                yield Splice(part.key.start, part.key.end, word)
