"""Elements of a DDI document: text in one language or several, and names that XML takes for IDs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree import ElementTree as Xml

LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# Characters that no XML document may hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def texts(parent: Xml.Element, name: str, texts: Iterable[tuple[str, str]]) -> None:
    """One element a language; none for what is empty."""
    for language, text in texts:
        if text.strip():
            Xml.SubElement(parent, name, {LANGUAGE: language}).text = _clean(text)


def plain(parent: Xml.Element, name: str, text: str) -> None:
    Xml.SubElement(parent, name).text = _clean(text)


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)


def xml_id(kind: str, name: str) -> str:
    """A name that XML takes for an ID; the kind keeps a question apart from its variable."""
    return f"{kind}_" + "".join(c if c.isalnum() or c in "_.-" else f"-{ord(c):x}-" for c in name)
