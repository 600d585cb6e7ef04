"""Groups and runs of rows that are one question of ours: tables, rankings, cascades."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from phieu.messages import _

from .constraints import Bound, Differs
from .drafts import Draft, Drafting, Variable, between, left, nothing
from .groups import Group, Node
from .lists import list_key
from .names import plain_name
from .questions import choice_list, say_options, scale_of
from .records import Record
from .typed import Typed, typed
from .words import Words

_PARENT = re.compile(r"\(?\s*([A-Za-z_][\w.-]*)\s*=\s*\$\{\s*([^}]+?)\s*\}\s*\)?")


def as_one_question(group: Group, drafting: Drafting) -> Draft | None:
    """The question that a group stands for; None where it is a mere group."""
    if group.repeats or not group.children:
        return None
    rows = [child for child in group.children if isinstance(child, Record)]
    if len(rows) < len(group.children):
        return _number_table(group, drafting)
    types = [typed(row) for row in rows]
    if any(kind.kind != "select_one" or kind.source or kind.or_other for kind in types):
        return None
    looks = group.record.get("appearance").casefold().split()
    lists = {list_key(kind.list_name) for kind in types}
    if len(lists) == 1 and ("table-list" in looks or _is_old_table(rows)):
        return _matrix(group, rows, types[0], drafting)
    if len(lists) == 1 and _are_places(group.record.name, rows):
        return _ranking(group, rows, types[0], drafting)
    if "field-list" in looks and len(cascade_run(rows, drafting)) == len(rows):
        return cascade(rows, drafting, group.record)
    return None


def _is_old_table(rows: Sequence[Record]) -> bool:
    """A row that only shows the choices' labels, and rows without them."""
    looks = [row.get("appearance").casefold().split() for row in rows]
    return (
        len(rows) > 1
        and "label" in looks[0]
        and all("list-nolabel" in words for words in looks[1:])
    )


def _group_start(
    group: Record, data: Mapping[str, Any], rows: Sequence[Record], drafting: Drafting
) -> Draft:
    """The group's words and conditions; what all its rows must have, it must have itself."""
    draft = drafting.start(group, data)
    if rows and all(drafting.required(row) for row in rows):
        draft.data["required"] = True
    shared = {row.get("relevant") for row in rows}
    if len(shared) == 1 and shared != {group.get("relevant")} and shared != {""}:
        draft.relevant.append((rows[0], rows[0].get("relevant")))
    for row in rows:
        if drafting.speech.text(row, "hint"):
            what = _("the hint “{text}”").format(text=drafting.speech.text(row, "hint"))
            drafting.lose(row, "hint", what, _("Only a whole question has a hint."))
        if len(shared) > 1 and row.get("relevant") not in ("", group.get("relevant")):
            what = _("the condition “{text}” of one row").format(text=row.get("relevant"))
            why = _("The rows of a question are asked together; only the question has conditions.")
            drafting.lose(row, "relevant", what, why)
    return draft


def _matrix(group: Group, rows: Sequence[Record], kind: Typed, drafting: Drafting) -> Draft | None:
    found = choice_list(group.record if group.record.name else rows[0], kind, drafting)
    if found is None:
        return None
    old = _is_old_table(rows)
    asked = rows[1:] if old else rows
    head = rows[0] if old and not group.record.texts("label") else group.record
    ids = [drafting.names.take(row, row.name) for row in asked]
    name = _group_name(group.record, asked, drafting)
    start = Record(head.sheet, group.record.row, group.record.cells, head.spoken)
    data = {"id": name, "kind": "matrix", "scale": scale_of(found, drafting), "rows": []}
    draft = _group_start(start, data, asked, drafting)
    for row, row_id in zip(asked, ids, strict=True):
        draft.data["rows"].append({"id": row_id, "text": _row_text(row, drafting)})
        draft.say(row_id, drafting.speech.others_of(row, "label"))
        draft.named[row.name] = Variable(row_id, "code", found.values)
        drafting.check(draft, left(drafting.apart(row)), record=row)
        drafting.common_losses(row, appearance=("list-nolabel", "label", "table-list"))
    drafting.common_losses(group.record, appearance=("table-list", "field-list"))
    return draft


def _row_text(row: Record, drafting: Drafting) -> str:
    text = drafting.speech.text(row, "label")
    if not text:
        why = _("A printed question needs words; its name stands there.")
        drafting.lose(row, "label", _("a question without words"), why)
    return text or row.name


def _group_name(group: Record, rows: Sequence[Record], drafting: Drafting) -> str:
    name = group.name or f"{rows[0].name}_table"
    return drafting.names.take(group, name, generated=not group.name)


