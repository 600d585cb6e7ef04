"""The list of sections and questions, of whole files and of broken ones."""

from __future__ import annotations

import pytest

from phieu.questionnaire.outline import outline, outline_of_text

TEXT = """\
id: NHO
sections:
  - id: A # đầu
    title: "Phần đầu"
    questions:
      - id: A1
        kind: single
        text: "Cơ quan:"
        codes: {1: Một}
      - kind: cascade
        number: 2b
        id: A2
        text: Nơi ở
        levels:
          - id: A2_H
            text: Huyện
      - {id: A3, kind: note, text: Chú ý}
  - id: B
    title: Phần sau
    questions: []
"""


def shape(sections):
    return [(part.id, part.title, [item.id for item in part.items]) for part in sections]


def test_every_question_stands_under_its_section(small):
    (section,) = outline(small)

    assert [item.id for item in section.items] == ["DY", "A1", "A2", "B1", "C1", "C2", "C3", "D1"]
    assert section.items[3].kind == "matrix"
    assert section.items[3].path == ("sections", 0, "questions", 3)
    assert section.items[7].only == ("UB",)


def test_template_variables_are_filled_in(small):
    subject = small.sections[0].model_copy(update={"title": "Về {{ten_ca}}, {{DU: A | UB: B}}"})
    (section,) = outline(small.model_copy(update={"sections": (subject,)}))

    assert section.title == "Về Công an cấp xã, A/B"


def test_a_text_is_listed_with_its_lines():
    first, second = outline_of_text(TEXT)

    assert shape([first, second]) == [
        ("A", "Phần đầu", ["A1", "A2", "A3"]),
        ("B", "Phần sau", []),
    ]
    assert [item.line for item in first.items] == [6, 10, 17]
    assert first.items[1].number == "2b"


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace('"Cơ quan:"', "Cơ quan: gì"),
        lambda text: text + "  x: [\n",
        lambda text: text.replace("id: NHO", "id: *NHO"),
    ],
)
def test_a_text_that_is_no_yaml_is_listed_as_far_as_its_lines_tell(damage):
    broken = damage(TEXT)

    assert shape(outline_of_text(broken)) == shape(outline_of_text(TEXT))
    assert [item.path for item in outline_of_text(broken)[0].items] == [
        ("sections", 0, "questions", place) for place in range(3)
    ]


@pytest.mark.parametrize(
    "text", ["", "sections:", "sections: 3", "a: [", "- x", "sections:\n- 3\n: ["]
)
def test_a_text_without_sections_has_an_empty_outline(text):
    assert outline_of_text(text) == ()
