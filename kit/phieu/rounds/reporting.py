"""What the commands say: a summary for machines, and sentences and tables for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from phieu.analysis.bases import base_line
from phieu.analysis.formats import count_text, percent_text
from phieu.analysis.response import reasons_table, response_data
from phieu.messages import _
from phieu.returns.checking import Contradiction, ContradictionKind
from phieu.returns.waiting import WaitingField
from phieu.rounds.reasons import reason_label, refusal_label
from phieu.rounds.round import Round

if TYPE_CHECKING:
    from phieu.rounds.demo import Demo
    from phieu.rounds.intake import ReadSummary
    from phieu.rounds.judging import Judgement
    from phieu.rounds.printing import PrintSummary
    from phieu.rounds.rehearsing import RehearsalSummary

_SHOWN_REFUSALS = 20


def print_lines(summary: PrintSummary) -> list[str]:
    text = _(
        "{forms} forms, {pages} pages, set in {font}; {not_issued} cases not issued. Who gets "
        "which form stands in print/dispatch.csv: keep it apart from the answers."
    ).format(
        forms=count_text(summary.forms),
        pages=count_text(summary.pages),
        font=summary.font,
        not_issued=count_text(summary.not_issued),
    )
    return [text, *summary.warnings]


def rehearse_lines(summary: RehearsalSummary) -> list[str]:
    return [
        _rehearsed_line(),
        _("{forms} forms came back: {pages} pages in {count} scan files.").format(
            forms=count_text(summary.forms),
            pages=count_text(summary.pages),
            count=len(summary.files),
        ),
    ]


def read_summary(summary: ReadSummary) -> dict[str, Any]:
    return {
        **asdict(summary),
        "refused": [row._asdict() | {"reason": row.reason.value} for row in summary.refused],
        "seconds": round(summary.seconds, 2),
    }


def read_lines(summary: ReadSummary) -> list[str]:
    lines = [
        _(
            "{pages} pages in {files} files: {read} read, {already} known already, {refused} "
            "refused; {forms} forms, {seconds} s."
        ).format(
            pages=count_text(summary.pages),
            files=count_text(summary.files),
            read=count_text(summary.read),
            already=count_text(summary.already),
            refused=count_text(len(summary.refused)),
            forms=count_text(summary.forms),
            seconds=count_text(round(summary.seconds)),
        ),
        _(
            "{fields} fields: {doubtful} wait for a person, {to_key} hold handwriting to key."
        ).format(
            fields=count_text(summary.fields),
            doubtful=count_text(summary.doubtful),
            to_key=count_text(summary.to_key),
        ),
    ]
    if summary.rescans_differing:
        lines.append(
            _("{count} pages were scanned before and read differently now: see the review list.")
            .format(count=count_text(summary.rescans_differing))
        )  # fmt: skip
    for row in summary.refused[:_SHOWN_REFUSALS]:
        place = row.source if row.source_page is None else f"{row.source}, {row.source_page}"
        lines.append(f"  {place}: {refusal_label(row.reason)}. {row.detail}")
    if len(summary.refused) > _SHOWN_REFUSALS:
        lines.append(
            _("  … and {count} more; --json lists all.").format(
                count=len(summary.refused) - _SHOWN_REFUSALS
            )
        )
    return lines


def review_summary(
    found: Sequence[WaitingField], contradictions: Sequence[Contradiction]
) -> dict[str, Any]:
    return {
        "waiting": len(found),
        "contradictions": len(contradictions),
        "reasons": dict(Counter(field.reason.value for field in found).most_common()),
        "fields": [
            {"serial": f.serial, "variable": f.variable, "reason": f.reason.value} for f in found
        ],
    }


def review_lines(
    found: Sequence[WaitingField],
    written_to: Path | None,
    contradictions: Sequence[Contradiction] = (),
) -> list[str]:
    lines = [_("{count} fields wait for a person:").format(count=count_text(len(found)))]
    for reason, count in Counter(field.reason for field in found).most_common():
        lines.append(f"  {count_text(count):>6}  {reason_label(reason)}")
    if written_to is not None:
        lines.append(_("The list stands in {file}.").format(file=written_to))
    if contradictions:
        lines.append(_contradictions_line(contradictions))
    return lines


def _contradictions_line(found: Sequence[Contradiction]) -> str:
    counts = Counter(one.kind for one in found)
    return _(
        "{count} contradictions in forms: {broken} answers that cannot be, {warnings} worth a "
        "look, {skipped} to questions that are skipped. In a notebook: round.checks()"
    ).format(
        count=count_text(len(found)),
        broken=count_text(
            counts[ContradictionKind.CONSTRAINT] + counts[ContradictionKind.IMPOSSIBLE]
        ),
        warnings=count_text(counts[ContradictionKind.WARNING]),
        skipped=count_text(counts[ContradictionKind.SKIPPED]),
    )


def status_summary(opened: Round) -> dict[str, Any]:
    outcomes = opened.outcomes()
    return {
        "round": opened.printed.settings.round,
        "rehearsed": opened.rehearsed,
        "by_body": _records(response_data(outcomes, by="body")),
        "by_district": _records(response_data(outcomes, by="district")),
        "not_issued": _records(reasons_table(outcomes)),
        "missing_pages": opened.missing_pages(),
        "refused": {reason.value: count for reason, count in opened.refusals().items()},
        "waiting": len(opened.waiting()),
    }


def status_lines(opened: Round) -> list[str]:
    return [
        opened.printed.settings.title,
        *([_rehearsed_line()] if opened.rehearsed else []),
        base_line(opened.base()),
        "",
        opened.response("body").text,
        "",
        opened.response("district").text,
        "",
        *_not_issued_lines(opened),
        *_missing_lines(opened),
        *review_lines(opened.waiting(), None),
    ]


def _not_issued_lines(opened: Round) -> list[str]:
    rows = reasons_table(opened.outcomes()).to_dict("records")
    return [
        _("Not issued, {reason}: {count}").format(reason=row["reason"] or "–", count=row["n"])
        for row in rows
    ]


def _missing_lines(opened: Round) -> list[str]:
    """What was scanned and not read, and what of returned forms was never seen."""
    lines = [
        _("Refused and not scanned again, {reason}: {count}").format(
            reason=refusal_label(reason), count=count_text(count)
        )
        for reason, count in opened.refusals().items()
    ]
    missing = opened.missing_pages()
    if missing:
        lines.append(_("Forms with pages missing: {count}").format(count=count_text(len(missing))))
    lines += [
        _("  {serial}: page {pages}").format(serial=serial, pages=", ".join(map(str, pages)))
        for serial, pages in missing.items()
    ]
    return lines


def demo_summary(found: Demo) -> dict[str, Any]:
    return {
        "out": str(found.out),
        "rehearsed": found.round.rehearsed,
        "print": asdict(found.printed),
        "rehearse": asdict(found.rehearsed),
        "read": read_summary(found.read),
        "judgement": {
            **asdict(found.judgement),
            "doubtful_share": round(found.judgement.doubtful_share, 5),
        },
        "response": _records(response_data(found.round.outcomes(), by="body")),
        "seconds": {name: round(seconds, 2) for name, seconds in found.seconds.items()},
    }


def demo_lines(found: Demo) -> list[str]:
    return [
        "",
        _rehearsed_line(),
        *print_lines(found.printed),
        *rehearse_lines(found.rehearsed)[1:],
        *read_lines(found.read),
        *judgement_lines(found.judgement),
        "",
        found.tables.response.text,
        "",
        found.tables.topics.text,
        "",
        _("Seconds: {laps}.").format(
            laps=", ".join(f"{name} {value:.0f}" for name, value in found.seconds.items())
        ),
        _("In {folder}: forms.pdf, scans/, truth.csv, opinion-survey.sav and .csv, response.csv, "
          "satisfaction.csv and satisfaction.png.").format(folder=found.out),
    ]  # fmt: skip


def judgement_lines(judgement: Judgement) -> list[str]:
    lines = [
        _(
            "Against the rehearsal's truth: {misreads} silent misreads in {fields} fields; {share} "
            "of fields wait for a person, {due} of them rightly (as two marks on one row)."
        ).format(
            misreads=count_text(len(judgement.misreads)),
            fields=count_text(judgement.fields),
            share=percent_text(100 * judgement.doubtful_share),
            due=count_text(judgement.due),
        )
    ]
    lines += [
        f"  {m.serial} {m.variable}: {m.meant or '–'} → {m.stored or '–'}"
        for m in judgement.misreads[:10]
    ]
    return lines


def _rehearsed_line() -> str:
    return _("REHEARSED DATA: simulated answers, not the result of any survey.")


def _records(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(key): None if pd.isna(value) else value for key, value in row.items()}
        for row in table.to_dict("records")
    ]
