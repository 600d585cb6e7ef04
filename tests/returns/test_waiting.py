from __future__ import annotations

from collections.abc import Callable

from phieu.questionnaire.model import Questionnaire
from phieu.reading.model import Reason
from phieu.returns.model import FormReturn
from phieu.returns.waiting import WaitingField, waiting

Form = Callable[..., FormReturn]


def test_fields_wait_by_serial_and_then_in_questionnaire_order(
    form: Form, questionnaire: Questionnaire
) -> None:
    forms = [
        form("B", H2=Reason.TO_KEY, C1_1=Reason.SEVERAL_MARKS, C4=3),
        form("A", C4=Reason.INCOMPLETE_NUMBER),
    ]
    assert waiting(forms, questionnaire) == (
        WaitingField("A", "C4", Reason.INCOMPLETE_NUMBER),
        WaitingField("B", "C1_1", Reason.SEVERAL_MARKS),
        WaitingField("B", "H2", Reason.TO_KEY),
    )


def test_nobody_looks_at_the_answers_of_a_refusal(form: Form, questionnaire: Questionnaire) -> None:
    assert waiting([form(DY0=2, C1_1=Reason.DOUBTFUL_MARK)], questionnaire) == ()


def test_a_consent_that_waits_stands_before_the_answers(
    form: Form, questionnaire: Questionnaire
) -> None:
    found = waiting([form(DY0=Reason.LONE_FILL, C4=Reason.OUT_OF_RANGE)], questionnaire)
    assert [field.variable for field in found] == ["DY0", "C4"]


def test_answers_wait_with_the_consent_of_their_form(
    form: Form, questionnaire: Questionnaire
) -> None:
    found = waiting([form(DY0=Reason.LONE_FILL, C1_1=4, C4=None)], questionnaire)
    assert [(field.variable, field.reason) for field in found] == [
        ("DY0", Reason.LONE_FILL),
        ("C1_1", Reason.CONSENT_WAITS),
    ]
