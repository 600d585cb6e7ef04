"""Rules about who is asked: bodies, types of unit, texts that differ by them."""

from __future__ import annotations

from phieu.messages import _

from .rule import ADVICE, ERROR, WARNING, Rule

RULES = (
    Rule(
        "bodies-missing",
        ERROR,
        lambda: _("Without a body nobody would be asked."),
        lambda: _("List who answers under “bodies”, e.g. “DU: Đảng ủy”."),
    ),
    Rule(
        "addressee-missing",
        ERROR,
        lambda: _("A form without “Kính gửi” does not say whom it is for."),
        lambda: _("Add the body under “addressee”."),
    ),
    Rule(
        "body-unknown",
        ERROR,
        lambda: _("A part for a body that does not exist would stand on no form."),
        lambda: _("Use one of the questionnaire's bodies."),
    ),
    Rule(
        "type-unknown",
        ERROR,
        lambda: _("A part for a type of unit that does not exist would stand on no form."),
        lambda: _("Use xã, phường, thị trấn or đặc khu."),
    ),
    Rule(
        "part-unreachable",
        ERROR,
        lambda: _("What the part that holds it is not shown to, no form would show."),
        lambda: _("Widen “only” of what holds it, or narrow it here."),
    ),
    Rule(
        "template-unknown",
        ERROR,
        lambda: _("The braces would stand on paper."),
        lambda: _("Correct the variable's name, or add it under “texts”."),
    ),
    Rule(
        "template-broken",
        ERROR,
        lambda: _("The braces would stand on paper."),
        lambda: _("Write {{name}}, without spaces, or remove the braces."),
    ),
    Rule(
        "template-nested",
        ERROR,
        lambda: _("Values are put in once, so that braces inside a value would stand on paper."),
        lambda: _("Write the words out: values are put in once, not over and over."),
    ),
    Rule(
        "template-no-default",
        ERROR,
        lambda: _("The codebook knows no unit: without a value the braces would stand in it."),
        lambda: _("Add a value under “texts”."),
    ),
    Rule(
        "alternative-unknown",
        ERROR,
        lambda: _("Words for a body or type of unit that does not exist would stand on no form."),
        lambda: _("Use the questionnaire's bodies or the types of unit before the colon."),
    ),
    Rule(
        "alternative-incomplete",
        WARNING,
        lambda: _("Who is not named gets all the alternatives, with strokes between them."),
        lambda: _("Add words for everyone who is asked."),
    ),
    Rule(
        "translation-unknown-key",
        WARNING,
        lambda: _("A translation under a key that no text has is never shown."),
        lambda: _("Correct the key, e.g. A3, A3.1, section.A."),
    ),
    Rule(
        "translation-template",
        WARNING,
        lambda: _("A translation with other template variables says something else in some units."),
        lambda: _("Use the same {{…}} as the original text."),
    ),
    Rule(
        "translation-incomplete",
        ADVICE,
        lambda: _("What is not translated is shown in the questionnaire's own language."),
        lambda: _("Translate the texts that the message counts."),
    ),
)
