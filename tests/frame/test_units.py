from phieu.frame.units import Case, Unit, UnitType, template_texts


def test_a_case_is_named_by_its_unit_and_body() -> None:
    unit = Unit("20359", "Tam Thanh", UnitType.XA, "502", "Thành phố Tam Kỳ")
    assert Case(unit, "DU", issued=True).id == "20359-DU"


def test_template_texts_follow_the_type_of_unit() -> None:
    assert template_texts(UnitType.THI_TRAN) == {
        "loai_dv": "thị trấn",
        "ten_ca": "Công an thị trấn",
    }
