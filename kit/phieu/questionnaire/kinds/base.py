"""What every kind of question has: its words, whom it is for, when it is asked, what must hold."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping

from pydantic import Field

from ..codes import Scale
from ..fields import Field as AnswerField
from ..fields import Heading
from ..frozen import Frozen


class QuestionBase(Frozen, ABC):
    """id: never changes once forms are printed; answers and columns hang on it.

    when, and the keys of constraints and warnings, are expressions (see logic/). constraints: an
    answer that breaks one cannot be kept as it is; warnings: it can, but is worth a look. Both
    give the message that the respondent reads. silenced: rules of the linter by id, with the
    researcher's reason.
    """

    id: str
    text: str
    number: str | None = None  # as printed; the id where left out
    label: str | None = None  # for the codebook; the text where left out
    hint: str | None = None
    only: tuple[str, ...] = ()  # bodies; empty = all
    only_types: tuple[str, ...] = ()  # types of unit; empty = all
    when: str | None = None
    constraints: Mapping[str, str] = Field(default_factory=dict)
    warnings: Mapping[str, str] = Field(default_factory=dict)
    required: bool = False  # on the phone; paper can always come back blank
    silenced: Mapping[str, str] = Field(default_factory=dict)

    @property
    def printed_number(self) -> str:
        return self.number or self.id

    @property
    def heading(self) -> Heading:
        return self.heading_of(self.printed_number, self.text, self.label)

    def heading_of(
        self,
        number: str,
        text: str,
        label: str | None = None,
        only: tuple[str, ...] = (),
        only_types: tuple[str, ...] = (),
    ) -> Heading:
        """The heading of a part of this question; who is asked narrows, never widens."""
        return Heading(
            number, label or text, text, only or self.only, only_types or self.only_types
        )

    @abstractmethod
    def fields(self, scales: Mapping[str, Scale]) -> tuple[AnswerField, ...]:
        """What its answer consists of, in the order of the codebook. scales: by name.

        Raises KeyError for a scale that is not there; the linter's rule `scale-unknown` comes
        before that.
        """