def _number_table(group: Group, drafting: Drafting) -> Draft | None:
    """Groups of whole numbers named `<group>_<column>`, the same columns in each."""
    lines = [child for child in group.children if isinstance(child, Group)]
    if len(lines) < len(group.children) or any(line.repeats for line in lines):
        return None
    columns = _columns(lines)
    cells = [list(line.questions()) for line in lines]
    if columns is None or len({_limits(cell, drafting) for row in cells for cell in row}) != 1:
        return None
    first = cells[0][0]
    ids = [drafting.names.take(line.record, line.record.name) for line in lines]
    variables = [f"{row}_{column}" for row in ids for column in columns]
    name = drafting.names.take(group.record, group.record.name, lambda _own: variables)
    low, high = _limits(first, drafting)
    data: dict[str, Any] = {"id": name, "kind": "number_table", "least": low, "most": high}
    data["rows"] = [
        {"id": row, "text": _row_text(line.record, drafting)}
        for row, line in zip(ids, lines, strict=True)
    ]
    data["columns"] = [
        {"id": column, "text": _row_text(cell, drafting)}
        for column, cell in zip(columns, cells[0], strict=True)
    ]
    draft = _group_start(group.record, data, [], drafting)
    if all(drafting.required(cell) for row in cells for cell in row):
        draft.data["required"] = True
    for column, cell in zip(columns, cells[0], strict=True):
        draft.say(f"{name}.{column}", drafting.speech.others_of(cell, "label"))
    said = between(low, high)
    for row, line, row_cells in zip(ids, lines, cells, strict=True):
        draft.say(row, drafting.speech.others_of(line.record, "label"))
        if line.record.get("relevant"):
            what = _("the condition “{text}” of one row").format(text=line.record.get("relevant"))
            why = _("The rows of a question are asked together; only the question has conditions.")
            drafting.lose(line.record, "relevant", what, why)
        for column, cell in zip(columns, row_cells, strict=True):
            draft.named[cell.name] = Variable(f"{row}_{column}", "number")
            bounds = [test for test in drafting.apart(cell) if isinstance(test, Bound)]
            drafting.check(draft, left(drafting.apart(cell), bounds), record=cell, said=said)
            drafting.common_losses(cell)
    drafting.common_losses(group.record, appearance=("field-list",))
    return draft


def _columns(lines: Sequence[Group]) -> list[str] | None:
    """The ends of the names, where they are the same in every line."""
    found = []
    for line in lines:
        cells = line.children
        start = f"{line.record.name}_"
        if not line.record.name or not cells:
            return None
        ends = []
        for cell in cells:
            if isinstance(cell, Group) or typed(cell).kind != "integer":
                return None
            if not cell.name.startswith(start) or plain_name(cell.name) != cell.name:
                return None
            if cell.get("relevant"):
                return None
            ends.append(cell.name.removeprefix(start))
        found.append(ends)
    return found[0] if all(ends == found[0] for ends in found) else None


def _limits(cell: Record, drafting: Drafting) -> tuple[int, int]:
    bounds = [test for test in drafting.apart(cell) if isinstance(test, Bound)]
    exact = [(b.sign, int(b.value)) for b in bounds if isinstance(b.value, Decimal)]
    lows = [value for sign, value in exact if sign == ">="]
    highs = [value for sign, value in exact if sign == "<="]
    return max(lows, default=0), min(highs, default=999_999)


def _are_places(name: str, rows: Sequence[Record]) -> bool:
    """`<group>_1`, `<group>_2` …, each another answer than those above."""
    return bool(name) and [row.name for row in rows] == [
        f"{name}_{place}" for place in range(1, len(rows) + 1)
    ]


def _ranking(group: Group, rows: Sequence[Record], kind: Typed, drafting: Drafting) -> Draft | None:
    tests = [drafting.apart(row) for row in rows]
    names = [row.name for row in rows]
    for place, found in enumerate(tests):
        others = {test.name for test in found if isinstance(test, Differs)}
        if others != set(names[:place]):
            return None
    choices = choice_list(rows[0], kind, drafting)
    if choices is None:
        return None
    name = drafting.names.take(group.record, group.record.name, lambda own: [
        f"{own}_{place}" for place in range(1, len(rows) + 1)
    ])  # fmt: skip
    codes = [option.code() for option in choices.options]
    data = {"id": name, "kind": "ranking", "codes": codes, "places": len(rows)}
    draft = _group_start(group.record, data, rows, drafting)
    say_options(draft, name, choices.options)
    for place, (row, found) in enumerate(zip(rows, tests, strict=True), start=1):
        draft.named[row.name] = Variable(f"{name}_{place}", "code", choices.values)
        differs = [test for test in found if isinstance(test, Differs)]
        drafting.check(
            draft, left(found, differs), record=row, said=_differ if differs else nothing
        )
        drafting.common_losses(row)
    draft.named.setdefault(group.record.name, Variable(name, "ranks", choices.values))
    drafting.common_losses(group.record, appearance=("field-list",))
    return draft


