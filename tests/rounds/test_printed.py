"""A print folder that was damaged is told as such, whatever is wrong with it."""

from __future__ import annotations

import json

import pytest

from phieu.rounds.printed import DamagedPrintFolderError, load


def test_a_print_folder_is_read_as_it_was_written(printed_copy):
    printed = load(printed_copy.require_printed())
    described = json.loads((printed_copy.print / "layout.json").read_text("utf-8"))

    assert [copy.serial for copy in printed.copies] == [c["serial"] for c in described["copies"]]
    for name, layout in printed.layouts.items():
        assert layout.hash == name
        assert json.loads(json.dumps(layout.to_json())) == described["layouts"][name]


@pytest.mark.parametrize("key", ["", "00" * 31, "00" * 33, "zz" * 32])
def test_a_key_of_another_length_is_damage(printed_copy, key):
    (printed_copy.print / "round.key").write_text(key)

    with pytest.raises(DamagedPrintFolderError):
        load(printed_copy.require_printed())


def _first_layout(described):
    return next(iter(described["layouts"].values()))


DAMAGES = {
    "a list for the whole": lambda _described: [],
    "a number for the whole": lambda _described: 7,
    "a list for the layouts": lambda described: described | {"layouts": []},
    "no copies": lambda described: {"layouts": described["layouts"]},
    "a text for the copies": lambda described: described | {"copies": "C1"},
    "copies that are texts": lambda described: described | {"copies": ["C1"]},
    "a copy without layout": lambda described: described | {"layouts": {}},
    "a number for a serial": lambda described: (
        described | {"copies": [described["copies"][0] | {"serial": 7}]}
    ),
    "a text for a place": lambda described: (
        _first_layout(described)["pages"][0]["ticket"].update(x_mm="7") or described
    ),
    "a number for the pages": lambda described: (
        _first_layout(described).update(pages=5) or described
    ),
    "a box of an unknown kind": lambda described: (
        _first_layout(described)["pages"][0]["boxes"][0].update(kind="star") or described
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES.keys())
def test_a_layout_file_of_a_wrong_shape_is_damage(printed_copy, damage):
    layout = printed_copy.print / "layout.json"
    layout.write_text(json.dumps(damage(json.loads(layout.read_text("utf-8")))), "utf-8")

    with pytest.raises(DamagedPrintFolderError, match=r"layout\.json"):
        load(printed_copy.require_printed())


def test_a_layout_file_that_is_cut_off_is_damage(printed_copy):
    layout = printed_copy.print / "layout.json"
    layout.write_bytes(layout.read_bytes()[:1000])

    with pytest.raises(DamagedPrintFolderError, match=r"layout\.json"):
        load(printed_copy.require_printed())
