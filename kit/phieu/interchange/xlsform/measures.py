"""Rows that ask for a number or a day, with the limits that paper needs."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from phieu.messages import _

from .constraints import Bound
from .drafts import Draft, Drafting, Variable, between, left
from .records import Record
from .typed import Typed

MOST_NUMBER = 999_999  # six rows of digits, which people still fill in without a mistake
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2100, 12, 31)


def number(record: Record, kind: Typed, drafting: Drafting) -> Draft:
    name = drafting.names.take(record, record.name)
    tests = drafting.apart(record)
    exact = [test for test in tests if isinstance(test, Bound) and isinstance(test.value, Decimal)]
    if kind.kind == "percentage":
        exact += [Bound("", ">=", Decimal(0)), Bound("", "<=", Decimal(100))]
    whole_numbers = kind.kind != "decimal"
    if whole_numbers:
        used = exact
        step = Decimal(1)
    else:
        used = [b for b in exact if b.sign in (">=", "<=") and _places(b.value) <= 3]
        step = Decimal(0)
    lows = [low for bound in used if (low := bound.least(step)) is not None]
    highs = [high for bound in used if (high := bound.most(step)) is not None]
    least, most = _range(record, lows, highs, drafting)
    data: dict[str, Any] = {"id": name, "kind": "integer" if whole_numbers else "decimal"}
    if whole_numbers:
        data |= {"least": int(least.to_integral_value("ROUND_CEILING")), "most": int(most)}
    else:
        decimals = max(1, _places(least), _places(most))
        data |= {"least": str(least), "most": str(most), "decimals": decimals}
    draft = drafting.start(record, data)
    draft.named[record.name] = Variable(name, "number")
    drafting.check(draft, left(tests, used), said=between(data["least"], data["most"]))
    drafting.common_losses(record)
    return draft


def _places(number: Decimal | date) -> int:
    exponent = number.normalize().as_tuple().exponent if isinstance(number, Decimal) else 0
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _range(
    record: Record, lows: list[Any], highs: list[Any], drafting: Drafting
) -> tuple[Decimal, Decimal]:
    least = max(lows, default=Decimal(0))
    most = min(highs, default=Decimal(MOST_NUMBER))
    if least > most and not (lows and highs):
        least, most = (least, least * 2) if lows else (most - MOST_NUMBER, most)
    if least > most:
        what = _("the limits from {least} to {most}").format(least=least, most=most)
        drafting.lose(record, "constraint", what, _("No number lies between them."))
        return Decimal(0), Decimal(MOST_NUMBER)
    if not lows or not highs:
        what = _("that it has no limits; now it takes {least} to {most}").format(
            least=least, most=most
        )
        why = _("Digits are marked on paper, so that a number needs a lowest and a highest.")
        drafting.lose(record, "constraint", what, why)
    return least, most


def slider(record: Record, _kind: Typed, drafting: Drafting) -> Draft:
    name = drafting.names.take(record, record.name)
    given = dict(
        pair.split("=", 1)
        for pair in record.get("parameters").replace(",", " ").replace(";", " ").split()
        if "=" in pair
    )
    try:
        start, end = Decimal(given.get("start", "1")), Decimal(given.get("end", "10"))
        step = Decimal(given.get("step", "1"))
    except ArithmeticError:
        start, end, step = Decimal(1), Decimal(10), Decimal(1)
        what = _("the parameters “{text}”").format(text=record.get("parameters"))
        drafting.lose(record, "parameters", what, _("They are no numbers."))
    least, most = min(start, end), max(start, end)
    score = step == 1 and least in (0, 1) and 2 <= most <= 10
    if score:
        data: dict[str, Any] = {"kind": "score", "least": int(least), "most": int(most)}
    elif _places(step) == _places(least) == _places(most) == 0:
        data = {"kind": "integer", "least": int(least), "most": int(most)}
    else:
        places = min(3, max(_places(step), _places(least), _places(most)))
        data = {"kind": "decimal", "least": str(least), "most": str(most), "decimals": places}
    if not score and step not in (1, Decimal(1).scaleb(-_places(step))):
        what = _("that it goes in steps of {step}").format(step=step)
        drafting.lose(record, "parameters", what, _("A number is marked digit by digit."))
    draft = drafting.start(record, {"id": name, **data})
    if score:
        codes = {str(point): point for point in range(int(least), int(most) + 1)}
        draft.named[record.name] = Variable(name, "code", codes)
    else:
        draft.named[record.name] = Variable(name, "number")
    drafting.check(draft, left(drafting.apart(record)))
    drafting.common_losses(record, keeps=("parameters",))
    return draft


def day(record: Record, kind: Typed, drafting: Drafting) -> Draft:
    if record.looks("year") and not record.looks("month-year"):
        return _year(record, drafting)
    name = drafting.names.take(record, record.name)
    month = record.looks("month-year")
    tests = drafting.apart(record)
    days = [test for test in tests if isinstance(test, Bound) and isinstance(test.value, date)]
    one = timedelta(days=1)
    lows = [low for bound in days if isinstance(low := bound.least(one), date)]
    highs = [high for bound in days if isinstance(high := bound.most(one), date)]
    earliest, latest = max(lows, default=FIRST_DAY), min(highs, default=LAST_DAY)
    if earliest > latest:
        what = _("the limits from {least} to {most}").format(least=earliest, most=latest)
        drafting.lose(record, "constraint", what, _("No day lies between them."))
        earliest, latest = FIRST_DAY, LAST_DAY
    elif not lows or not highs:
        what = _("that it has no limits; now it takes {least} to {most}").format(
            least=earliest, most=latest
        )
        why = _("Digits are marked on paper, so that a date needs an earliest and a latest day.")
        drafting.lose(record, "constraint", what, why)
    data: dict[str, Any] = {"id": name, "kind": "date", "earliest": earliest, "latest": latest}
    if month:
        data |= {
            "kind": "month",
            "earliest": f"{earliest:%Y-%m}",
            "latest": f"{latest:%Y-%m}",
        }
    if kind.kind == "datetime":
        why = _("A question of ours takes the day only.")
        drafting.lose(record, "type", _("the time of day"), why)
    draft = drafting.start(record, data)
    draft.named[record.name] = Variable(name, "day")
    said = between(f"{earliest:%d/%m/%Y}", f"{latest:%d/%m/%Y}")
    drafting.check(draft, left(tests, days), said=said)
    drafting.common_losses(record, appearance=("month-year",))
    return draft


def _year(record: Record, drafting: Drafting) -> Draft:
    name = drafting.names.take(record, record.name)
    what = _("that it is a date; now it is the number of the year")
    drafting.lose(record, "appearance", what, _("A date of ours has a day or a month."))
    data = {"id": name, "kind": "integer", "least": FIRST_DAY.year, "most": LAST_DAY.year}
    draft = drafting.start(record, data)
    draft.named[record.name] = Variable(name, "number")
    drafting.check(draft, left(drafting.apart(record)))
    drafting.common_losses(record, appearance=("year",))
    return draft
