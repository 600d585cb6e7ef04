"""DDI-Codebook 2.5: the questionnaire and its variables as archives and catalogues read them.

The order of elements is the schema's; each variable has its labels, question, range, answers and
format. Texts stand in every language of the questionnaire, marked with xml:lang.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from xml.etree import ElementTree as Xml

from phieu.interchange.ddi_dataset import (
    NATURES,
    DataSet,
    add_file,
    add_groups,
    add_plain_variable,
    add_summary,
)
from phieu.interchange.ddi_elements import LANGUAGE, plain, texts, xml_id
from phieu.interchange.logic_trees import sentences_of
from phieu.interchange.losses import Exported, Loss
from phieu.interchange.texts import filled
from phieu.messages import _
from phieu.questionnaire.codebook import Variable, codebook
from phieu.questionnaire.kinds import (
    Calculated,
    Matrix,
    MultipleChoice,
    Note,
    NumberTable,
    PaperBox,
    Question,
    Ranking,
)
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.translations import languages, translated

NAMESPACE = "ddi:codebook:2_5"
_SCHEMA = "http://www.ddialliance.org/Specification/DDI-Codebook/2.5/XMLSchema/codebook.xsd"
_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"

_GROUPS: tuple[tuple[type, str], ...] = (
    (Matrix, "grid"),
    (NumberTable, "grid"),
    (MultipleChoice, "multipleResp"),
    (Ranking, "multipleResp"),
)
_RESPONSES = {"code": "code", "flag": "multiple", "number": "numeric", "date": "datetime"}


@dataclass(frozen=True)
class _Edition:
    """The questionnaire in one language, with its variables by name and questions by id."""

    language: str
    questionnaire: Questionnaire
    variables: Mapping[str, Variable]
    questions: Mapping[str, Question]
    asked: Mapping[str, str]  # when a question is asked, in words

    def text(self, text: str) -> str:
        return filled(text, self.questionnaire)


def codebook_xml(
    questionnaire: Questionnaire,
    variables: Sequence[Variable] | None = None,
    dataset: DataSet | None = None,
) -> Exported:
    """The whole questionnaire, or what is said of some of its variables.

    dataset: answers to it, whose file, counts and further columns are described too.
    """
    wanted = codebook(questionnaire) if variables is None else tuple(variables)
    editions = [_edition(questionnaire, language) for language in languages(questionnaire)]
    root = Xml.Element(
        "codeBook",
        {
            "xmlns": NAMESPACE,
            "version": "2.5",
            LANGUAGE: questionnaire.language,
            _LOCATION: f"{NAMESPACE} {_SCHEMA}",
        },
    )
    mark = dataset.mark if dataset else ""
    _document(root, editions, mark)
    _study(root, editions, mark)
    if dataset:
        add_file(root, dataset, len(wanted))
    data = Xml.SubElement(root, "dataDscr")
    ids = _ids(variable.name for variable in wanted)
    for question, members in groupby(wanted, key=lambda variable: variable.question):
        _group(data, question, [ids[variable.name] for variable in members], editions)
    if dataset:
        add_groups(data, dataset)
        for column in dataset.beyond:
            add_plain_variable(data, column, dataset)
    for variable in wanted:
        _variable(data, variable, ids[variable.name], editions, dataset)
    Xml.indent(root)
    text = Xml.tostring(root, encoding="unicode")
    whole = f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'
    return Exported(unicodedata.normalize("NFC", whole).encode(), tuple(_losses(questionnaire)))


def _edition(questionnaire: Questionnaire, language: str) -> _Edition:
    spoken = translated(questionnaire, language)
    return _Edition(
        language,
        spoken,
        {variable.name: variable for variable in codebook(spoken)},
        {question.id: question for question in spoken.questions()},
        _conditions(questionnaire, spoken),
    )


def _conditions(questionnaire: Questionnaire, spoken: Questionnaire) -> dict[str, str]:
    """When each question is asked: its section's sentence and its own."""
    sentences = sentences_of(questionnaire, spoken)
    return {
        question.id: " ".join(
            sentences[name] for name in (f"section.{section.id}", question.id) if name in sentences
        )
        for section in spoken.sections
        for question in section.questions
    }


