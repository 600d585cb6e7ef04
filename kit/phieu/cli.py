"""The command line: each command calls what the notebooks call, and tells what came of it.

Exit status: 0 done, 1 the input has problems (all listed), 2 wrong use.
Results go to standard output, messages and progress to standard error.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import traceback
from contextlib import suppress
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from phieu.errors import PhieuError
from phieu.messages import _


class HandsName(StrEnum):
    """The keys of rehearsal.hands.HAND_PROFILES, named here so that --help loads nothing."""

    CLEAN = "clean"
    MIXED = "mixed"
    ROUGH = "rough"


class ExportName(StrEnum):
    """The formats of rounds.round.ExportFormat."""

    CSV = "csv"
    SAV = "sav"
    ZSAV = "zsav"
    SPS = "sps"
    DTA = "dta"
    XLSX = "xlsx"
    DDI = "ddi"


class TargetName(StrEnum):
    """The formats of converting.Target."""

    YAML = "yaml"
    XLSFORM = "xlsform"
    LIMESURVEY = "limesurvey"
    REDCAP = "redcap"
    DDI = "ddi"
    DOCX = "docx"


app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help=_("Surveys on paper: questionnaire, printed forms, scans, statistics, SPSS."),
)

RoundArgument = Annotated[
    Path, typer.Argument(metavar="ROUND", help=_("A round's folder under fieldwork/."))
]
JsonOption = Annotated[
    bool, typer.Option("--json", help=_("A machine-readable summary on standard output."))
]
SeedOption = Annotated[int, typer.Option(help=_("The same seed gives the same rehearsal."))]
HandsOption = Annotated[HandsName, typer.Option(help=_("The hands to simulate."))]
WorkersOption = Annotated[
    int | None, typer.Option(help=_("Processes to use; as many as there are cores if left out."))
]


@app.command(help=_("The founding survey from questionnaire to .sav on rehearsed returns."))
def demo(
    out: Annotated[Path, typer.Option(help=_("Where the results go."))] = Path("demo"),
    forms: Annotated[
        int | None, typer.Option(min=1, help=_("Fewer forms than all 611, to be quicker."))
    ] = None,
    seed: SeedOption = 2023,
    hands: HandsOption = HandsName.MIXED,
    workers: WorkersOption = None,
    as_json: JsonOption = False,
) -> None:
    from phieu.rounds.demo import run_demo
    from phieu.rounds.progress import bar
    from phieu.rounds.rehearsing import Simulation
    from phieu.rounds.reporting import demo_lines, demo_summary

    found = run_demo(
        out, forms=forms, simulation=Simulation(seed, hands), progress=bar, workers=workers
    )
    _show(demo_summary(found), demo_lines(found), as_json=as_json)


@app.command(help=_("JupyterLab on this workspace."))
def lab(
    folder: Annotated[Path, typer.Argument(help=_("The workspace."))] = Path(),
) -> None:
    from phieu.workspace import describe_to_editors

    start = folder / "notebooks" / "0-start-here.ipynb"
    if not start.is_file():
        raise PhieuError(
            _("{folder} is no workspace: it has no notebooks/0-start-here.ipynb. Make one with: "
              "phieu new DIR").format(folder=folder.resolve())
        )  # fmt: skip
    with suppress(OSError):  # a workspace that may only be read works without it
        describe_to_editors(folder)
    command = [sys.executable, "-m", "jupyterlab", str(start), f"--ServerApp.root_dir={folder}"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        command.append("--allow-root")  # a container's only user; Jupyter refuses it otherwise
    raise typer.Exit(subprocess.call(command))


@app.command(help=_("Make a workspace in a new folder."))
def new(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help=_("A new or empty folder."))],
    as_json: JsonOption = False,
) -> None:
    from phieu import workspace

    workspace.new(folder)
    _show(
        {"workspace": str(folder)},
        [_("The workspace {folder} is ready. Next: phieu lab {folder}").format(folder=folder)],
        as_json=as_json,
    )


@app.command(help=_("Every problem of a questionnaire; advice too."))
def check(
    form: Annotated[Path, typer.Argument(metavar="FORM.yaml", help=_("A questionnaire."))],
    against: Annotated[
        Path | None,
        typer.Option(metavar="OLD.yaml", help=_("Which changes keep the data comparable.")),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from phieu.checking import check_file

    found = check_file(form, against)
    _show(found.summary(), found.lines(), as_json=as_json)
    if found.failed:
        raise typer.Exit(1)


@app.command(help=_("A questionnaire in another program's format, or an XLSForm as ours."))
def convert(
    source: Annotated[
        Path, typer.Argument(metavar="FILE", help=_("FORM.yaml, or an XLSForm's .xlsx or .xls."))
    ],
    to: Annotated[TargetName, typer.Option(help=_("The format to write."))],
    out: Annotated[Path, typer.Option(metavar="FILE", help=_("The file to write."))],
    as_json: JsonOption = False,
) -> None:
    from phieu.converting import Target
    from phieu.converting import convert as convert_file

    done = convert_file(source, Target(to.value), out)
    _show(done.summary(), done.lines(), as_json=as_json)


@app.command("print", help=_("Print a round's forms: print/forms.pdf, and the ledger opened."))
def print_forms(
    folder: RoundArgument,
    amend: Annotated[
        bool,
        typer.Option(
            "--amend", help=_("New forms of a corrected questionnaire for who has not answered.")
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    from phieu.rounds.amending import amend_round
    from phieu.rounds.folder import find
    from phieu.rounds.printing import print_round
    from phieu.rounds.progress import bar
    from phieu.rounds.reporting import print_lines

    summary = (amend_round if amend else print_round)(find(folder), progress=bar)
    _show(asdict(summary), print_lines(summary), as_json=as_json)


@app.command(help=_("Fill in and scan the printed forms with simulated pens and scanners."))
def rehearse(
    folder: RoundArgument,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help=_("Where the scans go: ROUND/scans."))
    ] = None,
    seed: SeedOption = 1,
    truth: Annotated[
        Path | None, typer.Option(metavar="FILE.csv", help=_("What every respondent meant."))
    ] = None,
    hands: HandsOption = HandsName.MIXED,
    forget: Annotated[
        bool, typer.Option("--forget", help=_("Take rehearsed returns out of the round again."))
    ] = False,
    workers: WorkersOption = None,
    as_json: JsonOption = False,
) -> None:
    from phieu.rounds.folder import find
    from phieu.rounds.origin import forget_rehearsal
    from phieu.rounds.progress import bar
    from phieu.rounds.rehearsing import Simulation
    from phieu.rounds.rehearsing import rehearse as rehearse_round
    from phieu.rounds.reporting import rehearse_lines

    opened = find(folder)
    if forget:
        pages = forget_rehearsal(opened)
        text = _("{pages} rehearsed pages taken out; the round is as it was after printing.")
        _show({"forgotten": pages}, [text.format(pages=pages)], as_json=as_json)
        return
    scans = out or opened.scans
    summary = rehearse_round(
        opened, scans, Simulation(seed, hands), truth=truth, progress=bar, workers=workers
    )
    following = _("Next: phieu read {round} {scans}").format(round=folder, scans=scans)
    _show(asdict(summary), [*rehearse_lines(summary), following], as_json=as_json)


@app.command(help=_("Take scans in: PDF, TIFF, JPEG, PNG or ZIP. Safe to repeat."))
def read(
    folder: RoundArgument,
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE|DIR...", help=_("Scans, or folders of them."))
    ],
    workers: WorkersOption = None,
    as_json: JsonOption = False,
) -> None:
    from phieu.rounds.folder import find
    from phieu.rounds.intake import read_scans
    from phieu.rounds.progress import bar
    from phieu.rounds.reporting import read_lines, read_summary

    summary = read_scans(find(folder), files, progress=bar, workers=workers)
    _show(read_summary(summary), read_lines(summary), as_json=as_json)
    if summary.refused:
        raise typer.Exit(1)


@app.command(help=_("The fields that wait for a person."))
def review(
    folder: RoundArgument,
    list_to: Annotated[
        Path | None, typer.Option("--list", metavar="FILE.csv", help=_("Write them to a file."))
    ] = None,
    pictures_to: Annotated[
        Path | None, typer.Option("--pictures", metavar="DIR", help=_("Write their pictures here."))
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from phieu import open_round
    from phieu.rounds.reporting import review_lines, review_summary
    from phieu.rounds.reviewing import write_list, write_pictures
    from phieu.store.answers import AnswerStore

    opened = open_round(folder)
    found = opened.waiting()
    if list_to is not None:
        write_list(found, list_to)
    contradictions = opened.contradictions()
    summary = review_summary(found, contradictions)
    lines = review_lines(found, list_to, contradictions)
    if pictures_to is not None:
        with AnswerStore(opened.folder.answers) as store:
            summary["pictures"] = write_pictures(found, store, pictures_to)
        text = _("{count} pictures of them stand in {folder}.")
        lines.append(text.format(count=summary["pictures"], folder=pictures_to))
    _show(summary, lines, as_json=as_json)


@app.command(help=_("Issued, returned, outstanding; response rates by body and district."))
def status(folder: RoundArgument, as_json: JsonOption = False) -> None:
    from phieu import open_round
    from phieu.rounds.reporting import status_lines, status_summary

    opened = open_round(folder)
    _show(status_summary(opened), status_lines(opened), as_json=as_json)


@app.command(help=_("Write the answers as a file."))
def export(
    folder: RoundArgument,
    kind: Annotated[
        ExportName,
        typer.Option(
            "--format", help=_("csv is the working file with serials; the others may travel.")
        ),
    ],
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help=_("ROUND/exports if left out."))
    ] = None,
    variable: Annotated[
        list[str] | None,
        typer.Option(help=_("Only this variable or question; again for more.")),
    ] = None,
    labels: Annotated[
        bool, typer.Option("--labels", help=_("Words instead of codes in csv and xlsx."))
    ] = False,
    as_json: JsonOption = False,
) -> None:
    from phieu import open_round

    opened = open_round(folder)
    files = opened.export_files(kind.value, out, variables=variable or None, labels=labels)
    rows = len(opened.returns())
    _show(
        {
            "file": str(files[0]),
            "files": [str(file) for file in files],
            "forms": rows,
            "rehearsed": opened.rehearsed,
        },
        [
            _("{forms} forms in {file}").format(forms=rows, file=files[0]),
            *(_("Beside it: {file}").format(file=file) for file in files[1:]),
        ],
        as_json=as_json,
    )


@app.command(help=_("The round as a report: Word by Decree 30, HTML or PDF."))
def report(
    folder: RoundArgument,
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help=_("FILE.docx, .html or .pdf; in ROUND/exports if left out.")
        ),
    ] = None,
    template: Annotated[
        Path | None,
        typer.Option(metavar="T.docx", help=_("A Word template of your own to fill in.")),
    ] = None,
    draft: Annotated[
        bool,
        typer.Option("--draft", help=_("Marked as a draft, and not recorded as published.")),
    ] = False,
    new_template: Annotated[
        Path | None,
        typer.Option(metavar="FILE.docx", help=_("Write a template to start from, and no report.")),
    ] = None,
    as_json: JsonOption = False,
) -> None:
    from datetime import datetime

    from phieu import open_round
    from phieu.rounds.report import report_lines, report_summary, write_report, write_template

    opened, now = open_round(folder), datetime.now().astimezone()
    if new_template is not None:
        write_template(opened, new_template, now=now)
        text = _("The template {file} is ready. Next: phieu report {round} --template {file}")
        line = text.format(file=new_template, round=folder)
        _show({"template": str(new_template)}, [line], as_json=as_json)
        return
    written = write_report(opened, out, now=now, template=template, draft=draft)
    _show(report_summary(written), report_lines(written), as_json=as_json)


def _show(summary: dict[str, Any], lines: list[str], *, as_json: bool) -> None:
    """The result on standard output; with --json the sentences go to standard error."""
    if as_json:
        typer.echo(json.dumps(summary, ensure_ascii=False, indent=1, default=str))
    for line in lines:
        typer.echo(line, err=as_json)


def main() -> None:
    """Run a command, and turn what went wrong into sentences and an exit status."""
    try:
        app()
    except Exception as error:  # whatever it is, a person gets a sentence and not a traceback
        from phieu.rounds.failing import failure_summary, failure_text

        if os.environ.get("PHIEU_DEBUG"):
            traceback.print_exc()
        if "--json" in sys.argv:
            typer.echo(json.dumps(failure_summary(error), ensure_ascii=False, indent=1))
        # A progress bar may stand on the current line.
        typer.echo(f"\n{failure_text(error)}", err=True)
        sys.exit(1)


if __name__ == "__main__":
    main()
