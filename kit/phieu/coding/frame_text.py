"""A code frame's YAML text made into a CodeFrame, or every problem in it at once."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

from pydantic import ValidationError

from phieu.errors import Problem, ProblemsFoundError
from phieu.messages import _
from phieu.questionnaire.yaml_block import Flow, Word, Written, entry
from phieu.questionnaire.yaml_problems import shape_problems, unknown_keys
from phieu.questionnaire.yaml_shape import data, line_of, repeated_keys
from phieu.questionnaire.yaml_shape import scale as with_codes_written_out
from phieu.questionnaire.yaml_text import placed
from phieu.questionnaire.yaml_tree import BrokenYamlError, LineProblem, Mapping, parse

from .code_frame import CodeFrame, FrameCode

MAX_DEPTH = 4  # levels; nobody finds a code further down


def load(text: str, name: str) -> CodeFrame:
    """The frame in a file's text. name: the file, as the messages call it.

    Raises ProblemsFoundError with every problem, in the order of their lines.
    """
    frame, problems = examine(text)
    if problems or frame is None:
        raise ProblemsFoundError([placed(problem, name) for problem in problems])
    return frame


def problems(text: str, name: str) -> list[Problem]:
    """Every problem of a file's text, in the order of lines."""
    return [placed(problem, name) for problem in examine(text)[1]]


def examine(text: str) -> tuple[CodeFrame | None, list[LineProblem]]:
    """The frame, as far as the text makes one, and every problem of the text."""
    try:
        written = parse(text)
    except BrokenYamlError as error:
        return None, [error.problem]
    shaped = with_codes_written_out(written)
    root = shaped if isinstance(shaped, Mapping) else written
    found = [
        LineProblem(
            key.line,
            "yaml-repeated-key",
            _("The key “{key}” stands here a second time; only one of the two would count.").format(
                key=key.text
            ),
            _("Remove one of them."),
        )
        for key in repeated_keys(written)
    ]
    frame, refused = _validated(root)
    found += refused
    if frame is not None:
        found += _contradictions(frame, root)
    return frame, sorted(dict.fromkeys(found), key=lambda problem: problem.line)


def _validated(root: Mapping) -> tuple[CodeFrame | None, list[LineProblem]]:
    """The frame, if need be of the text without its unknown keys, so that the rest is checked."""
    plain = data(root)
    try:
        return CodeFrame.model_validate(plain), []
    except ValidationError as error:
        refused, unknown = list(_refused(error, root)), unknown_keys(error)
    if len(unknown) < len(refused):
        return None, refused
    for *above, key in unknown:
        holder = plain
        for step in above:
            holder = holder[step]
        del holder[key]
    return CodeFrame.model_validate(plain), refused


def dump(frame: CodeFrame) -> str:
    """The file's text. Reading it back gives an equal frame, its texts NFC."""
    lines = [
        *entry("id", frame.id, 0),
        *entry("title", frame.title, 0),
        *entry("variables", list(frame.variables), 0),
        "",
        *entry("codes", dict(code_entry(code) for code in frame.codes), 0),
    ]
    if frame.replaced:
        lines += entry("replaced", {str(k): Word(v) for k, v in frame.replaced.items()}, 0)
    return "\n".join(lines) + "\n"


def code_entry(code: FrameCode) -> tuple[str, Written]:
    """`11: Phối hợp kịp thời`, or `11: {label: …, parent: 1}`: the key and its value."""
    more: dict[str, Written] = {}
    if code.short is not None:
        more["short"] = code.short
    if code.parent is not None:
        more["parent"] = Word(code.parent)
    if code.description:
        more["description"] = code.description
    if code.examples:
        more["examples"] = list(code.examples)
    if code.formerly:
        more["formerly"] = list(code.formerly)
    return str(code.value), Flow({"label": code.label, **more}) if more else code.label


def _refused(error: ValidationError, root: Mapping) -> Iterator[LineProblem]:
    """What the model does not take; an unknown key is answered with those that may stand there."""
    for details, problem in zip(error.errors(), shape_problems(error, root), strict=True):
        if details["type"] != "extra_forbidden":
            yield problem
            continue
        model = FrameCode if details["loc"][0] == "codes" else CodeFrame
        keys = [key for key in model.model_fields if key != "value"]
        fix = _("Remove it, or use one of: {keys}.").format(keys=", ".join(keys))
        yield LineProblem(problem.line, problem.rule, problem.message, fix)