def _differ(words: Words) -> str:
    return words.differ


def cascade_run(nodes: Sequence[Node], drafting: Drafting) -> list[Record]:
    """The rows at the beginning of `nodes` whose lists depend each on the one above."""
    run: list[Record] = []
    for node in nodes:
        if isinstance(node, Group):
            break
        kind = typed(node)
        chooses = kind.kind == "select_one" and kind.source in {"", "external"}
        if not chooses or kind.or_other or list_key(kind.list_name) not in drafting.lists:
            break
        if run and _parent_column(node, run, drafting) is None:
            break
        if not run and node.get("choice_filter") and _PARENT.search(node.get("choice_filter")):
            break
        run.append(node)
    return run if len(run) > 1 else []


def _parent_column(row: Record, above: Sequence[Record], drafting: Drafting) -> str | None:
    """The column of its choices that holds the choice above."""
    found = drafting.lists[list_key(typed(row).list_name)]
    pairs = _PARENT.findall(row.get("choice_filter"))
    known = {record.name for record in above}
    if not pairs or any(name not in known for _column, name in pairs):
        return None
    if " or " in row.get("choice_filter"):
        return None
    column = next((column for column, name in pairs if name == above[-1].name), None)
    return column if column is not None and found.has_column(column.casefold()) else None


def cascade(
    rows: Sequence[Record], drafting: Drafting, group: Record | None = None
) -> Draft | None:
    """One place in several levels. group: its words and conditions; else the first row's."""
    ids = [drafting.names.take(row, row.name) for row in rows]
    head = group or rows[0]
    own_name = group.name if group else ""
    name = drafting.names.take(head, own_name or f"{rows[0].name}_place", generated=not own_name)
    draft = _group_start(head, {"id": name, "kind": "cascade", "levels": []}, rows, drafting)
    if group is None:
        _say_all(draft, rows, drafting)
    above: dict[str, int] | None = None
    for place, (row, level_id) in enumerate(zip(rows, ids, strict=True)):
        column = _parent_column(row, rows[:place], drafting) if place else None
        above = _level(draft, row, level_id, drafting, above=above, column=column or "")
    if group is not None:
        drafting.common_losses(group, appearance=("field-list",))
    return draft


def _say_all(draft: Draft, rows: Sequence[Record], drafting: Drafting) -> None:
    """The words of all levels as the question's, which no row of the form has."""
    draft.data.pop("hint", None)
    draft.texts.clear()
    texts = [drafting.speech.text_silently(row, "label") or row.name for row in rows]
    draft.data["text"] = " – ".join(text.rstrip(" :?") for text in texts)
    for language in drafting.speech.others:
        spoken = [drafting.speech.others_of(row, "label").get(language, "") for row in rows]
        if all(spoken):
            draft.say(draft.id, {language: " – ".join(text.rstrip(" :?") for text in spoken)})


def _level(
    draft: Draft,
    row: Record,
    level_id: str,
    drafting: Drafting,
    *,
    above: Mapping[str, int] | None,
    column: str,
) -> dict[str, int]:
    """Adds a level; gives its codes by the names of its choices. above: those of the level above;
    column: where a choice names the one above it."""
    found = drafting.lists[list_key(typed(row).list_name)]
    drafting.used.add(found.name)
    codes: list[dict[str, Any]] = []
    kept: dict[str, int] = {}
    for option in found.options:
        parent = {}
        if above is not None:
            code = above.get(option.record.get(column.casefold()))
            if code is None:
                what = _("the choice “{name}”").format(name=option.label)
                why = _("The list above has no choice under which it would be shown.")
                drafting.lose(option.record, column, what, why)
                continue
            parent = {"parent": code}
        codes.append(option.code(**parent))
        kept.setdefault(option.name, option.value)
        draft.say(f"{level_id}.{option.value}", option.translations)
    text = _row_text(row, drafting)
    draft.data["levels"].append({"id": level_id, "text": text, "codes": codes})
    draft.say(level_id, drafting.speech.others_of(row, "label"))
    draft.named[row.name] = Variable(level_id, "code", kept)
    drafting.check(draft, left(drafting.apart(row)), record=row)
    drafting.common_losses(row, appearance=("minimal", "autocomplete"), keeps=("choice_filter",))
    return kept
