"""The repository keeps its own house: what is declared, pinned, documented and left out."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import distribution, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "kit" / "phieu"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
LARGEST_FILE_BYTES = 1_000_000
# Brackets, so that these lines do not find themselves.
UNFINISHED = re.compile(
    r"\b(TO[D]O|FIX[M]E|XX[X])\b|raise NotImplemente[d]Error"
    r"|\b(pytest|mark)\.(ski[p]|xfai[l]|importorski[p])|\bunittest\.ski[p]"
    r"|pragma: no cove[r]|type: ignor[e]\s*$|noq[a]\s*$",
    re.MULTILINE,
)
ADDRESS = re.compile(r"://|\s@|^-|^\.|/", re.MULTILINE)


def _repository_files() -> list[Path]:
    """What is committed, or would be with the next commit."""
    listed = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    files = (ROOT / name for name in listed.stdout.split("\0") if name)
    return [file for file in files if file.is_file()]


def _constraints() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines)


def _requirements(*, extra: str = "") -> Iterator[Requirement]:
    declared = PROJECT["optional-dependencies"][extra] if extra else PROJECT["dependencies"]
    return map(Requirement, declared)


def _needed(requirements: Iterator[Requirement]) -> set[str]:
    """Everything that requirements bring along on this machine, they themselves included."""
    waiting = [(requirement.name, tuple(requirement.extras)) for requirement in requirements]
    seen: set[tuple[str, tuple[str, ...]]] = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        for text in distribution(name).requires or ():
            wanted = Requirement(text)
            if wanted.marker is None or any(
                wanted.marker.evaluate({"extra": extra}) for extra in ("", *extras)
            ):
                waiting.append((wanted.name, tuple(wanted.extras)))
    return {canonicalize_name(name) for name, _extras in seen}


def _imported(folder: Path) -> dict[str, str]:
    """Top-level names of what the Python files of a folder import, each with a place of it."""
    found: dict[str, str] = {}
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            names: list[str] = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
                names = [node.module]
            for name in names:
                found.setdefault(name.partition(".")[0], f"{file.relative_to(ROOT)}:{node.lineno}")
    return found


def test_the_constraints_are_names_and_exact_versions_and_nothing_else():
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")

    assert not ADDRESS.search(text)
    for line in text.splitlines():
        assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]*==[A-Za-z0-9.!+_-]+", line)


def test_the_constraints_name_each_package_once():
    names = [canonicalize_name(name) for name in _constraints()]
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()

    assert len(set(names)) == len(lines)


def test_the_constraints_are_complete():
    pinned = {canonicalize_name(name) for name in _constraints()}

    assert _needed(_requirements()) - pinned == set()
    assert _needed(_requirements(extra="test")) - pinned == set()


def test_the_constraints_lie_in_the_ranges_of_the_project():
    pinned = {canonicalize_name(name): version for name, version in _constraints().items()}

    for requirement in (*_requirements(), *_requirements(extra="test")):
        assert requirement.specifier.contains(pinned[canonicalize_name(requirement.name)])


@pytest.mark.parametrize(("folder", "extra"), [("kit", ""), ("tests", "test")])
def test_everything_imported_is_declared(folder, extra):
    declared = {canonicalize_name(requirement.name) for requirement in _requirements()}
    if extra:
        declared |= {canonicalize_name(one.name) for one in _requirements(extra=extra)}
    providers = packages_distributions()
    ours = {"phieu"} | {file.stem for file in (ROOT / folder).rglob("*.py")}

    assert {
        name: place
        for name, place in _imported(ROOT / folder).items()
        if name not in sys.stdlib_module_names
        and name not in ours
        and declared.isdisjoint(canonicalize_name(one) for one in providers.get(name, ()))
    } == {}


def test_the_checks_and_the_project_agree_on_the_range_of_pythons():
    assert PROJECT["requires-python"] == ">=3.11,<3.14"
    assert "(3, 11) <= sys.version_info[:2] < (3, 14)" in (ROOT / "tests" / "run").read_text(
        encoding="utf-8"
    )


def test_continuous_integration_runs_the_one_command_and_nothing_else():
    lines = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()

    assert len(lines) == 2
    assert lines[1].endswith(" && bash tests/run")


def test_no_file_is_larger_than_a_megabyte():
    large = [file for file in _repository_files() if file.stat().st_size > LARGEST_FILE_BYTES]

    assert large == []


def test_every_room_says_what_it_is_for():
    rooms = {folder.parent for folder in PACKAGE.glob("*/*.py")}
    packages = {file.parent for file in PACKAGE.rglob("__init__.py")}

    for folder in rooms | packages:
        module = ast.parse((folder / "__init__.py").read_text(encoding="utf-8"))
        assert ast.get_docstring(module), folder


def test_nothing_is_left_unfinished_or_silenced():
    places = []
    for file in _repository_files():
        if file.suffix in {".py", ".ipynb", ".typ", ".js", ".mjs", ".yaml", ".toml"}:
            text = file.read_text(encoding="utf-8")
            places += [
                f"{file.relative_to(ROOT)}: {found[0]}" for found in UNFINISHED.finditer(text)
            ]

    assert places == []


def test_no_file_has_a_name_that_tells_nothing():
    vague = {"utils", "util", "helpers", "helper", "common", "manager", "misc"}

    assert [file for file in _repository_files() if file.stem in vague] == []
