"""A Word template to start from: our own report, with placeholders where its parts stand."""

from __future__ import annotations

from datetime import date

from docx.document import Document as WordDocument

from phieu.interchange.word.sheet import new_document, packed
from phieu.messages import _, language
from phieu.paper.heads import Head

from .model import ROMAN, Block, Heading, PageBreak, Paragraph, Report, Signature
from .word import LOCALES, add_blocks
from .word_head import add_head, add_signature
from .word_styles import set_styles
from .words import words


def starting_template(of_form: Head, written_on: date) -> bytes:
    """A .docx in the styles of Decree 30. of_form: who heads the round's forms, state or party."""
    document = new_document(_("Template for a report"), LOCALES.get(language(), language()))
    set_styles(document)
    report = _report(of_form, written_on)
    add_head(document, report)
    add_blocks(document, report.body)
    add_signature(document, report)
    _annexes(document)
    return packed(document)


def _report(of_form: Head, written_on: date) -> Report:
    """Names in capitals give words in capitals."""
    return Report(
        title="",
        head=Head(
            kind=of_form.kind,
            parent_organ=_asked("co_quan_chu_quan"),
            organ=_asked("co_quan_ban_hanh"),
            number=_asked("so_ky_hieu"),
            place=_asked("dia_danh"),
            date=None,
        ),
        kind=_asked("loai_van_ban"),
        subject=_asked("trich_yeu"),
        body=tuple(_body()),
        written_on=written_on,
        recipients=(_asked("noi_nhan"),),
        day_words=_asked("ngay_ban_hanh"),
        signature=Signature(_asked("quyen_han_ky"), _asked("chuc_vu_ky"), _asked("nguoi_ky")),
    )


def _body() -> list[Block]:
    parts = (
        (_("Purpose and method"), "phuong_phap"),
        (_("Results"), "ket_qua"),
        (_("Satisfaction index"), "chi_so_hai_long"),
        (_("Answers in words"), "y_kien"),
        (_("Assessment and proposals"), "ket_luan"),
    )
    return [
        block
        for number, (title, name) in zip(ROMAN, parts, strict=True)
        for block in (Heading(f"{number}. {title}".upper()), Paragraph(_asked(name)))
    ]


def _annexes(document: WordDocument) -> None:
    add_blocks(
        document, [PageBreak(), Heading(words().annex.upper()), Paragraph(_asked("phu_luc"))]
    )


def _asked(name: str) -> str:
    return "{{" + name + "}}"
