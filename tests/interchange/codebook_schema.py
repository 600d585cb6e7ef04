"""What DDI-Codebook 2.5 asks of the elements that we write, in our own words.

Its schema is not in any package that a test may install, so the part in use was written down from
it by hand: for each element the order of its children (a pattern over their names), its attributes
with the values they may have, and whether it holds text. Every other element is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

NAMESPACE = "{ddi:codebook:2_5}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SCHEMA_LOCATION = "{http://www.w3.org/2001/XMLSchema-instance}schemaLocation"
NC_NAME = r"[^\W\d][\w.\-]*"

ANY = r"(?s).*"


@dataclass(frozen=True)
class Rule:
    """children: a pattern over their names, each with a space behind it."""

    children: str = ""
    text: bool = False
    attributes: dict[str, str] = field(default_factory=dict)
    required: tuple[str, ...] = ()


GLOBAL = {"ID": NC_NAME, XML_LANG: r"[a-z]{2,3}(-[A-Za-z0-9]+)*"}
WORDS = Rule(text=True)
VALUES = Rule(children=r"((item|range) )+(key )?(notes )*")

RULES = {
    "codeBook": Rule(
        r"(docDscr )*(stdyDscr )+(fileDscr )*(dataDscr )*(otherMat )*",
        attributes={"version": r"2\.5", SCHEMA_LOCATION: ANY, "codeBookAgency": NC_NAME},
    ),
    "docDscr": Rule(r"(citation )?(guide )?(docStatus )?(docSrc )*(notes )*"),
    "stdyDscr": Rule(r"(citation )+(studyAuthorization )*(stdyInfo )*(method )*"),
    "citation": Rule(
        r"titlStmt (rspStmt )?(prodStmt )?(distStmt )?(serStmt )*(verStmt )*(biblCit )?"
        r"(holdings )*(notes )*"
    ),
    "titlStmt": Rule(r"titl (subTitl )*(altTitl )*(parTitl )*(IDNo )*"),
    "verStmt": Rule(r"(version )?(verResp )*(notes )*"),
    "stdyInfo": Rule(r"(studyBudget )*(subject )*(abstract )*(sumDscr )*(notes )*"),
    "sumDscr": Rule(r"(timePrd )*(collDate )*(nation )*(universe )*(dataKind )*"),
    "fileDscr": Rule(r"(fileTxt )?(locMap )?(notes )*"),
    "fileTxt": Rule(
        r"(fileName )*(fileCont )*(fileStrc )?(dimensns )?(fileType )*(format )?(software )*"
    ),
    "dimensns": Rule(r"(caseQnty )*(varQnty )*(logRecL )?(recPrCas )*(recNumTot )*"),
    "dataDscr": Rule(r"(varGrp )*(nCubeGrp )*(var )*(nCube )*(notes )*"),
    "varGrp": Rule(
        r"(labl )*(txt )*(concept )*(defntn )?(universe )?(notes )*",
        attributes={
            "type": "section|multipleResp|grid|display|subject|other",
            "var": rf"{NC_NAME}( {NC_NAME})*",
            "name": ANY,
        },
    ),
    "var": Rule(
        r"(location )*(labl )*(qstn )*(valrng )*(invalrng )*(universe )*(sumStat )*(txt )*"
        r"(catgry )*"
        r"(codInstr )*(concept )*(derivation )?(varFormat )?(notes )*",
        attributes={
            "name": ANY,
            "dcml": r"\d+",
            "intrvl": "contin|discrete",
            "nature": "nominal|ordinal|interval|ratio|percent|other",
        },
        required=("name",),
    ),
    "sumStat": Rule(
        text=True,
        attributes={"type": "mean|medn|mode|vald|invd|min|max|stdev|other"},
        required=("type",),
    ),
    "location": Rule(attributes={"width": r"\d+", "StartPos": r"\d+", "EndPos": r"\d+"}),
    "qstn": Rule(
        r"((preQTxt|qstnLit|postQTxt|forward|backward|ivuInstr) )*",
        attributes={
            "seqNo": ANY,
            "responseDomainType": "text|numeric|code|category|datetime|geographic|multiple|other",
        },
    ),
    "valrng": VALUES,
    "invalrng": VALUES,
    "range": Rule(attributes={"UNITS": "INT|REAL", "min": ANY, "max": ANY}),
    "item": Rule(attributes={"UNITS": "INT|REAL", "VALUE": ANY}, required=("VALUE",)),
    "catgry": Rule(
        r"(catValu )?(labl )*(txt )*(catStat )*(mrow )?",
        attributes={"missing": "Y|N", "missType": ANY},
    ),
    "derivation": Rule(r"(drvdesc )?(drvcmd )?"),
    "varFormat": Rule(
        text=True,
        attributes={
            "type": "character|numeric",
            "category": "date|time|currency|other",
            "schema": "SAS|SPSS|IBM|ANSI|ISO|XML-Data|other",
        },
    ),
    **dict.fromkeys(
        (
            "titl", "parTitl", "IDNo", "version", "abstract", "universe", "labl", "preQTxt",
            "qstnLit", "ivuInstr", "catValu", "concept", "drvcmd", "txt", "notes",
            "fileName", "fileType", "caseQnty", "varQnty",
        ),
        WORDS,
    ),
}  # fmt: skip


def faults(root: Element) -> list[str]:
    """Everything in the document that the standard does not allow."""
    found = list(_faults(root, ""))
    ids = [element.get("ID") for element in root.iter() if element.get("ID") is not None]
    found += [f"ID {name} is there twice" for name in set(ids) if ids.count(name) > 1]
    for group in root.iter(f"{NAMESPACE}varGrp"):
        found += [f"no ID {name}" for name in group.get("var", "").split() if name not in ids]
    return found


def _faults(element: Element, path: str) -> Iterator[str]:
    if not element.tag.startswith(NAMESPACE):
        yield f"{path}/{element.tag}: not of the namespace"
        return
    name = element.tag.removeprefix(NAMESPACE)
    place = f"{path}/{name}"
    rule = RULES.get(name)
    if rule is None:
        yield f"{place}: unknown"
        return
    children = "".join(child.tag.removeprefix(NAMESPACE) + " " for child in element)
    if not re.fullmatch(rule.children, children):
        yield f"{place}: children {children}"
    if not rule.text and (element.text or "").strip():
        yield f"{place}: text {element.text}"
    allowed = {**GLOBAL, **rule.attributes}
    for attribute, value in element.attrib.items():
        if attribute not in allowed or not re.fullmatch(allowed[attribute], value):
            yield f"{place}: {attribute}={value}"
    for attribute in rule.required:
        if attribute not in element.attrib:
            yield f"{place}: {attribute} is missing"
    for child in element:
        yield from _faults(child, place)
