"""Rules about lists of answers and scales."""

from __future__ import annotations

from phieu.messages import _

from .rule import ADVICE, ERROR, WARNING, Rule

RULES = (
    Rule(
        "codes-missing",
        ERROR,
        lambda: _("There is nothing to choose from."),
        lambda: _("List them under “codes”, or name a scale where the kind allows it."),
    ),
    Rule(
        "code-repeated",
        ERROR,
        lambda: _("Two answers with one code cannot be told apart in the data."),
        lambda: _("Give every answer a code of its own."),
    ),
    Rule(
        "code-name-repeated",
        ERROR,
        lambda: _("Logic and other programs call an answer by its name."),
        lambda: _("Give every answer a name of its own."),
    ),
    Rule(
        "code-reserved",
        ERROR,
        lambda: _("Some code must be free for answers that cannot be used."),
        lambda: _("Use codes of two digits, and none below 0."),
    ),
    Rule(
        "label-repeated",
        ERROR,
        lambda: _("Two answers in the same words cannot be told apart."),
        lambda: _("Word the two answers differently."),
    ),
    Rule(
        "satisfied-unknown",
        ERROR,
        lambda: _("The share of the satisfied would be wrong."),
        lambda: _("Use levels of the scale that are not marked “missing”."),
    ),
    Rule(
        "exclusive-place",
        ERROR,
        lambda: _("“exclusive” has a meaning only in a multiple choice."),
        lambda: _("Remove it: here an answer rules out the others anyway."),
    ),
    Rule(
        "specify-place",
        ERROR,
        lambda: _("Only lists of a question's own leave a line to write on."),
        lambda: _("Remove it, or give the question a list of its own."),
    ),
    Rule(
        "ranges-overlap",
        WARNING,
        lambda: _("Who stands on the border finds two answers that are right."),
        lambda: _("Write “từ 1 đến dưới 3; từ 3 đến dưới 5”."),
    ),
    Rule(
        "ranges-gap",
        WARNING,
        lambda: _("Who stands in the gap finds no answer that is right."),
        lambda: _("Write “từ 1 đến dưới 3; từ 3 đến dưới 5”."),
    ),
    Rule(
        "single-option",
        WARNING,
        lambda: _("One answer only leaves nothing to choose."),
        lambda: _("Add answers, or make it a note."),
    ),
    Rule(
        "list-long",
        ADVICE,
        lambda: _(
            "In a long list the first answers are chosen more often, and the last are not read."
        ),
        lambda: _("Group the answers, or split the question."),
    ),
    Rule(
        "matrix-long",
        WARNING,
        lambda: _("From the tenth row on people tick down a column without reading."),
        lambda: _("Split it into tables of ten rows at most."),
    ),
    Rule(
        "same-scale-run",
        ADVICE,
        lambda: _("Many rows on one scale in one go invite ticking straight down."),
        lambda: _("Put a question of another kind in between."),
    ),
    Rule(
        "dont-know-missing",
        ADVICE,
        lambda: _("Who cannot judge has to guess, or leaves the question blank."),
        lambda: _("Add an answer such as “9: {label: Không đánh giá, missing: true}”."),
    ),
    Rule(
        "scale-unbalanced",
        WARNING,
        lambda: _("More levels on one side push answers to that side."),
        lambda: _("Give both sides as many levels."),
    ),
    Rule(
        "scale-middle",
        ADVICE,
        lambda: _("Without a middle level the undecided must take a side; that may be meant."),
        lambda: _("Add a middle level, or silence this with the reason."),
    ),
    Rule(
        "scale-directions",
        WARNING,
        lambda: _("Scales that run in different directions in one form are misread."),
        lambda: _("Let all scales run from the worst to the best; use “reverse” for items."),
    ),
    Rule(
        "yes-no-scale",
        ADVICE,
        lambda: _("A yes-or-no question does not fit answers by degree."),
        lambda: _("Ask how often, how much or to what degree."),
    ),
    Rule(
        "other-missing",
        ADVICE,
        lambda: _("Who does not find his answer in the list picks a wrong one, or none."),
        lambda: _("Add “Khác (ghi rõ):” with “specify: true”, unless the list is complete."),
    ),
    Rule(
        "other-without-specify",
        ADVICE,
        lambda: _("“Other” without words beside it says nothing that can be used."),
        lambda: _("Add “specify: true”, unless the words would identify the respondent."),
    ),
    Rule(
        "specify-words",
        ADVICE,
        lambda: _("On paper only the words tell that something is to be written."),
        lambda: _("Add “(ghi rõ)” to the answer."),
    ),
    Rule(
        "ranking-long",
        ADVICE,
        lambda: _("Few people can put more than about seven things in order."),
        lambda: _("Ask for the three most important, of ten answers at most."),
    ),
)
