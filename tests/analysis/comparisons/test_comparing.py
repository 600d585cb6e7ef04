from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from compared_survey import survey_of

from phieu.analysis.comparisons.answers import NoOrderError, WeightedSurveyError
from phieu.analysis.comparisons.comparing import (
    HowManyVariablesError,
    OptionNotOfTestError,
    OtherAnswersError,
    compare,
    compare_by_design,
    compare_paired,
)
from phieu.analysis.comparisons.groups import kruskal_wallis, mann_whitney
from phieu.analysis.comparisons.pairs import signed_rank
from phieu.analysis.comparisons.pairwise import pairwise, pairwise_paired
from phieu.analysis.comparisons.results import NoComparisonError
from phieu.analysis.survey import NoCategoriesError, UnknownVariableError
from phieu.analysis.tables.cells import Source, State
from phieu.questionnaire.codebook import Variable

BODIES = ["DU"] * 6 + ["UB"] * 6 + ["MT"] * 6
LEVELS = [5, 4, 4, 5, 3, 9, 3, 3, 2, 4, 1, None, 4, 5, 5, 4, 3, 8]
GROUPS = {"Đảng ủy": [5, 4, 4, 5, 3], "UB": [3, 3, 2, 4, 1], "MT": [4, 5, 5, 4, 3]}


def test_only_valid_answers_are_compared_and_groups_stand_as_in_the_questionnaire():
    found = compare(survey_of(BODIES, C1_1=LEVELS), "C1_1", by="body", test="kruskal_wallis")

    assert found.result == kruskal_wallis(GROUPS)
    assert [row.path for row in found.table.rows] == [
        ("Đảng ủy",), ("Ủy ban nhân dân",), ("Ủy ban Mặt trận",)
    ]  # fmt: skip
    assert [row.cells[0].value for row in found.table.rows] == [5, 5, 5]
    assert found.table.rows[0].cells[1].value == pytest.approx(4.2)
    assert found.table.python == 'compare(survey, "C1_1", by="body", test="kruskal_wallis")'


def test_a_reversed_item_is_turned_round_and_the_table_says_so():
    turned = [None if x is None else 6 - x if x < 6 else x for x in LEVELS]
    plain = compare(survey_of(BODIES, C1_1=LEVELS), "C1_1", by="body", test="kruskal_wallis")
    other = compare(survey_of(BODIES, C1_3=turned), "C1_3", by="body", test="kruskal_wallis")

    assert other.result == plain.result
    assert any("C1_3" in note for note in other.table.notes)
    assert not any("C1_1" in note for note in plain.table.notes)


def test_two_groups_are_compared_by_options_that_the_test_has():
    survey = survey_of(BODIES[:12], C1_1=LEVELS[:12])
    groups = {"Đảng ủy": GROUPS["Đảng ủy"], "Ủy ban nhân dân": GROUPS["UB"]}

    found = compare(
        survey, "C1_1", by="body", test="mann_whitney", alternative="greater", exact=True
    )

    assert found.result == mann_whitney(groups, alternative="greater", exact=True)
    assert found.table.python == (
        'compare(survey, "C1_1", by="body", test="mann_whitney", alternative="greater", exact=True)'
    )


def test_counts_are_compared_without_answers_that_nobody_gave():
    survey = survey_of(BODIES, C1_1=[4, 5] * 9)

    found = compare(survey, "C1_1", by="body", test="chi_square")

    assert found.result.df == (2,)
    assert [cell.value for cell in found.table.rows[0].cells] == [0, 0, 0, 3, 3, 6]
    assert any("Rất kém; Kém; Vừa" in note.text for note in found.table.tests)


def test_forms_whose_group_was_blanked_are_in_no_group():
    survey = survey_of(["DU"] * 8, C1_1=[1, 2, 3, 4, 5, 4, 3, 2])

    with pytest.raises(NoComparisonError):  # Hội An and a blank district
        compare(survey, "C1_1", by="district", test="mann_whitney")


