"""What a report.yaml leaves out is left to be filled in by hand."""

from __future__ import annotations

from datetime import date

import pytest

from phieu.paper.heads import Head
from phieu.reports.settings import ReportSettings


def head(number: str, kind: str = "state") -> Head:
    return Head(
        kind=kind, organ="Công an tỉnh", number=number, place="Hội An", date=date(2023, 8, 14)
    )


@pytest.mark.parametrize(
    ("form", "kind", "report"),
    [
        ("15/PLYK-CAT", "state", "……/BC-CAT"),
        ("15/PLYK-UBND-VX", "front", "……/BC-UBND-VX"),
        ("15", "state", "……/BC-……"),
        ("15-PLYK/TU", "party", "……-BC/TU"),
        ("15-PLYK", "party", "……-BC/……"),
    ],
)
def test_an_open_number_keeps_the_organ_s_sign(form, kind, report):
    assert ReportSettings().head(head(form, kind)).number == report


def test_a_report_is_not_dated_by_its_forms():
    assert ReportSettings().head(head("15/PLYK-CAT")).issued_on is None


def test_what_is_given_goes_before_what_the_forms_have():
    given = ReportSettings.model_validate(
        {"number": "52/BC-CAT", "date": "2023-10-05", "place": "Tam Kỳ"}
    )

    made = given.head(head("15/PLYK-CAT"))
    assert (made.number, made.issued_on, made.place) == ("52/BC-CAT", date(2023, 10, 5), "Tam Kỳ")
    assert made.organ == "Công an tỉnh"
