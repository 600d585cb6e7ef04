"""What an amendment has to tell the two stores, written down before it is released."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from phieu.store.answers import AnswerStore, FormRow
from phieu.store.ledger import Ledger, Link


def written(links: Sequence[Link], forms: Sequence[FormRow]) -> str:
    return json.dumps(
        {"links": [asdict(link) for link in links], "forms": [asdict(row) for row in forms]},
        ensure_ascii=False,
    )


def finish(release: Path, ledger: Path, answers: Path) -> None:
    """Tell the stores, then remove the file. Each row is added once, however often this runs."""
    found = json.loads(release.read_text("utf-8"))
    with Ledger(ledger) as cases:
        cases.add_links(Link(**link) for link in found["links"])
    with AnswerStore(answers) as store:
        store.add_forms(FormRow(**row) for row in found["forms"])
    release.unlink()
