"""The files a round is made from, read and checked together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from phieu.errors import Problem, ProblemsFoundError, Severity
from phieu.frame import csv_text
from phieu.frame.units import Case
from phieu.messages import _
from phieu.questionnaire import yaml_text
from phieu.questionnaire.lint import check
from phieu.questionnaire.model import Questionnaire
from phieu.rounds import settings as round_settings
from phieu.rounds.folder import RoundFolder
from phieu.rounds.settings import RoundSettings


@dataclass(frozen=True)
class Inputs:
    """settings_text and questionnaire_text: as written, to be frozen with the print run."""

    settings: RoundSettings
    settings_text: str
    questionnaire: Questionnaire
    questionnaire_text: str
    cases: tuple[Case, ...]


def load(folder: RoundFolder) -> Inputs:
    """Raises ProblemsFoundError with the problems of round.yaml, or of questionnaire and frame."""
    settings_text = read_text(folder.settings)
    settings = round_settings.load(settings_text, str(folder.settings))
    questionnaire_path = folder.path / settings.questionnaire
    frame_path = folder.path / settings.frame
    problems: list[Problem] = []
    questionnaire_text, questionnaire = "", None
    try:
        questionnaire_text = read_text(questionnaire_path)
        questionnaire = yaml_text.load(questionnaire_text, str(questionnaire_path))
        problems += _unknown_texts(settings, questionnaire, folder.settings)
        problems += _unfit_texts(settings, questionnaire, folder.settings)
    except ProblemsFoundError as error:
        problems += error.problems
    cases: tuple[Case, ...] = ()
    try:
        frame_text = read_text(frame_path)
        if questionnaire is not None:  # which bodies there are, only the questionnaire knows
            cases = csv_text.load(frame_text, str(frame_path), questionnaire.bodies)
            problems += _nothing_issued(cases, frame_path)
    except ProblemsFoundError as error:
        problems += error.problems
    if problems or questionnaire is None:
        raise ProblemsFoundError(problems)
    return Inputs(settings, settings_text, questionnaire, questionnaire_text, cases)


def read_text(path: Path) -> str:
    """A text file's content. Raises ProblemsFoundError when it is missing or is not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError as error:
        raise ProblemsFoundError(
            [
                Problem(
                    str(path),
                    "file-missing",
                    _("There is no such file."),
                    _("Check the name, or the path in round.yaml."),
                )
            ]
        ) from error
    except UnicodeDecodeError as error:
        raise ProblemsFoundError(
            [
                Problem(
                    str(path),
                    "file-not-utf8",
                    _("The file is not UTF-8 text (byte {byte}).").format(byte=error.start),
                    _("Save it as UTF-8; in Excel: “CSV UTF-8”."),
                )
            ]
        ) from error
    except OSError as error:
        raise ProblemsFoundError(
            [
                Problem(
                    str(path),
                    "file-unreadable",
                    _("The file cannot be read: {why}.").format(why=error.strerror),
                    _("Check what it is and who may read it."),
                )
            ]
        ) from error


def _nothing_issued(cases: Iterable[Case], place: Path) -> list[Problem]:
    if any(case.issued for case in cases):
        return []
    return [
        Problem(
            str(place),
            "frame-nothing-issued",
            _("No case of the frame gets a form: “issued” is 0 in every row."),
            _("Write 1 under “issued” for every case that should answer."),
        )
    ]


def _unfit_texts(
    settings: RoundSettings, questionnaire: Questionnaire, place: Path
) -> list[Problem]:
    """What is in order with the questionnaire's own texts and is not with the round's."""
    return [
        Problem(str(place), finding.rule, finding.message, finding.fix)
        for finding in check(questionnaire.with_texts(settings.texts))
        if finding.severity is Severity.ERROR
    ]


def _unknown_texts(
    settings: RoundSettings, questionnaire: Questionnaire, place: Path
) -> list[Problem]:
    return [
        Problem(
            str(place),
            "round-unknown-text",
            _("The questionnaire has no template variable “{name}”.").format(name=name),
            _("Known ones: {names}.").format(names=", ".join(questionnaire.texts)),
        )
        for name in settings.texts
        if name not in questionnaire.texts
    ]
