"""The rules about lists of options and scales by example."""

from __future__ import annotations

import pytest
from test_lint_wording import form, rating, rows, rules

from phieu.questionnaire.codes import Code, Scale
from phieu.questionnaire.kinds import MultipleChoice, Question, Ranking, Score, SingleChoice
from phieu.questionnaire.lint import check
from phieu.questionnaire.lint.number_words import range_of
from phieu.questionnaire.model import Questionnaire


def codes(*labels: str) -> tuple[Code, ...]:
    return tuple(Code(value=value, label=label) for value, label in enumerate(labels, start=1))


def single(*labels: str) -> SingleChoice:
    return SingleChoice(id="A1", kind="single", text="Xin chọn:", codes=codes(*labels))


def multiple(*options: Code | str) -> MultipleChoice:
    listed = tuple(
        option if isinstance(option, Code) else Code(value=value, label=option)
        for value, option in enumerate(options, start=1)
    )
    return MultipleChoice(id="A1", kind="multiple", text="Xin chọn:", codes=listed)


def with_scale(
    *labels: str, missing: bool = True, satisfied: tuple[int, ...] = ()
) -> Questionnaire:
    answers = codes(*labels)
    if missing:
        answers = (*answers, Code(value=9, label="Không đánh giá", missing=True))
    scale = Scale(name="S", codes=answers, satisfied=satisfied)
    return form(rating("Kết quả:", "S")).model_copy(update={"scales": {"S": scale}})


@pytest.mark.parametrize(
    ("labels", "rule"),
    [
        (("Từ 1 đến 3 năm", "Từ 3 đến 5 năm", "Trên 5 năm"), "ranges-overlap"),
        (("18–30 tuổi", "30–45 tuổi"), "ranges-overlap"),
        (("Dưới 6 tháng", "Từ 3 tháng đến 1 năm", "Trên 1 năm"), "ranges-overlap"),
        (("Đến 5 triệu đồng", "Từ 5 triệu đồng trở lên"), "ranges-overlap"),
        (("Dưới 1 năm", "Từ 2 năm đến dưới 5 năm", "Từ 5 năm trở lên"), "ranges-gap"),
        (("Dưới 3 lần", "Trên 3 lần"), "ranges-gap"),
        (("18-30", "35-45", "Trên 45"), "ranges-gap"),
        (("< 500.000 đồng", "> 1 triệu đồng"), "ranges-gap"),
    ],
)
def test_ranges_that_overlap_or_leave_a_gap_are_found(labels: tuple[str, ...], rule: str) -> None:
    assert {"ranges-overlap", "ranges-gap"} & rules(form(single(*labels))) == {rule}


@pytest.mark.parametrize(
    "labels",
    [
        ("Dưới 1 năm", "Từ 1 năm đến dưới 3 năm", "Từ 3 năm đến dưới 5 năm", "Từ 5 năm trở lên"),
        ("18–30 tuổi", "31–45 tuổi", "46 tuổi trở lên"),
        ("Đến 5 triệu đồng", "Trên 5 đến 10 triệu đồng", "Trên 10 triệu đồng"),
        ("Dưới 6 tháng", "Từ 6 tháng đến dưới 1 năm", "Từ 1 năm trở lên"),
        ("1 lần", "2 lần", "3 lần trở lên"),
        ("Chưa lần nào", "1–2 lần", "Từ 3 lần trở lên"),
        ("Xã 1", "Xã 3"),
        ("Lớp 1 đến lớp 5", "Lớp 4 đến lớp 9"),
        ("Dưới 30 tuổi", "Dưới 5 triệu đồng"),
    ],
)
def test_ranges_that_meet_and_labels_that_are_no_ranges_are_left_alone(
    labels: tuple[str, ...],
) -> None:
    assert not {"ranges-overlap", "ranges-gap"} & rules(form(single(*labels)))


@pytest.mark.parametrize(
    "label", ["Ít hơn một lần mỗi tháng", "Trung bình 3", "", "Từ", "5 – 7 – 9"]
)
def test_what_is_no_range_is_not_taken_for_one(label: str) -> None:
    assert range_of(label) is None


def test_thousands_and_decimals_are_read_as_they_are_written_in_vietnam() -> None:
    found = range_of("Từ 1.500.000 đồng đến dưới 2,5 triệu đồng")
    assert found is not None
    assert (found.low, found.high) == (1_500_000, 2_500_000)


