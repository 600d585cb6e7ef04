"""A program for test_kills.py: stores pages one after another and says so after each."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from sample_pages import a_record

from phieu.store.answers import AnswerStore, PageRecord
from phieu.store.images import ImageFolder

PAGES_A_FORM = 50


def pages(serials: tuple[str, ...]) -> list[tuple[PageRecord, bytes]]:
    """Pages with the pictures whose hashes they carry."""
    made = []
    for serial in serials:
        for page in range(1, PAGES_A_FORM + 1):
            picture = f"{serial} {page}".encode() * 5_000
            record = a_record(serial, page, values=tuple(range(20)))
            sha256 = hashlib.sha256(picture).hexdigest()
            made.append((PageRecord(serial, page, sha256, "jpg", "a.pdf", page, record.reading),
                         picture))  # fmt: skip
    return made


def main(folder: Path) -> None:
    pictures = ImageFolder(folder)
    with AnswerStore(folder / "round.db") as store:
        for record, picture in pages(("AAAA", "BBBB", "CCCC")):
            pictures.put(record.sha256, record.extension, picture)
            outcome = store.record_page(record)
            print(record.serial, record.page, outcome, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
