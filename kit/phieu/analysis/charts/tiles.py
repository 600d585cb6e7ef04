"""The response map: a tile for every form, by unit and body; or the rate of every group."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from matplotlib.patches import Rectangle

from phieu.analysis.formats import count_text
from phieu.analysis.response import RETURNED, CaseOutcome, Disposition
from phieu.messages import _

from .errors import NotAChartError
from .measuring import fitted, width_in
from .placing import columns_of
from .sheet import EDGE_IN, INSIDE_IN, Caption, Chart, Key, Sheet, in_words, sheet
from .style import HAIRLINE, PALE, QUIET, SMALL_PT, Shade, font

# Inches. Four columns hold the 211 communes of a province on one page.
COLUMNS, COLUMN_GAP_IN, LINE_IN, HEADING_IN, BLOCK_GAP_IN = 4, 0.16, 0.12, 0.13, 0.05
TILE_IN, TILE_GAP_IN = 0.096, 0.022


class TileState(StrEnum):
    """What chasing forms needs to know of one; a form that came back without consent came back."""

    RETURNED = "returned"
    OUTSTANDING = "outstanding"
    NOT_ISSUED = "not_issued"
    VOID = "void"


# What is to be chased is dark; pale, empty and crossed out are told apart without any colour.
SHADES = {
    TileState.RETURNED: Shade("#C3D6E8", edge="#C3D6E8"),
    TileState.OUTSTANDING: Shade("#9A4300", "#FFFFFF", edge="#9A4300"),
    TileState.NOT_ISSUED: Shade("#FFFFFF", edge=PALE),
    TileState.VOID: Shade("#FFFFFF", hatch="xxxxxx", edge=QUIET),
}


@dataclass(frozen=True)
class UnitTiles:
    """One unit's forms by body; a body that the frame does not ask here is absent."""

    unit: str
    group: str
    states: Mapping[str, TileState]


@dataclass(frozen=True)
class _Block:
    """A group's units under its heading."""

    group: str
    units: tuple[UnitTiles, ...]

    @property
    def high_in(self) -> float:
        return HEADING_IN + LINE_IN * len(self.units) + BLOCK_GAP_IN

    @property
    def returned_text(self) -> str:
        """Returned / issued, the void apart."""
        states = Counter(state for unit in self.units for state in unit.states.values())
        returned = states[TileState.RETURNED]
        issued = returned + states[TileState.OUTSTANDING]
        return f"{count_text(returned)}/{count_text(issued)}"


def unit_tiles(outcomes: Sequence[CaseOutcome]) -> list[UnitTiles]:
    """The ledger's cases by unit, in its order. Raises NotAChartError where no unit is named."""
    if any(not outcome.unit for outcome in outcomes):
        raise NotAChartError(
            _("These cases name no units. Draw the rates of their groups: response_rates.")
        )
    usual = Counter(outcome.unit_type for outcome in outcomes).most_common(1)
    names: dict[tuple[str, str, str], UnitTiles] = {}
    for case in outcomes:
        key = (case.district, case.unit_code, case.unit)
        plain = not case.unit_type or case.unit_type == usual[0][0]
        label = case.unit if plain else f"{case.unit} ({case.unit_type})"
        known = names.get(key, UnitTiles(label, case.district, {}))
        states = {**known.states, case.body: state_of(case.disposition)}
        names[key] = replace(known, states=states)
    return list(names.values())


def state_of(disposition: Disposition) -> TileState:
    if disposition in RETURNED:
        return TileState.RETURNED
    return TileState(str(disposition))


