"""The export bench: what is chosen, the line of Python that says it, and the file."""

from __future__ import annotations

import ast
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from phieu.analysis.survey import Survey
from phieu.questionnaire import yaml_text
from phieu.questionnaire.codebook import Variable, codebook
from phieu.rounds.exporting import export_survey
from phieu.widgets.exporting import ExportBench
from phieu.widgets.exporting_choice import FORMATS, ExportChoice
from phieu.widgets.exporting_words import export_words

QUESTIONS = ("A1", "A2", "C3")
WISHES = st.one_of(
    st.fixed_dictionaries({"type": st.just("format"), "kind": st.sampled_from(FORMATS)}),
    st.fixed_dictionaries({"type": st.just("labels"), "value": st.booleans()}),
    st.fixed_dictionaries({"type": st.just("question"), "name": st.sampled_from(QUESTIONS)}),
    st.fixed_dictionaries({
        "type": st.just("questions"),
        "names": st.lists(st.sampled_from([*QUESTIONS, "X9"])),
        "value": st.booleans(),
    }),
)  # fmt: skip


@dataclass(frozen=True)
class ReadRound:
    """A round as the bench needs it: answers, and a folder for files."""

    answers: Survey
    exports: Path

    def survey_with_codings(self) -> Survey:
        return self.answers

    def export_files(self, kind: Any, **chosen: Any) -> tuple[Path, ...]:
        return export_survey(self.answers, kind, self.exports / f"thu.{kind}", **chosen)


class Page:
    """The bench with a page that sends wishes and keeps the last answer."""

    def __init__(self, survey: Survey, exports: Path) -> None:
        self.bench = ExportBench(ReadRound(survey, exports))  # type: ignore[arg-type]
        self.bench.send = self._hear  # type: ignore[method-assign]
        self.state: dict[str, Any] = {}
        self.wish("hello")

    def _hear(self, message: Any, buffers: Any = None) -> None:  # noqa: ARG002
        self.state = message["changed"]

    def wish(self, type_: str, /, **of_it: Any) -> dict[str, Any]:
        self.bench._answer(None, {"type": type_, **of_it}, [])
        return self.state


@pytest.fixture
def survey(repository: Path) -> Survey:
    path = repository / "tests" / "rounds" / "every_kind.yaml"
    questionnaire = yaml_text.load(path.read_text("utf-8"), path.name)
    facts = {"serial": "S1", "body": "ND", "district": "Huyện Núi Thành", "unit_type": "xã",
             "channel": "scan", "status": "complete"}  # fmt: skip
    columns: dict[str, Any] = {name: pd.array([v], dtype="string") for name, v in facts.items()}
    dtypes = {"text": "string", "date": "datetime64[s]"}
    for variable in codebook(questionnaire):
        dtype = dtypes.get(variable.kind, "Float64" if variable.decimals else "Int64")
        columns[variable.name] = pd.array([None], dtype=dtype)
    columns["A2"] = pd.array([1], dtype="Int64")
    data = pd.DataFrame(columns)
    issued = data[["body", "district", "unit_type"]]
    return Survey("Đợt thử", data, questionnaire, issued)


@given(st.lists(WISHES, max_size=12))
def test_the_line_of_python_says_what_is_chosen(wishes: list[dict[str, Any]]) -> None:
    choice = ExportChoice()
    for wish in wishes:
        choice = choice.granted(wish, QUESTIONS)
    call = ast.parse(choice.python(QUESTIONS), mode="eval").body
    assert isinstance(call, ast.Call)
    said = {keyword.arg: ast.literal_eval(keyword.value) for keyword in call.keywords}
    assert ast.literal_eval(call.args[0]) == choice.kind
    assert said.get("variables") == choice.variables(QUESTIONS)
    assert said.get("labels", False) == (choice.labels and choice.has_words_or_codes)


@pytest.mark.parametrize(
    "wish",
    [
        {"type": "format", "kind": "doc"},
        {"type": "question", "name": "X9"},
        {"type": "labels", "value": "yes"},
        {"type": "nothing"},
    ],
)
def test_what_nobody_can_wish_is_refused(wish: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="no such wish"):
        ExportChoice().granted(wish, QUESTIONS)


def test_every_format_has_its_words() -> None:
    assert {kind for kind, *_words in export_words()["formats"]} == set(FORMATS)


def test_the_chosen_questions_go_into_the_file_in_words(survey: Survey, tmp_path: Path) -> None:
    page = Page(survey, tmp_path)
    everything = [question["name"] for question in page.state["questions"]]
    page.wish("questions", names=everything, value=False)
    page.wish("question", name="A2")
    page.wish("format", kind="xlsx")
    state = page.wish("labels", value=True)
    assert state["python"] == 'survey_round.export("xlsx", variables=["A2"], labels=True)'
    assert state["count"] == f"2/{len(survey.codebook)} biến, kèm các thông tin chung của phiếu"

    state = page.wish("write")

    assert state["word"] == {"text": f"Đã ghi: {tmp_path / 'thu.xlsx'}.", "severity": ""}
    heads, row = openpyxl.load_workbook(tmp_path / "thu.xlsx").worksheets[0].values
    found = dict(zip(heads, row, strict=True))
    assert found["A2"] == "Có"
    assert "A3_1" not in found and "serial" not in found


def test_what_stands_in_the_way_is_listed_before_writing(survey: Survey, tmp_path: Path) -> None:
    long_one = Variable("X1", "ộ" * 90, "code", "X1", "nominal", ((1, "một"),))
    column = pd.DataFrame({"X1": pd.array([1], dtype="Int64")})
    page = Page(survey.with_added([long_one], column), tmp_path)
    assert ["270 byte" in problem["message"] for problem in page.state["problems"]] == [True]
    assert page.state["problems"][0]["fix"]

    state = page.wish("write")

    assert state["word"]["severity"] == "error"
    assert "270 byte" in state["word"]["text"]
    assert list(tmp_path.iterdir()) == []
    assert page.wish("question", name="X1")["problems"] == []
    assert page.wish("write")["word"]["severity"] == ""


def test_a_fault_of_ours_is_a_sentence(
    survey: Survey, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = Page(survey, tmp_path)
    monkeypatch.setattr(ReadRound, "export_files", lambda *_, **__: 1 / 0)
    state = page.wish("write")
    assert "division by zero" in state["word"]["text"]
    assert state["word"]["severity"] == "error"


def test_questions_stand_under_their_sections_and_added_ones_last(
    survey: Survey, tmp_path: Path
) -> None:
    score = Variable("SCORE", "Điểm", "number", "SCORE", "scale")
    column = pd.DataFrame({"SCORE": pd.array([1], dtype="Int64")})
    page = Page(replace(survey).with_added([score], column), tmp_path)
    questions = page.state["questions"]
    assert [q["name"] for q in questions][:3] == ["DY0", "A1", "A1L"]
    assert {q["group"] for q in questions[:5]} == {"Chọn phương án"}
    assert (questions[-1]["name"], questions[-1]["group"]) == ("SCORE", "Biến bổ sung")
    assert {q["name"]: q["count"] for q in questions}["A3"] == 7
