"""Open answers: texts keyed apart from the scans, code frames, who coded what, what is quotable."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "round_0003"
down_revision = "round_0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "open_texts",
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("variable", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["serial"], ["forms.serial"]),
        sa.PrimaryKeyConstraint("serial", "variable"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "code_frames",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("version"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "coding_plans",
        sa.Column("variable", sa.Text(), nullable=False),
        sa.Column("coders", sa.Text(), nullable=False),
        sa.Column("adjudicator", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("variable"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "codings",
        sa.Column("variable", sa.Text(), nullable=False),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("frame", sa.Text(), nullable=False),
        sa.CheckConstraint("sequence > 0", name="codings_count_from_1"),
        sa.ForeignKeyConstraint(["serial"], ["forms.serial"]),
        sa.ForeignKeyConstraint(["frame"], ["code_frames.version"]),
        sa.PrimaryKeyConstraint("variable", "serial", "sequence"),
        sa.UniqueConstraint("sequence"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "quote_marks",
        sa.Column("variable", sa.Text(), nullable=False),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.CheckConstraint("sequence > 0", name="quote_marks_count_from_1"),
        sa.ForeignKeyConstraint(["serial"], ["forms.serial"]),
        sa.PrimaryKeyConstraint("variable", "serial", "sequence"),
        sa.UniqueConstraint("sequence"),
        sqlite_with_rowid=False,
    )
