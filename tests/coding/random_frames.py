"""Random code frames that hold together."""

from __future__ import annotations

import unicodedata

from hypothesis import strategies as st

from phieu.coding.code_frame import CodeFrame, FrameCode
from phieu.coding.frame_text import MAX_DEPTH

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co", "Zl", "Zp")),
    min_size=1,
    max_size=12,
).map(lambda text: unicodedata.normalize("NFC", text)).filter(str.strip)  # fmt: skip


@st.composite
def frames(draw) -> CodeFrame:
    values = draw(st.lists(st.integers(1, 999), unique=True, max_size=8))
    codes: list[FrameCode] = []
    depth: dict[int, int] = {}
    for place, value in enumerate(values):
        above = [code.value for code in codes if depth[code.value] < MAX_DEPTH - 1]
        parent = draw(st.none() | st.sampled_from(above)) if above else None
        depth[value] = 0 if parent is None else depth[parent] + 1
        codes.append(
            FrameCode(
                value=value,
                label=f"{draw(WORDS)} {place}",
                short=draw(st.none() | WORDS),
                parent=parent,
                description=draw(st.just("") | WORDS),
                examples=tuple(draw(st.lists(WORDS, max_size=2))),
            )
        )
    gone = draw(st.sets(st.integers(1000, 1100), max_size=2)) if values else set()
    return CodeFrame(
        id="H3",
        title=draw(WORDS),
        variables=("H3",),
        codes=tuple(codes),
        replaced={old: draw(st.sampled_from(values)) for old in sorted(gone)},
    )
