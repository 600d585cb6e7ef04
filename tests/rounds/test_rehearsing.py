"""`phieu rehearse`: all scans or none."""

from __future__ import annotations

import errno
import os

import pytest

from phieu.exports.errors import DiskFullError, NotWrittenError
from phieu.rounds import rehearsing
from phieu.rounds.rehearsing import Simulation, rehearse


def _rehearse(folder, out, truth=None):
    return rehearse(folder, out, Simulation(seed=3), truth=truth, workers=1)


def test_scans_take_the_place_of_an_empty_folder(printed_copy, tmp_path):
    out = tmp_path / "scans"
    out.mkdir()

    summary = _rehearse(printed_copy, out, truth=tmp_path / "truth.csv")

    assert sorted(path.name for path in out.iterdir()) == sorted(summary.files)
    assert {path.name for path in tmp_path.iterdir()} == {"scans", "truth.csv", "copied-round"}


def test_scans_go_where_a_link_points(printed_copy, tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "scans").symlink_to(tmp_path / "disk")

    summary = _rehearse(printed_copy, tmp_path / "scans")

    assert (tmp_path / "scans").is_symlink()
    assert len(list((tmp_path / "disk").iterdir())) == len(summary.files)


def test_the_truth_may_stand_beside_the_scans(printed_copy, tmp_path):
    out = tmp_path / "new" / "scans"

    summary = _rehearse(printed_copy, out, truth=out / "truth.csv")

    assert {path.name for path in out.iterdir()} == {*summary.files, "truth.csv"}


def test_a_truth_file_that_cannot_be_is_known_before_the_work(printed_copy, tmp_path, monkeypatch):
    monkeypatch.setattr(rehearsing, "map_in_processes", None)

    with pytest.raises(NotWrittenError, match="nowhere"):
        _rehearse(printed_copy, tmp_path / "scans", truth=tmp_path / "nowhere" / "truth.csv")
    assert not (tmp_path / "scans").exists()


def test_a_full_disk_leaves_no_scan(printed_copy, tmp_path, monkeypatch):
    written = []

    def until_full(path, *_rest):
        if written:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        path.write_bytes(b"scan")
        written.append(path)

    monkeypatch.setattr(rehearsing, "write_scan_file", until_full)

    with pytest.raises(DiskFullError):
        _rehearse(printed_copy, tmp_path / "scans", truth=tmp_path / "truth.csv")
    assert len(written) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["copied-round"]
