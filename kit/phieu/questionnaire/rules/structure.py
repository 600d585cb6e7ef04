"""Rules about questions and their logic: what cannot be answered, or never comes up."""

from __future__ import annotations

from phieu.messages import _

from .rule import ERROR, WARNING, Rule

RULES = (
    Rule(
        "text-empty",
        ERROR,
        lambda: _("What has no words cannot be answered."),
        lambda: _("Write what the respondent reads."),
    ),
    Rule(
        "consent-several",
        ERROR,
        lambda: _("Whether a form counts hangs on one answer."),
        lambda: _("Keep one question of the kind “consent”."),
    ),
    Rule(
        "consent-agree",
        ERROR,
        lambda: _("Whether a form counts hangs on the answer with code 1."),
        lambda: _("Give “agree” the code 1."),
    ),
    Rule(
        "scale-unknown",
        ERROR,
        lambda: _("Without its scale the question has no answers."),
        lambda: _("Name a scale of the questionnaire."),
    ),
    Rule(
        "rows-missing",
        ERROR,
        lambda: _("A table without rows asks nothing."),
        lambda: _("List them under “rows”."),
    ),
    Rule(
        "columns-missing",
        ERROR,
        lambda: _("A number table without columns asks nothing."),
        lambda: _("List them under “columns”."),
    ),
    Rule(
        "levels-missing",
        ERROR,
        lambda: _("A cascade without levels asks nothing."),
        lambda: _("List them under “levels”."),
    ),
    Rule(
        "prefilled-codes",
        ERROR,
        lambda: _("What is printed needs a code, one a body where it is the body."),
        lambda: _("List under “codes” what can be printed."),
    ),
    Rule(
        "ranking-places",
        ERROR,
        lambda: _("There are more places than answers, for some body."),
        lambda: _("Lower “places”, or add answers."),
    ),
    Rule(
        "at-most",
        ERROR,
        lambda: _(
            "A limit that is no limit, or that leaves nothing to choose, confuses whoever reads it."
        ),
        lambda: _("Lower “at_most”, or remove it."),
    ),
    Rule(
        "number-range",
        ERROR,
        lambda: _("A range the wrong way round, or finer than its decimals, takes no answer."),
        lambda: _("Write the smaller number as “least”, the larger as “most”."),
    ),
    Rule(
        "number-digits",
        WARNING,
        lambda: _("More than six rows of digits are seldom filled in without a mistake."),
        lambda: _("Ask in thousands or millions, or lower “most”."),
    ),
    Rule(
        "date-range",
        ERROR,
        lambda: _("A range the wrong way round takes no answer."),
        lambda: _("Write the earlier day as “earliest”, the later as “latest”."),
    ),
    Rule(
        "hidden-source",
        ERROR,
        lambda: _(
            "A hidden question takes its value from a source or from its text: from one of them."
        ),
        lambda: _("Write “source” or “value”, not both."),
    ),
    Rule(
        "parent-unknown",
        ERROR,
        lambda: _("An answer under a code that the level above does not have can never be chosen."),
        lambda: _("Use a code of the level above."),
    ),
    Rule(
        "parent-place",
        ERROR,
        lambda: _("“parent” has a meaning only below the first level of a cascade."),
        lambda: _("Remove it."),
    ),
    Rule(
        "logic-syntax",
        ERROR,
        lambda: _("A condition that cannot be read holds for nobody."),
        lambda: _("Write it as in: A5 in [1, 2] and C3 includes 7."),
    ),
    Rule(
        "logic-unknown-name",
        ERROR,
        lambda: _("A condition can only look at what is asked."),
        lambda: _("Name a question, row or column of this questionnaire."),
    ),
    Rule(
        "logic-forward-reference",
        ERROR,
        lambda: _("What comes later is not answered yet."),
        lambda: _("Move the question behind the one that it depends on."),
    ),
    Rule(
        "logic-unknown-code",
        ERROR,
        lambda: _("An answer that the list does not have is never chosen."),
        lambda: _("Use a code or a name of the question's list."),
    ),
    Rule(
        "logic-type",
        ERROR,
        lambda: _("Words, numbers, days and codes cannot be compared with each other."),
        lambda: _("Compare like with like."),
    ),
    Rule(
        "never-true",
        ERROR,
        lambda: _("A condition that nothing fulfils hides its part from everyone."),
        lambda: _("Correct the condition, or remove the part."),
    ),
    Rule(
        "always-true",
        WARNING,
        lambda: _("A condition that always holds is a slip, or not needed."),
        lambda: _("Correct the condition, or remove it."),
    ),
    Rule(
        "constraint-impossible",
        ERROR,
        lambda: _("A constraint that no answer fulfils refuses every answer."),
        lambda: _("Correct the condition, or the range of the question."),
    ),
)
