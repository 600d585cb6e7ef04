"""One page recorded inside a transaction: for the first time, again, or from another picture."""

from __future__ import annotations

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as sqlite_insert

from phieu.reading.model import Crop, Reason

from .rows import Outcome, PageRecord
from .schema import crops, fields, images, pages, refusals, rescans
from .scores import fill_to_bytes, verdicts_to_bytes

# Built once: composing a statement costs more than running it.
_KNOWN_IMAGE = select(images.c.id).where(images.c.sha256 == bindparam("sha256"))
_KNOWN_PAGE = select(pages.c.sha256).where(
    pages.c.serial == bindparam("serial"), pages.c.page == bindparam("page")
)
_FIELDS_OF_PAGE = select(fields.c.variable, fields.c.value, fields.c.reason).where(
    fields.c.serial == bindparam("serial"), fields.c.page == bindparam("page")
)
_LIFT_REFUSALS = delete(refusals).where(
    refusals.c.key.in_([bindparam("image"), bindparam("place")])
)
_MAKE_WAIT = (
    update(fields)
    .where(fields.c.serial == bindparam("of_serial"), fields.c.variable == bindparam("of_variable"))
    .values(value=None, reason=Reason.SCANS_DIFFER.value)
)
_ADD_CROPS = insert(crops)
_ADD_MISSING_CROPS = sqlite_insert(crops).on_conflict_do_nothing()


def refusal_key(source: str, source_page: int | None, sha256: str | None = None) -> str:
    """What tells one refused page from another: its picture, or else its place."""
    return sha256 or f"{source_page or ''}:{source}"


def record_page(connection: Connection, record: PageRecord) -> Outcome:
    place = {"serial": record.serial, "page": record.page}
    if connection.execute(_KNOWN_IMAGE, {"sha256": record.sha256}).first() is not None:
        return Outcome.ALREADY
    known_page = connection.execute(_KNOWN_PAGE, place).first() is not None
    _add_image(connection, record)
    if known_page:
        connection.execute(insert(rescans), {"sha256": record.sha256, **place})
        return _compare(connection, record)
    _add_page(connection, record)
    return Outcome.READ


def _add_image(connection: Connection, record: PageRecord) -> None:
    connection.execute(
        insert(images),
        {
            "sha256": record.sha256,
            "extension": record.extension,
            "source": record.source,
            "source_page": record.source_page,
        },
    )
    keys = {"image": record.sha256, "place": refusal_key(record.source, record.source_page)}
    connection.execute(_LIFT_REFUSALS, keys)


def _add_page(connection: Connection, record: PageRecord) -> None:
    reading = record.reading
    connection.execute(
        insert(pages),
        {
            "serial": record.serial,
            "page": record.page,
            "sha256": record.sha256,
            "upside_down": reading.upside_down,
            "residual_mm": reading.residual_mm,
            "verdicts": verdicts_to_bytes(reading.verdicts),
            "fill": fill_to_bytes(reading.fill),
        },
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
    if reading.crops:
        rows = [_crop_row(record.serial, crop) for crop in reading.crops]
        connection.execute(_ADD_CROPS, rows)


def _compare(connection: Connection, record: PageRecord) -> Outcome:
    """Set a further picture's fields against the stored ones."""
    rows = connection.execute(_FIELDS_OF_PAGE, {"serial": record.serial, "page": record.page})
    stored = {row.variable: (row.value, row.reason) for row in rows}
    read = {field.variable: (field.value, field.reason) for field in record.reading.fields}
    differing = sorted(name for name in stored if stored[name] != read.get(name))
    if not differing:
        return Outcome.RESCAN_AGREES
    connection.execute(
        _MAKE_WAIT, [{"of_serial": record.serial, "of_variable": name} for name in differing]
    )
    # The first picture's crop stays; a field that was certain in it has none yet.
    wanted = [_crop_row(record.serial, c) for c in record.reading.crops if c.variable in differing]
    if wanted:
        connection.execute(_ADD_MISSING_CROPS, wanted)
    return Outcome.RESCAN_DIFFERS


def _crop_row(serial: str, crop: Crop) -> dict[str, object]:
    return {"serial": serial, "variable": crop.variable, "picture": crop.picture}
