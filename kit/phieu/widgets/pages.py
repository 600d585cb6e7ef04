"""The pages beside the form: laid out anew with every change, kept until the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from phieu.errors import PhieuError
from phieu.frame.units import UnitType, template_texts
from phieu.messages import _
from phieu.paper.fonts import Choice
from phieu.paper.heads import Head
from phieu.paper.preview import Preview, preview
from phieu.paper.typesetting import Setting
from phieu.questionnaire.kinds import Question
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.templates import template_variables
from phieu.questionnaire.translations import texts_of
from phieu.questionnaire.variants import variant

from .draft import Draft


@dataclass(frozen=True)
class Look:
    """Which variant is shown, which page (from 1), and how finely."""

    body: str = ""
    unit_type: str = UnitType.XA.value
    language: str = ""
    page: int = 1
    dpi: float = 100


@dataclass(frozen=True)
class Shown:
    """preview: the last pages that could be laid out. trouble: why they are not those of the
    text as it is now; empty where they are."""

    preview: Preview | None = None
    trouble: str = ""

    @property
    def page_of(self) -> Mapping[str, int]:
        return self.preview.page_of if self.preview else {}


@dataclass
class Pages:
    """Remembers the last layout: another page of it costs no typesetting."""

    head: Head
    font: Choice
    _of: tuple[Questionnaire, str, str, str] | None = None
    _shown: Shown = field(default_factory=Shown)
    _picture_of: tuple[Preview, int, float] | None = None
    _picture: bytes = b""

    def picture(self, look: Look) -> bytes:
        """The page of the last layout; empty where there is none."""
        made = self._shown.preview
        if made is None:
            return b""
        wanted = (made, look.page, look.dpi)
        if self._picture_of != wanted:
            self._picture = made.png(look.page, look.dpi)
            self._picture_of = wanted
        return self._picture

    def show(self, draft: Draft, look: Look) -> Shown:
        if draft.questionnaire is None:
            text = _("The page is the last one that could be drawn: mend the errors first.")
            return Shown(self._shown.preview, text)
        wanted = (draft.questionnaire, look.body, look.unit_type, look.language)
        known = self._of
        if known is None or known[0] is not wanted[0] or known[1:] != wanted[1:]:
            self._shown = self._laid_out(draft.questionnaire, look)
            self._of = wanted
        return self._shown

    def _laid_out(self, questionnaire: Questionnaire, look: Look) -> Shown:
        try:
            asked = variant(
                drawable(questionnaire),
                look.body,
                self._texts(questionnaire, look),
                unit_type=look.unit_type,
                language=look.language or None,
            )
            setting = Setting(look.body, look.unit_type, self.head, self.font.family, True)
            return Shown(preview(asked, setting))
        except PhieuError as error:
            return Shown(self._shown.preview, str(error))
        except Exception as error:
            # A draft holds whatever has been typed so far; the checks say what is wrong with it.
            text = _("The page cannot be drawn like this ({error}); the last one is shown.")
            return Shown(self._shown.preview, text.format(error=error))

    def _texts(self, questionnaire: Questionnaire, look: Look) -> dict[str, str]:
        """What a round would fill in; what has no value yet is shown by its name."""
        given = {**questionnaire.texts, **template_texts(UnitType(look.unit_type))}
        used = {
            name for text in texts_of(questionnaire).values() for name in template_variables(text)
        }
        return {
            **template_texts(UnitType(look.unit_type)),
            **{name: f"[{name}]" for name in used - given.keys()},
        }


def drawable(questionnaire: Questionnaire) -> Questionnaire:
    """Without the questions whose scale is not there: an error, which the list tells."""
    sections = (
        section.model_copy(update={"questions": tuple(_drawable(section.questions, questionnaire))})
        for section in questionnaire.sections
    )
    return questionnaire.model_copy(update={"sections": tuple(sections)})


def _drawable(questions: tuple[Question, ...], questionnaire: Questionnaire) -> Iterator[Question]:
    for question in questions:
        scale = getattr(question, "scale", None)
        if scale is None or scale in questionnaire.scales:
            yield question


def example_head() -> Head:
    """A head in place of the round's."""
    return Head.model_validate(
        {
            "parent_organ": "Tên cơ quan cấp trên",
            "organ": "Tên cơ quan ban hành",
            "number": "…/PLYK",
            "place": "…",
            "date": None,
        }
    )
