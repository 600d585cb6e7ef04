"""The file: whole or not at all, and never over somebody else's work unseen."""

from __future__ import annotations

import os

import pytest

from phieu.widgets import files
from phieu.widgets.files import FileRefusedError


def test_a_text_is_written_and_read_byte_for_byte(tmp_path):
    path = tmp_path / "x.yaml"
    text = "\ufeff# Ghi chú\r\nid: Đ\r\n"

    files.write(path, text)

    assert path.read_bytes() == text.encode()
    assert files.read(path) == text


def test_writing_keeps_the_files_rights_and_leaves_nothing_else_behind(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("cũ", encoding="utf-8")
    path.chmod(0o640)

    files.write(path, "mới")

    assert path.stat().st_mode & 0o777 == 0o640
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.yaml"]


def test_a_new_file_can_be_read_by_those_who_read_the_others(tmp_path):
    mask = os.umask(0o022)
    try:
        files.write(tmp_path / "x.yaml", "mới")
    finally:
        os.umask(mask)

    assert (tmp_path / "x.yaml").stat().st_mode & 0o777 == 0o644


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "thật.yaml").write_text("cũ", encoding="utf-8")
    (tmp_path / "x.yaml").symlink_to("thật.yaml")

    files.write(tmp_path / "x.yaml", "mới")

    assert (tmp_path / "x.yaml").is_symlink()
    assert (tmp_path / "thật.yaml").read_text(encoding="utf-8") == "mới"


def test_a_folder_that_is_not_there_is_refused_in_words(tmp_path):
    with pytest.raises(FileRefusedError, match=r"x\.yaml"):
        files.write(tmp_path / "không" / "x.yaml", "mới")


def test_what_is_no_text_is_refused_in_words(tmp_path):
    (tmp_path / "x.yaml").write_bytes(b"\xff\xfe\x00")

    with pytest.raises(FileRefusedError, match="UTF-8"):
        files.read(tmp_path / "x.yaml")


def test_a_huge_file_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "x.yaml"
    with path.open("wb") as stream:
        stream.truncate(5_000_000)

    with pytest.raises(FileRefusedError):
        files.read(path)


@pytest.mark.parametrize("name", ["", " ", "../x.yaml", "a/b.yaml", "/etc/x.yaml", ".."])
def test_a_copy_stays_in_the_folder(tmp_path, name):
    with pytest.raises(FileRefusedError):
        files.named_beside(tmp_path / "x.yaml", name)


def test_a_copy_gets_a_free_name_and_the_right_ending(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("", encoding="utf-8")

    assert files.copy_name(path) == "x-2.yaml"
    assert files.named_beside(path, "bản sao").name == "bản sao.yaml"
    with pytest.raises(FileRefusedError):
        files.write_new(path, "khác")


def test_a_file_that_is_write_protected_stays_as_it_is(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text("cũ", encoding="utf-8")
    path.chmod(0o444)

    with pytest.raises(FileRefusedError, match=r"x\.yaml"):
        files.write(path, "mới")

    assert path.read_text(encoding="utf-8") == "cũ"
    assert [entry.name for entry in tmp_path.iterdir()] == ["x.yaml"]


def test_half_a_letter_is_refused_in_words_and_leaves_nothing_behind(tmp_path):
    with pytest.raises(FileRefusedError, match=r"x\.yaml"):
        files.write(tmp_path / "x.yaml", "a\ud800")

    assert not list(tmp_path.iterdir())


def test_a_copy_does_not_follow_a_link_that_leads_nowhere(tmp_path):
    (tmp_path / "x.yaml").symlink_to(tmp_path / "elsewhere.yaml")

    with pytest.raises(FileRefusedError, match=r"x\.yaml"):
        files.write_new(tmp_path / "x.yaml", "mới")

    assert not (tmp_path / "elsewhere.yaml").exists()


@pytest.mark.parametrize("name", ["a\nb", "a\0b", "a" * 300, "ữ" * 90, "../a", "a/b", "..", " "])
def test_a_name_that_no_file_can_bear_is_refused_in_words(tmp_path, name):
    with pytest.raises(FileRefusedError):
        files.named_beside(tmp_path / "x.yaml", name)
