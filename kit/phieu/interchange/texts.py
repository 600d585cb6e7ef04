"""A questionnaire's texts for programs that have one form for everybody."""

from __future__ import annotations

from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.templates import choose, fill


def filled(text: str, questionnaire: Questionnaire) -> str:
    """With the questionnaire's own values put in, and alternatives for bodies side by side."""
    return choose(fill(choose(text, ()), questionnaire.texts), ()).strip()


def numbered(number: str | None, text: str) -> str:
    """The text behind the number that is printed before it."""
    return f"{number}. {text}" if number else text


def body_question(language: str) -> str:
    """The question that other programs ask where our forms are printed for a body."""
    return "Cơ quan trả lời phiếu" if language == "vi" else "Which body answers this form?"


def record_label(language: str) -> str:
    return "Số phiếu" if language == "vi" else "Record number"
