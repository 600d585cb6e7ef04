"""Rules about names and labels: what boxes, columns and SPSS hang on."""

from __future__ import annotations

from phieu.messages import _

from .rule import ERROR, WARNING, Rule

RULES = (
    Rule(
        "id-repeated",
        ERROR,
        lambda: _("Boxes, answers and columns hang on ids, and SPSS does not tell case apart."),
        lambda: _("Give every question, row and column a name of its own."),
    ),
    Rule(
        "name-characters",
        ERROR,
        lambda: _("The id is a column's name in SPSS and in other programs' files."),
        lambda: _("Use letters without marks, digits and _, a letter first, e.g. C2_DU_1."),
    ),
    Rule(
        "name-reserved",
        ERROR,
        lambda: _("SPSS keeps some words for itself, and the dataset has columns of its own."),
        lambda: _("Choose another name."),
    ),
    Rule(
        "name-too-long",
        ERROR,
        lambda: _("SPSS takes names of 64 bytes at most."),
        lambda: _("Choose a shorter name."),
    ),
    Rule(
        "variable-label-too-long",
        ERROR,
        lambda: _(
            "A .sav file cuts at 256 bytes without a word, and a Vietnamese letter takes up to 3."
        ),
        lambda: _("Add a shorter “label:” for the codebook; the printed text stays as it is."),
    ),
    Rule(
        "value-label-too-long",
        ERROR,
        lambda: _(
            "A .sav file cuts at 120 bytes without a word, and a Vietnamese letter takes up to 3."
        ),
        lambda: _("Shorten the answer's words."),
    ),
    Rule(
        "missing-codes",
        ERROR,
        lambda: _("SPSS holds user-missing codes as three values, or as one range and one value."),
        lambda: _("Put the missing codes together, beyond the ordinary ones, e.g. 9."),
    ),
    Rule(
        "title-repeated",
        WARNING,
        lambda: _(
            "Two sections of one title cannot be told apart in a table of contents or a report."
        ),
        lambda: _("Word the two titles differently."),
    ),
    Rule(
        "number-repeated",
        WARNING,
        lambda: _(
            "Respondents and staff call a question by its number; two with one number are mixed up."
        ),
        lambda: _("Give one of them another “number:”."),
    ),
    Rule(
        "text-repeated",
        WARNING,
        lambda: _("The same question asked twice is a slip of copying, or tires the respondent."),
        lambda: _("Reword or remove one of them."),
    ),
)
