"""`phieu demo`: the founding survey from questionnaire to .sav, on rehearsed returns."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from phieu import workspace
from phieu.analysis.charts import likert_chart
from phieu.analysis.tables import satisfaction_table
from phieu.analysis.tables.model import Table
from phieu.errors import PhieuError
from phieu.exports.atomic import replacing
from phieu.messages import _
from phieu.rounds.folder import RoundFolder, find
from phieu.rounds.intake import ReadSummary, read_scans
from phieu.rounds.judging import Judgement, judge
from phieu.rounds.printing import PrintSummary, print_round
from phieu.rounds.progress import Progress, quiet
from phieu.rounds.publishing import preview
from phieu.rounds.rehearsing import RehearsalSummary, Simulation, rehearse
from phieu.rounds.round import Round, open_round

_MARK = ".phieu-demo"  # in a folder that a demo made: the next one may replace it


class DemoFolderError(PhieuError):
    """A folder that holds something else than an earlier demo."""


@dataclass(frozen=True)
class DemoTables:
    """Response by body, and the satisfaction index as it may be published: topics alone, and
    with every item."""

    response: Table
    topics: Table
    satisfaction: Table


@dataclass(frozen=True)
class Demo:
    """What the demo found. The files stand in `out`."""

    out: Path
    round: Round
    printed: PrintSummary
    rehearsed: RehearsalSummary
    read: ReadSummary
    judgement: Judgement
    tables: DemoTables
    seconds: dict[str, float]


def run_demo(
    out: Path,
    *,
    forms: int | None = None,
    simulation: Simulation,
    progress: Progress = quiet,
    workers: int | None = None,
) -> Demo:
    """Print, rehearse, read, count and export into `out`. forms: fewer than all 611."""
    folder = fresh_copy(out)
    clock = _Clock()
    printed = print_round(folder, progress=progress, at_most=forms)
    shutil.copyfile(folder.print / "forms.pdf", out / "forms.pdf")
    clock.lap("print")
    rehearsed = rehearse(
        folder,
        out / "scans",
        simulation,
        truth=out / "truth.csv",
        progress=progress,
        workers=workers,
    )
    clock.lap("rehearse")
    read = read_scans(folder, [out / "scans"], progress=progress, workers=workers)
    clock.lap("read")
    opened = open_round(folder.path)
    judgement = judge(opened, (out / "truth.csv").read_text("utf-8"))
    tables = _tables(opened)
    _write_results(opened, out, tables)
    clock.lap("export")
    return Demo(out, opened, printed, rehearsed, read, judgement, tables, clock.laps)


def rehearsed_round(out: Path, *, forms: int | None = 60, progress: Progress = quiet) -> Round:
    """A rehearsed round to try things on: the one that stands in `out`, or a new one.

    What its respondents meant lies in the round's folder, as truth.csv. forms: of a new one; None
    for all 611. Raises DemoFolderError when `out` holds anything else.
    """
    stands = out / "workspace" / workspace.ROUND
    if (stands / "round.db").is_file():
        opened = open_round(stands)
        if opened.returns():
            return opened
    folder = fresh_copy(out)
    print_round(folder, progress=progress, at_most=forms)
    truth = folder.path / "truth.csv"
    rehearse(folder, folder.scans, Simulation(seed=1), truth=truth, progress=progress)
    read_scans(folder, [folder.scans], progress=progress)
    return open_round(folder.path)


def fresh_copy(out: Path) -> RoundFolder:
    """The founding round in a workspace under `out`, not printed yet; an earlier demo goes.

    Raises DemoFolderError when `out` holds anything else.
    """
    if out.exists() and any(out.iterdir()):
        if not (out / _MARK).is_file():
            raise DemoFolderError(
                _("{folder} is not empty and no earlier demo. Name another folder.").format(
                    folder=out
                )
            )
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    (out / _MARK).touch()
    workspace.new(out / "workspace")
    return find(out / "workspace" / workspace.ROUND)


def _tables(opened: Round) -> DemoTables:
    survey = opened.survey()
    index = [satisfaction_table(survey, items=False), satisfaction_table(survey)]
    topics, satisfaction = preview(opened, index, survey=survey).tables
    return DemoTables(opened.response("body"), topics, satisfaction)


def _write_results(opened: Round, out: Path, tables: DemoTables) -> None:
    opened.export("sav", out / "opinion-survey.sav")
    opened.export("csv", out / "opinion-survey.csv")
    for name, table in (("response", tables.response), ("satisfaction", tables.satisfaction)):
        with replacing(out / f"{name}.csv") as unfinished:
            unfinished.write_bytes(table.csv.encode())
    chart = likert_chart(
        opened.codes(), opened.questionnaire, opened.base(), rehearsed=opened.rehearsed
    )
    chart.savefig(out / "satisfaction.png")


class _Clock:
    """Seconds since the last lap, by name."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.monotonic()

    def lap(self, name: str) -> None:
        now = time.monotonic()
        self.laps[name] = now - self._last
        self._last = now
