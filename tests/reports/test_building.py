"""A report says what tables show, of any survey, and nothing that is withheld."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pypdfium2 as pdfium
import pytest
from docx import Document
from docx.oxml.ns import qn
from hypothesis import Phase, given, settings
from random_surveys import facts_of, form, protected, shares, survey_of, surveys, texts_in

from phieu.analysis.tables.cells import State
from phieu.analysis.tables.layout import cell_text
from phieu.questionnaire.codebook import words
from phieu.questionnaire.yaml_text import load
from phieu.reports.building import Figures, contents
from phieu.reports.html import html
from phieu.reports.model import Bullets, Heading, Paragraph, Quote, Tabulation
from phieu.reports.pdf import pdf
from phieu.reports.word import word

NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)  # a report takes its time
FIGURE = re.compile(r"\d[\d.]*(?:,\d+)?%?")


def words_of(report) -> str:
    found = []
    for block in report.blocks:
        match block:
            case Heading(text):
                found.append(text)
            case Paragraph(text, lead):
                found += [lead, text]
            case Bullets(items):
                found += items
            case Quote(text):
                found.append(text)
    return "\n".join(found)


@settings(max_examples=12, phases=NO_SHRINKING)
@given(surveys, shares)
def test_a_report_of_any_survey_can_be_put_together(survey, held):
    _wanted, figures = protected(survey, held)

    report = contents(facts_of(survey), figures, "svg").report

    said = words_of(report).casefold().replace("{{ten_dot}}", "")  # the round's title has it
    assert not re.search(r"(?<!\w)(?:nan|none|inf)(?!\w)|\{[a-z_]+\}", said)


@pytest.mark.parametrize(
    "file",
    [
        "tests/rounds/every_kind.yaml",
        *(f"forms/{name}/{name}.yaml" for name in (
            "opinion-survey", "citizen-satisfaction", "listening-slip", "pilot-evaluation",
        )),
    ],
)  # fmt: skip
@pytest.mark.parametrize("forms", [0, 25])
def test_every_kind_of_question_has_its_place_in_a_report(repository, file, forms):
    asked = load((repository / file).read_text("utf-8"), file)
    survey = survey_of(5, forms, 9, questionnaire=asked)
    _wanted, figures = protected(survey, 0.02)

    text = html_text(html(contents(facts_of(survey), figures, "svg").report))

    for question in asked.questions():
        assert question.kind == "paper_box" or words(question.text, asked) in text


def withheld_figures(wanted, figures) -> set[str]:
    """The figures that were taken out and stand nowhere else in the tables."""
    taken = {
        cell_text(before)
        for name, table in wanted.tables.items()
        for row, shown in zip(table.rows, figures.tables[name].rows, strict=True)
        for before, after in zip(row.cells, shown.cells, strict=True)
        if after.state is State.WITHHELD and before.state is State.SHOWN
    }
    return taken - texts_in(figures.tables.values())


def word_text(file: bytes) -> str:
    document = Document(io.BytesIO(file))
    return "\n".join(node.text or "" for node in document.element.iter(qn("w:t")))


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_data(self, data: str) -> None:
        self.found.append(data)

    def handle_starttag(self, _tag: str, attrs) -> None:
        self.found += [value or "" for name, value in attrs if name == "alt"]


def html_text(text: str) -> str:
    parser = _Texts()
    parser.feed(text.split("</style>")[1])
    return "\n".join(parser.found)


def pdf_text(file: bytes) -> str:
    document = pdfium.PdfDocument(file)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.mark.parametrize(("seed", "held"), [(1, 0.3), (2, 0.02), (3, 0.3), (4, 1.0)])
def test_no_withheld_figure_stands_in_any_format(seed, held):
    survey = survey_of(seed, 15 + 8 * seed, 1 + seed % 3)
    wanted, figures = protected(survey, held, seed)
    facts = facts_of(survey)
    # Whole numbers are also those of tables and of days; shares and means are nothing else.
    hidden = {figure for figure in withheld_figures(wanted, figures) if "," in figure}
    hidden -= set(FIGURE.findall(words_of(contents(facts, Figures({}), "svg").report)))
    hidden -= texts_in(facts.response.values())
    drawn = contents(facts, figures, "svg").report
    # Worked out from figures that are shown: a share of all forms issued.
    hidden -= {
        f for line in words_of(drawn).split("\n") if "toàn bộ" in line for f in FIGURE.findall(line)
    }
    assert hidden
    pictured = contents(facts, figures, "png").report

    assert hidden.isdisjoint(FIGURE.findall(word_text(word(pictured))))
    assert hidden.isdisjoint(FIGURE.findall(html_text(html(drawn))))
    assert hidden.isdisjoint(FIGURE.findall(pdf_text(pdf(drawn))))


def test_there_is_something_to_withhold_in_these_surveys():
    wanted, figures = protected(survey_of(1, 12, 3), 0.3)

    assert len(withheld_figures(wanted, figures)) > 5


def test_the_tables_of_a_report_hold_no_counts_behind_their_figures():
    _wanted, figures = protected(survey_of(1, 30, 3), 0.0)

    for table in figures.tables.values():
        assert table.counts == ()
        assert all(cell.sources == () for row in table.rows for cell in row.cells)


def test_every_table_says_what_it_stands_on():
    survey = survey_of(1, 30, 3)
    _wanted, figures = protected(survey, 0.3)

    report = contents(facts_of(survey), figures, "svg").report

    tables = [block.table for block in report.blocks if isinstance(block, Tabulation)]
    assert len(tables) > 10
    assert all(table.base for table in tables if "lý do" not in table.title)


def test_questions_of_words_and_days_have_no_table():
    _wanted, figures = protected(survey_of(1, 30, 2), 0.0)

    assert "H2" not in figures.tables
    assert "D1" not in figures.tables
    assert {"A1", "S1", "B1", "C3", "R1", "C4", "N1"} <= figures.tables.keys()


def test_a_round_of_one_body_has_no_tables_by_body():
    _wanted, figures = protected(survey_of(1, 30, 1), 0.0)

    assert not [name for name in figures.tables if name.endswith(":body")]


def test_the_parts_of_a_report_are_numbered_without_gaps():
    survey = survey_of(1, 30, 2)
    _wanted, figures = protected(survey, 0.3)
    report = contents(facts_of(survey), figures, "svg").report

    parts = [block.text for block in report.body if isinstance(block, Heading) and block.level == 1]

    assert [part.split(".")[0] for part in parts] == ["I", "II", "III", "IV"]
    assert form().sections[0].title in words_of(report)
