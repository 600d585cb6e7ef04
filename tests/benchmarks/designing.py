"""Milliseconds on the server from a keystroke in the designer to the new page's picture.

    python tests/benchmarks/designing.py [keystrokes]

For every shipped form: the edit of its text, the checks, the page. Beside it, from the same run,
Typst alone laying out the same pages: the floor under everything around it. Goal: 150 ms.
"""

from __future__ import annotations

import statistics
import sys
import time

from phieu import workspace
from phieu.paper import fonts
from phieu.paper.typesetting import Setting, files_of, typeset
from phieu.questionnaire.variants import variant
from phieu.widgets.pages import Pages, example_head
from phieu.widgets.session import DesignSession
from phieu.widgets.view import shown
from phieu.widgets.wishes import granted

GOAL_MS = 150.0
SENTENCE = "Ông/Bà đánh giá thế nào về việc tiếp nhận, giải quyết phản ánh, kiến nghị? "


def main() -> None:
    keystrokes = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    for form in sorted((workspace.shipped() / "forms").glob("*/*.yaml")):
        if form.parent.name != "bank":
            _measure(form.stem, form.read_text("utf-8"), keystrokes)


def _measure(name: str, text: str, keystrokes: int) -> None:
    session, pages = DesignSession.opened(text), Pages(example_head(), fonts.choose())
    state, _picture = shown(session, pages)
    path = next(path for path in session.draft.parts() if len(path) == 4)
    typed = (SENTENCE * (keystrokes // len(SENTENCE) + 1))[:keystrokes]
    times, floors = [], []
    for count in range(1, keystrokes + 1):
        began = time.perf_counter()
        wish = {"type": "edit", "path": [*path, "text"], "value": typed[:count]}
        session = granted(session, wish)
        state, _picture = shown(session, pages)
        times.append(1000 * (time.perf_counter() - began))
        floors.append(_floor(session))
        assert not state["page"]["trouble"], state["page"]["trouble"]
    times, floors = times[3:], floors[3:]  # the first ones load fonts
    median, worst = statistics.median(times), max(times)
    ratio = median / statistics.median(floors)
    verdict = "met" if worst <= GOAL_MS else "met by the median" if median <= GOAL_MS else "missed"
    print(
        f"{name:22} {state['page']['count']} pages   "
        f"median {median:5.0f} ms   worst {worst:5.0f} ms   "
        f"{ratio:.1f} x Typst alone   goal {GOAL_MS:.0f} ms: {verdict}"
    )


def _floor(session: DesignSession) -> float:
    look, questionnaire = session.look, session.draft.questionnaire
    assert questionnaire is not None
    asked = variant(questionnaire, look.body, {**questionnaire.texts}, unit_type=look.unit_type)
    files = files_of(
        asked, Setting(look.body, look.unit_type, example_head(), fonts.LAST_RESORT, True)
    )
    typeset(files)  # so that only the time of laying out what is known to it is left
    began = time.perf_counter()
    typeset(files)
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    main()
