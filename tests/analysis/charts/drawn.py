"""What a chart shows, read back from its artists: words and their boxes, bars, points, lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from matplotlib import rc_context
from matplotlib.colors import to_hex
from matplotlib.container import BarContainer
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from phieu.analysis.charts.sheet import SETTINGS
from phieu.messages import _

TOLERANCE_PX = 1.0
SCREEN_DPI = 144  # as a notebook shows it; print is finer


def texts(figure: Figure) -> list[Text]:
    """Every text that is seen, from the top down and the left on; not the pale word across."""
    found = [text for axes in figure.axes for text in axes.texts if text.get_text().strip()]
    found += [text for text in figure.texts if text.get_text() != _("REHEARSED DATA")]
    places = {id(text): text.get_transform().transform(text.get_position()) for text in found}
    return sorted(found, key=lambda text: (-round(places[id(text)][1]), places[id(text)][0]))


def words(figure: Figure) -> str:
    """All of them, a text a line; lines that were broken are joined."""
    return "\n".join(" ".join(text.get_text().split()) for text in texts(figure))


def lines_of_words(figure: Figure) -> list[str]:
    return words(figure).split("\n")


def box_of(text: Text) -> Bbox:
    figure = text.get_figure()
    assert figure is not None
    with rc_context(SETTINGS):
        return text.get_window_extent(figure.canvas.get_renderer())  # type: ignore[attr-defined]


def down_in(text: Text) -> float:
    """Inches from the figure's top to the middle of a text."""
    figure = text.get_figure()
    box = box_of(text)
    return float((figure.bbox.y1 - (box.y0 + box.y1) / 2) / figure.dpi)


def bars(figure: Figure) -> list[Rectangle]:
    """The bars of all panels in the order they were drawn."""
    return [
        bar
        for axes in figure.axes
        for container in axes.containers
        if isinstance(container, BarContainer)
        for bar in container
    ]


def bars_of_face(figure: Figure, face: str) -> list[Rectangle]:
    return [bar for bar in bars(figure) if to_hex(bar.get_facecolor()) == face.lower()]


def assert_legible(figure: Figure) -> None:
    """Nothing leaves the canvas, and no text covers another."""
    figure.set_dpi(SCREEN_DPI)
    canvas = figure.bbox
    boxes = [(" ".join(text.get_text().split()), box_of(text)) for text in texts(figure)]
    outside = [
        text
        for text, box in boxes
        if box.x0 < canvas.x0 - TOLERANCE_PX
        or box.x1 > canvas.x1 + TOLERANCE_PX
        or box.y0 < canvas.y0 - TOLERANCE_PX
        or box.y1 > canvas.y1 + TOLERANCE_PX
    ]
    assert outside == []
    assert list(_covered(boxes)) == []


def _covered(boxes: Sequence[tuple[str, Bbox]]) -> Iterator[tuple[str, str]]:
    """Pairs of texts over each other; from the lowest up, each against those it reaches."""
    rising = sorted(boxes, key=lambda box: box[1].y0)
    for place, (one, a) in enumerate(rising):
        for other, b in rising[place + 1 :]:
            if b.y0 >= a.y1 - TOLERANCE_PX:
                break
            if min(a.x1, b.x1) - max(a.x0, b.x0) > TOLERANCE_PX and b.y1 - b.y0 > TOLERANCE_PX:
                yield one, other
