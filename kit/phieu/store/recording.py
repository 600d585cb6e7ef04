"""One page recorded inside a transaction: for the first time, again, or from another picture."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from phieu.reading.model import Crop, Field, Reason

from .rows import Outcome, PageRecord
from .schema import crops, fields, images, pages, refusals, rescans
from .scores import fill_to_bytes, verdicts_to_bytes

# Built once: composing a statement costs more than running it.
_KNOWN_IMAGE = select(images.c.sha256).where(images.c.sha256 == bindparam("sha256"))
_KNOWN_PAGE = select(pages.c.sha256).where(
    pages.c.serial == bindparam("serial"), pages.c.page == bindparam("page")
)
_FIELDS_OF_PAGE = select(fields.c.variable, fields.c.value, fields.c.reason).where(
    fields.c.serial == bindparam("serial"), fields.c.page == bindparam("page")
)
_LIFT_REFUSALS = delete(refusals).where(refusals.c.key.in_(bindparam("keys", expanding=True)))
_THIS_PAGE = (pages.c.serial == bindparam("of_serial")) & (pages.c.page == bindparam("of_page"))
_THIS_FIELD = (fields.c.serial == bindparam("of_serial")) & (
    fields.c.variable == bindparam("of_variable")
)
_REPLACE_PAGE = update(pages).where(_THIS_PAGE)
_REPLACE_FIELD = (
    update(fields)
    .where(_THIS_FIELD)
    .values(value=bindparam("new_value"), reason=bindparam("new_reason"))
)
_MAKE_WAIT = update(fields).where(_THIS_FIELD).values(value=None, reason=Reason.SCANS_DIFFER.value)
_DROP_CROP = delete(crops).where(
    crops.c.serial == bindparam("of_serial"), crops.c.variable == bindparam("of_variable")
)
_ADD_MISSING_CROPS = sqlite_insert(crops).on_conflict_do_nothing()


def place_digest(source: str, source_page: int | None) -> str:
    """Tells one place from another without its name. source_page None: the file as a whole."""
    return hashlib.sha256(f"{source_page or ''}:{source}".encode()).hexdigest()


def record_page(connection: Connection, record: PageRecord) -> Outcome:
    connection.execute(_LIFT_REFUSALS, {"keys": _refusals_lifted_by(record)})
    if connection.execute(_KNOWN_IMAGE, {"sha256": record.sha256}).first() is not None:
        return Outcome.ALREADY
    connection.execute(insert(images), {"sha256": record.sha256, "extension": record.extension})
    place = {"serial": record.serial, "page": record.page}
    first_picture = connection.execute(_KNOWN_PAGE, place).scalar()
    if first_picture is not None:
        return _compare(connection, record, first_picture)
    _add_page(connection, record)
    return Outcome.READ


def _refusals_lifted_by(record: PageRecord) -> list[str]:
    """Those of this picture, of its place, of its file, and of the archive the file lies in."""
    archive = record.source.split("/")[0]
    return [
        record.sha256,
        place_digest(record.source, record.source_page),
        place_digest(record.source, None),
        place_digest(archive, None),
    ]


def _add_page(connection: Connection, record: PageRecord) -> None:
    reading = record.reading
    connection.execute(
        insert(pages), {"serial": record.serial, "page": record.page, **_as_read(record)}
    )
    if reading.fields:
        connection.execute(
            insert(fields),
            [
                {
                    "serial": record.serial,
                    "variable": field.variable,
                    "page": record.page,
                    "value": field.value,
                    "reason": field.reason,
                }
                for field in reading.fields
            ],
        )
    _add_missing_crops(connection, record.serial, reading.crops)


def _compare(connection: Connection, record: PageRecord, first_picture: str) -> Outcome:
    """Set a further picture's fields against the stored ones."""
    rows = connection.execute(_FIELDS_OF_PAGE, {"serial": record.serial, "page": record.page})
    stored = {row.variable: (row.value, row.reason) for row in rows}
    trusted = [
        field
        for field in record.reading.fields
        if field.variable in stored and field.reason != Reason.PAGE_IN_DOUBT
    ]
    better = [f for f in trusted if stored[f.variable][1] == Reason.PAGE_IN_DOUBT]
    contradicted = [
        f
        for f in trusted
        if stored[f.variable][1] is None and stored[f.variable] != (f.value, f.reason)
    ]
    if better:
        _replace(connection, record, better)
    if contradicted:
        _make_wait(connection, record, contradicted)
    rescan = first_picture if better else record.sha256
    connection.execute(
        insert(rescans), {"sha256": rescan, "serial": record.serial, "page": record.page}
    )
    return Outcome.RESCAN_DIFFERS if contradicted else Outcome.RESCAN_AGREES


def _replace(connection: Connection, record: PageRecord, better: Sequence[Field]) -> None:
    """This picture becomes the page's, and gives these fields and their crops."""
    this_page = {"of_serial": record.serial, "of_page": record.page}
    connection.execute(_REPLACE_PAGE, {**this_page, **_as_read(record)})
    keys = [{"of_serial": record.serial, "of_variable": field.variable} for field in better]
    values = [{"new_value": field.value, "new_reason": field.reason} for field in better]
    connection.execute(
        _REPLACE_FIELD, [key | value for key, value in zip(keys, values, strict=True)]
    )
    connection.execute(_DROP_CROP, keys)
    _add_missing_crops(connection, record.serial, _crops_of(record, better))


def _make_wait(connection: Connection, record: PageRecord, contradicted: Sequence[Field]) -> None:
    keys = [{"of_serial": record.serial, "of_variable": field.variable} for field in contradicted]
    connection.execute(_MAKE_WAIT, keys)
    # A field that was certain in the first picture has no crop yet.
    _add_missing_crops(connection, record.serial, _crops_of(record, contradicted))


def _as_read(record: PageRecord) -> dict[str, object]:
    reading = record.reading
    return {
        "sha256": record.sha256,
        "upside_down": reading.upside_down,
        "residual_mm": reading.residual_mm,
        "verdicts": verdicts_to_bytes(reading.verdicts),
        "fill": fill_to_bytes(reading.fill),
    }


def _crops_of(record: PageRecord, some: Sequence[Field]) -> list[Crop]:
    names = {field.variable for field in some}
    return [crop for crop in record.reading.crops if crop.variable in names]


def _add_missing_crops(connection: Connection, serial: str, found: Iterable[Crop]) -> None:
    rows = [{"serial": serial, "variable": c.variable, "picture": c.picture} for c in found]
    if rows:
        connection.execute(_ADD_MISSING_CROPS, rows)
