"""What a researcher reads, in Vietnamese or English: gettext over locale/, a catalog a room."""

from __future__ import annotations

import gettext
import io
import os
from functools import cache
from importlib.resources import files

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

DEFAULT_LANGUAGE = "vi"


@cache
def _translations(language: str) -> gettext.NullTranslations:
    folder = files("phieu") / "locale" / language / "LC_MESSAGES"
    if language == "en" or not folder.is_dir():
        return gettext.NullTranslations()
    # Compiled in memory: a .mo in the repository would be a generated file that can go stale.
    catalog = Catalog(locale=language)
    for file in folder.iterdir():  # no message stands in two
        for message in read_po(io.BytesIO(file.read_bytes()), locale=language):
            if message.id:
                catalog[message.id] = message
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def language() -> str:
    """The reader's language: PHIEU_LANG (vi, the default, or en)."""
    return os.environ.get("PHIEU_LANG", DEFAULT_LANGUAGE)


def _(message: str) -> str:
    """The message in the reader's language."""
    return _translations(language()).gettext(message)
