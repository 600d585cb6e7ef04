"""Units of the administrative map and the cases of a round: a body of a unit that should answer."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class UnitType(StrEnum):
    """Commune-level units. Townlets ended and special zones began on 1 July 2025."""

    XA = "xã"
    PHUONG = "phường"
    THI_TRAN = "thị trấn"
    DAC_KHU = "đặc khu"


@dataclass(frozen=True)
class Unit:
    """code: five digits, the key; names repeat. Without districts both their fields are empty."""

    code: str
    name: str
    type: UnitType
    district_code: str
    district: str


@dataclass(frozen=True)
class Case:
    """reason: why no form was issued, None where one was."""

    unit: Unit
    body: str
    issued: bool
    reason: str | None = None

    @property
    def id(self) -> str:
        return f"{self.unit.code}-{self.body}"


def template_texts(unit_type: UnitType) -> dict[str, str]:
    """The template variables that depend on the unit's type, for questionnaire.variants."""
    return {"loai_dv": unit_type.value, "ten_ca": f"Công an {unit_type.value}"}
