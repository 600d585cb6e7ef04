"""`phieu demo`: the founding survey from questionnaire to .sav, on rehearsed returns."""

from __future__ import annotations

import shutil
import time
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from phieu import workspace
from phieu.analysis.charts import likert_chart
from phieu.analysis.headings import presented
from phieu.analysis.satisfaction import satisfaction
from phieu.errors import PhieuError
from phieu.exports.atomic import replacing
from phieu.exports.circulation import REHEARSED
from phieu.exports.csv_text import csv_text
from phieu.messages import _
from phieu.rounds.folder import RoundFolder, find
from phieu.rounds.intake import ReadSummary, read_scans
from phieu.rounds.judging import Judgement, judge
from phieu.rounds.printing import PrintSummary, print_round
from phieu.rounds.progress import Progress, quiet
from phieu.rounds.rehearsing import RehearsalSummary, Simulation, rehearse
from phieu.rounds.round import Round, open_round

_MARK = ".phieu-demo"  # in a folder that a demo made: the next one may replace it


class DemoFolderError(PhieuError):
    """A folder that holds something else than an earlier demo."""


@dataclass(frozen=True)
class Demo:
    """What the demo found. The files stand in `out`."""

    out: Path
    round: Round
    printed: PrintSummary
    rehearsed: RehearsalSummary
    read: ReadSummary
    judgement: Judgement
    response: pd.DataFrame
    satisfaction: pd.DataFrame
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
    response = opened.response("body")
    index = satisfaction(opened.codes(), opened.questionnaire, opened.base())
    _write_results(opened, out, response, index)
    clock.lap("export")
    return Demo(out, opened, printed, rehearsed, read, judgement, response, index, clock.laps)


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


def _write_results(opened: Round, out: Path, response: pd.DataFrame, index: pd.DataFrame) -> None:
    bodies = opened.questionnaire.bodies
    opened.export("sav", out / "opinion-survey.sav")
    opened.export("csv", out / "opinion-survey.csv")
    for name, table in (("response", response), ("satisfaction", index)):
        with replacing(out / f"{name}.csv") as unfinished:
            text = f"{REHEARSED}\r\n{csv_text(presented(table, bodies))}"
            unfinished.write_bytes(text.encode())
    chart = likert_chart(
        opened.codes(), opened.questionnaire, opened.base(), rehearsed=opened.rehearsed
    )
    chart.savefig(out / "satisfaction.png", dpi=150)


class _Clock:
    """Seconds since the last lap, by name."""

    def __init__(self) -> None:
        self.laps: dict[str, float] = {}
        self._last = time.monotonic()

    def lap(self, name: str) -> None:
        now = time.monotonic()
        self.laps[name] = now - self._last
        self._last = now
