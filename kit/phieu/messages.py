"""What a researcher reads, in Vietnamese or English: gettext over the catalogs in locale/."""

from __future__ import annotations

import gettext
import io
import os
from functools import cache
from importlib.resources import files

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

DEFAULT_LANGUAGE = "vi"


@cache
def _translations(language: str) -> gettext.NullTranslations:
    catalog_file = files("phieu") / "locale" / language / "LC_MESSAGES" / "phieu.po"
    if language == "en" or not catalog_file.is_file():
        return gettext.NullTranslations()
    # Compiled in memory: a .mo in the repository would be a generated file that can go stale.
    catalog = read_po(io.BytesIO(catalog_file.read_bytes()), locale=language)
    compiled = io.BytesIO()
    write_mo(compiled, catalog)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def _(message: str) -> str:
    """The message in the reader's language: PHIEU_LANG (vi, the default, or en)."""
    return _translations(os.environ.get("PHIEU_LANG", DEFAULT_LANGUAGE)).gettext(message)
