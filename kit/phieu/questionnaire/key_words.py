"""What every key and every kind of question means, in a sentence: for editors and forms."""

from __future__ import annotations

from phieu.messages import _


def file_keys() -> dict[str, str]:
    """Keys of the file itself."""
    return {
        "id": _("The form's short name, such as PLYK-CAX; it stands on every page."),
        "version": _(
            "The version of the questionnaire; a new one for every printing that differs."
        ),
        "language": _("The language in which the texts below are written: vi, en, …"),
        "bodies": _("Who answers: a short code and the name of each body."),
        "texts": _("Values of the template variables; a round may give its own in round.yaml."),
        "introduction": _("What a respondent reads before the questions."),
        "scales": _("Lists of levels that questions share, by name."),
        "sections": _("The parts of the form, in order."),
        "translations": _("By language, then by the key of a text: A3, A3.hint, A3.1, section.A."),
        "silenced": _("Rules of the check that do not apply here, each with the reason."),
    }


def section_keys() -> dict[str, str]:
    """Keys of a section."""
    return {
        "id": _("The section's short name."),
        "title": _("The heading on paper; empty for none."),
        "topic": _("The name under which the section's items are scored together."),
        "when": _("The condition under which it is asked, such as: A5 != 5 and C3 includes 7."),
        "only": _("The body that is asked, or a list of them; all where left out."),
        "only_types": _(
            "The type of unit that is asked (commune, ward, …), or a list; all where left out."
        ),
        "questions": _("The questions of the section, in order."),
        "silenced": _("Rules of the check that do not apply here, each with the reason."),
    }


def introduction_keys() -> dict[str, str]:
    """Keys of the introduction."""
    return {
        "title": _("The form's title."),
        "subject": _("What it is about, below the title."),
        "addressee": _("To whom it is addressed, by body."),
        "purpose": _("Why the answers are asked for."),
        "instructions": _("How to fill in the form."),
        "data_notice": _(
            "What becomes of the answers: the notice that the law on personal data asks for."
        ),
        "closing": _("Thanks, and where to send the form."),
        "running_title": _("The heading of every page after the first."),
    }


def scale_keys() -> dict[str, str]:
    """Keys of a scale."""
    return {
        "name": _("What the scale measures."),
        "codes": _("The answers: “1: text”, or “9: {label: …, short: …, missing: true}”."),
        "satisfied": _("The levels that count as satisfied in an index."),
        "silenced": _("Rules of the check that do not apply here, each with the reason."),
    }


def code_keys() -> dict[str, str]:
    """Keys of an answer option."""
    return {
        "value": _("The code: a whole number."),
        "label": _("The answer in words."),
        "name": _("A word by which conditions and other programs may call the option."),
        "short": _("A shorter text for the head of a table on paper."),
        "missing": _(
            "An answer that is no level: true or dont_know (don't know), refused, not_applicable, …"
        ),
        "exclusive": _("Rules out every other option of a multiple choice."),
        "specify": _("Asks for words beside the option."),
        "parent": _("The code of the level above, in a cascade."),
        "only": _("The body that is asked, or a list of them; all where left out."),
        "only_types": _(
            "The type of unit that is asked (commune, ward, …), or a list; all where left out."
        ),
    }


def row_keys() -> dict[str, str]:
    """Keys of a table's row."""
    return {
        "id": _("The variable's name. It never changes once forms are printed."),
        "text": _("The row in words."),
        "label": _("A shorter text for the codebook and SPSS."),
        "reverse": _("A higher level is worse: turned round when scored."),
        "only": _("The body that is asked, or a list of them; all where left out."),
        "only_types": _(
            "The type of unit that is asked (commune, ward, …), or a list; all where left out."
        ),
    }


def column_keys() -> dict[str, str]:
    """Keys of a number table's column."""
    return {
        "id": _("The end of the variables' names: row_column."),
        "text": _("The column's heading."),
    }


