"""The export bench in a notebook: format and questions chosen, what stands in the way, the file."""

from __future__ import annotations

import time
from typing import Any

import anywidget
import traitlets

from phieu.errors import PhieuError, Problem, Severity
from phieu.messages import _
from phieu.rounds.exporting import export_problems
from phieu.rounds.round import Round

from . import front_end
from .exporting_choice import ExportChoice
from .exporting_view import questions_of, shown
from .exporting_words import export_words


class ExportBench(anywidget.AnyWidget):
    """Files of one round. The answers are read when it is opened, and anew for every file.

    choice: what is on the screen. last_ms: how long the last wish took here.
    """

    _esm = front_end.module("exporting")
    _css = front_end.style("exporting")
    words = traitlets.Dict().tag(sync=True)
    last_ms = traitlets.Float(0.0)

    def __init__(self, round_: Round) -> None:
        super().__init__(words=export_words())
        self.round = round_
        self.choice = ExportChoice()
        self.survey = round_.survey_with_codings()
        self._questions = questions_of(self.survey)
        self._word = ("", "")
        self.on_msg(self._answer)

    @property
    def python(self) -> str:
        """The line that makes the file again."""
        return self.choice.python(self._names)

    @property
    def problems(self) -> list[Problem]:
        """Why the file cannot be written as it is chosen."""
        return export_problems(self.survey, self.choice.kind, self.choice.variables(self._names))

    @property
    def _names(self) -> list[str]:
        return [question["name"] for question in self._questions]

    def write(self) -> tuple[str, ...]:
        """Writes what is chosen; the files' paths. Raises what `Round.export_files` raises."""
        files = self.round.export_files(
            self.choice.kind,
            variables=self.choice.variables(self._names),
            labels=self.choice.labels,
        )
        return tuple(str(file) for file in files)

    def _answer(self, _widget: object, wish: dict[str, Any], _buffers: object) -> None:
        """The one door: a wish from the page, and the answer with what is to be seen now."""
        began = time.perf_counter()
        self._word = ("", "")
        try:
            if wish.get("type") == "write":
                self._word = (_("Written: {file}.").format(file=", ".join(self.write())), "")
            else:
                self.choice = self.choice.granted(wish, self._names)
        except PhieuError as error:
            self._word = (str(error), Severity.ERROR)
        except Exception as error:
            self.log.exception("wish %r", wish.get("type"))
            text = _("That did not work ({error}). Nothing was changed.").format(error=error)
            self._word = (text, Severity.ERROR)
        self.last_ms = round((time.perf_counter() - began) * 1000, 1)
        self.send(
            {
                "type": "state",
                "sender": wish.get("sender"),
                "seq": wish.get("seq"),
                "changed": {
                    **shown(self.survey, self.choice, self._questions, self.problems),
                    "word": {"text": self._word[0], "severity": self._word[1]},
                },
            }
        )


def export_bench(round_: Round) -> ExportBench:
    """The export bench on a round that was read."""
    return ExportBench(round_)
