"""The commands as they are run: exit status, JSON on standard output, sentences for people."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROUND = "fieldwork/quang-nam-2023"


@pytest.fixture(scope="module")
def phieu(repository):
    def phieu(
        *arguments, cwd: Path, language: str = "vi", **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "phieu.cli", *map(str, arguments)],
            cwd=cwd,
            env={
                **os.environ,
                "PYTHONPATH": str(repository / "kit"),
                "PHIEU_LANG": language,
                "COLUMNS": "200",
                **environment,
            },
            capture_output=True,
            text=True,
            timeout=300,
        )

    return phieu


@pytest.fixture(scope="module")
def demo(phieu, tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo")
    done = phieu("demo", "--forms", "9", "--out", "out", "--json", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "out", done


def test_the_demo_leaves_forms_scans_sav_table_and_chart(demo):
    out, done = demo
    found = json.loads(done.stdout)

    for name in ("forms.pdf", "opinion-survey.sav", "satisfaction.csv", "satisfaction.png"):
        assert (out / name).stat().st_size > 1000
    assert list((out / "scans").iterdir())
    for name in ("response.csv", "satisfaction.csv"):
        assert (out / name).read_text("utf-8").startswith("SỐ LIỆU DIỄN TẬP")
    assert found["print"]["forms"] == 9
    assert found["judgement"]["misreads"] == []
    assert found["rehearsed"] is True


def test_the_demo_speaks_to_people_and_says_that_it_is_rehearsed(demo):
    _out, done = demo

    assert "SỐ LIỆU DIỄN TẬP" in done.stderr
    assert "Tỷ lệ hài lòng" in done.stderr


def test_a_second_demo_replaces_the_first_and_nothing_else(phieu, demo, tmp_path):
    (tmp_path / "thesis.docx").touch()

    refused = phieu("demo", "--forms", "3", "--out", ".", cwd=tmp_path)

    assert refused.returncode == 1
    assert (tmp_path / "thesis.docx").exists()
    again = phieu("demo", "--forms", "3", "--out", demo[0], cwd=tmp_path, language="en")
    assert again.returncode == 0, again.stderr
    assert "REHEARSED DATA" in again.stdout


MTTQ = "Ủy ban Mặt trận Tổ quốc Việt Nam"


def test_a_survey_goes_command_by_command(phieu, tmp_path):
    def run(*arguments, expect=0):
        done = phieu(*arguments, "--json", cwd=tmp_path / "ws")
        assert done.returncode == expect, done.stderr
        return json.loads(done.stdout)

    assert phieu("new", "ws", cwd=tmp_path).returncode == 0
    _keep_units(tmp_path / "ws" / ROUND / "frame.csv", 3)
    assert run("check", "forms/opinion-survey/opinion-survey.yaml")["questions"] == 20
    printed = run("print", ROUND)
    assert printed["pages"] == 5 * printed["forms"]
    rehearsed = run("rehearse", ROUND, "--seed", 4, "--truth", "truth.csv")
    read = run("read", ROUND, f"{ROUND}/scans")
    assert (read["pages"], read["refused"]) == (rehearsed["pages"], [])
    waiting = run("review", ROUND, "--list", "review.csv", "--pictures", "look/here")
    assert len(list((tmp_path / "ws" / "look" / "here").glob("*.jpg"))) == waiting["pictures"]
    with (tmp_path / "ws" / "review.csv").open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == waiting["waiting"]
    assert {"serial", "variable", "reason"} == set(rows[0]) if rows else True
    status = run("status", ROUND)
    assert status["rehearsed"] is True
    assert status["by_body"][-1]["issued"] == printed["forms"]
    for kind in ("csv", "sav", "zsav", "sps", "dta", "xlsx", "ddi"):
        exported = run("export", ROUND, "--format", kind)
        assert exported["file"] == exported["files"][0]
        assert len(exported["files"]) == (2 if kind in ("csv", "sps") else 1)
        for file in exported["files"]:
            assert (tmp_path / "ws" / file).stat().st_size > 500
    chosen = ("--variable", "H1", "--variable", "C3", "--labels", "--out", "few.csv")
    run("export", ROUND, "--format", "csv", *chosen)
    with (tmp_path / "ws" / "few.csv").open(encoding="utf-8") as lines:
        head, *answers = csv.reader(lines)
    assert head[6:] == [*(f"C3_{option}" for option in range(1, 9)), "C3_7_text", "H1"]
    assert {answer[1] for answer in answers} <= {"Đảng ủy", "Ủy ban nhân dân", MTTQ}
    unknown = run("export", ROUND, "--format", "sav", "--variable", "H11", expect=1)
    assert "H1" in unknown["problems"][0]["message"]
    reported = run("report", ROUND, "--out", "bao-cao.pdf")
    assert (tmp_path / "ws" / reported["file"]).stat().st_size > 5000
    assert (reported["publication"], reported["rehearsed"]) == (1, True)
    made = run("report", ROUND, "--new-template", "mau.docx")
    filled = run("report", ROUND, "--template", made["template"], "--draft")
    assert filled["file"].endswith("exports/quang-nam-2023-bao-cao.docx")
    assert run("rehearse", ROUND, "--forget")["forgotten"] == rehearsed["pages"]
    assert run("print", ROUND, expect=1)["problems"]


def _keep_units(frame: Path, units: int) -> None:
    lines = frame.read_text("utf-8").splitlines(keepends=True)
    frame.write_text("".join(lines[: 1 + 3 * units]), "utf-8")


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        ((), 2, "demo"),
        (("no-such-command",), 2, "no-such-command"),
        (("export", ROUND, "--format", "doc"), 2, "doc"),
        (("report", ROUND), 1, "phieu print"),
        (("report", "forms"), 1, "round.yaml"),
        (("demo", "--forms", "0"), 2, "forms"),
        (("check", "nowhere.yaml"), 1, "nowhere.yaml"),
        (("check", "broken.yaml"), 1, "broken.yaml:"),
        (("print", "forms"), 1, "round.yaml"),
        (("print", "nowhere"), 1, "nowhere"),
        (("status", ROUND), 1, "phieu print"),
        (("read", ROUND, "forms"), 1, "phieu print"),
        (("lab", "forms"), 1, "phieu new"),
        (("new", "."), 1, "."),
    ],
)
def test_wrong_use_and_bad_input_say_what_to_do(phieu, workspace, arguments, status, said):
    (workspace / "broken.yaml").write_text("id: x\nversion: [\n", "utf-8")

    done = phieu(*arguments, cwd=workspace)

    assert done.returncode == status, done.stderr
    assert said in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_problems_are_listed_for_machines_too(phieu, workspace):
    (workspace / "empty.yaml").touch()

    done = phieu("check", "empty.yaml", "--json", cwd=workspace)

    assert done.returncode == 1
    (problem,) = json.loads(done.stdout)["problems"]
    assert {"place", "rule", "message", "fix", "severity"} == set(problem)


@pytest.mark.parametrize(("debug", "traced"), [({}, False), ({"PHIEU_DEBUG": "1"}, True)])
def test_an_error_that_nobody_foresaw_is_a_sentence(phieu, workspace, debug, traced):
    # A module of the worst kind, found before the real one.
    (workspace / "ruamel").mkdir()
    (workspace / "ruamel" / "__init__.py").write_text("1 / 0")

    done = phieu("check", "forms/x.yaml", "--json", cwd=workspace, **debug)

    assert done.returncode == 1
    (problem,) = json.loads(done.stdout)["problems"]
    assert "ZeroDivisionError: division by zero" in problem["message"]
    assert done.stderr.endswith(f"\n{problem['message']}\n")
    assert ("Traceback" in done.stderr) is traced


@pytest.mark.parametrize(
    "command",
    [
        "demo", "lab", "new", "check", "print", "rehearse", "read", "review", "status", "export",
        "report",
    ],
)  # fmt: skip
def test_every_command_has_help_in_both_languages(phieu, tmp_path, command):
    vietnamese = phieu(command, "--help", cwd=tmp_path)
    english = phieu(command, "--help", cwd=tmp_path, language="en")

    assert vietnamese.returncode == english.returncode == 0
    assert vietnamese.stdout != english.stdout
