"""Rules about the file's text: what keeps it from being a questionnaire at all."""

from __future__ import annotations

from phieu.messages import _

from .rule import ERROR, Rule

RULES = (
    Rule(
        "yaml-empty",
        ERROR,
        lambda: _("An empty file holds no questionnaire."),
        lambda: _("Start from a copy of a shipped form."),
    ),
    Rule(
        "yaml-type",
        ERROR,
        lambda: _("A value of another type than the key wants cannot be understood."),
        lambda: _("Write the kind of value that the message names."),
    ),
    Rule(
        "yaml-missing-key",
        ERROR,
        lambda: _("Without this key the questionnaire is not complete."),
        lambda: _("Add the key with its value."),
    ),
    Rule(
        "yaml-unknown-key",
        ERROR,
        lambda: _("An unknown key is most often a misspelt one that would silently do nothing."),
        lambda: _("Correct its spelling, or remove it."),
    ),
    Rule(
        "yaml-kind",
        ERROR,
        lambda: _("Only the listed kinds of question can be printed and read."),
        lambda: _("Choose one of the kinds that the message lists."),
    ),
    Rule(
        "yaml-range",
        ERROR,
        lambda: _("The number is outside what paper, phone or SPSS can take."),
        lambda: _("Write a number within the limits of the message."),
    ),
    Rule(
        "yaml-value",
        ERROR,
        lambda: _("The key takes only a few fixed words."),
        lambda: _("Write one of the words that the message lists."),
    ),
    Rule(
        "yaml-syntax",
        ERROR,
        lambda: _("The text is not valid YAML, so that nothing after this line can be trusted."),
        lambda: _("Check indentation, quotes and brackets."),
    ),
    Rule(
        "yaml-tab",
        ERROR,
        lambda: _("YAML knows indentation by spaces only."),
        lambda: _("Replace tabs by spaces, two a level."),
    ),
    Rule(
        "yaml-character",
        ERROR,
        lambda: _("An invisible control character would end up on paper or in the data."),
        lambda: _("Delete the character."),
    ),
    Rule(
        "yaml-key",
        ERROR,
        lambda: _("A key must be a plain word."),
        lambda: _("Put a text that begins with braces or brackets in quotes."),
    ),
    Rule(
        "yaml-documents",
        ERROR,
        lambda: _("One file is one questionnaire."),
        lambda: _("Keep one questionnaire a file."),
    ),
    Rule(
        "yaml-repeated-key",
        ERROR,
        lambda: _("Of two equal keys one would be lost."),
        lambda: _("Remove one of them."),
    ),
    Rule(
        "yaml-anchor",
        ERROR,
        lambda: _("An anchor used over and over can stand for gigabytes; scales do the sharing."),
        lambda: _("Share a list of answers as a scale."),
    ),
    Rule(
        "yaml-tag",
        ERROR,
        lambda: _(
            "A questionnaire does not need tags, and in a file from outside they are a danger."
        ),
        lambda: _("Remove it, or put the text in quotes."),
    ),
    Rule(
        "yaml-depth",
        ERROR,
        lambda: _("A questionnaire needs eight levels at most; deeper is a slip or an attack."),
        lambda: _("Check the brackets and the indentation."),
    ),
    Rule(
        "yaml-too-large",
        ERROR,
        lambda: _("No questionnaire is that long: it is another file."),
        lambda: _("Check that it is the right file."),
    ),
)
