"""The texts that a file had while it was edited: undo and redo."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ..findings import Path

LIMIT = 200  # steps; a text of 20 KB takes 4 MB then


@dataclass(frozen=True)
class History:
    """past: oldest first; future: next first. touched: the part that the last step changed."""

    present: str
    past: tuple[str, ...] = ()
    future: tuple[str, ...] = ()
    touched: Path | None = None

    def with_text(self, text: str, touched: Path | None = None) -> History:
        """A step forward. Steps on end at one part (typing in one field) are undone as one."""
        if text == self.present:
            return self
        if touched is not None and touched == self.touched:
            return replace(self, present=text, future=())
        return History(text, (*self.past, self.present)[-LIMIT:], (), touched)

    def undo(self) -> History:
        """One step back; itself where there is none."""
        if not self.past:
            return self
        return History(self.past[-1], self.past[:-1], (self.present, *self.future))

    def redo(self) -> History:
        """One step forward again; itself where there is none."""
        if not self.future:
            return self
        return History(self.future[0], (*self.past, self.present), self.future[1:])
