"""The corpus of XLSForms and the shipped forms through both conversions, counted and timed.

python tests/benchmarks/converting.py
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from phieu import workspace
from phieu.interchange.xlsform import exporting, importing
from phieu.questionnaire import yaml_text

sys.path.insert(0, str(Path(__file__).parents[1] / "interchange" / "xlsform"))

from form_corpus import FORMS
from form_tables import packed, xform


def main() -> None:
    clock = time.perf_counter
    books = {form.name: packed(form.table) for form in FORMS}
    start = clock()
    imported = {name: importing.from_bytes(data, name) for name, data in books.items()}
    seconds = clock() - start
    lost = sum(len(found.losses) for found in imported.values())
    asked = sum(len(list(found.questionnaire.questions())) for found in imported.values())
    as_meant = sum(
        tuple(f"{loss.where} {loss.part}".strip() for loss in imported[form.name].losses)
        == form.lost
        for form in FORMS
    )
    print(
        f"corpus: {len(FORMS)} XLSForms, {asked} questions, {lost} losses listed; "
        f"{as_meant} forms lose just what was foreseen; {1000 * seconds / len(FORMS):.0f} ms each"
    )
    for form in sorted((workspace.shipped() / "forms").glob("*/*.yaml")):
        if form.parent.name == "bank":
            continue
        questionnaire = yaml_text.load(form.read_text("utf-8"), form.name)
        start = clock()
        exported = exporting.to_bytes(questionnaire)
        out = clock()
        back = importing.from_bytes(exported.data, form.name).questionnaire
        done = clock()
        _xml, warnings = xform(exported.data)
        same = "comes back equal" if back == questionnaire else "COMES BACK CHANGED"
        print(
            f"{form.stem:22} {len(exported.losses)} losses, pyxform accepts it with "
            f"{len(warnings)} warnings, {same}; out {out - start:.2f} s, in {done - out:.2f} s"
        )


if __name__ == "__main__":
    main()
