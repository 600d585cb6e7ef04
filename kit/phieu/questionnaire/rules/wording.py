"""Rules about wording in Vietnamese: advice, each with its reason."""

from __future__ import annotations

from phieu.messages import _

from .rule import ADVICE, WARNING, Rule

RULES = (
    Rule(
        "wording-and-or",
        ADVICE,
        lambda: _("Who means only one of the two does not know what to answer."),
        lambda: _("Write “và” or “hoặc”, or split the question."),
    ),
    Rule(
        "wording-double-barrelled",
        ADVICE,
        lambda: _("Two things asked at once get one answer, and nobody knows to which."),
        lambda: _("Ask one thing a question."),
    ),
    Rule(
        "wording-double-negation",
        ADVICE,
        lambda: _("A double negation is often answered the wrong way round."),
        lambda: _("Say it in the positive."),
    ),
    Rule(
        "wording-leading",
        ADVICE,
        lambda: _("The wording tells what answer is expected."),
        lambda: _("Ask neutrally, with both sides named."),
    ),
    Rule(
        "wording-absolute",
        ADVICE,
        lambda: _("Hardly anyone can agree to “always”, “all” or “never”."),
        lambda: _("Ask how often or how many."),
    ),
    Rule(
        "wording-long-sentence",
        ADVICE,
        lambda: _("A sentence of more than forty syllables is not kept in mind to its end."),
        lambda: _("Split it, or move explanations to the hint."),
    ),
    Rule(
        "wording-abbreviation",
        ADVICE,
        lambda: _("Not every respondent knows the abbreviation."),
        lambda: _("Spell it out where it first stands, with the abbreviation in brackets."),
    ),
    Rule(
        "wording-vague",
        ADVICE,
        lambda: _("Everyone takes such words differently."),
        lambda: _("Name a number or a period, e.g. “trong 6 tháng qua”."),
    ),
    Rule(
        "wording-no-period",
        ADVICE,
        lambda: _("How often or how many only has a meaning within a period."),
        lambda: _("Name a period, e.g. “trong 6 tháng qua”."),
    ),
    Rule(
        "wording-jargon",
        ADVICE,
        lambda: _("Words of administration or research are not everybody's words."),
        lambda: _("Use the everyday word."),
    ),
    Rule(
        "wording-capitals",
        ADVICE,
        lambda: _("Words in capitals are read slower and sound like orders."),
        lambda: _("Write in sentence case."),
    ),
    Rule(
        "wording-end-mark",
        ADVICE,
        lambda: _("Without its mark a question or instruction looks cut off."),
        lambda: _("End with a question mark, colon or full stop."),
    ),
    Rule(
        "text-spaces",
        ADVICE,
        lambda: _("A space too many or too few looks careless on paper."),
        lambda: _("One space between words, none before a mark."),
    ),
    Rule(
        "text-nfc",
        WARNING,
        lambda: _("Letters in pieces are not found by a search and are drawn badly."),
        lambda: _("Save the text as Unicode NFC (“dựng sẵn”)."),
    ),
    Rule(
        "text-tone-marks",
        ADVICE,
        lambda: _(
            "Both ways of placing the tone mark in one form look careless and split searches."
        ),
        lambda: _("Use one way throughout, e.g. hòa, thủy."),
    ),
    Rule(
        "text-quotes",
        ADVICE,
        lambda: _("Straight and curly quotation marks in one form look careless."),
        lambda: _("Use “…” throughout."),
    ),
)
