from __future__ import annotations

from phieu.analysis.bases import Base
from phieu.analysis.response import (
    CaseOutcome,
    Disposition,
    reasons_table,
    response_base,
    response_data,
)


def outcomes() -> list[CaseOutcome]:
    """DU: 8 cases, all issued. UB: 5 cases, one never issued, one void."""
    du = ["complete"] * 5 + ["partial", "refused", "outstanding"]
    ub = ["complete", "waiting", "outstanding", "void", "not_issued"]
    reasons = {"not_issued": "KIEM_NHIEM", "void": "In hỏng"}
    return [
        CaseOutcome(body, district, Disposition(name), reasons.get(name))
        for body, district, names in (("DU", "Núi Thành", du), ("UB", "Hội An", ub))
        for name in names
    ]


def test_the_counts_and_rates_are_those_worked_out_by_hand() -> None:
    table = response_data(outcomes(), by="body").set_index("group")
    assert table.loc["DU"].to_dict() == {
        "frame": 8, "not_issued": 0, "issued": 8, "void": 0, "returned": 7, "complete": 5,
        "partial": 1, "refused": 1, "waiting": 0, "outstanding": 1,
        "return_rate": 87.5, "rr1": 62.5, "rr2": 75.0,
    }  # fmt: skip
    assert table.loc["UB"].to_dict() == {
        "frame": 5, "not_issued": 1, "issued": 4, "void": 1, "returned": 2, "complete": 1,
        "partial": 0, "refused": 0, "waiting": 1, "outstanding": 1,
        "return_rate": 66.67, "rr1": 33.33, "rr2": 33.33,
    }  # fmt: skip
    assert table.loc["total"].to_dict() == {
        "frame": 13, "not_issued": 1, "issued": 12, "void": 1, "returned": 9, "complete": 6,
        "partial": 1, "refused": 1, "waiting": 1, "outstanding": 2,
        "return_rate": 81.82, "rr1": 54.55, "rr2": 63.64,
    }  # fmt: skip


def test_every_case_stands_in_one_place() -> None:
    table = response_data(outcomes(), by="district")
    places = ["not_issued", "void", "complete", "partial", "refused", "waiting", "outstanding"]
    assert (table[places].sum(axis=1) == table["frame"]).all()


def test_groups_stand_in_the_order_of_the_frame() -> None:
    table = response_data(outcomes(), by="district")
    assert table["group"].tolist() == ["Núi Thành", "Hội An", "total"]


def test_a_group_of_which_nothing_was_issued_has_no_rate() -> None:
    never = [CaseOutcome("UB", "Hội An", Disposition.NOT_ISSUED, "KIEM_NHIEM")]
    table = response_data(never, by="body")
    assert table["rr1"].isna().all()


def test_the_base_is_stated() -> None:
    assert response_base(outcomes()) == Base(issued=12, returned=9, valid=7)
    table = response_data(outcomes(), by="body")
    assert (
        table.attrs["base"]
        == "Số phiếu phát ra: 12; thu về: 9; hợp lệ: 7 (gồm cả phiếu thiếu trang)."
    )


def test_the_reasons_for_not_issuing_and_voiding_are_counted() -> None:
    table = reasons_table(outcomes())
    assert table.values.tolist() == [["not_issued", "KIEM_NHIEM", 1], ["void", "In hỏng", 1]]
