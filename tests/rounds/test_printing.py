"""`phieu print`: all or nothing, self-contained, and silent about units."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import stat
from contextlib import closing
from itertools import pairwise

import pytest

from phieu.errors import ProblemsFoundError
from phieu.paper import proof
from phieu.rounds import freezing, printing
from phieu.rounds.folder import find
from phieu.rounds.printing import AlreadyPrintedError, UnfaithfulPrintError, print_round
from phieu.rounds.round import open_round
from phieu.store.ledger import Ledger


@pytest.fixture(scope="module")
def whole_round(fresh_round):
    folder = fresh_round()
    return folder, print_round(folder)


def test_the_founding_round_prints_611_forms_and_leaves_22_cases_out(whole_round):
    folder, summary = whole_round

    assert (summary.forms, summary.not_issued, summary.layouts) == (611, 22, 6)
    assert summary.pages == 611 * 5
    with Ledger(folder.ledger) as ledger:
        assert len(ledger.cases()) == 633
        assert len(ledger.links()) == 611


def test_layout_json_keeps_its_contract(whole_round):
    folder, _summary = whole_round
    described = json.loads((folder.print / "layout.json").read_text("utf-8"))

    assert {"layouts", "copies", "font"} <= set(described)
    assert len({copy["serial"] for copy in described["copies"]}) == 611
    assert len({copy["case"] for copy in described["copies"]}) == 611
    assert [copy["first_page"] for copy in described["copies"]] == list(range(0, 611 * 5, 5))
    for layout in described["layouts"].values():
        for page in layout["pages"]:
            for box in page["boxes"]:
                assert {"variable", "code", "kind", "x_mm", "y_mm", "w_mm", "h_mm"} <= set(box)
                assert box["kind"] in {"mark", "digit", "text"}


def test_the_answer_store_holds_no_unit_and_no_small_cell(whole_round):
    folder, _summary = whole_round
    with Ledger(folder.ledger) as ledger:
        cases = ledger.cases()
    stored = folder.answers.read_bytes()
    # Two townlets are called like their districts, which the store may know.
    districts = " ".join(case.district for case in cases)
    telling = {case.unit_name for case in cases if case.unit_name not in districts}

    assert len(telling) > 150
    assert not [name for name in telling if f" {name}".encode() in stored]
    with closing(sqlite3.connect(folder.answers)) as connection, connection:
        smallest = connection.execute(
            "select min(n) from (select count(*) n from forms group by body, district, unit_type)"
        ).fetchone()[0]
    assert smallest >= 3


def test_neither_names_nor_order_in_layout_json_tell_which_case_is_which_unit(whole_round):
    folder, _summary = whole_round
    described = json.loads((folder.print / "layout.json").read_text("utf-8"))
    with Ledger(folder.ledger) as ledger:
        unit_of = {case.case: (case.unit_code, case.body) for case in ledger.cases()}
    printed = [unit_of[copy["case"]] for copy in described["copies"]]
    in_frame_order = sorted(printed, key=lambda unit: (unit[0], unit[1]))

    assert not {unit[0] for unit in printed} & set(json.dumps(described).split('"'))
    # By chance one form in 611 stands where the frame has it.
    assert sum(one == other for one, other in zip(printed, in_frame_order, strict=True)) < 8
    neighbours = sum(one[0] == other[0] for one, other in pairwise(printed))
    assert neighbours < 12
    names = [name for name, _unit in sorted(unit_of.items(), key=lambda item: item[1])]
    assert names != sorted(names)


def test_who_gets_which_form_is_listed_for_its_owner_only(whole_round):
    folder, _summary = whole_round
    dispatch = folder.print / "dispatch.csv"
    rows = list(csv.reader(io.StringIO(dispatch.read_text("utf-8-sig"))))

    assert len(rows) == 612
    row = next(row for row in rows if row[1] == "20359" and row[4] == "Đảng ủy")
    assert row[2:4] == ["Xã Tam Thanh", "Thành phố Tam Kỳ"]
    assert [row[5] for row in rows[1:3]] == ["1–5", "6–10"]
    described = json.loads((folder.print / "layout.json").read_text("utf-8"))
    assert [row[0] for row in rows[1:]] == [copy["serial"] for copy in described["copies"]]
    for private in (dispatch, folder.print / "round.key", folder.ledger):
        assert stat.S_IMODE(private.stat().st_mode) == 0o600


def test_a_printed_round_is_not_printed_over(printed_copy):
    before = (printed_copy.print / "forms.pdf").read_bytes()

    with pytest.raises(AlreadyPrintedError, match=r"round\.db"):
        print_round(printed_copy)
    assert (printed_copy.print / "forms.pdf").read_bytes() == before


def test_a_run_that_does_not_read_back_is_not_released(fresh_round, monkeypatch):
    folder = fresh_round()
    before = sorted(folder.path.rglob("*"))
    monkeypatch.setattr(proof, "problems_of", lambda *_: iter([None, "page 2 is wrong"]))

    with pytest.raises(UnfaithfulPrintError, match="page 2 is wrong"):
        print_round(folder, at_most=3)
    assert sorted(folder.path.rglob("*")) == before


def test_a_full_disk_leaves_nothing_half_printed(fresh_round, monkeypatch):
    folder = fresh_round()
    before = sorted(folder.path.rglob("*"))

    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(freezing.print_run, "write", full)

    with pytest.raises(OSError, match="No space left"):
        print_round(folder, at_most=3)
    assert sorted(folder.path.rglob("*")) == before


@pytest.mark.parametrize("left", ["print", "images", "round.db", "ledger.db", "round.db-wal"])
def test_whatever_an_earlier_run_left_is_never_printed_over(fresh_round, left):
    folder = fresh_round()
    remains = folder.path / left
    if "." in left:
        remains.write_bytes(b"answers")
    else:
        remains.mkdir()

    with pytest.raises(AlreadyPrintedError, match=left):
        print_round(folder, at_most=3)
    assert remains.exists()


def test_of_two_prints_at_a_time_one_is_refused_and_the_other_is_whole(fresh_round, monkeypatch):
    folder = fresh_round()
    prepare = printing.prepare

    def prepare_late(*arguments):
        monkeypatch.setattr(printing, "prepare", prepare)
        print_round(folder, at_most=3)
        return prepare(*arguments)

    monkeypatch.setattr(printing, "prepare", prepare_late)
    with pytest.raises(AlreadyPrintedError):
        print_round(folder, at_most=6)

    opened = open_round(folder.path)
    with Ledger(folder.ledger) as ledger:
        serials = {link.serial for link in ledger.links()}
    assert {copy.serial for copy in opened.printed.copies} == serials
    assert not [path for path in folder.path.iterdir() if path.name.startswith(".printing")]


def test_a_print_stopped_between_release_and_stores_is_finished_later(printed_copy):
    for store in (printed_copy.ledger, printed_copy.answers):
        store.rename(printed_copy.print / store.name)

    assert len(open_round(printed_copy.path).outcomes()) > 12
    assert printed_copy.answers.is_file()


def test_problems_of_questionnaire_and_frame_come_together(fresh_round):
    folder = fresh_round()
    questionnaire = folder.path / "../../forms/opinion-survey/opinion-survey.yaml"
    questionnaire.write_text(
        questionnaire.read_text("utf-8").replace("kind: ranking", "kind: rankin"), "utf-8"
    )
    (folder.path / "frame.csv").unlink()

    with pytest.raises(ProblemsFoundError) as caught:
        print_round(folder)
    places = [problem.place for problem in caught.value.problems]
    assert any("opinion-survey.yaml:" in place for place in places)
    assert any("frame.csv" in place for place in places)


def test_a_frame_with_a_repeated_code_is_refused_with_its_line(fresh_round):
    folder = fresh_round()
    frame = folder.path / "frame.csv"
    lines = frame.read_text("utf-8").splitlines()
    frame.write_text("\n".join([*lines, lines[1]]) + "\n", "utf-8")

    with pytest.raises(ProblemsFoundError) as caught:
        print_round(folder)
    assert caught.value.problems[0].place.endswith(":635")


def test_a_frame_with_an_unknown_body_is_refused(fresh_round):
    folder = fresh_round()
    frame = folder.path / "frame.csv"
    frame.write_text(frame.read_text("utf-8").replace(",UB,", ",XX,", 1), "utf-8")

    with pytest.raises(ProblemsFoundError, match="XX"):
        print_round(folder)


def test_a_round_with_a_public_address_prints_links(fresh_round):
    folder = fresh_round()
    settings = folder.settings.read_text("utf-8")
    folder.settings.write_text(
        settings.replace(
            "# public_address: https://phieu.example.vn",
            "public_address: https://phieu.example.vn",
        ),
        "utf-8",
    )

    assert print_round(find(folder.path), at_most=3).forms == 3
