"""What waits, as files."""

from __future__ import annotations

import csv
import io

import pytest
from PIL import Image

from phieu.reading.model import Reason
from phieu.rounds.reviewing import write_list, write_pictures
from phieu.rounds.round import open_round
from phieu.store.answers import AnswerStore


@pytest.fixture(scope="module")
def waiting(read_once):
    return open_round(read_once[0].path).waiting()


def test_the_list_has_a_row_a_field(waiting, tmp_path):
    write_list(waiting, tmp_path / "review.csv")

    rows = list(csv.DictReader(io.StringIO((tmp_path / "review.csv").read_text("utf-8"))))
    assert [tuple(row.values()) for row in rows] == [
        (field.serial, field.variable, field.reason.value) for field in waiting
    ]


def test_every_picture_that_was_kept_is_written_under_its_fields_name(read_once, waiting, tmp_path):
    with AnswerStore(read_once[0].answers) as store:
        count = write_pictures(waiting, store, tmp_path / "new" / "pictures")

    written = {path.name for path in (tmp_path / "new" / "pictures").iterdir()}
    assert len(written) == count > 0
    to_key = [field for field in waiting if field.reason is Reason.TO_KEY]
    assert {f"{field.serial}-{field.variable}.jpg" for field in to_key} <= written
    for name in written:
        with Image.open(tmp_path / "new" / "pictures" / name) as picture:
            assert picture.format == "JPEG"
