"""A small questionnaire whose answers have every shape that an expression can look at."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

# What the tests of this room share: questionnaires and expressions made at random.
sys.path.insert(0, str(Path(__file__).parent))

from small_form import FORM

from phieu.questionnaire.logic.scope import Scope
from phieu.questionnaire.model import Questionnaire


@pytest.fixture(scope="session")
def form() -> Questionnaire:
    return FORM


@pytest.fixture(scope="session")
def scope() -> Scope:
    """Everything that the form asks may be named."""
    found = Scope()
    for question in FORM.questions():
        found = found.with_question(question, FORM.scales)
    return found
