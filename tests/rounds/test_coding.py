"""Open answers of a rehearsed round: texts taken in, coded by two, exported as variables."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pandas as pd
import pytest

from phieu.analysis.survey import UnknownVariableError
from phieu.coding import frame_text
from phieu.coding.code_frame import FrameCode
from phieu.coding.codings import Decision, PlanError
from phieu.coding.frame_versions import with_code
from phieu.coding.quoting import NotQuotableError
from phieu.coding.work import LockedError, NotDoneError
from phieu.errors import ProblemsFoundError
from phieu.interchange import workbook
from phieu.rounds.coding import (
    CodingDesk,
    NoAnswersError,
    OtherCodersError,
    WrongFrameError,
    coding_desk,
    frame_file,
    start_frame,
    with_codings,
)
from phieu.rounds.keyed_texts import import_texts
from phieu.rounds.round import Round, open_round
from phieu.store.codings import CodingStore

AN, BINH, CHI = "An", "Bình", "Chi"
FRAME = """\
# Khung mã do hai người thống nhất.
id: H3
title: Hạn chế, kiến nghị
variables: [H3]
codes:
  1: Phối hợp
  2: Nguồn lực
  21: {label: Thiếu biên chế, parent: 2}
"""


@pytest.fixture
def opened(read_once, copy_of, tmp_path) -> Round:
    return open_round(copy_of(read_once[0], tmp_path).path)


@pytest.fixture
def keyed(opened, tmp_path) -> Round:
    """Every usable form has an answer to H3, and the frame stands in its place."""
    serials = sorted(opened.survey().valid["serial"])
    rows = "".join(f'{serial},H3,"Ý kiến {n}, xã Bình An"\n' for n, serial in enumerate(serials))
    file = tmp_path / "keyed.csv"
    file.write_text(f"serial,variable,text\n{rows}", encoding="utf-8")
    import_texts(opened, file)
    path = frame_file(opened, "H3")
    path.parent.mkdir()
    path.write_text(FRAME, encoding="utf-8")
    return opened


@pytest.fixture
def desk(keyed) -> CodingDesk:
    return coding_desk(keyed, "H3", (AN, BINH), adjudicator=CHI)


def _refused(round_: Round, file: Path) -> list[tuple[str, str]]:
    with pytest.raises(ProblemsFoundError) as refused:
        import_texts(round_, file)
    return [(p.place.removeprefix(f"{file.name}:"), p.rule) for p in refused.value.problems]


def test_texts_are_taken_from_the_truth_of_a_rehearsal(opened, rehearsed):
    truth = pd.read_csv(rehearsed.truth, dtype="string")
    summary = import_texts(opened, rehearsed.truth)

    assert summary.found["H3"] == truth["H3"].notna().sum() > 0
    with CodingStore(opened.folder.answers) as store:
        assert store.texts("H3") == dict(truth.dropna(subset="H3")[["serial", "H3"]].to_numpy())
    assert import_texts(opened, rehearsed.truth).new["H3"] == 0


def test_texts_are_taken_from_excel_and_serials_however_they_are_typed(opened, tmp_path):
    serial = opened.survey().data["serial"][0]
    file = tmp_path / "keyed.xlsx"
    rows = [("Serial", "H3", "ghi chú"), (serial.replace("-", "").lower(), " một \nhai", "x")]
    file.write_bytes(workbook.written({"Tờ 1": rows}))

    assert import_texts(opened, file).found == {"H3": 1}
    with CodingStore(opened.folder.answers) as store:
        assert store.texts("H3") == {serial: "một\nhai"}


def test_every_row_that_cannot_be_taken_is_named_and_then_nothing_is(opened, tmp_path):
    serial = opened.survey().data["serial"][0]
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(
        [
            ("serial", "variable", "text"),
            ("0000", "H3", "không có phiếu này"),
            (serial, "B1_1", "không phải câu mở"),
            (serial, "H3", "một"),
            (serial, "H3", "hai"),
            (serial, "H2", "x" * 20_001),
            ("", "", ""),
        ]
    )
    file = tmp_path / "keyed.csv"
    file.write_text(out.getvalue(), encoding="utf-8-sig")

    assert _refused(opened, file) == [
        ("2", "texts-serial"),
        ("3", "texts-variable"),
        ("5", "texts-repeated"),
        ("6", "texts-long"),
    ]
    with CodingStore(opened.folder.answers) as store:
        assert store.texts("H3") == {}


def test_a_file_without_the_columns_is_refused(opened, tmp_path):
    file = tmp_path / "keyed.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")

    assert _refused(opened, file) == [("1", "texts-columns")]


def test_a_round_of_which_nothing_is_coded_has_its_survey_as_it_was(opened):
    assert with_codings(opened).added == ()


def test_two_coders_work_blind_and_somebody_settles(keyed, desk):
    # The second coder sits at another machine with the same round.
    other = coding_desk(keyed, "H3")
    first, second = list(desk.work.answers)[:2]

    desk.decide(first, AN, Decision.coded(1))
    other.decide(second, BINH, Decision.coded(21))
    assert other.work.visible(first, BINH) == {}
    with pytest.raises(NotDoneError):
        other.show([first], CHI)
    other.decide(first, BINH, Decision.coded(1, 21))
    desk.refresh()
    desk.show([first], CHI)
    desk.settle(first, CHI, Decision.coded(21))

    assert desk.work.final(first) == Decision.coded(21)
    with pytest.raises(LockedError):
        other.decide(first, BINH, None)  # its own history was a step behind


def test_what_is_final_becomes_variables_and_all_is_there_again_later(keyed, desk):
    key = next(iter(desk.work.answers))
    for coder in (AN, BINH):
        desk.decide(key, coder, Decision.coded(21))

    again = coding_desk(open_round(keyed.folder.path), "H3")
    survey = again.coded_survey()
    top = again.coded_survey(level="top")

    row = survey.data["serial"] == key.serial
    assert survey.data.loc[row, ["H3_1", "H3_2", "H3_21"]].to_numpy().tolist() == [[0, 0, 1]]
    assert top.data.loc[row, "H3_top_2"].tolist() == [1]
    assert [v.name for v in with_codings(keyed).added] == ["H3_1", "H3_2", "H3_21"]


def test_a_code_is_added_to_the_file_while_coding_and_the_other_coder_gets_it(keyed, desk):
    other = coding_desk(keyed, "H3")
    code = desk.add_code(" Thiếu xe ", parent=2)
    desk.decide(next(iter(desk.work.answers)), AN, Decision.coded(code.value))

    assert (code.value, code.label) == (22, "Thiếu xe")
    assert desk.path.read_text(encoding="utf-8") == FRAME + "  22: {label: Thiếu xe, parent: 2}\n"
    assert other.refresh()
    assert other.frame.by_value[22].label == "Thiếu xe"


def test_a_used_code_cannot_be_taken_out_of_the_file_unless_it_is_replaced(keyed, desk):
    key = next(iter(desk.work.answers))
    desk.decide(key, AN, Decision.coded(21))
    without = FRAME.replace("  21: {label: Thiếu biên chế, parent: 2}\n", "")
    desk.path.write_text(without, encoding="utf-8")

    for look in (desk.refresh, lambda: coding_desk(keyed, "H3")):
        with pytest.raises(ProblemsFoundError, match="21"):
            look()
    desk.path.write_text(f"{without}replaced: {{21: 2}}\n", encoding="utf-8")
    assert coding_desk(keyed, "H3").work.decision(key, AN) == Decision.coded(2)


def test_who_codes_is_settled_at_first_and_no_others_come_in(keyed, desk):
    assert coding_desk(keyed, "H3").work.plan == desk.work.plan
    with pytest.raises(OtherCodersError, match="An, Bình"):
        coding_desk(keyed, "H3", ("Dũng",))
    with pytest.raises(PlanError):
        coding_desk(keyed, "H2")


def test_a_desk_needs_answers_and_a_frame_for_them(keyed):
    with pytest.raises(NoAnswersError):
        coding_desk(keyed, "H2", (AN,))
    frame_file(keyed, "H2").write_text(FRAME, encoding="utf-8")
    with pytest.raises(WrongFrameError):
        coding_desk(keyed, "H2", (AN,))
    with pytest.raises(UnknownVariableError):
        coding_desk(keyed, "H9", (AN,))


def test_a_frame_to_start_from_is_made_once(opened):
    path = start_frame(opened, "H2")
    first = frame_text.load(path.read_text(encoding="utf-8"), path.name)
    path.write_text(
        with_code(path.read_text(encoding="utf-8"), FrameCode(value=1, label="Một"), path.name),
        encoding="utf-8",
    )

    assert (first.variables, first.codes) == (("H2",), ())
    assert "1: Một" in start_frame(opened, "H2").read_text(encoding="utf-8")


def test_a_frame_beside_the_questionnaire_is_what_a_round_starts_from(opened, repository):
    shared = repository / "forms" / "opinion-survey" / "coding" / "H3.yaml"
    text = shared.read_text(encoding="utf-8")

    beside = (opened.folder.path / opened.printed.settings.questionnaire).resolve().parent
    (beside / "coding").mkdir(parents=True, exist_ok=True)
    (beside / "coding" / "H3.yaml").write_text(text, encoding="utf-8")

    assert frame_text.problems(text, shared.name) == []
    assert start_frame(opened, "H3").read_text(encoding="utf-8") == text


def test_questions_may_share_a_frame(keyed):
    shared = frame_file(keyed, "H3")
    shared.write_text(FRAME.replace("[H3]", "[H3, H2]"), encoding="utf-8")

    assert frame_file(keyed, "H2") == start_frame(keyed, "H2") == shared


def test_a_text_that_is_coded_is_not_replaced_by_another(keyed, desk, tmp_path):
    key = next(iter(desk.work.answers))
    desk.decide(key, AN, Decision.coded(1))
    file = tmp_path / "again.csv"
    file.write_text(f"serial,H3\n{key.serial},khác\n", encoding="utf-8")

    assert _refused(keyed, file) == [("again.csv", "texts-coded")]
    desk.decide(key, AN, None)
    assert import_texts(keyed, file).new == {"H3": 1}


def test_only_what_a_person_marked_and_masked_is_quoted(desk):
    key = next(iter(desk.work.answers))
    for coder in (AN, BINH):
        desk.decide(key, coder, Decision.coded(21))
    with pytest.raises(NotQuotableError, match="xã Bình An"):
        desk.mark_quotable(key, AN, desk.answer(key).text)
    assert desk.quotes(2) == []

    desk.mark_quotable(key, AN, "Ý kiến 0, [địa danh]")
    assert desk.quotes(2) == ["Ý kiến 0, [địa danh]"]
    desk.mark_quotable(key, BINH, None)
    assert desk.quotes(2) == []
