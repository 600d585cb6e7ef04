"""What rehearsed respondents meant, as the CSV export would have it were everything read aright."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from phieu.exports.csv_text import csv_text
from phieu.questionnaire.codebook import codebook
from phieu.questionnaire.fields import CalculatedField, GivenField
from phieu.questionnaire.kinds import AGREE
from phieu.questionnaire.model import Questionnaire
from phieu.reading.model import Field, Reason
from phieu.returns.dataset import dataset
from phieu.returns.model import FormReturn
from phieu.rounds.form_rehearser import RehearsedForm
from phieu.rounds.printed import PrintedRound

_PAGES = 2  # of a form here: all that matters is whether one is lost


def truth_text(printed: PrintedRound, rehearsed: Iterable[RehearsedForm]) -> str:
    """CSV: serial, the answers in the export's columns and words, and `unclear`: the variables that
    no machine may decide alone. What nobody answers, because the kit knows it, is left out.
    """
    forms = {form.serial: form for form in rehearsed}
    questionnaire = printed.questionnaire
    data = dataset(
        [_returned(form, printed) for form in forms.values()],
        questionnaire,
        confidentiality="confidential",
    )
    answered = [
        variable.name
        for variable in codebook(questionnaire)
        if not isinstance(variable.field, GivenField | CalculatedField)
    ]
    data = data[["serial", *answered]].copy()
    if questionnaire.consent is not None:
        consent = questionnaire.consent.id
        # Of a consent in doubt the answers were wanted above; it itself is as it was meant.
        meant = [forms[serial].truth[consent] for serial in data["serial"]]
        data[consent] = pd.Series(meant, dtype="Int64")
    unclear = [" ".join(sorted(forms[serial].unclear)) for serial in data["serial"]]
    return csv_text(data.assign(unclear=unclear))


def _returned(form: RehearsedForm, printed: PrintedRound) -> FormReturn:
    """The form as if a reader and a keyer without fault had been at work."""
    layout = printed.layouts[printed.copy_of[form.serial].layout]
    body, _dash, unit_type = layout.variant.partition("-")
    seen = {name: meant for name, meant in form.truth.items() if name not in form.lost}
    return FormReturn(
        serial=form.serial,
        case=None,
        unit_code=None,
        body=body,
        district=None,
        unit_type=unit_type,
        channel="rehearsal",
        pages_expected=_PAGES,
        pages_seen=frozenset(range(_PAGES - bool(form.lost))),
        fields={f.variable: f for f in _fields(seen, form.unclear, printed.questionnaire)},
        texts={name: meant for name, meant in seen.items() if isinstance(meant, str)},
        version=printed.version_of(form.serial),
    )


def _fields(
    seen: Mapping[str, int | str | None], unclear: frozenset[str], questionnaire: Questionnaire
) -> Iterator[Field]:
    consent = questionnaire.consent.id if questionnaire.consent else None
    for name, meant in seen.items():
        if isinstance(meant, str):
            yield Field(name, None)
        elif meant is None and name in unclear:
            yield Field(name, AGREE) if name == consent else Field(name, None, Reason.SEVERAL_MARKS)
        else:
            yield Field(name, meant)
