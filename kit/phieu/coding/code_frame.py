"""A code frame as a value: the codes that open answers can get, in a hierarchy."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import Self

from pydantic import ConfigDict, Field

from phieu.questionnaire.codes import LARGEST_CODE
from phieu.questionnaire.frozen import Frozen

VERSION_DIGITS = 12  # of a SHA-256 in hexadecimal: enough to tell the versions of one frame apart


class FrameCode(Frozen):
    """One code. description, examples: what tells coders when it applies.

    formerly: labels that it had while answers were coded by it; its meaning is the same.
    """

    value: int = Field(ge=1, le=LARGEST_CODE)
    label: str
    short: str | None = None  # for heads of tables
    parent: int | None = None
    description: str = ""
    examples: tuple[str, ...] = ()
    formerly: tuple[str, ...] = ()


class CodeFrame(Frozen):
    """The codes for the answers to some open questions.

    variables: those questions. codes: as written; a code stands anywhere, its parent too.
    replaced: codes that are no more, and the codes under which their answers count instead.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", ignored_types=(cached_property,))

    id: str
    title: str
    variables: tuple[str, ...]
    codes: tuple[FrameCode, ...] = ()
    replaced: Mapping[int, int] = {}

    def __copy__(self) -> Self:
        # Pydantic copies what is cached too, and `model_copy` would keep it beside new codes.
        return self.model_construct(
            **{name: getattr(self, name) for name in type(self).model_fields}
        )

    @cached_property
    def by_value(self) -> Mapping[int, FrameCode]:
        return {code.value: code for code in self.codes}

    @cached_property
    def version(self) -> str:
        """Of the content: two frames that say the same have the same, whatever their comments."""
        said = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(said.encode()).hexdigest()[:VERSION_DIGITS]

    def under(self, parent: int | None) -> tuple[FrameCode, ...]:
        """The codes directly under one; with None those at the top."""
        return tuple(code for code in self.codes if code.parent == parent)

    def path(self, value: int) -> tuple[int, ...]:
        """From the top down to a code. Raises KeyError for one that the frame does not have."""
        path = [value]
        while (parent := self.by_value[path[0]].parent) is not None:
            path.insert(0, parent)
        return tuple(path)

    def top(self, value: int) -> int:
        """The code at the top above this one, or itself. Raises KeyError."""
        return self.path(value)[0]

    def in_order(self) -> Iterator[tuple[int, FrameCode]]:
        """Every code with its depth from 0, each followed by those under it."""
        pending = [(0, code) for code in reversed(self.under(None))]
        while pending:
            depth, code = pending.pop()
            yield depth, code
            pending += [(depth + 1, child) for child in reversed(self.under(code.value))]

    def current(self, value: int) -> int | None:
        """What a code that was given under some version counts as now; None if nothing."""
        seen: set[int] = set()
        while value not in self.by_value:
            if value in seen or value not in self.replaced:
                return None
            seen.add(value)
            value = self.replaced[value]
        return value
