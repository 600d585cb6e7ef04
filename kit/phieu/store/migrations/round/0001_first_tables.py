"""The first tables of round.db."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "round_0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "forms",
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("form_id", sa.Text(), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("unit_type", sa.Text(), nullable=True),
        sa.Column("district", sa.Text(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=False),
        sa.CheckConstraint("length(form_id) = 16", name="form_id_has_64_bits"),
        sa.PrimaryKeyConstraint("serial"),
        sa.UniqueConstraint("form_id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "images",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("extension", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sha256"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "refusals",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "settings",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "pages",
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("upside_down", sa.Boolean(), nullable=False),
        sa.Column("residual_mm", sa.Float(), nullable=False),
        sa.Column("verdicts", sa.LargeBinary(), nullable=False),
        sa.Column("fill", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["serial"],
            ["forms.serial"],
        ),
        sa.ForeignKeyConstraint(
            ["sha256"],
            ["images.sha256"],
        ),
        sa.PrimaryKeyConstraint("serial", "page"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "fields",
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("variable", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=True),
        sa.CheckConstraint("value IS NULL OR reason IS NULL", name="waiting_has_no_value"),
        sa.ForeignKeyConstraint(
            ["serial", "page"],
            ["pages.serial", "pages.page"],
        ),
        sa.PrimaryKeyConstraint("serial", "variable"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "rescans",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("page", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["serial", "page"],
            ["pages.serial", "pages.page"],
        ),
        sa.ForeignKeyConstraint(
            ["sha256"],
            ["images.sha256"],
        ),
        sa.PrimaryKeyConstraint("sha256"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "crops",
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("variable", sa.Text(), nullable=False),
        sa.Column("picture", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["serial", "variable"],
            ["fields.serial", "fields.variable"],
        ),
        sa.PrimaryKeyConstraint("serial", "variable"),
        sqlite_with_rowid=False,
    )
