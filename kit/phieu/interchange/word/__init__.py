"""A copy of the questionnaire in Word, for people to comment on."""

from .document import document

__all__ = ["document"]