def test_a_group_that_is_not_asked_is_no_group_and_one_that_said_nothing_is_an_error():
    asked = survey_of(BODIES, C1_4=[4] * 6 + [None] * 12)
    silent = survey_of(BODIES, C1_1=[4, 5] * 6 + [9] * 6)

    with pytest.raises(NoComparisonError, match="comparison-groups"):
        compare(asked, "C1_4", by="body", test="kruskal_wallis")
    with pytest.raises(NoComparisonError, match="Ủy ban Mặt trận"):
        compare(silent, "C1_1", by="body", test="kruskal_wallis")


def test_the_same_forms_judging_two_things_are_pairs():
    survey = survey_of(["DU"] * 6, C1_1=[5, 4, 4, 5, 9, 3], C1_2=[3, 4, 2, 4, 5, 4])

    found = compare_paired(survey, ["C1_1", "C1_2"], test="signed_rank")

    assert found.result.statistic == signed_rank([5, 4, 4, 5, 3], [3, 4, 2, 4, 4]).statistic
    assert [row.cells[0].value for row in found.table.rows] == [5, 5]
    assert [int(table.counts.sum()) for table in found.table.counts] == [5, 5]


def test_three_things_are_judged_by_friedman_s_test_over_complete_forms():
    survey = survey_of(["DU"] * 5, C1_1=[5, 4, 4, 5, 9], C1_2=[3, 3, 2, 4, 1], C1_3=[1, 1, 1, 2, 2])

    found = compare_paired(survey, ["C1_1", "C1_2", "C1_3"], test="friedman")

    assert found.result.n == 4
    assert found.table.rows[2].cells[1].value == 4.75  # turned round


def test_yes_and_no_twice_are_mcnemar_s():
    survey = survey_of(["DU"] * 10, C3_1=[1] * 6 + [0] * 4, C3_2=[1, 0, 0, 0, 0, 1, 1, 0, 0, 0])

    found = compare_paired(survey, ["C3_1", "C3_2"], test="mcnemar", exact=True)

    assert found.table.counts[0].counts.tolist() == [[3, 1], [4, 2]]
    assert found.result.statistic == 1
    assert found.table.corner == "C3_1"


def test_a_test_goes_with_any_count_that_is_held_back():
    found = compare(survey_of(BODIES, C1_1=LEVELS), "C1_1", by="body", test="kruskal_wallis")

    held = found.table.withholding([Source(0, (1, 0))])

    assert held.tests == ()
    assert [cell.state for cell in held.rows[1].cells] == [State.WITHHELD] * 4
    assert [cell.state for cell in held.rows[0].cells] == [State.SHOWN] * 4


def test_every_two_groups_have_a_corrected_p():
    survey = survey_of(BODIES, C1_1=LEVELS)

    found = pairwise(survey, "C1_1", by="body", adjustment="bonferroni")

    first = mann_whitney({"a": GROUPS["Đảng ủy"], "b": GROUPS["UB"]})
    assert found.twos[0].result == first
    assert found.twos[0].adjusted == pytest.approx(min(1, 3 * first.p))
    assert len(found.frame()) == 3
    assert [row.path for row in found.table.rows][2] == ("Ủy ban nhân dân – Ủy ban Mặt trận",)
    assert any("Bonferroni" in note for note in found.table.notes)
    assert "<table>" in found._repr_html_()


def test_groups_and_things_of_one_label_are_told_apart():
    survey = survey_of(["DU"] * 8, C1_1=[1, 2, 3, 4, 5, 4, 3, 2])
    code = Variable("M1", "Mã", "code", "M1", "nominal", values=((1, "Khác"), (2, "Khác")))
    scores = [Variable(name, "Điểm", "number", name, "scale") for name in ("S1", "S2")]
    columns = pd.DataFrame(
        {"M1": [1, 2] * 4, "S1": [1, 2, 3, 4, 5, 4, 3, 2], "S2": [2, 3, 4, 5, 5, 5, 1, 3]},
        index=survey.data.index,
        dtype="Int64",
    )
    survey = survey.with_added([code, *scores], columns)

    found = compare(survey, "C1_1", by="M1", test="mann_whitney")
    assert [row.path[0] for row in found.table.rows] == ["Khác (1)", "Khác (2)"]
    (two,) = pairwise_paired(survey, ["S1", "S2"], adjustment="holm").twos
    assert (two.first, two.second) == ("S1. Điểm", "S2. Điểm")


