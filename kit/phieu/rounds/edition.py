"""A print run as a value: every form, whom it is for, its layout, and what its codes hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from phieu.frame.units import Case, UnitType, template_texts
from phieu.paper.fonts import Choice
from phieu.paper.layout import CompiledLayout, compile_layout
from phieu.paper.print_run import Copy
from phieu.paper.ticket import KEY_BYTES
from phieu.questionnaire.variants import variant
from phieu.rounds.inputs import Inputs
from phieu.rounds.issuing import IssuedForm, NamedCase, RandomBits, codes_of, issue, named

LayoutKey = tuple[str, UnitType]  # body, unit type


@dataclass(frozen=True)
class Edition:
    """forms and copies: in print order, one of each a printed form. key: signs its tickets.

    cases: all of the frame, issued or not. layouts: by hash.
    """

    inputs: Inputs
    key: bytes
    font: Choice
    cases: tuple[NamedCase, ...]
    forms: tuple[IssuedForm, ...]
    copies: tuple[Copy, ...]
    layouts: dict[str, CompiledLayout]

    @property
    def first_pages(self) -> list[int]:
        """Where each copy begins in forms.pdf, from 0."""
        return list(accumulate((len(copy.codes) for copy in self.copies[:-1]), initial=0))


def prepare(
    inputs: Inputs, font: Choice, random_bits: RandomBits, at_most: int | None = None
) -> Edition:
    """Draw the secrets, lay out every variant that is needed, and sign every page's ticket.

    at_most: only so many forms, spread evenly over the frame, for trying things out.
    """
    settings = inputs.settings
    key = random_bits(8 * KEY_BYTES).to_bytes(KEY_BYTES, "big")
    cases = named(_thinned(inputs.cases, at_most), settings, random_bits)
    forms = issue(cases, key, settings, random_bits)
    return _composed(inputs, key, font, cases, forms)


def prepare_again(inputs: Inputs, font: Choice, key: bytes, forms: Sequence[IssuedForm]) -> Edition:
    """Further forms of a round that is printed already, signed with its key."""
    cases = tuple(NamedCase(form.name, form.case) for form in forms)
    return _composed(inputs, key, font, cases, tuple(forms))


def _composed(
    inputs: Inputs,
    key: bytes,
    font: Choice,
    cases: tuple[NamedCase, ...],
    forms: tuple[IssuedForm, ...],
) -> Edition:
    settings = inputs.settings
    kinds = sorted({(form.case.body, form.case.unit.type) for form in forms})
    compiled = {kind: _compile(inputs, kind, font.family) for kind in kinds}
    copies = []
    for form in forms:
        layout = compiled[form.case.body, form.case.unit.type].layout
        codes = codes_of(form.form_id, len(layout.pages), key, settings.public_address)
        copies.append(Copy(form.serial, layout.hash, tuple(codes)))
    layouts = {layout.layout.hash: layout for layout in compiled.values()}
    return Edition(inputs, key, font, cases, forms, tuple(copies), layouts)


def _thinned(cases: Sequence[Case], at_most: int | None) -> list[Case]:
    issued = [case for case in cases if case.issued]
    if at_most is None or at_most >= len(issued):
        return list(cases)
    kept = {issued[index * len(issued) // at_most].id for index in range(at_most)}
    return [case for case in cases if not case.issued or case.id in kept]


def _compile(inputs: Inputs, kind: LayoutKey, font: str) -> CompiledLayout:
    body, unit_type = kind
    settings = inputs.settings
    texts = {**settings.texts, **template_texts(unit_type)}
    return compile_layout(
        variant(inputs.questionnaire, body, texts, unit_type=unit_type.value),
        name=f"{body}-{unit_type}",
        body=body,
        unit_type=unit_type,
        head=settings.head,
        font=font,
        has_public_address=settings.public_address is not None,
    )
