"""The designer's one door: wishes in, changes out; the file, and those who also write it."""

from __future__ import annotations

import pytest

from phieu.widgets.designer import Designer, design

A1 = ["sections", 0, "questions", 0]
B1 = ["sections", 1, "questions", 0]


def test_the_page_gets_everything_at_first_and_then_only_what_has_changed(page):
    assert page.ids == ["A1", "A2", "B1"]
    assert page.pictures[0].startswith(b"\x89PNG")

    answer = page.wish("edit", path=[*A1, "text"], of="A1", value="Ông/Bà là ai ạ?")

    assert "look" not in answer["changed"]
    assert answer["seq"] == len(page.answers)
    assert page.state["top"]["unsaved"]
    assert page.pictures[-1] != page.pictures[0]


def test_how_long_an_answer_took_can_be_seen(page):
    page.wish("edit", path=[*A1, "text"], of="A1", value="Ai?")

    assert page.designer.last_ms == page.answers[-1]["lastMs"] > 0


def test_saving_writes_the_file_with_its_comments(page, form):
    page.wish("edit", path=[*A1, "text"], of="A1", value="Ai?")
    page.wish("save")

    text = form.read_text(encoding="utf-8")
    assert "text: Ai?" in text
    assert "# Câu này đã dùng từ năm 2019." in text
    assert not page.state["top"]["unsaved"]


def test_a_file_that_somebody_else_saved_is_not_overwritten_but_compared(page, form):
    page.wish("edit", path=[*A1, "text"], of="A1", value="Của tôi?")
    theirs = form.read_text(encoding="utf-8").replace("Bao nhiêu?", "Của người khác?")
    form.write_text(theirs, encoding="utf-8")

    page.wish("save")

    assert form.read_text(encoding="utf-8") == theirs
    sides = {
        side: text.strip() for hunk in page.state["conflict"]["hunks"] for side, text, _ in hunk
    }
    assert page.state["word"]["severity"] == "warning"
    assert {"mine", "theirs"} <= sides.keys()
    assert page.state["top"]["unsaved"]


def test_that_somebody_else_saved_the_file_is_seen_before_saving(page, form):
    page.wish("edit", path=[*A1, "text"], of="A1", value="Của tôi?")
    form.write_text("id: khác\n", encoding="utf-8")

    page.wish("select", path=B1, of="B1")

    assert page.state["top"]["diskChanged"]


@pytest.fixture
def torn(page, form):
    """Both have changed the file, and the second was told."""
    page.wish("edit", path=[*A1, "text"], of="A1", value="Của tôi?")
    form.write_text(form.read_text(encoding="utf-8").replace("Bao", "Chừng bao"), encoding="utf-8")
    page.wish("save")
    return page


def test_mine_can_be_saved_as_a_copy_and_work_goes_on_there(torn, form):
    torn.wish("save-copy", name="bản của tôi.yaml")

    assert "Của tôi?" in (form.parent / "bản của tôi.yaml").read_text(encoding="utf-8")
    assert "Chừng bao" in form.read_text(encoding="utf-8")
    assert torn.state["top"]["file"] == "bản của tôi.yaml"
    assert torn.state["conflict"] is None


def test_theirs_can_be_taken_and_mine_brought_back(torn, form):
    torn.wish("take-theirs")

    assert torn.designer.session.text == form.read_text(encoding="utf-8")
    assert not torn.state["top"]["unsaved"]
    torn.wish("undo")
    assert "Của tôi?" in torn.designer.session.text


def test_the_file_can_be_overwritten_knowingly(torn, form):
    torn.wish("overwrite")

    assert "Của tôi?" in form.read_text(encoding="utf-8")
    assert "Chừng bao" not in form.read_text(encoding="utf-8")


def test_what_was_saved_after_the_comparison_is_not_overwritten_unseen(torn, form):
    later = form.read_text(encoding="utf-8").replace("Chừng bao", "Khoảng bao")
    form.write_text(later, encoding="utf-8")

    torn.wish("overwrite")

    assert form.read_text(encoding="utf-8") == later
    assert any(
        "Khoảng bao" in text for hunk in torn.state["conflict"]["hunks"] for _, text, _ in hunk
    )
    torn.wish("overwrite")
    assert "Của tôi?" in form.read_text(encoding="utf-8")


def test_saving_what_the_file_already_holds_is_no_conflict(page, form):
    page.wish("edit", path=[*A1, "text"], of="A1", value="Ai?")
    form.write_text(page.designer.session.text, encoding="utf-8")

    page.wish("save")

    assert page.state["conflict"] is None
    assert not page.state["top"]["unsaved"]


def test_a_broken_file_opens_as_text_with_its_problems(tmp_path, open_page):
    path = tmp_path / "hỏng.yaml"
    path.write_text("id: X\n\tsections: [\n", encoding="utf-8")

    page = open_page(Designer(path))

    assert page.state["top"]["view"] == "text"
    assert page.state["text"] == "id: X\n\tsections: [\n"
    assert [one["line"] for one in page.state["findings"]] == [2]
    page.wish("text", text=page.state["text"] + "x")
    assert page.state["findings"]


def test_a_file_that_cannot_be_read_is_said_and_nothing_is_raised(tmp_path):
    (tmp_path / "x.yaml").write_bytes(b"\xff\xfe")

    assert "UTF-8" in design(tmp_path / "x.yaml").words["refused"]


def test_a_new_file_is_made_when_it_is_saved(tmp_path, open_page):
    path = tmp_path / "Phiếu mới.yaml"
    page = open_page(design(path))

    assert not path.exists()
    assert page.state["findings"] == [] or all(
        one["severity"] != "error" for one in page.state["findings"]
    )
    page.wish("save")
    assert path.read_text(encoding="utf-8").startswith("#")


def test_a_folder_that_refuses_writing_is_said_and_the_text_is_kept(tmp_path, open_page):
    page = open_page(design(tmp_path / "không có" / "x.yaml"))

    page.wish("save")

    assert page.state["word"]["severity"] == "error"
    assert page.designer.session.text


def test_a_fault_of_ours_is_said_and_the_text_is_kept(page):
    before = page.designer.session.text

    page.wish("pair", path=["bodies"], position="không phải số", key="X", value="")

    assert page.state["word"]["severity"] == "error"
    assert page.designer.session.text == before


def test_the_page_turns_to_the_chosen_question(open_page, workspace):
    page = open_page(design(workspace / "forms" / "opinion-survey" / "opinion-survey.yaml"))
    line = next(one for one in page.state["outline"] if one.get("id") == "H1")

    page.wish("select", path=line["path"], of="H1")

    assert page.state["page"]["page"] == line["page"] > 1


def test_with_errors_the_last_page_stays_and_says_that_it_is_old(page):
    page.wish("edit", path=[*B1, "scale"], of="B1", value="KHONG_CO")
    known = len(page.pictures)
    page.wish("text", text="id: [")

    assert page.state["page"]["trouble"]
    assert len(page.pictures) == known


def test_a_question_of_the_bank_comes_with_its_scale(open_page, workspace):
    page = open_page(design(workspace / "forms" / "mới.yaml"))
    page.wish("bank")
    banks = page.state["bank"]
    bank = next(one for one in banks if one["name"] == "conduct")

    page.wish("from-bank", bank="conduct", entry=0, after=["sections", 0, "questions", 0])

    assert len(banks) > 3
    assert page.state["word"]["text"].endswith(f"{bank['entries'][0]['title']}.")
    assert [one for one in page.state["findings"] if one["severity"] == "error"] == []
    assert page.designer.session.draft.scales
