"""One small form laid out once for all tests of paper."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest

from phieu.paper import fonts
from phieu.paper.heads import Head
from phieu.paper.layout import compile_layout
from phieu.questionnaire import yaml_text
from phieu.questionnaire.variants import variant

# every_kind and random_papers are shared by the tests of this room.
sys.path.insert(0, str(Path(__file__).parent))

HEAD = Head(
    parent_organ="UBND tỉnh Quảng Nam",
    organ="Công an tỉnh",
    number="15/PLYK-CAT",
    place="Quảng Nam",
    date=date(2023, 8, 14),
)


@pytest.fixture(scope="session")
def opinion_form(repository):
    path = repository / "forms" / "opinion-survey" / "opinion-survey.yaml"
    return yaml_text.load(path.read_text("utf-8"), path.name)


@pytest.fixture(scope="session")
def lay_out(opinion_form):
    def lay_out(body="DU", unit_type="xã", *, questionnaire=None, has_public_address=False):
        texts = {"loai_dv": unit_type, "ten_ca": f"Công an {unit_type}"}
        return compile_layout(
            variant(questionnaire or opinion_form, body, texts),
            name=f"{body}-{unit_type}",
            body=body,
            unit_type=unit_type,
            head=HEAD,
            font=fonts.choose().family,
            has_public_address=has_public_address,
        )

    return lay_out


@pytest.fixture(scope="session")
def compiled(lay_out):
    return lay_out()
