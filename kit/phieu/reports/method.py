"""What a report says of how its figures came about: whom, how many, by what means, how sure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from phieu.analysis.formats import count_text, decimal_text, percent, percent_text
from phieu.analysis.publishing import MIN_RESPONDENTS
from phieu.messages import _
from phieu.returns.labelling import channel_labels

from .facts import Facts
from .model import Block, Bullets, Heading, Paragraph, Tabulation


def purpose(facts: Facts) -> tuple[Block, ...]:
    if facts.settings.purpose:
        return tuple(Paragraph(text) for text in facts.settings.purpose)
    text = _(
        "This report sums up the results of “{title}”, asked with the form {id}, version {version}."
    )
    asked = facts.questionnaire
    return (Paragraph(text.format(title=facts.title, id=asked.id, version=asked.version)),)


def respondents(facts: Facts) -> tuple[Block, ...]:
    """Whom was asked, how many forms came back, and the tables of response rates."""
    names = "; ".join(facts.questionnaire.bodies.values())
    return (
        Paragraph(_("Those asked: {bodies}.").format(bodies=names)),
        Paragraph(_returned(facts)),
        *(Tabulation(table) for table in facts.response.values()),
    )


def _returned(facts: Facts) -> str:
    base = facts.base
    if base.issued == 0:
        return _("No form has been issued, so that there is nothing to report yet.")
    if base.returned == 0:
        return _("{issued} forms were issued; none has come back so far.").format(
            issued=count_text(base.issued)
        )
    return _(
        "{issued} forms were issued; {returned} came back ({return_rate}), of which {valid} are "
        "valid, that is {valid_rate} of those issued. All figures below rest on valid forms."
    ).format(
        issued=count_text(base.issued),
        returned=count_text(base.returned),
        return_rate=percent_text(percent(base.returned, base.issued)),
        valid=count_text(base.valid),
        valid_rate=percent_text(percent(base.valid, base.issued)),
    )


def collection(facts: Facts) -> tuple[Block, ...]:
    """How and when the forms came back, and how they were read."""
    texts = (" ".join((*_channels(facts), *_dates(facts))), " ".join(_reading(facts)))
    return tuple(Paragraph(text) for text in texts if text)


def _channels(facts: Facts) -> Iterator[str]:
    words = channel_labels()
    if facts.channels:
        names = "; ".join(words.get(channel, channel) for channel in facts.channels)
        yield _("The forms came back by: {channels}.").format(channels=names)


def _dates(facts: Facts) -> Iterator[str]:
    if facts.settings.fieldwork is not None:
        yield _("Fieldwork: from {first} to {last}.").format(
            first=day_text(facts.settings.fieldwork.first),
            last=day_text(facts.settings.fieldwork.last),
        )
    elif facts.form_dated is not None:
        yield _("The forms are dated {day}.").format(day=day_text(facts.form_dated))
    yield _("The figures are those of {day}.").format(day=day_text(facts.written_on))


def _reading(facts: Facts) -> Iterator[str]:
    if not {"scan", "rehearsal"} & set(facts.channels):
        return
    yield _(
        "Marks on scanned forms are read by machine. What is in doubt is not guessed: it waits for "
        "a person, and counts as blank until then."
    )
    reading = facts.reading
    if reading.waiting:
        yield _("On that day {count} fields wait for a person.").format(
            count=count_text(reading.waiting)
        )
    else:
        yield _("On that day no field waits for a person.")
    if reading.unkeyed:
        yield _("{count} handwritten answers wait to be keyed.").format(
            count=count_text(reading.unkeyed)
        )
    if reading.lacking_a_page:
        yield _(
            "Of {count} returned forms a page is missing; what stood on it counts as blank."
        ).format(count=count_text(reading.lacking_a_page))
    if reading.refused:
        yield _("{count} scanned pages were refused and have not come again.").format(
            count=count_text(reading.refused)
        )


def precision(facts: Facts) -> tuple[Block, ...]:
    """Weights, and what is not known of those who did not answer."""
    weights = (
        _("Percentages are weighted; the numbers of forms are not.")
        if facts.weighted
        else _("There are no weights: every valid form counts once.")
    )
    return (Paragraph(weights), *(Paragraph(text) for text in _near_census(facts)))


def _near_census(facts: Facts) -> Iterator[str]:
    """What every percentage could be were the missing forms known: p·r ≤ P ≤ p·r + (1 − r),
    with p among the valid forms and r = valid / issued (Manski 1989). No answer is needed for
    its width, 1 − r."""
    issued, valid = facts.base.issued, facts.base.valid
    if not issued or not valid:
        return
    yield _(
        "The results describe the {issued} cases that got a form, and no others; no sample was "
        "drawn of them, so that there is no sampling error."
    ).format(issued=count_text(issued))
    missing = issued - valid
    if missing <= 0:
        yield _("A valid form came from each of them.")
        return
    share = percent(valid, issued) or Decimal(0)
    yield _(
        "What is not known are the answers of the {missing} cases without a valid form "
        "({missing_rate}). Without assuming anything of them: where p percent of all valid forms "
        "gave an answer, of all {issued} cases it is from {share} × p to {share} × p + {rest} "
        "percent."
    ).format(
        missing=count_text(missing),
        missing_rate=percent_text(percent(missing, issued)),
        issued=count_text(issued),
        share=decimal_text(share.scaleb(-2), 4),
        rest=decimal_text(100 - share, 2),
    )


def protection(facts: Facts) -> tuple[Block, ...]:
    """Which figures are not published, and why."""
    texts = [
        _(
            "No figure is published that rests on fewer than {least} respondents, that shows that "
            "all of a group gave one answer, or from which such a figure could be worked out, also "
            "together with reports published before. In its place stands (*)."
        ).format(least=MIN_RESPONDENTS)
    ]
    if facts.confidential:
        texts.append(
            _(
                "The round is confidential: answers are kept apart from the list of who got which "
                "form, and results are given for groups only."
            )
        )
    return tuple(Paragraph(text) for text in texts)


def method(facts: Facts) -> tuple[Block, ...]:
    """All of it under headings."""
    parts = (
        (_("Purpose"), purpose(facts)),
        (_("Those asked, and response rates"), respondents(facts)),
        (_("Collection and reading of the forms"), collection(facts)),
        (_("Weights and precision"), precision(facts)),
        (_("Protection of those who answered"), protection(facts)),
    )
    return tuple(
        block
        for place, (title, blocks) in enumerate(parts, start=1)
        for block in (Heading(f"{place}. {title}", 2), *blocks)
    )


def notes() -> tuple[Block, ...]:
    """How figures are worked out, for who checks them by hand."""
    texts = [
        _(
            "Return rate: forms returned of forms issued. RR1: complete forms of forms issued. "
            "RR2: complete forms and forms that lack a page, of forms issued (AAPOR, Standard "
            "Definitions, 10th edition; the list is closed, so that RR1 = RR3 = RR5 and "
            "RR2 = RR4 = RR6)."
        ),
        _(
            "Valid percent: of the forms with a valid answer to the question. “Not assessed”, "
            "illegible and several marks for one are no valid answers; blank is no answer."
        ),
        _(
            "Satisfaction index of an item: answers at the satisfied levels / valid answers × 100; "
            "of a topic: the same sums over all its items. A reversed item's scale is turned round."
        ),
        _(
            "Figures are rounded half up from whole numbers, each by itself: parts of 100% can add "
            "to a little less or more."
        ),
        _("Capital letters in tables by body compare columns as the line under the table says."),
        _(
            "The bounds for those without a valid answer assume nothing of them (Manski 1989): the "
            "least counts all of them against, the most all of them for."
        ),
    ]
    return (Bullets(tuple(texts)),)


def day_text(day: date) -> str:
    return f"{day:%d/%m/%Y}"
