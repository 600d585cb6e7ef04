"""The names by which a template asks for parts of a report, in Vietnamese without marks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from phieu.analysis.formats import count_text
from phieu.analysis.tables.model import Table

from . import method, results
from .facts import Facts
from .model import Block, Paragraph, Picture, Report, Tabulation
from .opinions import of_question, open_questions, opinions
from .planning import ITEMS, SATISFACTION, by_body

Parts = Mapping[str, tuple[Block, ...]]


def texts_of(report: Report, facts: Facts) -> Mapping[str, str]:
    """Words to stand within a line."""
    head, signature = report.head, report.signature
    return {
        "loai_van_ban": report.kind,
        "trich_yeu": report.subject,
        "ten_dot": facts.title,
        "co_quan_chu_quan": head.parent_organ,
        "co_quan_ban_hanh": head.organ,
        "so_ky_hieu": head.number,
        "dia_danh": head.place,
        "ngay_ban_hanh": report.dated,
        "ngay_so_lieu": method.day_text(report.written_on),
        "so_phieu_phat_ra": count_text(facts.base.issued),
        "so_phieu_thu_ve": count_text(facts.base.returned),
        "so_phieu_hop_le": count_text(facts.base.valid),
        "noi_nhan": "\n- ".join(report.recipients),
        "quyen_han_ky": signature.authority,
        "chuc_vu_ky": signature.title,
        "nguoi_ky": signature.name,
    }


def parts_of(
    report: Report,
    facts: Facts,
    tables: Mapping[str, Table],
    shown: results.Shown,
    index: tuple[Block, ...],
) -> Parts:
    """Whole paragraphs, tables and charts."""
    asked = facts.questionnaire
    found: dict[str, tuple[Block, ...]] = {
        "phuong_phap": method.method(facts),
        "muc_dich": method.purpose(facts),
        "doi_tuong": method.respondents(facts),
        "thu_thap": method.collection(facts),
        "trong_so": method.precision(facts),
        "bao_ve": method.protection(facts),
        "ket_qua": results.results(asked, shown),
        "y_kien": opinions(facts, tables),
        "ket_luan": tuple(Paragraph(text) for text in facts.settings.conclusions),
        "phu_luc": tuple(block for annex in report.annexes for block in annex.blocks),
        **({"chi_so_hai_long": index} if index else {}),
    }
    for section in asked.sections:
        if blocks := results.of_section(section, shown):
            found[f"ket_qua:{section.id}"] = blocks
    for question in open_questions(facts):
        found[f"y_kien:{question.id}"] = of_question(question.id, facts, tables)
    for name, blocks in shown.items():
        found |= _of_question(name, blocks)
    return {**found, **dict(_tables(facts, tables))}


def _tables(facts: Facts, tables: Mapping[str, Table]) -> Iterator[tuple[str, tuple[Block, ...]]]:
    asked = facts.questionnaire
    named = {"chi_so_hai_long": SATISFACTION, "chi_so_tung_noi_dung": ITEMS}
    named |= {f"theo_co_quan:{section.id}": by_body(section.id) for section in asked.sections}
    for name, key in named.items():
        if key in tables:
            yield f"bang:{name}", (Tabulation(tables[key]),)
    for name, table in {**facts.response, **facts.further_response}.items():
        yield f"bang:ty_le_tra_loi_{name}", (Tabulation(table),)
    if facts.response_chart:
        yield "bieu_do:ty_le_tra_loi", (facts.response_chart,)


def _of_question(name: str, blocks: tuple[Block, ...]) -> Parts:
    kinds = {"nhan_xet": Paragraph, "bang": Tabulation, "bieu_do": Picture}
    chosen = {
        f"{prefix}:{name}": tuple(block for block in blocks if isinstance(block, kind))
        for prefix, kind in kinds.items()
    }
    return {key: part for key, part in chosen.items() if part}
