"""Which variables of several waves mean the same in all of them, and why others do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from phieu.analysis.scales.items import topics
from phieu.analysis.scales.topic_scores import AT_LEAST, NoTopicsError, with_score
from phieu.analysis.survey import Survey
from phieu.errors import PhieuError
from phieu.messages import _
from phieu.questionnaire.comparing import Change, Effect, compare


@dataclass(frozen=True)
class Wave:
    """One round with the name under which it stands beside the others, such as "2023"."""

    label: str
    survey: Survey


@dataclass(frozen=True)
class Excluded:
    """A variable that some waves cannot be compared on."""

    variable: str
    reason: str


@dataclass(frozen=True)
class Caution:
    """A variable that can be compared, and what to mind when it is."""

    variable: str
    message: str
    advice: str


@dataclass(frozen=True)
class Comparability:
    """variables: in the newest wave's order."""

    variables: tuple[str, ...]
    excluded: tuple[Excluded, ...]
    cautions: tuple[Caution, ...]

    def why_not(self, variable: str) -> str | None:
        """Why a variable is left out; None for one that is comparable, or in no wave."""
        return next((out.reason for out in self.excluded if out.variable == variable), None)


class WavesError(PhieuError):
    """Fewer than two waves, or two of one name."""

    def __init__(self, labels: Sequence[str]) -> None:
        self.labels = tuple(labels)
        super().__init__(
            _("Two waves or more with different names are needed; given: {waves}.").format(
                waves=", ".join(labels) or "–"
            )
        )


class NotComparableError(PhieuError):
    """Variables that do not mean the same in all waves."""

    def __init__(self, reasons: Sequence[Excluded]) -> None:
        self.excluded = tuple(reasons)
        text = "\n".join(f"{out.variable}: {out.reason}" for out in reasons)
        super().__init__(
            _("These variables cannot be compared over the waves:\n{reasons}").format(reasons=text)
        )


def comparable(waves: Sequence[Wave]) -> Comparability:
    """Waves from the oldest to the newest; every two of them are held against each other.

    The rules are the questionnaires' (see questionnaire/comparing): the same words, levels and
    shape of answer. Variables beyond the questionnaire are comparable where they were made in the
    same way. Raises WavesError.
    """
    require_waves(waves)
    newest = waves[-1].survey
    reasons: dict[str, str] = {}
    cautions: dict[tuple[str, str], Caution] = {}
    for old, new in combinations(waves, 2):
        for change in compare(old.survey.questionnaire, new.survey.questionnaire):
            for variable in change.variables:
                if change.effect is Effect.BREAKS:
                    reasons.setdefault(variable, _between(old, new, change))
        for variable, reason in _made_otherwise(old, new):
            reasons.setdefault(variable, reason)
    for old, new in pairwise(waves):
        for caution in _cautions(old, new):
            cautions.setdefault((caution.variable, caution.message), caution)
    for variable, absent in _absent(waves):
        reasons.setdefault(variable, _("Not asked in: {waves}.").format(waves=", ".join(absent)))
    kept = tuple(v.name for v in newest.codebook if v.name not in reasons)
    return Comparability(
        kept,
        tuple(Excluded(variable, reason) for variable, reason in reasons.items()),
        tuple(caution for caution in cautions.values() if caution.variable in kept),
    )


def require_comparable(waves: Sequence[Wave], variables: Sequence[str]) -> Comparability:
    """Raises NotComparableError with every variable that is not, and why; WavesError."""
    found = comparable(waves)
    known = {*found.variables}
    wrong = [
        Excluded(name, found.why_not(name) or _("No wave has this variable."))
        for name in variables
        if name not in known
    ]
    if wrong:
        raise NotComparableError(wrong)
    return found


def require_waves(waves: Sequence[Wave]) -> None:
    labels = [wave.label for wave in waves]
    if len(waves) < 2 or len(set(labels)) < len(labels):
        raise WavesError(labels)


def with_common_scores(waves: Sequence[Wave], *, at_least: float = AT_LEAST) -> tuple[Wave, ...]:
    """The waves with topic scores from 0 to 100 that mean the same in all of them.

    Topics are the newest questionnaire's; a topic's items are those of its items that are
    comparable. A topic without any is left out. Raises WavesError, NoTopicsError, NameTakenError.
    """
    usable = set(comparable(waves).variables)
    newest = waves[-1].survey
    labels = {section.topic: section.title for section in newest.questionnaire.sections}
    common = {
        topic: items
        for topic, names in topics(newest).items()
        if (items := tuple(name for name in names if name in usable))
    }
    if not common:
        raise NoTopicsError
    scored = []
    for wave in waves:
        survey = wave.survey
        for topic, items in common.items():
            label = labels.get(topic) or topic
            survey = with_score(survey, topic, items, label=label, at_least=at_least)
        scored.append(Wave(wave.label, survey))
    return tuple(scored)


def _between(old: Wave, new: Wave, change: Change) -> str:
    return f"{old.label} → {new.label}: {change.message}"


def _cautions(old: Wave, new: Wave) -> Iterator[Caution]:
    nothing = _("Nothing needs to be done.")
    for change in compare(old.survey.questionnaire, new.survey.questionnaire):
        if change.effect is Effect.COMPARABLE and change.advice != nothing:
            for variable in change.variables:
                yield Caution(variable, _between(old, new, change), change.advice)


def _made_otherwise(old: Wave, new: Wave) -> Iterator[tuple[str, str]]:
    """Added variables of one name in both waves, of another make."""
    before = {variable.name: variable for variable in old.survey.added}
    for variable in new.survey.added:
        made = before.get(variable.name)
        if made is not None and _make(made) != _make(variable):
            reason = _("{old} → {new}: it was made in another way.")
            yield variable.name, reason.format(old=old.label, new=new.label)


def _make(variable: object) -> tuple[object, ...]:
    names = ("kind", "text", "values", "missing", "decimals")
    return tuple(getattr(variable, name) for name in names)


def _absent(waves: Sequence[Wave]) -> Iterator[tuple[str, list[str]]]:
    have = {wave.label: {v.name for v in wave.survey.codebook} for wave in waves}
    for name in dict.fromkeys(v.name for wave in waves for v in wave.survey.codebook):
        absent = [label for label, names in have.items() if name not in names]
        if absent:
            yield name, absent