def response_map(
    tiles: Sequence[UnitTiles], caption: Caption, *, bodies: Mapping[str, str]
) -> Chart:
    """A tile for every unit and body, by district: which forms are back and which to chase.

    bodies: the bodies' names in the order of the tiles. Whether a form came back is no answer, yet
    in confidential and anonymous rounds it belongs to those who chase forms and to nobody else:
    this chart comes from the ledger, does not go into a report, and no answer may stand beside
    it. What is published there is `response_rates`. Raises NotAChartError.
    """
    if not tiles:
        raise NotAChartError(_("There are no cases to draw: the frame is empty."))
    groups = dict.fromkeys(tile.group for tile in tiles)
    blocks = [_Block(g, tuple(tile for tile in tiles if tile.group == g)) for g in groups]
    columns = columns_of([block.high_in for block in blocks], COLUMNS)
    high = max(sum(blocks[place].high_in for place in column) for column in columns)
    keys = [Key(state_words()[state], SHADES[state]) for state in _present(tiles)]
    order = _("Tiles from the left: {bodies}. Beside a district: returned/issued.")
    note = order.format(bodies=", ".join(bodies.values()))
    caption = replace(caption, notes=(note, *caption.notes))
    page = sheet(caption, high, keys=keys)
    step = (INSIDE_IN + COLUMN_GAP_IN) / COLUMNS
    for place, column in enumerate(columns):
        down = 0.0
        for member in column:
            left = EDGE_IN + place * step
            _draw_block(page, blocks[member], left, step - COLUMN_GAP_IN, down, list(bodies))
            down += blocks[member].high_in
    page.chart.alt = _alt(blocks, caption, bodies)
    return page.chart


def state_words() -> dict[TileState, str]:
    return {
        TileState.RETURNED: _("Returned"),
        TileState.OUTSTANDING: _("Outstanding"),
        TileState.NOT_ISSUED: _("Not issued"),
        TileState.VOID: _("Void"),
    }


def _present(tiles: Sequence[UnitTiles]) -> list[TileState]:
    found = {state for tile in tiles for state in tile.states.values()}
    return [state for state in TileState if state in found]


def _draw_block(
    page: Sheet, block: _Block, left: float, width: float, down: float, bodies: Sequence[str]
) -> None:
    bold, plain = font(SMALL_PT + 0.5, weight="bold"), font(SMALL_PT)
    returned = block.returned_text
    room = width - width_in(returned, plain) - 0.06
    middle = down + HEADING_IN / 2
    page.write(left, middle, fitted(block.group, room, bold, most_lines=1), bold)
    page.write(left + width, middle, returned, plain, colour=QUIET, across="right")
    tiles_left = left + width - len(bodies) * (TILE_IN + TILE_GAP_IN) + TILE_GAP_IN
    for line, unit in enumerate(block.units):
        middle = down + HEADING_IN + LINE_IN * (line + 0.5)
        name = fitted(unit.unit, tiles_left - left - 0.06, plain, most_lines=1)
        page.write(left, middle, name, plain)
        for place, body in enumerate(bodies):
            if body in unit.states:
                x = tiles_left + place * (TILE_IN + TILE_GAP_IN)
                _draw_tile(page, x, middle, unit.states[body])


def _draw_tile(page: Sheet, left: float, middle: float, state: TileState) -> None:
    shade = SHADES[state]
    tile = Rectangle(
        (left, page.body_top_in + middle - TILE_IN / 2), TILE_IN, TILE_IN, facecolor=shade.face,
        hatch=shade.hatch, edgecolor=shade.edge, linewidth=HAIRLINE,
    )  # fmt: skip
    page.paper.add_patch(tile)


def _alt(blocks: Sequence[_Block], caption: Caption, bodies: Mapping[str, str]) -> str:
    """By district, the forms to chase: what a reader takes from the tiles."""
    parts: list[str] = []
    for block in blocks:
        outstanding = [
            f"{unit.unit} ({', '.join(missing)})"
            for unit in block.units
            if (missing := [bodies[b] for b in bodies if _is_out(unit, b)])
        ]
        words = f"{block.group} {block.returned_text}"
        if outstanding:
            words += f"; {_('Outstanding').lower()}: {', '.join(outstanding)}"
        parts.append(f"{words}.")
    return in_words(_("A map of tiles"), caption, parts)


def _is_out(unit: UnitTiles, body: str) -> bool:
    return unit.states.get(body) is TileState.OUTSTANDING
