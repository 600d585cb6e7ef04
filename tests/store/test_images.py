"""Pictures are kept whole, once, and before anything speaks of them."""

from __future__ import annotations

import errno
import os
import resource
from pathlib import Path

import pytest

from phieu.store import durable
from phieu.store.images import ImageFolder
from phieu.store.problems import StoreFullError, StoreUnwritableError

SHA256 = "ab" + "0" * 62


@pytest.fixture
def pictures(tmp_path: Path) -> ImageFolder:
    return ImageFolder(tmp_path)


def _files(folder: Path) -> list[str]:
    return sorted(str(f.relative_to(folder)) for f in folder.rglob("*") if f.is_file())


def test_a_picture_is_kept_under_its_hash(pictures: ImageFolder) -> None:
    path = pictures.put(SHA256, "jpg", b"picture")
    assert path == pictures.folder / "ab" / f"{SHA256}.jpg"
    assert path.read_bytes() == b"picture"
    assert _files(pictures.folder) == [f"ab/{SHA256}.jpg"]


def test_a_picture_that_is_there_is_not_written_again(pictures: ImageFolder) -> None:
    path = pictures.put(SHA256, "jpg", b"picture")
    before = path.stat().st_ino, path.stat().st_mtime_ns
    pictures.put(SHA256, "jpg", b"picture")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == before


def test_a_full_disk_leaves_no_part_of_a_picture(pictures: ImageFolder) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        with pytest.raises(StoreFullError, match=SHA256):
            pictures.put(SHA256, "jpg", b"x" * 400_000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert _files(pictures.folder) == []
    pictures.put(SHA256, "jpg", b"x" * 400_000)
    assert _files(pictures.folder) == [f"ab/{SHA256}.jpg"]


@pytest.mark.parametrize("failing", range(1, 4))
def test_whichever_time_the_disk_fails_the_picture_can_be_put_again(
    pictures: ImageFolder, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    calls = 0
    real = os.fsync

    def fsync(descriptor: int) -> None:
        nonlocal calls
        calls += 1
        if calls == failing:
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(descriptor)

    monkeypatch.setattr(durable.os, "fsync", fsync)
    with pytest.raises(StoreUnwritableError):
        pictures.put(SHA256, "jpg", b"picture")
    for file in pictures.folder.rglob("*.jpg"):
        assert file.read_bytes() == b"picture"
    assert list(pictures.folder.rglob("*.part")) == []
    assert pictures.put(SHA256, "jpg", b"picture").read_bytes() == b"picture"


def test_a_folder_that_takes_no_files_is_named(pictures: ImageFolder) -> None:
    (pictures.folder / "ab").write_bytes(b"a file where the folder should be")
    with pytest.raises(StoreUnwritableError, match="ab"):
        pictures.put(SHA256, "jpg", b"picture")
