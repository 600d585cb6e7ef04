"""`phieu check`: a form with errors is not compared with anything."""

from __future__ import annotations

import pytest

from phieu.checking import check_file
from phieu.workspace import shipped

FORM = shipped() / "forms" / "citizen-satisfaction" / "citizen-satisfaction.yaml"


@pytest.mark.parametrize(
    "broken",
    [lambda text: text.replace("scale: S5_HL", "scale: NOPE", 1), lambda _text: "id: ["],
    ids=["a scale that is nowhere", "no YAML"],
)
def test_a_form_with_errors_has_no_changes_yet_and_not_none(tmp_path, broken):
    path = tmp_path / "x.yaml"
    path.write_text(broken(FORM.read_text("utf-8")), "utf-8")

    checked = check_file(path, FORM)

    assert checked.failed
    assert checked.changes is None
    assert "changes" not in checked.summary()


def test_a_form_that_is_the_same_has_no_changes():
    assert check_file(FORM, FORM).changes == ()
