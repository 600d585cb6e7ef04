"""`phieu convert`: a questionnaire's file in another program's format, and an XLSForm as ours."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, assert_never

from phieu.errors import Problem, ProblemsFoundError
from phieu.exports.atomic import replacing
from phieu.interchange.losses import Loss
from phieu.messages import _
from phieu.questionnaire import yaml_text, yaml_writing
from phieu.questionnaire.model import Questionnaire
from phieu.rounds.inputs import read_text

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls"})


class Target(StrEnum):
    YAML = "yaml"
    XLSFORM = "xlsform"
    LIMESURVEY = "limesurvey"
    REDCAP = "redcap"
    DDI = "ddi"
    DOCX = "docx"


@dataclass(frozen=True)
class Conversion:
    """losses: what the other format cannot say, or what of it we cannot."""

    out: Path
    losses: tuple[Loss, ...]

    def summary(self) -> dict[str, Any]:
        return {"file": str(self.out), "losses": [asdict(loss) for loss in self.losses]}

    def lines(self) -> list[str]:
        if not self.losses:
            return [_("{file} is written; nothing was lost.").format(file=self.out)]
        head = _("{file} is written. What was not carried over ({count}):")
        listed = [f"  {loss.where}: {loss.what} – {loss.why}" for loss in self.losses]
        return [head.format(file=self.out, count=len(self.losses)), *listed]


def convert(source: Path, target: Target, out: Path) -> Conversion:
    """Write `source` in another format to `out`.

    Raises ProblemsFoundError for a source with errors, NotWrittenError, DiskFullError.
    """
    if target is Target.YAML:
        text, losses = _imported(source)
        data = text.encode()
    else:
        data, losses = _exported(_questionnaire(source), target)
    with replacing(out) as unfinished:
        unfinished.write_bytes(data)
    return Conversion(out, losses)


def _questionnaire(source: Path) -> Questionnaire:
    if source.suffix.casefold() in WORKBOOKS:
        raise ProblemsFoundError(
            [
                Problem(
                    str(source),
                    "convert-from-workbook",
                    _("A workbook is first turned into a questionnaire of phieu."),
                    _("Run: phieu convert {file} --to yaml --out FORM.yaml").format(file=source),
                )
            ]
        )
    return yaml_text.load(read_text(source), str(source))


def _imported(source: Path) -> tuple[str, tuple[Loss, ...]]:
    # Only here: a spreadsheet reader takes time to load that no other command needs.
    from phieu.interchange.xlsform.importing import from_bytes

    if source.suffix.casefold() not in WORKBOOKS:
        raise ProblemsFoundError(
            [
                Problem(
                    str(source),
                    "convert-not-a-workbook",
                    _("Only an XLSForm workbook (.xlsx or .xls) can be turned into YAML."),
                    _("Check the file's name."),
                )
            ]
        )
    try:
        data = source.read_bytes()
    except OSError as error:
        raise ProblemsFoundError(
            [
                Problem(
                    str(source),
                    "file-unreadable",
                    _("The file cannot be read: {why}.").format(why=error.strerror),
                    _("Check the name and who may read it."),
                )
            ]
        ) from error
    found = from_bytes(data, source.name)
    return yaml_writing.dump(found.questionnaire), found.losses


def _exported(questionnaire: Questionnaire, target: Target) -> tuple[bytes, tuple[Loss, ...]]:
    # Each only when asked for: together they load for half a second.
    match target:
        case Target.XLSFORM:
            from phieu.interchange.xlsform import exporting

            return exporting.to_bytes(questionnaire)
        case Target.LIMESURVEY:
            from phieu.interchange import limesurvey

            return limesurvey.survey_tsv(questionnaire)
        case Target.REDCAP:
            from phieu.interchange import redcap

            return redcap.dictionary_csv(questionnaire)
        case Target.DDI:
            from phieu.interchange import ddi

            return ddi.codebook_xml(questionnaire)
        case Target.DOCX:
            from phieu.interchange import word

            return word.document(questionnaire)
        case Target.YAML:
            return yaml_writing.dump(questionnaire).encode(), ()
        case _:
            assert_never(target)
