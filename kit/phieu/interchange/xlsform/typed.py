"""What the column “type” says, in its many spellings."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from .records import Record

Choosing = Literal["select_one", "select_multiple", "rank"]

_CHOOSING = re.compile(
    r"(?P<kind>select[ _]one[ _]from[ _]file|select[ _]multiple[ _]from[ _]file"
    r"|select[ _]one[ _]external|add select one prompt using|add select multiple prompt using"
    r"|select all that apply(?: from)?|select[ _]one(?: from)?|select[ _]multiple(?: from)?"
    r"|select1|rank)\s+(?P<list>.+?)(?P<other>\s+(?:or[ _]other|or specify other))?",
    re.IGNORECASE,
)
_ALIASES = {
    "string": "text",
    "int": "integer",
    "phonenumber_question": "text",
    "trigger": "acknowledge",
    "photo": "image",
    "gps": "geopoint",
    "location": "geopoint",
    "datetime": "datetime",
    "imei": "deviceid",
    "background_audio": "background-audio",
    "calculation": "calculate",
    "simserial": "simserial",
}
# What the phone notes down by itself.
METADATA = frozenset(
    {"start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username",
     "email", "audit", "start-geopoint", "background-audio", "background-geopoint"}
)  # fmt: skip
# What a sheet of paper cannot take.
CAPTURED = frozenset(
    {"geopoint", "geotrace", "geoshape", "image", "audio", "video", "file", "barcode", "osm"}
)
EXTERNAL = frozenset({"xml-external", "csv-external"})


@dataclass(frozen=True)
class Typed:
    """kind: one word for all spellings. source: of the choices; "" is the sheet."""

    kind: str
    list_name: str = ""
    source: Literal["", "file", "external"] = ""
    or_other: bool = False


def typed(record: Record) -> Typed:
    written = " ".join(record.get("type").split())
    found = _CHOOSING.fullmatch(written)
    if found is None:
        word = written.casefold()
        plain = word if "-" in word else word.replace(" ", "_")
        return Typed(_ALIASES.get(plain, plain))
    kind = found["kind"].casefold().replace("_", " ")
    choosing: Choosing = (
        "rank"
        if kind == "rank"
        else "select_multiple"
        if "multiple" in kind or "all that apply" in kind
        else "select_one"
    )
    source: Literal["", "file", "external"] = (
        "file" if "file" in kind else "external" if "external" in kind else ""
    )
    return Typed(choosing, found["list"], source, bool(found["other"]))
