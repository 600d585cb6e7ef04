"""`phieu read`: scans taken in, each page stored with its reading, safe to repeat."""

from __future__ import annotations

import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from phieu.errors import PhieuError
from phieu.messages import _
from phieu.reading.counting import page_count
from phieu.reading.model import Reason, Refusal, RefusedPageError
from phieu.reading.source_page import RefusedSource, SourcePage
from phieu.reading.sources import pages
from phieu.rounds import printed as printed_round
from phieu.rounds.folder import RoundFolder
from phieu.rounds.origin import Origin, is_rehearsed
from phieu.rounds.page_reader import ReadPage, read_in_worker, start_worker
from phieu.rounds.pool import available_cores, map_in_processes, work_behind
from phieu.rounds.progress import Progress, quiet
from phieu.store.answers import AnswerStore
from phieu.store.images import ImageFolder
from phieu.store.rows import Outcome, PageRecord


class NothingToReadError(PhieuError):
    """No file where scans were expected."""


class RefusalRow(NamedTuple):
    """A page (or with source_page None a whole file) that was not read, and why.

    For the summary of the run only: the store keeps no name, which could tell the commune.
    """

    source: str
    source_page: int | None
    reason: Refusal
    detail: str


@dataclass(frozen=True)
class ReadSummary:
    """What one run of reading did.

    pages: page pictures met. already: of them, known from an earlier run. forms, fields: touched
    by this run. doubtful: of the fields, those that wait for a person's judgement; to_key: those
    whose handwriting waits to be keyed. refused: what was not read, with reasons.
    """

    files: int
    pages: int
    read: int
    already: int
    rescans_agreeing: int
    rescans_differing: int
    forms: int
    fields: int
    doubtful: int
    to_key: int
    refused: tuple[RefusalRow, ...]
    seconds: float


