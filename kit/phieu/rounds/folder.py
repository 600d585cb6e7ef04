"""Where a round keeps its things."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from phieu.errors import PhieuError
from phieu.messages import _
from phieu.rounds import releasing


class NoRoundError(PhieuError):
    """A folder that is no survey round."""


class NotPrintedError(PhieuError):
    """A round that has no released print run yet."""


@dataclass(frozen=True)
class RoundFolder:
    """A round's folder under fieldwork/.

    What knows which unit got which form (`ledger`, `dispatch`) stands apart from what knows the
    answers (`answers`, `images`), so that the one can be locked away without the other.
    """

    path: Path

    @property
    def settings(self) -> Path:
        return self.path / "round.yaml"

    @property
    def print(self) -> Path:
        return self.path / "print"

    @property
    def ledger(self) -> Path:
        return self.path / "ledger.db"

    @property
    def answers(self) -> Path:
        return self.path / "round.db"

    @property
    def images(self) -> Path:
        return self.path / "images"

    @property
    def scans(self) -> Path:
        return self.path / "scans"

    @property
    def exports(self) -> Path:
        return self.path / "exports"

    def finish_release(self) -> None:
        """Bring the stores out of the print folder, with which they were released in one move,
        and tell them of amendments that could not yet.

        Does nothing when that was done; a print that was stopped in between is complete after it.
        """
        for store in (self.ledger, self.answers):
            released = self.print / store.name
            if released.is_file():
                released.replace(store)
        for amendment in PrintFolder(self.print).amendments():
            if amendment.release.is_file():
                releasing.finish(amendment.release, self.ledger, self.answers)

    def require_printed(self) -> PrintFolder:
        self.finish_release()
        printed = PrintFolder(self.print)
        if not printed.layout.is_file() or not self.answers.is_file():
            raise NotPrintedError(
                _("{folder} is not printed yet. Run: phieu print {folder}").format(folder=self.path)
            )
        return printed


@dataclass(frozen=True)
class PrintFolder:
    """What printing freezes. With it, a round can be read wherever its folder is copied."""

    path: Path

    @property
    def forms(self) -> Path:
        return self.path / "forms.pdf"

    @property
    def layout(self) -> Path:
        return self.path / "layout.json"

    @property
    def questionnaire(self) -> Path:
        return self.path / "questionnaire.yaml"

    @property
    def settings(self) -> Path:
        return self.path / "round.yaml"

    @property
    def key(self) -> Path:
        return self.path / "round.key"

    @property
    def replaced(self) -> Path:
        """The serials of the forms that an amendment's forms stand for."""
        return self.path / "replaced.txt"

    @property
    def release(self) -> Path:
        """What an amendment has yet to tell the stores; gone once it has."""
        return self.path / "release.json"

    def amendment(self, number: int) -> PrintFolder:
        """The print run of an amended questionnaire. number: from 2, the first edition being 1."""
        return PrintFolder(self.path / f"amendment-{number}")

    def amendments(self) -> list[PrintFolder]:
        """In their order. One that lost a file, or its predecessor, is among them: whoever reads
        it says so, where leaving it out would count its cases twice."""
        numbers = (path.name.removeprefix("amendment-") for path in self.path.glob("amendment-*"))
        last = max((int(number) for number in numbers if number.isdecimal()), default=1)
        return [self.amendment(number) for number in range(2, last + 1)]

    @property
    def dispatch(self) -> Path:
        return self.path / "dispatch.csv"

    def static_pages(self, layout_hash: str) -> Path:
        """A layout's pages without tickets."""
        return self.path / "layouts" / f"{layout_hash}.pdf"

    def clean_page(self, layout_hash: str, page: int) -> Path:
        """The raster of one of them that scans are compared with. page: from 1."""
        return self.path / "layouts" / f"{layout_hash}-{page}.png"


def find(path: Path) -> RoundFolder:
    """The round in a folder. Raises NoRoundError."""
    folder = RoundFolder(path)
    if not folder.settings.is_file():
        raise NoRoundError(
            _(
                "{folder} is no survey round: it has no round.yaml. Rounds stand under fieldwork/."
            ).format(folder=path)
        )
    return folder
