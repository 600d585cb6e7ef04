"""The pictures of pages, each in a file named for its SHA-256."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .durable import make_folder, sync_folder, write_whole


@dataclass(frozen=True)
class ImageFolder:
    """`ab/abcdef….jpg` under one folder, which exists. Two levels keep listings short."""

    folder: Path

    def path(self, sha256: str, extension: str) -> Path:
        return self.folder / sha256[:2] / f"{sha256}.{extension}"

    def put(self, sha256: str, extension: str, data: bytes) -> Path:
        """Keep a picture for good, before the database speaks of it. Raises StoreError.

        One that is there already is whole, and is not written again.
        """
        path = self.path(sha256, extension)
        if path.is_file():
            sync_folder(path.parent)  # whoever put it there may have been stopped before this
        else:
            make_folder(path.parent)
            write_whole(path, data)
        return path
