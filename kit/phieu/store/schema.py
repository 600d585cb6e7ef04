"""The tables of a round's two databases. No table of round.db names a unit."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

ROUND = MetaData()
LEDGER = MetaData()

# WITHOUT ROWID: a hidden row number would tell the order in which forms were drawn up, which is
# commune after commune, or scanned: forms scanned together come from one place.

settings = Table(
    "settings",
    ROUND,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
    sqlite_with_rowid=False,
)

forms = Table(
    "forms",
    ROUND,
    Column("serial", Text, primary_key=True),
    Column("form_id", Text, nullable=False, unique=True),  # 64 bits as 16 hexadecimal digits
    Column("layout", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("unit_type", Text),
    Column("district", Text),
    Column("pages", Integer, nullable=False),
    CheckConstraint("length(form_id) = 16", name="form_id_has_64_bits"),
    sqlite_with_rowid=False,
)

images = Table(
    "images",
    ROUND,
    Column("sha256", Text, primary_key=True),
    Column("extension", Text, nullable=False),
    sqlite_with_rowid=False,
)

pages = Table(
    "pages",
    ROUND,
    Column("serial", Text, ForeignKey("forms.serial"), primary_key=True),
    Column("page", Integer, primary_key=True),
    Column("sha256", Text, ForeignKey("images.sha256"), nullable=False),
    Column("upside_down", Boolean, nullable=False),
    Column("residual_mm", Float, nullable=False),
    Column("verdicts", LargeBinary, nullable=False),  # a letter a box, see scores.py
    Column("fill", LargeBinary, nullable=False),  # a little-endian float32 a box
    sqlite_with_rowid=False,
)

fields = Table(
    "fields",
    ROUND,
    Column("serial", Text, primary_key=True),
    Column("variable", Text, primary_key=True),
    Column("page", Integer, nullable=False),
    Column("value", Integer),
    Column("reason", Text),  # why a person decides; empty: read
    Column("text", Text),
    ForeignKeyConstraint(["serial", "page"], ["pages.serial", "pages.page"]),
    CheckConstraint("value IS NULL OR reason IS NULL", name="waiting_has_no_value"),
    sqlite_with_rowid=False,
)

crops = Table(
    "crops",
    ROUND,
    Column("serial", Text, primary_key=True),
    Column("variable", Text, primary_key=True),
    Column("picture", LargeBinary, nullable=False),
    ForeignKeyConstraint(["serial", "variable"], ["fields.serial", "fields.variable"]),
    sqlite_with_rowid=False,
)

rescans = Table(
    "rescans",
    ROUND,
    Column("sha256", Text, ForeignKey("images.sha256"), primary_key=True),
    Column("serial", Text, nullable=False),
    Column("page", Integer, nullable=False),
    ForeignKeyConstraint(["serial", "page"], ["pages.serial", "pages.page"]),
    sqlite_with_rowid=False,
)

refusals = Table(
    "refusals",
    ROUND,
    Column("key", Text, primary_key=True),  # SHA-256 of the picture, else of its place
    Column("reason", Text, nullable=False),
    sqlite_with_rowid=False,
)

publications = Table(
    "publications",
    ROUND,
    Column("number", Integer, primary_key=True),  # 1, 2, 3 … without a gap
    Column("published_at", Text, nullable=False),  # ISO 8601, with its offset
    Column("publisher", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("rehearsed", Boolean, nullable=False),
    Column("content", Text, nullable=False),  # JSON: the counts shown, and where none was
    Column("forms_digest", Text, nullable=False),  # SHA-256 of the serials that were counted
    Column("previous", Text, nullable=False),  # the digest before; empty: the first
    Column("digest", Text, nullable=False),  # SHA-256 of all of this
    CheckConstraint("number > 0", name="publications_count_from_1"),
    sqlite_with_rowid=False,
)

publication_forms = Table(
    "publication_forms",
    ROUND,
    Column("number", Integer, ForeignKey("publications.number"), primary_key=True),
    Column("serial", Text, ForeignKey("forms.serial"), primary_key=True),
    Column("answers", Text),  # MAC of what was counted of it; empty: it is counted no more
    sqlite_with_rowid=False,
)

# Open answers. A sequence tells the order of coding, which goes by serials; no clock is kept.

open_texts = Table(
    "open_texts",
    ROUND,
    Column("serial", Text, ForeignKey("forms.serial"), primary_key=True),
    Column("variable", Text, primary_key=True),
    Column("text", Text, nullable=False),
    sqlite_with_rowid=False,
)

code_frames = Table(
    "code_frames",
    ROUND,
    Column("version", Text, primary_key=True),
    Column("content", Text, nullable=False),  # YAML, as coding.frame_text writes it
    sqlite_with_rowid=False,
)

coding_plans = Table(
    "coding_plans",
    ROUND,
    Column("variable", Text, primary_key=True),
    Column("coders", Text, nullable=False),  # JSON: a list of names
    Column("adjudicator", Text),  # empty: anybody settles
    sqlite_with_rowid=False,
)

codings = Table(
    "codings",
    ROUND,
    Column("variable", Text, primary_key=True),
    Column("serial", Text, ForeignKey("forms.serial"), primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("person", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("codes", Text, nullable=False),  # parted by blanks
    Column("frame", Text, ForeignKey("code_frames.version"), nullable=False),
    CheckConstraint("sequence > 0", name="codings_count_from_1"),
    UniqueConstraint("sequence"),
    sqlite_with_rowid=False,
)

quote_marks = Table(
    "quote_marks",
    ROUND,
    Column("variable", Text, primary_key=True),
    Column("serial", Text, ForeignKey("forms.serial"), primary_key=True),
    Column("sequence", Integer, primary_key=True),
    Column("person", Text, nullable=False),
    Column("text", Text),  # empty: not to be quoted
    CheckConstraint("sequence > 0", name="quote_marks_count_from_1"),
    UniqueConstraint("sequence"),
    sqlite_with_rowid=False,
)

cases = Table(
    "cases",
    LEDGER,
    Column("case", Text, primary_key=True),
    Column("unit_code", Text, nullable=False),
    Column("unit_name", Text, nullable=False),
    Column("unit_type", Text, nullable=False),
    Column("district_code", Text, nullable=False),
    Column("district", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("issued", Boolean, nullable=False),
    Column("reason", Text),  # why it was not issued
    sqlite_with_rowid=False,
)

links = Table(
    "links",
    LEDGER,
    Column("serial", Text, primary_key=True),
    Column("case", Text, ForeignKey("cases.case"), nullable=False),  # several after an amendment
    sqlite_with_rowid=False,
)


@dataclass(frozen=True)
class Family:
    """One kind of database. Its revisions are called `<name>_0001` and so on; `head` is ours."""

    name: str
    metadata: MetaData
    head: str


ROUND_FAMILY = Family("round", ROUND, "round_0003")
LEDGER_FAMILY = Family("ledger", LEDGER, "ledger_0002")
