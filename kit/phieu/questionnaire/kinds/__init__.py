"""The kinds of question: one frozen class and one file each; this list is what makes them one type.

A new kind is its own file, a line here, and whatever the type checker then finds: every `match`
over Question ends in `assert_never`.
"""

from typing import Annotated

from pydantic import Field

from .base import QuestionBase
from .calculated import Calculated
from .cascade import Cascade, Level
from .consent import AGREE, Consent
from .date import Date
from .decimal import Decimal
from .hidden import Hidden
from .integer import Integer
from .long_text import LongText
from .matrix import Matrix
from .month import Month
from .multiple import MultipleChoice
from .note import Note
from .number_table import NumberTable
from .paper_box import PaperBox
from .ranking import Ranking
from .scale import Rating
from .score import Score
from .short_text import ShortText
from .single import SingleChoice

Question = Annotated[
    Note
    | Consent
    | SingleChoice
    | MultipleChoice
    | Rating
    | Matrix
    | Ranking
    | Integer
    | Decimal
    | Score
    | ShortText
    | LongText
    | Date
    | Month
    | NumberTable
    | Cascade
    | Hidden
    | Calculated
    | PaperBox,
    Field(discriminator="kind"),
]

__all__ = [
    "AGREE",
    "Calculated",
    "Cascade",
    "Consent",
    "Date",
    "Decimal",
    "Hidden",
    "Integer",
    "Level",
    "LongText",
    "Matrix",
    "Month",
    "MultipleChoice",
    "Note",
    "NumberTable",
    "PaperBox",
    "Question",
    "QuestionBase",
    "Ranking",
    "Rating",
    "Score",
    "ShortText",
    "SingleChoice",
]
