from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from phieu.questionnaire.model import Questionnaire
from phieu.reading.model import Reason
from phieu.returns.model import FormReturn, Status, status_of

Form = Callable[..., FormReturn]


@pytest.mark.parametrize(
    ("answers", "pages", "status"),
    [
        ({"DY0": 1}, 2, Status.COMPLETE),
        ({"DY0": 1}, 1, Status.PARTIAL),
        ({"DY0": 2}, 2, Status.REFUSED),
        ({"DY0": None}, 2, Status.REFUSED),
        ({"DY0": None}, 1, Status.REFUSED),
        ({"DY0": Reason.LONE_FILL}, 2, Status.WAITING),
    ],
)
def test_consent_and_pages_give_the_status(
    form: Form, questionnaire: Questionnaire, answers: dict[str, object], pages: int, status: Status
) -> None:
    assert status_of(form(pages=pages, **answers), questionnaire) is status


def test_a_consent_on_a_page_that_is_not_there_yet_is_no_refusal(
    form: Form, questionnaire: Questionnaire
) -> None:
    assert status_of(replace(form(pages=1), fields={}), questionnaire) is Status.WAITING


def test_a_whole_form_without_a_word_on_consent_is_a_refusal(
    form: Form, questionnaire: Questionnaire
) -> None:
    assert status_of(replace(form(), fields={}), questionnaire) is Status.REFUSED


def test_a_questionnaire_without_consent_uses_every_form(
    form: Form, questionnaire: Questionnaire
) -> None:
    open_one = questionnaire.model_copy(update={"sections": questionnaire.sections[1:]})
    assert status_of(form(DY0=2), open_one) is Status.COMPLETE
