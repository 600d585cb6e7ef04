"""A code frame changed while answers are coded by it: what may change, and what counts as what."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from phieu.errors import Problem, ProblemsFoundError
from phieu.messages import _
from phieu.questionnaire import editing

from .code_frame import CodeFrame, FrameCode
from .frame_text import code_entry, load


def refusals(old: CodeFrame, new: CodeFrame, used: Collection[int], name: str) -> list[Problem]:
    """Why a frame cannot take the place of the one that answers were coded by.

    used: the codes that answers have. Codes may come, descriptions and examples may change, and
    a code may move under another parent. A used code may go only where `replaced` says what its
    answers count as, and its label may change only where `formerly` says that it means the same.
    """
    gone = [code for code in old.codes if code.value in used and new.current(code.value) is None]
    kept = [code for code in old.codes if code.value in used and code.value in new.by_value]
    return [
        *(
            Problem(
                name,
                "frame-used-code-gone",
                _("Code {code} ({label}) is gone, and answers are coded by it.").format(
                    code=code.value, label=code.label
                ),
                _("Put it back, or say under “replaced” which code its answers count as."),
            )
            for code in gone
        ),
        *(
            Problem(
                name,
                "frame-used-code-renamed",
                _("Code {code} was called “{old}” when answers were coded by it.").format(
                    code=code.value, old=code.label
                ),
                _("Where it means the same, add to it: formerly: [{old}]. Else give a new code.")
                .format(old=code.label),
            )
            for code in kept
            if not _means_the_same(code, new.by_value[code.value])
        ),
    ]  # fmt: skip


def require_successor(old: CodeFrame, new: CodeFrame, used: Collection[int], name: str) -> None:
    """Raises ProblemsFoundError with every reason why `new` cannot follow `old`."""
    found = refusals(old, new, used, name)
    if found:
        raise ProblemsFoundError(found)


def migrated(codes: Iterable[int], frame: CodeFrame) -> frozenset[int]:
    """Codes given under some version as they count under this one.

    Raises KeyError for a code that this frame neither has nor replaces.
    """
    return frozenset(_now(code, frame) for code in codes)


def free_value(frame: CodeFrame, parent: int | None) -> int:
    """A number for a new code that none has or had: under 3 it is 31 to 39, then 301 and so on."""
    taken = {*frame.by_value, *frame.replaced}
    if parent is None:
        return next(value for value in range(1, len(taken) + 2) if value not in taken)
    room = 10
    while True:
        below = range(parent * room + 1, (parent + 1) * room)
        found = next((value for value in below if value not in taken), None)
        if found is not None:
            return found
        room *= 10


def with_code(text: str, code: FrameCode, name: str) -> str:
    """A frame's text with one more code, behind its parent's; all else stays as it is written.

    Raises ProblemsFoundError where the text then had problems.
    """
    frame = load(text, name)
    key, value = code_entry(code)
    changed = editing.insert(text, ("codes", _place(frame, code.parent)), {key: value})
    load(changed, name)
    return changed


def _place(frame: CodeFrame, parent: int | None) -> int:
    """Behind the last code that stands under the parent, or behind it; without one at the end."""
    if parent is None:
        return len(frame.codes)
    beside = [
        place
        for place, code in enumerate(frame.codes)
        if parent in frame.path(code.value)
    ]  # fmt: skip
    return max(beside, default=len(frame.codes) - 1) + 1


def _means_the_same(old: FrameCode, new: FrameCode) -> bool:
    return old.label == new.label or old.label in new.formerly


def _now(code: int, frame: CodeFrame) -> int:
    now = frame.current(code)
    if now is None:
        raise KeyError(code)
    return now
