"""The statistics bench in a notebook: variables chosen, their table, chart and line of Python."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import Any

import anywidget
import traitlets

from phieu.analysis.charts.choosing import chart_of
from phieu.analysis.charts.errors import NotAChartError
from phieu.analysis.survey import Survey
from phieu.analysis.tables.html import STYLE
from phieu.analysis.tables.model import Table
from phieu.analysis.tables.natural import table_for
from phieu.errors import PhieuError, Severity
from phieu.messages import _
from phieu.rounds.publishing import preview
from phieu.rounds.round import Round

from . import front_end
from .statistics_files import published_file, written
from .statistics_session import BenchSession, Choice, granted
from .statistics_view import entries, table_view, top
from .statistics_words import bench_words
from .telling import Telling


class StatisticsBench(anywidget.AnyWidget):
    """Tables of one round's answers as they were when it was made.

    survey: the answers with variables of the researcher's own, unless it is the round's, with
    the codes of its open answers.
    last_ms: how long the last wish took here, from message to answer.
    """

    _esm = front_end.module("statistics")
    _css = front_end.style("statistics")
    words = traitlets.Dict().tag(sync=True)
    table_look = traitlets.Unicode(STYLE).tag(sync=True)
    last_ms = traitlets.Float(0.0)

    def __init__(self, round_: Round, survey: Survey | None = None) -> None:
        super().__init__(words=bench_words())
        self.round = round_
        self.survey = survey or round_.survey_with_codings()
        self.session = BenchSession()
        self._entries = entries(self.survey)
        self._telling = Telling("chart")
        # By choice, for a table is looked at many times: with every wish, and in every file.
        self._counted: dict[Choice, Table] = {}
        self._safe: dict[Choice, Table] = {}
        self.on_msg(self._answer)

    @property
    def table(self) -> Table:
        """What is on the screen. Raises the errors of tables and of disclosure control."""
        choice = self.session.choice
        return self._as_published(choice) if choice.published else self._plain(choice)

    def _answer(self, _widget: object, wish: dict[str, Any], _buffers: object) -> None:
        """The one door: a wish from the page, and the answer with what has changed by it."""
        began = time.perf_counter()
        try:
            self.session = self._granted(wish)
        except PhieuError as error:
            self.session = self.session.saying(str(error), Severity.ERROR)
        except Exception as error:
            # What was chosen and set aside must not be lost to a fault of ours.
            self.log.exception("wish %r", wish.get("type"))
            text = _("That did not work ({error}). Nothing was changed.").format(error=error)
            self.session = self.session.saying(text, Severity.ERROR)
        state, picture = self._shown()
        message, buffers = self._telling.answer(wish, state, picture, began)
        self.last_ms = message["lastMs"]
        self.send(message, buffers=buffers)

    def _granted(self, wish: dict[str, Any]) -> BenchSession:
        """Wishes that write files are granted here, all others by the session."""
        match wish.get("type"):
            case "write":
                path = written(self._basket(), str(wish["kind"]), self.round)
                return self.session.saying(_("Written: {file}.").format(file=path))
            case "publish":
                return self._published()
            case _:
                return granted(self.session, wish)

    def _published(self) -> BenchSession:
        tables = [self._plain(one) for one in self.session.basket]
        path, exposed = published_file(tables, self.round, self.survey)
        self._safe.clear()  # what is out now binds what may follow
        text = _("Published and entered in the ledger: {file}.").format(file=path)
        if not exposed:
            return self.session.saying(text)
        warning = _("{count} withheld figures can be worked out from earlier publications.")
        return self.session.saying(f"{text} {warning.format(count=exposed)}", Severity.WARNING)

    def _plain(self, choice: Choice) -> Table:
        key = choice.of_table_alone
        if key not in self._counted:
            self._counted[key] = table_for(self.survey, key.rows, key.banner, key.of_table)
        return self._counted[key]

    def _as_published(self, choice: Choice) -> Table:
        key = choice.of_table_alone
        if key not in self._safe:
            self._safe[key] = self._protected([self._plain(choice)])[0]
        return self._safe[key]

    def _protected(self, tables: Sequence[Table]) -> Sequence[Table]:
        return preview(self.round, tables, survey=self.survey).tables

    def _basket(self) -> Sequence[Table]:
        """Those as published are protected together: one must not give another's figures away."""
        basket = self.session.basket
        safe = iter(self._protected([self._plain(one) for one in basket if one.published]))
        return [next(safe) if one.published else self._plain(one) for one in basket]

    def _shown(self) -> tuple[dict[str, Any], bytes]:
        """Everything on the screen, and the chart's picture."""
        choice, session = self.session.choice, self.session
        state: dict[str, Any] = {
            "top": top(self.survey),
            "word": {"text": session.word.text, "severity": session.word.severity},
            "variables": self._entries,
            "chosen": {"rows": list(choice.rows), "banner": list(choice.banner)},
            "options": choice.options,
            "basket": [self._plain(one).title for one in session.basket],
            "table": None,
            "problem": "",
            "python": "",
            "chart": {"shown": False, "alt": ""},
        }
        if not choice.rows:
            return state, b""
        try:
            table = self.table
        except PhieuError as error:
            return {**state, "problem": str(error)}, b""
        picture, alt = _picture(table) if choice.chart else (b"", "")
        return {
            **state,
            "table": table_view(table),
            "python": table.python,
            "chart": {"shown": bool(picture), "alt": alt},
        }, picture


def _picture(table: Table) -> tuple[bytes, str]:
    """The chart as PNG with its text alternative; nothing where no chart suits the table."""
    try:
        chart = chart_of(table)
    except NotAChartError:
        return b"", ""
    return chart._repr_png_(), chart.alt


def bench(round_: Round, survey: Survey | None = None) -> StatisticsBench:
    """The statistics bench on a round that was read; `survey` as in StatisticsBench."""
    return StatisticsBench(round_, survey)
