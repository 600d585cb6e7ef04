"""Rules about silencing rules."""

from __future__ import annotations

from phieu.messages import _

from .rule import ADVICE, WARNING, Rule

RULES = (
    Rule(
        "silenced-error",
        WARNING,
        lambda: _(
            "An error stands in the way of printing or of the data; a reason does not mend it."
        ),
        lambda: _("Remove it under “silenced”, and mend the error."),
    ),
    Rule(
        "silenced-unknown",
        WARNING,
        lambda: _("A rule that does not exist cannot be silenced."),
        lambda: _("Use a rule's id as the messages give it."),
    ),
    Rule(
        "silenced-no-reason",
        WARNING,
        lambda: _(
            "Whoever reads the form later wants to know why; without a reason the rule stays."
        ),
        lambda: _("Write the reason behind the colon."),
    ),
    Rule(
        "silenced-idle",
        ADVICE,
        lambda: _("What it silenced is gone, and the next one would go unseen."),
        lambda: _("Remove it under “silenced”."),
    ),
)
