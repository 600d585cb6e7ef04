"""What every test stands on: one language, a workspace, and the real programs by name."""

from __future__ import annotations

import shutil
from pathlib import Path

import hypothesis
import pytest

from phieu.workspace import new

# No deadline: a slow, shared machine is no fault of the code.
hypothesis.settings.register_profile("phieu", deadline=None)
hypothesis.settings.load_profile("phieu")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(autouse=True)
def _vietnamese(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages in phieu's own default language, whatever the developer's machine says."""
    monkeypatch.delenv("PHIEU_LANG", raising=False)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of this checkout."""
    return ROOT


@pytest.fixture(scope="session")
def pspp() -> Path:
    """PSPP, the real one."""
    return _program("pspp", package="pspp")


@pytest.fixture(scope="session")
def rscript() -> Path:
    """R, the real one, with its packages haven, jsonlite, MASS, psych and survey."""
    return _program(
        "Rscript", package="r-cran-haven r-cran-jsonlite r-cran-mass r-cran-psych r-cran-survey"
    )


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Chromium, the real one."""
    return _program("chromium", package="chromium")


def _program(name: str, *, package: str) -> Path:
    found = shutil.which(name)
    if found is None:
        pytest.fail(f"{name} is missing on this machine. As root: apt-get install {package}")
    return Path(found)


@pytest.fixture(scope="session")
def rehearsed_demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A round that was read, as the first notebook leaves it, of fewer forms. Not to be changed."""
    from phieu.rounds.demo import rehearsed_round

    out = tmp_path_factory.mktemp("demo") / "start-here"
    rehearsed_round(out, forms=24)
    return out


@pytest.fixture
def worked_in(workspace: Path, rehearsed_demo: Path) -> Path:
    """A workspace in which the first notebook was run: the others open the round that it left."""
    shutil.copytree(rehearsed_demo, workspace / "demo" / "start-here")
    return workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """A new workspace of its own, made as a researcher makes one."""
    folder = tmp_path / "workspace"
    new(folder)
    return folder
