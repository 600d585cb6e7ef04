"""What printing leaves in a print folder: all that reading needs later, wherever it goes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from phieu.messages import _
from phieu.paper import print_run
from phieu.rounds.edition import Edition
from phieu.rounds.folder import PrintFolder
from phieu.rounds.printed import rasters
from phieu.store.durable import write_whole


def freeze(edition: Edition, printed: PrintFolder) -> int:
    """Write the forms and everything that is needed to read them; returns the number of pages."""
    run = io.BytesIO()  # qpdf aborts the whole process when a disk is full under its hands
    pages = print_run.write(edition.layouts, edition.copies, run)
    write_whole(printed.forms, run.getbuffer())
    described = json.dumps(_described(edition), ensure_ascii=False, indent=1)
    write_whole(printed.layout, described.encode())
    for name, layout in edition.layouts.items():
        static = printed.static_pages(name)
        static.parent.mkdir(exist_ok=True)
        write_whole(static, layout.pdf)
        for number, page in enumerate(rasters(layout.pdf), start=1):
            write_whole(printed.clean_page(name, number), _png(page))
    write_whole(printed.questionnaire, edition.inputs.questionnaire_text.encode())
    write_whole(printed.settings, edition.inputs.settings_text.encode())
    write_private(printed.dispatch, "\ufeff" + _dispatch_list(edition))  # for Excel
    return pages


def _png(page: NDArray[np.uint8]) -> bytes:
    encoded = io.BytesIO()
    Image.fromarray(page).save(encoded, "PNG")
    return encoded.getvalue()


def _described(edition: Edition) -> dict[str, object]:
    """layout.json: a contract with outside tools (see the README)."""
    copies = zip(edition.copies, edition.forms, edition.first_pages, strict=True)
    return {
        "font": edition.font.family,
        "layouts": {name: layout.layout.to_json() for name, layout in edition.layouts.items()},
        "copies": [
            {
                "serial": copy.serial,
                "layout": copy.layout,
                "case": form.name,
                "first_page": first_page,
            }
            for copy, form, first_page in copies
        ],
    }


def write_private(path: Path, text: str) -> None:
    """A file that only its owner may read: it signs tickets, or names units."""
    write_whole(path, text.encode(), mode=0o600)


def _dispatch_list(edition: Edition) -> str:
    """Which form goes into whose envelope, in the order of forms.pdf: whoever fills the
    envelopes goes through both side by side."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(
        [_("Serial"), _("Unit code"), _("Unit"), _("District"), _("Body"), _("Pages of forms.pdf")]
    )
    bodies = edition.inputs.questionnaire.bodies
    for form, copy, first in zip(edition.forms, edition.copies, edition.first_pages, strict=True):
        unit = form.case.unit
        name = f"{unit.type.value.capitalize()} {unit.name}"
        pages = f"{first + 1}–{first + len(copy.codes)}"
        rows.writerow([form.serial, unit.code, name, unit.district, bodies[form.case.body], pages])
    return text.getvalue()