OTHER = Code(value=8, label="Hình thức khác (ghi rõ):", specify=True)
WAYS = ("Giao ban", "Văn bản", "Hội nghị", "Điện thoại")
MANY = tuple(f"Nội dung {chr(97 + i)}" for i in range(13))


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        (single("Có"), "single-option"),
        (single(*MANY), "list-long"),
        (multiple(*WAYS), "other-missing"),
        (single("Đúng", "Sai", "Khác"), "other-without-specify"),
        (single("Đúng", "Sai", "Ý kiến khác:"), "other-without-specify"),
        (multiple(*WAYS, OTHER.model_copy(update={"label": "Khác"})), "specify-words"),
        (
            Ranking(id="A1", kind="ranking", text="Xếp thứ tự:", codes=codes(*MANY[:8])),
            "ranking-long",
        ),
        (
            Ranking(id="A1", kind="ranking", text="Chọn:", codes=codes(*MANY[:11]), places=3),
            "ranking-long",
        ),
        (Score(id="A1", kind="score", text="Điểm chung:"), "dont-know-missing"),
        (rating("Ông/Bà có gặp trường hợp vi phạm không?", "TX"), "yes-no-scale"),
        (rating("Ông/Bà có đồng ý với ý kiến này không?", "DY"), "yes-no-scale"),
        (rows(*(f"Nội dung {i}" for i in range(11))), "matrix-long"),
    ],
)
def test_a_weak_list_is_found(question: Question, rule: str) -> None:
    assert rule in rules(form(question))


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        (single("Có", "Không"), "single-option"),
        (single(*MANY[:12]), "list-long"),
        (multiple(*WAYS, OTHER), "other-missing"),
        (multiple("Sáng", "Chiều", "Tối"), "other-missing"),
        (single("Đúng", "Sai", "Cơ quan khác của tỉnh"), "other-without-specify"),
        (multiple(*WAYS, OTHER), "specify-words"),
        (
            Ranking(id="A1", kind="ranking", text="Xếp thứ tự:", codes=codes(*MANY[:7])),
            "ranking-long",
        ),
        (
            Ranking(id="A1", kind="ranking", text="Chọn:", codes=codes(*MANY[:10]), places=3),
            "ranking-long",
        ),
        (
            Score(
                id="A1",
                kind="score",
                text="Điểm chung:",
                codes=(Code(value=99, label="Không đánh giá", missing=True),),
            ),
            "dont-know-missing",
        ),
        (rating("Ông/Bà có thể cho biết mức độ hài lòng của mình không?"), "yes-no-scale"),
        (rating("Mức độ gặp trường hợp vi phạm:", "TX"), "yes-no-scale"),
        (rows(*(f"Nội dung {i}" for i in range(10))), "matrix-long"),
    ],
)
def test_a_sound_list_is_left_alone(question: Question, rule: str) -> None:
    assert rule not in rules(form(question))


def test_a_table_is_as_long_as_its_longest_variant() -> None:
    table = rows(*(f"Nội dung {i}" for i in range(12)))
    halved = tuple(
        row.model_copy(update={"only": ("UB",) if place % 2 else ("DU",)})
        for place, row in enumerate(table.rows)
    )
    questionnaire = form(table.model_copy(update={"rows": halved}))
    questionnaire = questionnaire.model_copy(update={"bodies": {"UB": "Ủy ban", "DU": "Đảng ủy"}})
    assert "matrix-long" not in rules(questionnaire)


@pytest.mark.parametrize(
    ("questionnaire", "rule"),
    [
        (with_scale("Kém", "Trung bình", "Khá", "Tốt"), "scale-unbalanced"),
        (with_scale("Đạt", "Khá", "Tốt"), "scale-unbalanced"),
        (with_scale("Mức 1", "Mức 2", "Mức 3", satisfied=(2, 3)), "scale-unbalanced"),
        (with_scale("Rất kém", "Kém", "Tốt", "Rất tốt"), "scale-middle"),
        (with_scale("Kém", "Trung bình", "Tốt", missing=False), "dont-know-missing"),
    ],
)
def test_a_weak_scale_is_found(questionnaire: Questionnaire, rule: str) -> None:
    assert rule in rules(questionnaire)


@pytest.mark.parametrize(
    "questionnaire",
    [
        with_scale("Rất kém", "Kém", "Trung bình", "Tốt", "Rất tốt", satisfied=(4, 5)),
        with_scale("Không bao giờ", "Hiếm khi", "Thỉnh thoảng", "Thường xuyên"),
        with_scale("Xấu đi nhiều", "Xấu đi", "Không thay đổi", "Tốt lên", "Tốt lên nhiều"),
        with_scale("Đạt", "Không đạt"),
        with_scale("Có", "Không"),
    ],
)
def test_a_sound_scale_is_left_alone(questionnaire: Questionnaire) -> None:
    assert not {rule for rule in rules(questionnaire) if rule.startswith("scale")}


def test_scales_that_run_in_different_directions_are_found_at_the_fewer() -> None:
    questionnaire = form(rows("Một"), rating("Hai:", "DY"), rating("Ba:", "XUOI"))
    down = Scale(name="Xuôi", codes=codes("Rất tốt", "Tốt", "Trung bình", "Kém", "Rất kém"))
    questionnaire = questionnaire.model_copy(
        update={"scales": {**questionnaire.scales, "XUOI": down}}
    )
    found = [finding for finding in check(questionnaire) if finding.rule == "scale-directions"]
    assert [finding.path for finding in found] == [("scales", "XUOI")]


def test_a_long_run_on_one_scale_is_found_unless_something_else_comes_between() -> None:
    def table(start: int) -> Question:
        made = rows(*(f"Nội dung {i}" for i in range(start, start + 8)))
        items = tuple(
            row.model_copy(update={"id": f"B{start}_{place}"})
            for place, row in enumerate(made.rows)
        )
        return made.model_copy(update={"id": f"B{start}", "rows": items})

    tables = [table(start) for start in (0, 8, 16)]
    assert "same-scale-run" in rules(form(*tables))
    assert "same-scale-run" not in rules(form(*tables[:2], single("Có", "Không"), tables[2]))
