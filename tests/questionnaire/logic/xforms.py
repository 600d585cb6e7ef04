"""XPath as ODK works it out: libxml2's XPath 1.0 with the functions that XForms add."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from lxml import etree


def evaluated(xpath: str, fields: Mapping[str, str], itself: str | None = None) -> Any:
    """itself: the field that `.` is."""
    data = etree.Element("data")
    for name, text in fields.items():
        etree.SubElement(data, name).text = text
    etree.ElementTree(data)
    context = data if itself is None else data.find(itself)
    found = context.xpath(re.sub(r"\$\{(\w+)\}", r"/data/\1", xpath), extensions=_FUNCTIONS)
    return _text(found) if isinstance(found, list) else found


def _text(found: Any) -> str:
    return (found[0].text or "") if isinstance(found, list) else str(found)


_FUNCTIONS = {
    (None, "selected"): lambda _context, found, code: code in _text(found).split(),
    (None, "count-selected"): lambda _context, found: float(len(_text(found).split())),
    (None, "date"): lambda _context, text: float(date.fromisoformat(text).toordinal()),
    (None, "if"): lambda _context, test, first, second: first if test else second,
}
