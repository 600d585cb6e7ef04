"""Small questionnaires without errors, of every kind of question, for round trips."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import assume
from hypothesis import strategies as st

from phieu.errors import Severity
from phieu.questionnaire.lint import check
from phieu.questionnaire.model import Questionnaire
from phieu.questionnaire.translations import texts_of

WORDS = (
    "Công an cấp xã", "=1+1", "“Trích” và 'nháy'", "${A} là gì", "dòng một\ndòng hai", "@ở đâu",
    "a | b", "50% < 60%", "1.0", "TRUE", "Khác:", "- gạch", "Về {{ten_ca}}", "a  b", "_x0041_",
    "{{DU: cấp ủy | UB: chính quyền}} xã", "<b>đậm</b> & *sao*", "👮 trực", "Sông Đà ",
    "Trả lời ${",
)  # fmt: skip
# By position: Hypothesis would write the whole list into every message.
texts = st.integers(0, len(WORDS) - 1).map(lambda place: WORDS[place])


def _labels(count: int) -> st.SearchStrategy[list[str]]:
    numbered = [f"Ý {place}: " for place in range(1, count + 1)]
    return st.lists(texts, min_size=count, max_size=count).map(
        lambda found: [start + text for start, text in zip(numbered, found, strict=True)]
    )


@st.composite
def _codes(draw: st.DrawFn, *, marks: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    values = draw(st.lists(st.integers(0, 5), min_size=2, max_size=4, unique=True))
    labels = draw(_labels(len(values)))
    codes = []
    for value, label in zip(values, labels, strict=True):
        code: dict[str, Any] = {"value": value, "label": label}
        for mark in marks:
            if draw(st.integers(0, 4)) == 0:
                code[mark] = True
        if draw(st.integers(0, 5)) == 0:
            code["name"] = f"n{value}"
        if draw(st.integers(0, 6)) == 0:
            code["only"] = ["DU"]
        codes.append(code)
    codes[0].pop("only", None)
    codes[1].pop("only", None)
    return codes


@st.composite
def _own(draw: st.DrawFn, kind: str, name: str) -> dict[str, Any]:
    """What the kind has of its own."""
    match kind:
        case "single":
            return {"codes": draw(_codes(marks=("specify",)))}
        case "multiple":
            codes = draw(_codes(marks=("specify", "exclusive")))
            together = sum(not code.get("exclusive") for code in codes if not code.get("only"))
            limit = {"at_most": 1} if together > 1 and draw(st.booleans()) else {}
            return {"codes": codes, **limit}
        case "scale":
            return {"scale": draw(st.sampled_from(["HL", "CL"])), "reverse": draw(st.booleans())}
        case "matrix":
            rows = [{"id": f"{name}_{letter}", "text": draw(texts)} for letter in "XYZ"]
            if draw(st.booleans()):
                rows[2]["only"] = draw(st.sampled_from([["DU"], ["UB"]]))
            return {"scale": "HL", "rows": rows}
        case "ranking":
            codes = draw(_codes(marks=("specify",)))
            places = draw(st.sampled_from([None, 1, 2]))
            return {"codes": codes, "places": places}
        case "integer":
            least = draw(st.integers(-20, 20))
            unit = draw(st.sampled_from(["", "cuộc"]))
            return {"least": least, "most": least + draw(st.integers(1, 900)), "unit": unit}
        case "decimal":
            least = draw(st.sampled_from(["0", "-1.5", "2.25"]))
            most = str(Decimal(least) + 7)
            return {"least": least, "most": most, "decimals": 3}
        case "score":
            low = draw(st.sampled_from(["", "kém"]))
            return {"least": draw(st.integers(0, 1)), "most": draw(st.integers(2, 10)), "low": low}
        case "short_text":
            return {"characters": draw(st.sampled_from([1, 80, 250]))}
        case "text":
            return {"lines": draw(st.integers(1, 6))}
        case "date":
            return {"earliest": date(2020, 1, 1), "latest": date(2024, 2, 29)}
        case "month":
            return {"earliest": "2020-01", "latest": "2024-12"}
        case "number_table":
            rows = [{"id": f"{name}_R{place}", "text": draw(texts)} for place in (1, 2)]
            columns = [{"id": "C1", "text": draw(texts)}, {"id": "C2", "text": draw(texts)}]
            return {"rows": rows, "columns": columns, "most": draw(st.integers(1, 9999))}
        case "cascade":
            return {
                "levels": [
                    {"id": f"{name}_H", "text": draw(texts), "codes": draw(_plain_codes())},
                    {
                        "id": f"{name}_X",
                        "text": draw(texts),
                        "codes": [
                            {"value": value, "label": f"Xã {value}", "parent": value % 2 + 1}
                            for value in range(11, 14)
                        ],
                    },
                ]
            }
        case "hidden":
            return draw(st.sampled_from([{"source": "channel"}, {"value": "đợt 1"}]))
        case "paper_box":
            return {"purpose": "signature", "height_mm": 30.5}
        case _:
            return {}


def _plain_codes() -> st.SearchStrategy[list[dict[str, Any]]]:
    return _labels(2).map(
        lambda labels: [{"value": at, "label": label} for at, label in enumerate(labels, start=1)]
    )


KINDS = (
    "note", "single", "multiple", "scale", "matrix", "ranking", "integer", "decimal", "score",
    "short_text", "text", "date", "month", "number_table", "cascade", "hidden", "paper_box",
)  # fmt: skip


@st.composite
def _conditions(draw: st.DrawFn, asked: list[dict[str, Any]]) -> str | None:
    """Over an earlier question, or none."""
    known = [q for q in asked if q["kind"] in {"single", "multiple", "integer", "scale", "date"}]
    if not known or draw(st.booleans()):
        return None
    question = draw(st.sampled_from(known))
    name = question["id"]
    match question["kind"]:
        case "single":
            code = question["codes"][0]["value"]
            return str(draw(st.sampled_from([f"{name} = {code}", f"{name} != {code}",
                                             f"{name} is answered"])))  # fmt: skip
        case "multiple":
            code = question["codes"][0]["value"]
            return str(draw(st.sampled_from([f"{name} includes {code}", f"count({name}) >= 2"])))
        case "integer":
            return f"{name} > {question['least']}"
        case "scale":
            return f"{name} >= 2"
        case _:
            return f"{name} >= 2022-03-01"


@st.composite
def _questions(draw: st.DrawFn, name: str, asked: list[dict[str, Any]]) -> dict[str, Any]:
    kind = draw(st.sampled_from(KINDS))
    question: dict[str, Any] = {"id": name, "kind": kind, "text": draw(texts)}
    question |= draw(_own(kind, name))
    if draw(st.integers(0, 3)) == 0:
        question["hint"] = draw(texts)
    if kind not in {"note", "hidden"} and draw(st.integers(0, 3)) == 0:
        question["required"] = True
    if draw(st.integers(0, 5)) == 0:
        question["only"] = ["DU"]
        for part in (*question.get("rows", ()), *question.get("codes", ())):
            part.pop("only", None)
    when = draw(_conditions(asked))
    if when:
        question["when"] = when
    if kind == "integer" and draw(st.booleans()):
        question["constraints"] = {f"{name} != {question['least'] + 1}": draw(texts)}
    return question


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    asked: list[dict[str, Any]] = []
    sections = []
    for place in range(draw(st.integers(1, 3))):
        questions = []
        for _question in range(draw(st.integers(1, 4))):
            question = draw(_questions(f"Q{len(asked) + 1}", asked))
            asked.append(question)
            questions.append(question)
        title = draw(st.sampled_from(["", f"Phần {place}"]))
        sections.append({"id": f"P{place}", "title": title, "questions": questions})
    assume(any(question["kind"] != "paper_box" for question in asked))
    if draw(st.booleans()):
        codes = [{"value": 1, "label": "Đồng ý"}, {"value": 2, "label": "Không"}]
        consent = {"id": "DY", "kind": "consent", "text": "Đồng ý?", "codes": codes}
        sections[0]["questions"].insert(0, consent)
    scale = {"codes": [{"value": 1, "label": "Kém"}, {"value": 2, "label": "Tốt"},
                       {"value": 9, "label": "KĐG", "missing": "dont_know"}]}  # fmt: skip
    questionnaire = Questionnaire.model_validate(
        {
            "id": "THU",
            "version": draw(st.sampled_from(["1", "2024.1"])),
            "bodies": {"DU": "Đảng ủy", "UB": "Ủy ban"},
            "texts": {"ten_ca": "Công an"},
            "introduction": {
                "title": "Phiếu",
                "running_title": draw(texts),
                "purpose": draw(texts),
                "addressee": {"DU": "Đảng ủy", "UB": "Ủy ban"},
            },
            "scales": {"HL": {"name": "Hài lòng", **scale}, "CL": {"name": "Chất lượng", **scale}},
            "sections": sections,
        }
    )
    assume(all(found.severity is not Severity.ERROR for found in check(questionnaire)))
    return questionnaire.model_copy(update={"translations": draw(_translations(questionnaire))})


@st.composite
def _translations(draw: st.DrawFn, questionnaire: Questionnaire) -> dict[str, dict[str, str]]:
    if draw(st.booleans()):
        return {}
    keys = [key for key, text in texts_of(questionnaire).items() if "{{" not in text]
    chosen = draw(st.lists(st.sampled_from(keys), max_size=6, unique=True))
    return {"en": {key: f"English {place}" for place, key in enumerate(chosen)}} if chosen else {}
