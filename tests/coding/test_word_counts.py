"""Words counted by forms: compounds, spellings, groups, and what is too rare to print."""

from __future__ import annotations

import math

import pytest

from phieu.analysis.bases import TOTAL
from phieu.analysis.tables.model import State
from phieu.coding.answers import OpenAnswer, answers_in
from phieu.coding.compounds import Bounds, as_words, found_compounds
from phieu.coding.word_counts import count_words, word_table

PLACES = ("chợ", "cầu", "trường", "xóm", "bãi", "đồi", "bến", "chùa")


def _answers(*texts: str) -> list[OpenAnswer]:
    return [OpenAnswer(f"{n:04}", "H3", text, "DU") for n, text in enumerate(texts)]


def _forms(answers, **options) -> dict[str, int]:
    return {word.word: word.forms[TOTAL] for word in count_words(answers, **options).words}


def test_the_longest_compound_counts_as_one_word():
    known = {("công", "an"), ("ủy", "ban"), ("ủy", "ban", "nhân", "dân")}

    assert as_words(["công", "an", "và", "ủy", "ban", "nhân", "dân", "xã"], known) == [
        ("công", "an"), ("và",), ("ủy", "ban", "nhân", "dân"), ("xã",),
    ]  # fmt: skip


def test_spellings_of_one_word_are_counted_together_and_a_form_once():
    answers = _answers("Hoà giải tốt, hòa giải nhanh", "HÒA GIẢI chậm", "không có gì")

    assert _forms(answers)["hòa giải"] == 2
    assert count_words(answers).words[0].times == 3


def test_stop_words_numbers_and_the_rehearsals_mark_are_not_counted():
    found = _forms(_answers("[diễn tập] Cần có 20 chiếc xe máy và 3 máy tính"))

    assert not found.keys() & {"diễn", "tập", "diễn tập", "và", "20", "3", "cần"}
    assert {"chiếc", "xe máy", "máy tính"} == found.keys()


def test_whom_answers_name_is_no_word_of_the_table():
    named = "Ông Nguyễn Văn An ở thôn Phú Bình xử lý chậm, gọi 0905 123 456"

    assert _forms(_answers(*[named] * 9)).keys() == {"ông", "xử lý", "chậm", "gọi"}


def test_compounds_are_found_in_the_answers_by_the_company_that_syllables_keep():
    texts = [f"lắp camera gần {place} {n}" for n, place in enumerate(PLACES)]
    texts += [f"{place} nên lắp xe lu {n}" for n, place in enumerate(PLACES)]
    texts += [f"thêm đèn đường ở {place}" for place in PLACES]
    texts += [f"{place} thiếu đèn đường" for place in PLACES]
    texts += [f"đường vào {place} xấu" for place in PLACES]

    found = {" ".join(one.word) for one in found_compounds(texts)}

    assert "đèn đường" in found
    assert "ở chợ" not in found  # a stop word is no part of a word
    assert not any("chợ" in word.split() for word in found)


def test_a_sentence_that_many_copied_makes_no_word_of_itself():
    copied = ["duy trì giao ban hằng tuần"] * 50
    varied = [f"tuần tra {place} mỗi tối" for place in PLACES]

    assert found_compounds(copied + varied, bounds=Bounds(phrases=2)) == ()


def test_part_of_a_longer_form_of_words_is_no_word():
    texts = [f"{place} chưa có chỗ để xe vi phạm gần {place}" for place in PLACES]

    assert {one.word for one in found_compounds(texts)} == set()


def test_the_measures_of_a_pair_are_those_of_its_two_by_two_table():
    texts = [f"{a} hòa giải {b}" for a in PLACES for b in PLACES[:3]]
    (found,) = found_compounds(texts, bounds=Bounds(pmi=1.5))

    # 24 phrases of three pairs: the pair stands 24 times among 72, as do its parts.
    assert (found.word, found.count) == (("hòa", "giải"), 24)
    assert found.pmi == pytest.approx(math.log2(3))
    assert found.t_score == pytest.approx((24 - 24 * 24 / 72) / 24**0.5)


def test_words_that_few_forms_use_are_not_printed_and_the_note_says_how_many(survey):
    answers = answers_in(survey, "H3")
    table = word_table(survey, answers, at_least=2)

    assert [row.path for row in table.rows] == [("biên chế",), ("địa bàn",), ("rộng",), ("thiếu",)]
    every = {row.path[0] for row in word_table(survey, answers, publish=False).rows}
    assert "phương tiện" in every
    assert any(f" {len(every) - 4} từ " in note for note in table.notes)


def test_small_groups_are_withheld_with_what_they_could_be_worked_out_from(survey):
    answers = answers_in(survey, "H3")
    table = word_table(survey, answers, by="body", at_least=2)
    rows = {row.path[0]: row for row in table.rows}

    # “biên chế”: 1 at the Party committees, 2 at the people's committees; their sum is printed.
    states = [cell.state for cell in rows["biên chế"].cells]
    assert states == [State.SHOWN] * 2 + [State.WITHHELD] * 4
    assert all(cell.value is None for cell in rows["biên chế"].cells[2:])


def test_every_figure_names_the_count_that_it_rests_on(survey):
    table = word_table(survey, answers_in(survey, "H3"), by="body", publish=False)

    for row in table.rows:
        for forms in row.cells[::2]:
            (source,) = forms.sources
            assert table.counts[source.table].counts[source.cell] == forms.value
    assert table.counts[0].dimensions[1].variable == "body"


def test_no_answers_make_an_empty_table(survey):
    assert word_table(survey, []).rows == ()