def test_two_groups_that_cannot_be_compared_are_a_gap_and_no_test_to_correct_for():
    survey = survey_of(BODIES, C1_1=[4] * 6 + [4] * 6 + [1, 2, 3, 4, 5, 5])

    found = pairwise(survey, "C1_1", by="body", adjustment="bonferroni")

    same, first, _second = found.twos
    assert same.result is None
    assert same.why
    assert found.table.rows[0].cells[0].state is State.EMPTY
    assert first.result is not None
    assert first.adjusted == pytest.approx(min(1, 2 * first.result.p))


def test_every_two_things_that_the_same_forms_judge():
    survey = survey_of(["DU"] * 6, C1_1=[5, 4, 4, 5, 4, 3], C1_2=[3, 4, 2, 4, 5, 4],
                       C1_3=[1, 1, 2, 1, 2, 9])  # fmt: skip

    found = pairwise_paired(survey, ["C1_1", "C1_2", "C1_3"], adjustment="holm")

    assert [two.result.n for two in found.twos if two.result] == [5, 5, 5]
    with pytest.raises(NoComparisonError):
        pairwise_paired(survey, ["C1_1"], adjustment="holm")


def test_a_weighted_survey_is_compared_by_its_design_and_not_in_silence():
    survey = survey_of(BODIES, C1_1=LEVELS)
    weighted = survey.with_weights(pd.Series(np.linspace(1, 3, 18), survey.data.index))

    for call in (
        lambda s: compare(s, "C1_1", by="body", test="kruskal_wallis"),
        lambda s: compare_paired(s, ["C1_1", "C1_2"], test="signed_rank"),
        lambda s: pairwise(s, "C1_1", by="body", adjustment="holm"),
    ):
        with pytest.raises(WeightedSurveyError):
            call(weighted)
    plain = compare(weighted, "C1_1", by="body", test="kruskal_wallis", ignore_weights=True)
    assert plain.result == kruskal_wallis(GROUPS)
    by_design = compare_by_design(weighted, "C1_1", by="body", test="kruskal_wallis")
    assert by_design.result.df == (2, 12)
    assert by_design.table.rows[0].cells[1].value == pytest.approx(
        np.average([5, 4, 4, 5, 3], weights=np.linspace(1, 3, 18)[:5])
    )


def test_a_design_can_have_clusters_and_strata_of_the_survey():
    survey = survey_of(BODIES, C1_1=LEVELS, H0=[1, 2] * 9)

    found = compare_by_design(survey, "C1_1", by="body", test="wilcoxon", strata="H0")

    assert found.result.df == (2, 15 - 2 - 2)
    with pytest.raises(UnknownVariableError):
        compare_by_design(survey, "C1_1", by="body", test="wilcoxon", clusters="X")


def test_what_does_not_fit_the_named_test_is_refused():
    survey = survey_of(BODIES, C1_1=LEVELS, C1_2=LEVELS, H0=[1, 2] * 9)

    with pytest.raises(UnknownVariableError):
        compare(survey, "C9", by="body", test="kruskal_wallis")
    with pytest.raises(NoCategoriesError):
        compare(survey, "C1_1", by="H1", test="kruskal_wallis")
    with pytest.raises(NoOrderError):
        compare(survey, "H0", by="body", test="kruskal_wallis")
    with pytest.raises(OptionNotOfTestError, match="alternative, exact"):
        compare(survey, "C1_1", by="body", test="chi_square", alternative="less", exact=True)
    with pytest.raises(OptionNotOfTestError, match="correct"):
        compare(survey, "C1_1", by="body", test="kruskal_wallis", correct=False)
    with pytest.raises(HowManyVariablesError):
        compare_paired(survey, ["C1_1", "C1_2"], test="friedman")
    with pytest.raises(HowManyVariablesError):
        compare_paired(survey, ["C1_1", "C1_1"], test="signed_rank")
    with pytest.raises(OtherAnswersError):
        compare_paired(survey, ["C1_1", "H0"], test="mcnemar")
