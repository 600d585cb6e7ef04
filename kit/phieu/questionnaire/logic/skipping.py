"""The directions on a printed form: where to go on after an answer, and who answers a part at all.

What can be said by skipping is; the rest gets a note “Chỉ trả lời nếu …”. Followed to the letter,
they lead through the questions that the conditions ask, and no others.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from ..fields import CodeField
from ..kinds import AGREE, Calculated, Consent, Hidden, Note, PaperBox, Question
from ..model import Questionnaire, Section
from . import resolving
from .evaluating import Given
from .printing import Speaker
from .reachability import always_true, never_true
from .scope import Scope
from .simplifying import Facts, joined, simplified, variables_of
from .tree import Always, And, Condition


@dataclass(frozen=True)
class Skip:
    """After an answer with one of these codes, go on elsewhere. target: the number printed there;
    None: nothing is asked any more."""

    question: str
    codes: tuple[int, ...]
    target: str | None
    sentence: str


@dataclass(frozen=True)
class Guide:
    """filters: who answers, by the id of a question or a section."""

    skips: tuple[Skip, ...]
    filters: Mapping[str, str]

    @property
    def sentences(self) -> dict[str, list[str]]:
        """Where to go on, by question."""
        found: dict[str, list[str]] = {}
        for skip in self.skips:
            found.setdefault(skip.question, []).append(skip.sentence)
        return found


def guide(variant: Questionnaire) -> Guide:
    """A variant's directions, in its own language. What it leaves out counts as left blank; a
    consent as given, since the form says itself what follows where it is not.

    Raises UnresolvedError where the linter would find an error.
    """
    stops = _stops(variant)
    if all(stop.asked == Always(True) for stop in stops):
        return Guide((), {})
    speaker = Speaker(variant, variant.language)
    jumps = [jump for place in range(len(stops)) for jump in _jumps(place, stops, variant)]
    skips = tuple(_skip(jump, stops, speaker) for jump in _joined(jumps))
    return Guide(skips, _filters(variant, stops, jumps, speaker))


def skips(variant: Questionnaire) -> tuple[Skip, ...]:
    return guide(variant).skips


@dataclass(frozen=True)
class _Stop:
    """One printed question on the way through the form. around, own: its section's and its own
    condition; asked: both."""

    question: Question
    section: Section
    around: Condition
    own: Condition
    scope: Scope

    @property
    def asked(self) -> Condition:
        return joined(And, [self.around, self.own])


@dataclass(frozen=True)
class _Jump:
    """From the stop at `start` to the one at `end` for who answers with one of the codes."""

    start: int
    codes: tuple[int, ...]
    end: int

    def passes(self, place: int) -> bool:
        return self.start < place < self.end


def _stops(variant: Questionnaire) -> list[_Stop]:
    scope = Scope(partial=True)
    agreed: dict[str, Given | None] = {}
    stops = []
    for section in variant.sections:
        around = _condition(section.when, scope, agreed)
        for question in section.questions:
            own = _condition(question.when, scope, agreed)
            scope = scope.with_question(question, variant.scales)
            if isinstance(question, Consent):
                agreed[question.id] = AGREE
            if not isinstance(question, Calculated | Hidden):
                stops.append(_Stop(question, section, around, own, scope))
    return stops


def _condition(text: str | None, scope: Scope, agreed: Facts) -> Condition:
    if text is None:
        return Always(True)
    found = resolving.condition(text, scope)
    known = {known.name for known in scope.variables.values()}
    left_out: dict[str, Given | None] = dict.fromkeys(variables_of(found) - known)
    found = simplified(found, {**left_out, **agreed})
    if never_true(found, scope):
        return Always(False)
    return Always(True) if always_true(found, scope) else found


# ---- skips ---------------------------------------------------------------------------------------


def _jumps(start: int, stops: list[_Stop], variant: Questionnaire) -> Iterator[_Jump]:
    question = stops[start].question
    lists = [f for f in question.fields(variant.scales) if isinstance(f, CodeField)]
    one = len(lists) == 1 and lists[0].boxed and not lists[0].prefilled
    if not one or isinstance(question, Consent) or lists[0].variable != question.id:
        return
    for code in lists[0].codes:
        end = _end(start, {question.id: code.value}, stops, variant)
        passed = stops[start + 1 : end]
        # What nobody is asked says so itself; a skip over nothing else would only add to it.
        if any(stop.asked != Always(False) for stop in passed):
            yield _Jump(start, (code.value,), end)


def _end(start: int, facts: dict[str, Given | None], stops: list[_Stop], of: Questionnaire) -> int:
    """The first stop behind `start` that may still be asked; what is passed stays blank."""
    for place in range(start + 1, len(stops)):
        stop = stops[place]
        if simplified(stop.asked, facts) != Always(False):
            return place
        after = Scope().with_question(stop.question, of.scales)
        facts = {**facts, **dict.fromkeys(known.name for known in after.variables.values())}
    return len(stops)


def _joined(jumps: list[_Jump]) -> list[_Jump]:
    """Codes that lead from one question to the same place, in one sentence."""
    codes: dict[tuple[int, int], tuple[int, ...]] = {}
    for jump in jumps:
        way = jump.start, jump.end
        codes[way] = codes.get(way, ()) + jump.codes
    return [_Jump(start, found, end) for (start, end), found in codes.items()]


def _skip(jump: _Jump, stops: list[_Stop], speaker: Speaker) -> Skip:
    question = stops[jump.start].question.id
    options = speaker.options(question, jump.codes)
    ahead = [stop.question for stop in stops[jump.end :]]
    numbered = [q for q in ahead if not isinstance(q, Note | PaperBox)]
    number = numbered[0].printed_number if numbered else None
    phrases = speaker.phrases
    if ahead and isinstance(ahead[0], Note):
        pattern = phrases.skip_to_note if number else phrases.skip_to_last_note
    else:
        pattern = phrases.skip if number else phrases.end
    return Skip(question, jump.codes, number, pattern.format(options=options, number=number))


# ---- filters -------------------------------------------------------------------------------------


def _filters(
    variant: Questionnaire, stops: list[_Stop], jumps: list[_Jump], speaker: Speaker
) -> dict[str, str]:
    filters: dict[str, str] = {}

    def note(name: str, condition: Condition, places: list[int]) -> None:
        if condition == Always(True) or _passed(condition, places, stops, jumps, filters):
            return
        never = condition == Always(False)
        pattern = speaker.phrases.never if never else speaker.phrases.filter
        filters[name] = pattern.format(sentence=speaker.sentence(condition))

    for section in variant.sections:
        places = [place for place, stop in enumerate(stops) if stop.section is section]
        if places:
            note(section.id, stops[places[0]].around, places)
        for place in places:
            note(stops[place].question.id, stops[place].own, [place])
    return filters


def _passed(
    condition: Condition,
    places: list[int],
    stops: list[_Stop],
    jumps: list[_Jump],
    noted: Container[str],
) -> bool:
    """Whether skips alone keep away everyone whom a condition does not ask. noted: the questions
    and sections so far that have a note."""
    seen = variables_of(condition)
    start = next((p for p, stop in enumerate(stops) if {stop.question.id} == seen), None)
    if start is None:
        return False
    named = stops[start].scope.variables[stops[start].question.id.casefold()]
    for code in (code.value for code in named.codes):
        if simplified(condition, {named.name: code}) == Always(False) and not any(
            jump.start == start and code in jump.codes and all(map(jump.passes, places))
            for jump in jumps
        ):
            return False
    # Who is led past the question, or told by a note to leave it out, must come past this part too.
    return (
        bool(named.codes)
        and all(all(map(jump.passes, places)) for jump in jumps if jump.passes(start))
        and stops[start].question.id not in noted
        and (
            stops[start].section.id not in noted
            or all(stops[place].section is stops[start].section for place in places)
        )
    )