def _contradictions(frame: CodeFrame, root: Mapping) -> Iterator[LineProblem]:
    """What each part of the file may say, and the whole may not."""
    yield from _empty(frame, root)
    yield from _repeated(frame, root)
    yield from _misplaced(frame, root)
    yield from _wrongly_replaced(frame, root)


def _empty(frame: CodeFrame, root: Mapping) -> Iterator[LineProblem]:
    for key in ("id", "title"):
        if not str(getattr(frame, key)).strip():
            yield LineProblem(
                line_of(root, (key,)),
                "frame-empty-text",
                _("“{key}” has no value.").format(key=key),
                _("Write a text behind it."),
            )
    if not frame.variables:
        yield LineProblem(
            line_of(root, ("variables",)),
            "frame-no-variables",
            _("The code frame does not say which open questions it is for."),
            _("Write their variables, as: variables: [H2, H3]."),
        )
    for place, code in enumerate(frame.codes):
        if not code.label.strip():
            yield LineProblem(
                line_of(root, ("codes", place, "label")),
                "frame-empty-label",
                _("Code {code} has no label.").format(code=code.value),
                _("Write what the answers under it have in common."),
            )


def _repeated(frame: CodeFrame, root: Mapping) -> Iterator[LineProblem]:
    first: dict[tuple[int | None, str], int] = {}
    values = Counter(code.value for code in frame.codes)
    for place, code in enumerate(frame.codes):
        line = line_of(root, ("codes", place))
        if values[code.value] > 1:
            yield LineProblem(
                line,
                "frame-repeated-code",
                _("The code {code} stands there more than once.").format(code=code.value),
                _("Give each of them a number of its own."),
            )
        key = (code.parent, unicodedata.normalize("NFC", code.label).strip().casefold())
        if key[1] and first.setdefault(key, code.value) != code.value:
            yield LineProblem(
                line,
                "frame-repeated-label",
                _("Codes {first} and {code} have the same label under the same parent.").format(
                    first=first[key], code=code.value
                ),
                _("Make them one code, or say in the labels what tells them apart."),
            )


def _misplaced(frame: CodeFrame, root: Mapping) -> Iterator[LineProblem]:
    for place, code in enumerate(frame.codes):
        line = line_of(root, ("codes", place, "parent"))
        if code.parent is not None and code.parent not in frame.by_value:
            yield LineProblem(
                line,
                "frame-unknown-parent",
                _("Code {code} stands under {parent}, which is not in the frame.").format(
                    code=code.value, parent=code.parent
                ),
                _("Write the number of a code of this frame, or leave “parent” out."),
            )
            continue
        above = _above(frame, code)
        if code.value in above:
            yield LineProblem(
                line,
                "frame-circle",
                _("Code {code} stands under itself: {codes}.").format(
                    code=code.value, codes=" → ".join(map(str, (code.value, *above)))
                ),
                _("Leave “parent” out of the one that belongs at the top."),
            )
        elif len(above) >= MAX_DEPTH:
            yield LineProblem(
                line,
                "frame-depth",
                _("Code {code} stands on level {depth}; a frame has at most {limit}.").format(
                    code=code.value, depth=len(above) + 1, limit=MAX_DEPTH
                ),
                _("Put it under a code further up."),
            )


def _above(frame: CodeFrame, code: FrameCode) -> Sequence[int]:
    """The codes above one, nearest first, as far as they are there and none comes twice."""
    above: list[int] = []
    parent = code.parent
    while parent is not None and parent in frame.by_value and parent not in above:
        above.append(parent)
        parent = frame.by_value[parent].parent
    return above


def _wrongly_replaced(frame: CodeFrame, root: Mapping) -> Iterator[LineProblem]:
    for old, new in frame.replaced.items():
        line = line_of(root, ("replaced", str(old)))
        if old in frame.by_value:
            yield LineProblem(
                line,
                "frame-replaced-stands",
                _("Code {code} is said to be replaced, and still stands in the frame.").format(
                    code=old
                ),
                _("Take it out of “codes”, or out of “replaced”."),
            )
        elif frame.current(old) is None:
            yield LineProblem(
                line,
                "frame-replaced-nowhere",
                _("Code {code} is replaced by {new}, which is not in the frame.").format(
                    code=old, new=new
                ),
                _("Write a code that stands in “codes”."),
            )