def level_keys() -> dict[str, str]:
    """Keys of a level of a cascade."""
    return {
        "id": _("The variable's name. It never changes once forms are printed."),
        "text": _("What this level asks for, such as: commune."),
        "codes": _("The list of this level; each option names its parent."),
    }


def question_keys() -> dict[str, str]:
    """Keys that every question has."""
    return {
        "id": _("The variable's name. It never changes once forms are printed."),
        "kind": _("The kind of question; it decides which other keys there are."),
        "text": _("The question as it is asked; {{name}} is a template variable."),
        "number": _("The printed number, where it is not the id."),
        "label": _("A shorter text for the codebook and SPSS."),
        "hint": _("A note in small print below the question."),
        "only": _("The body that is asked, or a list of them; all where left out."),
        "only_types": _(
            "The type of unit that is asked (commune, ward, …), or a list; all where left out."
        ),
        "when": _("The condition under which it is asked, such as: A5 != 5 and C3 includes 7."),
        "constraints": _("What an answer must fulfil: “C4 <= 60: message”."),
        "warnings": _("What an answer should fulfil; otherwise it is looked at once more."),
        "required": _("Must be answered on the phone; paper can always come back blank."),
        "silenced": _("Rules of the check that do not apply here, each with the reason."),
    }


def own_keys() -> dict[str, str]:
    """Keys of some kinds of question."""
    return {
        "codes": _("The answers: “1: text”, or “9: {label: …, short: …, missing: true}”."),
        "rows": _("The rows: “B1_1: text”, or “B1_1: {text: …, only: DU}”; each is a variable."),
        "columns": _(
            "Options in how many columns on paper; in a number table, the columns: “nam: text”."
        ),
        "levels": _("From the widest level to the narrowest: a list of id, text and codes."),
        "scale": _("The name of a scale of this file."),
        "reverse": _("A higher level is worse: turned round when scored."),
        "prefilled": _("Known from the frame and printed, not asked: body or unit_type."),
        "at_most": _("How many answers may be chosen."),
        "places": _("How many are ranked; all of the list where left out."),
        "least": _("The smallest number that is right."),
        "most": _("The greatest number that is right."),
        "decimals": _("How many digits stand after the comma."),
        "unit": _("What is counted, printed behind the boxes."),
        "low": _("The words at the lower end."),
        "high": _("The words at the upper end."),
        "characters": _("How many letters the answer may have."),
        "lines": _("How many lines to write on."),
        "earliest": _("The first day or month that is right: 2023-05-31, 2023-05."),
        "latest": _("The last day or month that is right: 2023-05-31, 2023-05."),
        "source": _("What the kit knows of the form: channel, language, version."),
        "value": _("The fixed value, where no source is named."),
        "expression": _("The calculation, written as in a condition: A1 + A2."),
        "purpose": _("signature, or office for notes of the office."),
        "height_mm": _("How high the frame is, in millimetres."),
    }


def kinds() -> dict[str, str]:
    """What each kind of question asks for."""
    return {
        "note": _("Words to read, with nothing to answer."),
        "consent": _("Agreement to take part; without code 1 the form counts as a refusal."),
        "single": _("One answer of a list."),
        "multiple": _("Any answers of a list."),
        "scale": _("One level of a shared scale."),
        "matrix": _("A table of items on one scale, a variable a row."),
        "ranking": _("The most important of a list, in order."),
        "integer": _("A whole number."),
        "decimal": _("A number with decimals."),
        "score": _("Points from 0 to 10."),
        "short_text": _("A few words on one line."),
        "text": _("An open answer on several lines."),
        "date": _("A day of the calendar."),
        "month": _("A month of a year."),
        "number_table": _("A table of whole numbers, rows by columns."),
        "cascade": _("One place of several levels, such as province, then commune."),
        "hidden": _("A value that nobody is asked."),
        "calculated": _("A number worked out from other answers."),
        "paper_box": _("A frame on paper for a signature or for the office."),
    }