def _document(root: Xml.Element, editions: Sequence[_Edition], mark: str) -> None:
    _citation(Xml.SubElement(root, "docDscr"), editions, mark)


def _study(root: Xml.Element, editions: Sequence[_Edition], mark: str) -> None:
    study = Xml.SubElement(root, "stdyDscr")
    _citation(study, editions, mark)
    information = Xml.SubElement(study, "stdyInfo")
    purposes = [(e.language, e.text(e.questionnaire.introduction.purpose)) for e in editions]
    texts(information, "abstract", purposes)
    bodies = [(e.language, "; ".join(e.questionnaire.bodies.values())) for e in editions]
    texts(Xml.SubElement(information, "sumDscr"), "universe", bodies)


def _citation(parent: Xml.Element, editions: Sequence[_Edition], mark: str) -> None:
    """mark: what is put before every title."""
    citation = Xml.SubElement(parent, "citation")
    statement = Xml.SubElement(citation, "titlStmt")
    titles = [(e.language, ". ".join(filter(None, (mark, _title(e))))) for e in editions]
    texts(statement, "titl", titles[:1])
    texts(statement, "parTitl", _other(titles))
    questionnaire = editions[0].questionnaire
    plain(statement, "IDNo", questionnaire.id)
    plain(Xml.SubElement(citation, "verStmt"), "version", questionnaire.version)


def _title(edition: _Edition) -> str:
    introduction = edition.questionnaire.introduction
    parts = (edition.text(introduction.title), edition.text(introduction.subject))
    return ". ".join(part for part in parts if part)


def _group(
    data: Xml.Element, question_id: str, members: Sequence[str], editions: Sequence[_Edition]
) -> None:
    """A table or a multiple choice: its text, and the variables it yields."""
    question = editions[0].questions[question_id]
    kind = next((name for type_, name in _GROUPS if isinstance(question, type_)), None)
    if kind is None:
        return
    group = Xml.SubElement(
        data,
        "varGrp",
        {
            "ID": xml_id("G", question_id),
            "name": question_id,
            "type": kind,
            "var": " ".join(members),
        },
    )
    labels = [(e.language, e.text(e.questions[question_id].text)) for e in editions]
    texts(group, "labl", _distinct(labels))


def _variable(
    data: Xml.Element,
    variable: Variable,
    own_id: str,
    editions: Sequence[_Edition],
    dataset: DataSet | None,
) -> None:
    """Children in the order of the schema."""
    attributes = {"ID": own_id, "name": variable.name, "nature": NATURES[variable.measure]}
    if variable.decimals:
        attributes["dcml"] = str(variable.decimals)
    attributes["intrvl"] = "contin" if variable.kind in ("number", "date") else "discrete"
    element = Xml.SubElement(data, "var", attributes)
    Xml.SubElement(element, "location", {"width": str(variable.width)})
    spoken = [(e, e.variables[variable.name]) for e in editions if variable.name in e.variables]
    texts(element, "labl", _distinct([(e.language, v.label) for e, v in spoken]))
    _question(element, variable, editions)
    _range(element, variable)
    if variable.missing:
        invalid = Xml.SubElement(element, "invalrng")
        for code in variable.missing:
            Xml.SubElement(invalid, "item", {"VALUE": str(code)})
    if variable.only or variable.only_types:
        texts(element, "universe", _distinct([(e.language, _asked(e, variable)) for e in editions]))
    if dataset:
        add_summary(element, variable.name, dataset)
    for code, _label in variable.values:
        _category(element, variable, code, [(e.language, v) for e, v in spoken])
    if variable.topic:
        plain(element, "concept", variable.topic)
    question = editions[0].questions[variable.question]
    if isinstance(question, Calculated):
        plain(Xml.SubElement(element, "derivation"), "drvcmd", question.expression)
    _format(element, variable)


