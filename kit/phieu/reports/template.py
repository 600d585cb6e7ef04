"""A researcher's own Word template filled in: its styles and pages stay, its placeholders go.

`{{ten_dot}}` in a line becomes words, in capitals where the name is; `{{phuong_phap}}` alone in a
paragraph becomes paragraphs, tables and charts.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.exceptions import OpcError
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from phieu.errors import PhieuError, Problem, ProblemsFoundError
from phieu.interchange.word.sheet import packed
from phieu.messages import _

from .contents import Contents
from .model import Block, Counting
from .word import add_blocks
from .word_styles import add_marks

_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_NEAR = 3  # names that are told


class NoTemplateError(PhieuError):
    """A file that Word cannot have written, or not as .docx."""


def filled(template: bytes, contents: Contents, name: str) -> bytes:
    """The template with everything that it asks for. name: of its file, for messages.

    Raises NoTemplateError, and ProblemsFoundError with every placeholder that cannot be filled.
    """
    document = _opened(template, name)
    if problems := list(_problems(document, contents, name)):
        raise ProblemsFoundError(problems)
    count = Counting()
    # Lines first: what stands in an answer that is put in is no placeholder.
    for paragraph in list(_paragraphs(document)):
        if contents.part(_alone(paragraph)) is None and _PLACEHOLDER.search(_text(paragraph)):
            _fill(paragraph, contents)
    for paragraph in document.paragraphs:
        if (part := contents.part(_alone(paragraph))) is not None:
            _put(document, paragraph, tuple(count.numbered(part)))
    document.core_properties.title = contents.report.file_title[:255]
    add_marks(document, contents.report.marks)
    return packed(document)


def _opened(template: bytes, name: str) -> WordDocument:
    try:
        return Document(io.BytesIO(template))
    except (OpcError, BadZipFile, KeyError, ValueError) as error:
        raise NoTemplateError(
            _(
                "{file} is no Word document. Save the template from Word as .docx; one to start "
                "from comes with: phieu report --new-template FILE.docx"
            ).format(file=name)
        ) from error


def _problems(document: WordDocument, contents: Contents, name: str) -> Iterator[Problem]:
    body = {paragraph._p for paragraph in document.paragraphs}
    placeholders = 0
    for paragraph in _paragraphs(document):
        for written in _PLACEHOLDER.findall(_text(paragraph)):
            placeholders += 1
            if contents.text(written) is not None:
                continue
            if contents.part(written) is None:
                yield _unknown(written, contents.names, name)
            elif paragraph._p not in body or not _alone(paragraph):
                yield _misplaced(written, name)
    if not placeholders:
        yield _empty(name)


def _unknown(written: str, known: Sequence[str], name: str) -> Problem:
    folded = {each.casefold(): each for each in known}
    near = [folded[each] for each in get_close_matches(written.casefold(), folded, n=_NEAR)]
    shown = near or sorted(each for each in known if ":" not in each)
    fix = _("Did you mean {names}?") if near else _("Known are: {names}.")
    return Problem(
        name,
        "template-unknown",
        _("The placeholder {placeholder} is unknown.").format(placeholder=_braced(written)),
        fix.format(names=", ".join(map(_braced, shown))),
    )


def _misplaced(written: str, name: str) -> Problem:
    return Problem(
        name,
        "template-place",
        _("{placeholder} stands for whole paragraphs, and cannot be put in here.").format(
            placeholder=_braced(written)
        ),
        _("Let it stand alone in a paragraph of the text, outside tables, heads and feet."),
    )


def _empty(name: str) -> Problem:
    return Problem(
        name,
        "template-empty",
        _("The template asks for nothing: it has no placeholder such as {example}.").format(
            example=_braced("phuong_phap")
        ),
        _("One to start from comes with: phieu report --new-template FILE.docx"),
    )


def _braced(name: str) -> str:
    return "{{" + name + "}}"


def _alone(paragraph: Paragraph) -> str:
    """The name of the placeholder that is all of a paragraph; "" where there is more, or none."""
    whole = _PLACEHOLDER.fullmatch(_text(paragraph).strip())
    return whole[1] if whole else ""


def _paragraphs(document: WordDocument) -> Iterator[Paragraph]:
    """All: also in tables, text boxes, heads and feet."""
    roots: list[tuple[Any, Any]] = [(document.element.body, document)]
    for section in document.sections:
        for part in (
            section.header, section.first_page_header, section.even_page_header,
            section.footer, section.first_page_footer, section.even_page_footer,
        ):  # fmt: skip
            if not part.is_linked_to_previous:
                roots.append((part._element, part))
    for element, parent in roots:
        for found in element.iter(qn("w:p")):
            yield Paragraph(found, parent)


def _runs(paragraph: Paragraph) -> list[Run]:
    """Also those of its links; not those of a text box that hangs on it."""
    return [
        Run(found, paragraph)
        for found in paragraph._p.iter(qn("w:r"))
        if next(found.iterancestors(qn("w:p"))) is paragraph._p
    ]


def _text(paragraph: Paragraph) -> str:
    return "".join(run.text for run in _runs(paragraph))


def _fill(paragraph: Paragraph, contents: Contents) -> None:
    """Words for placeholders. Word cuts a text into runs where it likes: a placeholder's words
    take the look of the run in which it begins."""
    # The last first: what stands before it keeps its place, and no word is looked at twice.
    for found in reversed(list(_PLACEHOLDER.finditer(_text(paragraph)))):
        words = contents.text(found[1]) or ""
        start, end = found.span()
        after = 0
        for run in _runs(paragraph):
            text = run.text
            before, after = after, after + len(text)
            if before < end and start < after:
                put_in = words if before <= start else ""
                run.text = text[: max(start - before, 0)] + put_in + text[end - before :]


def _put(document: WordDocument, placeholder: Paragraph, blocks: Sequence[Block]) -> None:
    """Blocks in the place of a paragraph: written at the end, then moved."""
    body = document.element.body
    before = list(body)
    there = set(before)
    add_blocks(document, blocks)
    for element in [found for found in body if found not in there]:
        placeholder._p.addprevious(element)
    body.remove(placeholder._p)
