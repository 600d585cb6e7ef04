"""What a page has been told, so that only what has changed goes to it."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any


class Telling:
    """Answers to a page's wishes. Several views of one widget get the same answers.

    picture_key: the part of the state that goes with the picture, sent again whenever it changes.
    """

    def __init__(self, picture_key: str) -> None:
        self._picture_key = picture_key
        self._sent: dict[str, Any] = {}
        self._picture = b""

    def answer(
        self, wish: Mapping[str, Any], state: dict[str, Any], picture: bytes, began: float
    ) -> tuple[dict[str, Any], list[bytes]]:
        """The message and its buffers. began: time.perf_counter() when the wish came."""
        if wish.get("type") == "hello":
            self._sent, self._picture = {}, b""
        changed = {
            key: value
            for key, value in state.items()
            if key not in self._sent or self._sent[key] != value
        }
        buffers = []
        if picture != self._picture:
            buffers.append(picture)
            changed[self._picture_key] = state[self._picture_key]
        self._sent, self._picture = state, picture
        message = {
            "type": "state",
            "sender": wish.get("sender"),
            "seq": wish.get("seq"),
            "by": wish.get("type"),
            "changed": changed,
            "lastMs": round((time.perf_counter() - began) * 1000, 1),
        }
        return message, buffers
