from __future__ import annotations

import errno
import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from phieu.exports.atomic import replacing
from phieu.exports.columns import columns
from phieu.exports.csv_text import write_csv
from phieu.exports.errors import DiskFullError, NotWrittenError
from phieu.exports.extract import Extract
from phieu.exports.syntax import write_sps
from phieu.questionnaire.codebook import Variable


def test_the_new_file_takes_the_old_ones_place(tmp_path: Path) -> None:
    target = tmp_path / "số liệu.csv"
    target.write_text("cũ")
    with replacing(target) as unfinished:
        unfinished.write_text("mới")
        assert target.read_text() == "cũ"
    assert target.read_text() == "mới"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt])
def test_any_failure_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, failure: type[BaseException]
) -> None:
    target = tmp_path / "data.sav"
    target.write_text("cũ")
    with pytest.raises(failure), replacing(target) as unfinished:
        unfinished.write_text("một nửa")
        raise failure
    assert target.read_text() == "cũ"
    assert list(tmp_path.iterdir()) == [target]


def test_a_full_disk_is_told_as_such(tmp_path: Path) -> None:
    target = tmp_path / "data.csv"
    target.write_text("cũ")
    full = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    with pytest.raises(DiskFullError, match="ổ đĩa đã đầy") as caught, replacing(target):
        raise full
    assert str(target) in str(caught.value)
    assert target.read_text() == "cũ"


def test_a_folder_that_does_not_exist_is_named(tmp_path: Path) -> None:
    target = tmp_path / "chưa có" / "data.csv"
    with pytest.raises(NotWrittenError, match=r"không có thư mục .*chưa có"), replacing(target):
        raise AssertionError("the block must not run")


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_what_is_no_file_is_left_alone(tmp_path: Path, make: Callable[[Path], None]) -> None:
    target = tmp_path / "data.csv"
    make(target)
    kind = stat.S_IFMT(target.stat().st_mode)
    with pytest.raises(NotWrittenError), replacing(target):
        raise AssertionError("the block must not run")
    assert list(tmp_path.iterdir()) == [target]
    assert stat.S_IFMT(target.stat().st_mode) == kind


def test_a_device_is_no_place_for_a_file() -> None:
    with pytest.raises(NotWrittenError, match="thiết bị"), replacing(Path(os.devnull)):
        raise AssertionError("the block must not run")


def test_a_link_stays_and_the_file_that_it_names_is_replaced(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "real.csv").write_text("cũ")
    link = tmp_path / "data.csv"
    link.symlink_to(shared / "real.csv")
    with replacing(link) as unfinished:
        unfinished.write_text("mới")
    assert link.is_symlink()
    assert (shared / "real.csv").read_text() == "mới"
    assert len(list(tmp_path.iterdir())) == 2


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "data.csv"
    link.symlink_to(link)
    with pytest.raises(NotWrittenError), replacing(link):
        raise AssertionError("the block must not run")


def test_the_file_has_the_permissions_of_the_users_other_files(tmp_path: Path) -> None:
    beside, target = tmp_path / "beside", tmp_path / "data.csv"
    beside.write_text("")
    with replacing(target) as unfinished:
        unfinished.write_text("mới")
    assert target.stat().st_mode == beside.stat().st_mode


WRITES_WITHOUT_ROOM = """
import resource, sys
from pathlib import Path
import pandas as pd
from phieu.exports.columns import columns
from phieu.exports.csv_text import write_csv
from phieu.exports.extract import Extract
from phieu.exports.errors import DiskFullError
from phieu.exports.sheets import write_xlsx
from phieu.exports.spss import write_sav
from phieu.exports.syntax import write_sps
from phieu.questionnaire.codebook import Variable
folder = Path(sys.argv[1])
words = pd.array([str(i) * 40 for i in range(20000)], dtype="string")
data = pd.DataFrame({"H2": words})
book = (Variable("H2", "H2", "text", "H2", "nominal"),)
extract = Extract(data, columns(data, book, {}))
resource.setrlimit(resource.RLIMIT_FSIZE, (20000, 20000))
for write in (
    lambda: write_csv(extract, folder / "a.csv"),
    lambda: write_sav(extract, folder / "a.sav"),
    lambda: write_sav(extract, folder / "a.zsav", compress="zsav"),
    lambda: write_sps(extract, folder / "a.sps"),
    lambda: write_xlsx(extract, folder / "a.xlsx"),
):
    try:
        write()
    except DiskFullError as error:
        print("full:", error.path.name)
"""


def test_no_writer_leaves_a_half_written_file_when_there_is_no_room(tmp_path: Path) -> None:
    names = ["a.csv", "a.sav", "a.zsav", "a-sps.csv", "a.xlsx"]
    for name in names:
        (tmp_path / name).write_text("cũ")
    done = subprocess.run(
        [sys.executable, "-c", WRITES_WITHOUT_ROOM, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert done.stdout.splitlines() == [f"full: {name}" for name in names]
    assert {path.name: path.read_text() for path in tmp_path.iterdir()} == dict.fromkeys(
        names, "cũ"
    )


@pytest.mark.parametrize(
    ("write", "beside"), [(write_csv, "a-codebook.csv"), (write_sps, "a-sps.csv")]
)
def test_of_two_files_that_belong_together_neither_is_replaced_alone(
    write: Callable[[Extract, Path], object],
    beside: str,
    tmp_path: Path,
) -> None:
    first = tmp_path / "a.file"
    first.write_text("cũ")
    (tmp_path / beside).mkdir()  # no file can take this name
    answers = pd.DataFrame({"H2": pd.array(["x"], dtype="string")})
    book = (Variable("H2", "H2", "text", "H2", "nominal"),)
    with pytest.raises(NotWrittenError, match=beside):
        write(Extract(answers, columns(answers, book, {})), first)
    assert first.read_text() == "cũ"
