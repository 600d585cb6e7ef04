"""A report's tables and pictures are numbered as they stand."""

from __future__ import annotations

from sample_reports import PNG, sample_report

from phieu.reports.model import Annex, Picture, Tabulation


def test_tables_and_pictures_are_numbered_through_all_annexes():
    report = sample_report(annexes=2).numbered()

    tables = [block.number for block in report.blocks if isinstance(block, Tabulation)]
    pictures = [block.number for block in report.blocks if isinstance(block, Picture)]
    assert tables == [1, 2, 3]
    assert pictures == [1]


def test_a_file_s_title_begins_with_what_is_marked_on_every_page():
    report = sample_report(marks=("Dự thảo", "Số liệu diễn tập"))

    assert report.file_title == "Dự thảo – Số liệu diễn tập – Báo cáo thử"


def test_annexes_are_part_of_the_blocks():
    report = sample_report(annexes=1)

    assert isinstance(report.annexes[0], Annex)
    assert len(list(report.blocks)) == len(report.body) + len(report.annexes[0].blocks)
    assert PNG.startswith(b"\x89PNG")
