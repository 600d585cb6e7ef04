"""What was published of a round, and of which forms: a chain that later tables are held against."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "round_0002"
down_revision = "round_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "publications",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_at", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("rehearsed", sa.Boolean(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("forms_digest", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.CheckConstraint("number > 0", name="publications_count_from_1"),
        sa.PrimaryKeyConstraint("number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "publication_forms",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("answers", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["number"], ["publications.number"]),
        sa.ForeignKeyConstraint(["serial"], ["forms.serial"]),
        sa.PrimaryKeyConstraint("number", "serial"),
        sqlite_with_rowid=False,
    )
