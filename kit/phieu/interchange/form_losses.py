"""What no program of online forms keeps of a questionnaire: its codebook, its paper, its bodies."""

from __future__ import annotations

from collections.abc import Iterator

from phieu.interchange.losses import Loss
from phieu.messages import _
from phieu.questionnaire.kinds import PaperBox, Question
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.templates import alternatives
from phieu.questionnaire.translations import texts_of


def form_losses(questionnaire: Questionnaire) -> list[Loss]:
    """In the order of the questionnaire. What only places things on paper is not counted."""
    return [
        *_introduction(questionnaire),
        *_alternatives(questionnaire),
        *_scales(questionnaire),
        *(loss for question in questionnaire.questions() for loss in _question(question)),
        *(
            Loss(
                f"section.{section.id}",
                _("its topic, {topic}").format(topic=section.topic),
                _("Topics belong to the codebook; a form there has none."),
            )
            for section in questionnaire.sections
            if section.topic
        ),
    ]


def _introduction(questionnaire: Questionnaire) -> Iterator[Loss]:
    introduction = questionnaire.introduction
    if any(introduction.addressee.values()):
        why = _("A form there is the same for every body.")
        yield Loss("introduction.addressee", _("whom the form is addressed to"), why)


def _alternatives(questionnaire: Questionnaire) -> Iterator[Loss]:
    why = _("A text there is the same for everybody: the alternatives stand side by side.")
    for key, text in texts_of(questionnaire).items():
        if alternatives(text):
            yield Loss(key, _("words for some respondents only"), why)


def _scales(questionnaire: Questionnaire) -> Iterator[Loss]:
    for name, scale in questionnaire.scales.items():
        if scale.satisfied:
            why = _("A list of answers there does not say which of them a rate counts.")
            yield Loss(f"scales.{name}", _("the levels that count as satisfied"), why)
        if any(code.missing for code in scale.codes):
            yield Loss(f"scales.{name}", *_missing())


def _question(question: Question) -> Iterator[Loss]:
    if isinstance(question, PaperBox):
        why = _("It is a frame to sign or to write in, and only paper has it.")
        yield Loss(question.id, _("the paper-only box"), why)
        return
    if any(code.missing for code in getattr(question, "codes", ())):
        yield Loss(question.id, *_missing())
    if getattr(question, "reverse", False):
        why = _("Scores are turned round in the analysis; a form there does not know.")
        yield Loss(question.id, _("that its scale is reversed"), why)
    if question.label:
        why = _("The text as it is asked becomes the label there.")
        yield Loss(question.id, _("its short label for the codebook"), why)
    if question.warnings:
        why = _("There, an answer is either refused or taken; there is no mere warning.")
        yield Loss(question.id, _("its warnings"), why)


def _missing() -> tuple[str, str]:
    return (
        _("which answers are no levels, such as “not rated”"),
        _("All answers of a list are alike there; mark them as missing in the data."),
    )
