"""The printed copies: each layout's pages stand once in the file, each copy's ticket is stamped on.

A page costs about a kilobyte: a code drawn as vectors, its serial, and a reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

import numpy as np
import pikepdf
import typst
from numpy.typing import NDArray
from pikepdf import Array, Dictionary, Name, Pdf

from phieu.paper.geometry import PAGE_HEIGHT_MM, PageLayout
from phieu.paper.layout import CompiledLayout
from phieu.paper.symbol import modules
from phieu.paper.ticket import ALPHABET

_POINTS_PER_MM = 72 / 25.4
_STAMP_FONT = Name("/PhieuStamp")
_SERIAL_SIZE_PT = 8.0
_MONO_ADVANCE = 0.602  # of DejaVu Sans Mono, in ems


@dataclass(frozen=True)
class Copy:
    """One form to print. codes: what each page's code holds, in page order."""

    serial: str
    layout: str
    codes: tuple[str, ...]


def write(layouts: Mapping[str, CompiledLayout], copies: Iterable[Copy], out: BinaryIO) -> int:
    """Write every copy in order and return the number of pages. layouts: by hash."""
    with Pdf.new() as run:
        font, glyphs = _stamp_font(run)
        pages = [
            page
            for copy, statics in _with_statics(run, layouts, copies, font)
            for page in _copy_pages(run, copy, layouts[copy.layout], statics, glyphs)
        ]
        tree = run.Root.Pages
        for page in pages:
            page.Parent = tree
        tree.Kids = Array(pages)
        tree.Count = len(pages)
        run.docinfo[Name.Producer] = "phieu"
        run.save(
            out,
            object_stream_mode=pikepdf.ObjectStreamMode.generate,
            compress_streams=True,
            deterministic_id=True,
        )
        return len(pages)


@dataclass(frozen=True)
class _StaticPage:
    contents: pikepdf.Object
    resources: pikepdf.Object
    media_box: pikepdf.Object


def _with_statics(
    run: Pdf,
    layouts: Mapping[str, CompiledLayout],
    copies: Iterable[Copy],
    font: pikepdf.Object,
) -> Iterator[tuple[Copy, list[_StaticPage]]]:
    """Each copy with the pages of its layout, brought into the file at first use."""
    known: dict[str, list[_StaticPage]] = {}
    for copy in copies:
        if copy.layout not in known:
            known[copy.layout] = _static_pages(run, layouts[copy.layout].pdf, font)
        yield copy, known[copy.layout]


def _static_pages(run: Pdf, pdf: bytes, font: pikepdf.Object) -> list[_StaticPage]:
    with Pdf.open(BytesIO(pdf)) as source:
        statics = []
        for page in source.pages:
            page.contents_coalesce()
            resources = run.copy_foreign(source.make_indirect(page.resources))
            if Name.Font not in resources:
                resources.Font = Dictionary()
            resources.Font[_STAMP_FONT] = font
            contents = run.copy_foreign(source.make_indirect(page.obj.Contents))
            statics.append(_StaticPage(contents, resources, Array(page.mediabox.as_list())))
        return statics


def _copy_pages(
    run: Pdf,
    copy: Copy,
    compiled: CompiledLayout,
    statics: list[_StaticPage],
    glyphs: Mapping[str, str],
) -> Iterator[pikepdf.Object]:
    for static, page, code in zip(statics, compiled.layout.pages, copy.codes, strict=True):
        stamp = run.make_stream(_stamp(page, code, copy.serial, glyphs))
        yield run.make_indirect(
            Dictionary(
                Type=Name.Page,
                MediaBox=static.media_box,
                Resources=static.resources,
                # The stamp first: it restores the graphics state, Typst's page may not.
                Contents=Array([stamp, static.contents]),
            )
        )


def _stamp(page: PageLayout, code: str, serial: str, glyphs: Mapping[str, str]) -> bytes:
    symbol = modules(code)
    ticket, text = page.ticket, page.serial
    module_pt = ticket.w_mm * _POINTS_PER_MM / len(symbol)
    left_pt = ticket.x_mm * _POINTS_PER_MM
    top_pt = (PAGE_HEIGHT_MM - ticket.y_mm) * _POINTS_PER_MM
    # One path of horizontal runs: filled at once, neighbours leave no seam.
    runs = "\n".join(f"{x} {y} {length} 1 re" for y, x, length in _runs(symbol))
    width_mm = len(serial) * _MONO_ADVANCE * _SERIAL_SIZE_PT / _POINTS_PER_MM
    text_left_pt = (text.x_mm + (text.w_mm - width_mm) / 2) * _POINTS_PER_MM
    baseline_pt = (PAGE_HEIGHT_MM - text.y_mm - text.h_mm) * _POINTS_PER_MM + 1.5
    encoded = "".join(glyphs[character] for character in serial)
    return (
        f"q {module_pt:.5f} 0 0 {-module_pt:.5f} {left_pt:.3f} {top_pt:.3f} cm\n{runs}\nf Q\n"
        f"BT {_STAMP_FONT} {_SERIAL_SIZE_PT} Tf {text_left_pt:.3f} {baseline_pt:.3f} Td "
        f"<{encoded}> Tj ET\n"
    ).encode()


def _runs(symbol: NDArray[np.bool_]) -> Iterator[tuple[int, int, int]]:
    """(row, first column, length) of every horizontal run of dark modules."""
    edges = np.diff(np.pad(symbol, ((0, 0), (1, 1))).astype(np.int8), axis=1)
    rows, starts = np.nonzero(edges == 1)
    ends = np.nonzero(edges == -1)[1]
    yield from zip(rows.tolist(), starts.tolist(), (ends - starts).tolist(), strict=True)


def _stamp_font(run: Pdf) -> tuple[pikepdf.Object, dict[str, str]]:
    """The typeface of the serials, brought into the file, and its glyph ids as hex by character.

    Typst embeds just the glyphs it sets, so a page with the whole alphabet yields the subset.
    """
    page = f'#set text(font: "DejaVu Sans Mono")\n{ALPHABET}-'
    specimen = typst.compile(page.encode(), format="pdf", pdf_tags=False)
    with Pdf.open(BytesIO(specimen)) as source:
        (font,) = source.pages[0].resources.Font.values()
        return run.copy_foreign(font), _glyphs(font.ToUnicode.read_bytes().decode("ascii"))


def _glyphs(to_unicode: str) -> dict[str, str]:
    """Glyph id by character from a ToUnicode map's `<glyph> <utf-16>` lines."""
    pairs = re.findall(r"^<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]{4})>\s*$", to_unicode, re.MULTILINE)
    return {chr(int(unicode, 16)): glyph for glyph, unicode in pairs}