def _question(element: Xml.Element, variable: Variable, editions: Sequence[_Edition]) -> None:
    response = _RESPONSES.get(variable.kind, "text")
    first = editions[0].questions[variable.question]
    number = first.printed_number
    question = Xml.SubElement(element, "qstn", {"seqNo": number, "responseDomainType": response})
    conditions = [(e.language, e.asked.get(first.id, "")) for e in editions]
    texts(question, "preQTxt", _distinct(conditions))
    texts(question, "qstnLit", _distinct([(e.language, _literal(e, variable)) for e in editions]))
    hints = [(e.language, e.text(e.questions[first.id].hint or "")) for e in editions]
    texts(question, "ivuInstr", _distinct(hints))


def _literal(edition: _Edition, variable: Variable) -> str:
    """The question as it is asked; of a table, the words above it and those of the row."""
    question = edition.questions[variable.question]
    own = edition.variables[variable.name].text
    if isinstance(question, Matrix | NumberTable):
        return f"{edition.text(question.text)} {own}"
    return own


def _range(element: Xml.Element, variable: Variable) -> None:
    least, most, units = _limits(variable)
    if least:
        valid = Xml.SubElement(element, "valrng")
        Xml.SubElement(valid, "range", {"UNITS": units, "min": least, "max": most})


def _limits(variable: Variable) -> tuple[str, str, str]:
    """The least and the most as they are read, and their units; empty if there are none."""
    shape = variable.field
    least, most = getattr(shape, "least", None), getattr(shape, "most", None)
    if isinstance(least, int) and isinstance(most, int):
        scaled = 10**variable.decimals
        if variable.decimals:
            places = variable.decimals
            return f"{least / scaled:.{places}f}", f"{most / scaled:.{places}f}", "REAL"
        return str(least), str(most), "INT"
    return "", "", ""


def _category(
    element: Xml.Element,
    variable: Variable,
    code: int,
    spoken: Sequence[tuple[str, Variable]],
) -> None:
    attributes = {}
    if code in variable.missing:
        attributes["missing"] = "Y"
        if why := variable.why_missing(code):
            attributes["missType"] = why.value
    category = Xml.SubElement(element, "catgry", attributes)
    plain(category, "catValu", str(code))
    labels = [(language, dict(v.values).get(code, "")) for language, v in spoken]
    texts(category, "labl", _distinct(labels))


def _format(element: Xml.Element, variable: Variable) -> None:
    attributes = {"type": "character" if variable.kind == "text" else "numeric"}
    if variable.kind == "date":
        attributes["category"] = "date"
    Xml.SubElement(element, "varFormat", attributes)


def _asked(edition: _Edition, variable: Variable) -> str:
    bodies = edition.questionnaire.bodies
    return "; ".join((*(bodies.get(b, b) for b in variable.only), *variable.only_types))


def _distinct(texts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Without the languages in which a text is as in the first: it is not translated there."""
    return [*texts[:1], *_other(texts)]


def _other(texts: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(language, text) for language, text in texts[1:] if text != texts[0][1]]


def _ids(names: Iterable[str]) -> dict[str, str]:
    return {name: xml_id("V", name) for name in names}


def _losses(questionnaire: Questionnaire) -> Iterator[Loss]:
    why = _("A codebook describes variables; this yields none.")
    for question in questionnaire.questions():
        if isinstance(question, Note | PaperBox):
            yield Loss(question.id, _("words or a box without an answer"), why)
    for question in questionnaire.questions():
        rules = [*question.constraints, *question.warnings]
        if rules:
            no_place = _("DDI-Codebook has no place for rules about an answer.")
            yield Loss(
                question.id,
                _("{count} constraints and warnings").format(count=len(rules)),
                no_place,
            )
        if getattr(question, "reverse", False):
            no_place = _("DDI-Codebook has no place for how a score is worked out.")
            yield Loss(question.id, _("that its scale is reversed"), no_place)
