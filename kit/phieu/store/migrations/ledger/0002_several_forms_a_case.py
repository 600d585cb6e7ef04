"""A case may have had several forms: an amended questionnaire is printed anew for it."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "ledger_0002"
down_revision = "ledger_0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # SQLite cannot drop a constraint: the table is made anew and filled from the old one.
    op.create_table(
        "new_links",
        sa.Column("serial", sa.Text(), nullable=False),
        sa.Column("case", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case"],
            ["cases.case"],
        ),
        sa.PrimaryKeyConstraint("serial"),
        sqlite_with_rowid=False,
    )
    op.execute('INSERT INTO new_links (serial, "case") SELECT serial, "case" FROM links')
    op.drop_table("links")
    op.rename_table("new_links", "links")