def scan_files(paths: Iterable[Path]) -> list[Path]:
    """The files to read, in order of name; folders with all that is below them, but for hidden
    files. Raises NothingToReadError."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p, path))
            if not inside:
                raise NothingToReadError(
                    _("The folder {folder} holds no files. Put the scans there first.").format(
                        folder=path
                    )
                )
            found += inside
        elif path.is_file():
            found.append(path)
        else:
            raise NothingToReadError(
                _("There is no file or folder {path}. Check the name.").format(path=path)
            )
    return found


def _hidden(path: Path, below: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(below).parts)


def read_scans(
    folder: RoundFolder,
    paths: Sequence[Path],
    *,
    progress: Progress = quiet,
    workers: int | None = None,
) -> ReadSummary:
    """Read every page of the files and store it: one transaction a page, its picture first.

    A page or file that cannot be read is noted with its reason and the batch goes on. Only a
    store that cannot be written stops it (StoreError); what was stored before stays, and the same
    command goes on from there.
    """
    started = time.monotonic()
    printed = folder.require_printed()
    printed_round.load(printed)  # damage is told here; from a worker it would look like its end
    files = scan_files(paths)
    folder.images.mkdir(exist_ok=True)
    with AnswerStore(folder.answers) as store:
        batch = _Batch(store, ImageFolder(folder.images))
        total = sum(_count(path) for path in files)
        results = map_in_processes(
            read_in_worker,
            progress(batch.unread(files), total=total, label=_("Reading")),
            workers=workers or available_cores(),
            start=start_worker,
            start_with=(printed.path,),
        )
        # A page's two writes to the disk take as long as reading it on a slow one.
        work_behind(batch.record, results)
        batch.finish()
        return batch.summary(len(files), time.monotonic() - started)


def _count(path: Path) -> int:
    try:
        return page_count(path.read_bytes())
    except OSError:
        return 1  # refused by name when its turn comes


def _pages_of(path: Path) -> Iterator[SourcePage | RefusedSource]:
    # A name that is not UTF-8 can be neither shown nor digested as it is.
    name = path.name.encode("utf-8", "replace").decode()
    try:
        data = path.read_bytes()
    except OSError as error:
        detail = _(
            "The file cannot be opened ({detail}). Check the disk and your rights on it, or copy "
            "the file again."
        ).format(detail=error.strerror or error)
        yield RefusedSource(name, None, Refusal.BROKEN_FILE, detail)
        return
    yield from pages(data, name)


class _Batch:
    """One run of reading: what goes to the readers, what comes back, and the counts.

    `unread` runs in one thread and `record` in another, so each counts in fields of its own.
    What `unread` refuses waits for the pages before it: the last page of a cut-off file would
    otherwise lift what was noted about the file.
    """

    def __init__(self, store: AnswerStore, images: ImageFolder) -> None:
        self._store = store
        self._images = images
        self._origin = Origin(store)
        self._known = store.known_images()
        self._sent: deque[tuple[Sequence[RefusedSource], SourcePage]] = deque()
        self._refused_since: list[RefusedSource] = []
        self._skipped = 0
        self._outcomes: Counter[Outcome] = Counter()
        self._reasons: Counter[Reason | None] = Counter()
        self._forms: set[str] = set()
        self._refused: list[RefusalRow] = []

    def unread(self, files: Iterable[Path]) -> Iterator[SourcePage]:
        """The pages whose picture is not known yet; what cannot be a page is noted as refused."""
        for path in files:
            for page in _pages_of(path):
                match page:
                    case RefusedSource():
                        self._refused_since.append(page)
                    case SourcePage() if page.sha256 in self._known:
                        self._skipped += 1
                    case SourcePage():
                        self._sent.append((self._refused_since, page))
                        self._refused_since = []
                        yield page

    def record(self, result: ReadPage | RefusedPageError) -> None:
        """Store what came of the page that was sent first and is not recorded yet."""
        refused_before, source = self._sent.popleft()
        self._refuse_sources(refused_before)
        try:
            if isinstance(result, RefusedPageError):
                raise result
            self._origin.admit(rehearsed=is_rehearsed(source.data))
        except RefusedPageError as error:
            self._refuse(source.name, source.number, error.reason, error.detail, source.sha256)
            return
        self._images.put(source.sha256, source.extension, source.data)
        outcome = self._store.record_page(
            PageRecord(
                serial=result.serial,
                page=result.page,
                sha256=source.sha256,
                extension=source.extension,
                source=source.name,
                source_page=source.number,
                reading=result.reading,
            )
        )
        self._outcomes[outcome] += 1
        self._forms.add(result.serial)
        if outcome is Outcome.READ:
            self._reasons.update(field.reason for field in result.reading.fields)

    def finish(self) -> None:
        """Note what was refused after the last page."""
        self._refuse_sources(self._refused_since)

    def _refuse_sources(self, sources: Iterable[RefusedSource]) -> None:
        for source in sources:
            self._refuse(source.name, source.number, source.reason, source.detail)

    def _refuse(
        self,
        name: str,
        number: int | None,
        reason: Refusal,
        detail: str,
        sha256: str | None = None,
    ) -> None:
        self._store.refuse(reason, name, number, sha256)
        self._refused.append(RefusalRow(name, number, reason, detail))

    def summary(self, files: int, seconds: float) -> ReadSummary:
        to_key = self._reasons[Reason.TO_KEY]
        return ReadSummary(
            files=files,
            pages=self._skipped + self._outcomes.total() + len(self._refused),
            read=self._outcomes[Outcome.READ],
            already=self._skipped + self._outcomes[Outcome.ALREADY],
            rescans_agreeing=self._outcomes[Outcome.RESCAN_AGREES],
            rescans_differing=self._outcomes[Outcome.RESCAN_DIFFERS],
            forms=len(self._forms),
            fields=self._reasons.total(),
            doubtful=self._reasons.total() - self._reasons[None] - to_key,
            to_key=to_key,
            refused=tuple(self._refused),
            seconds=seconds,
        )
