"""A database brought to the schema of this version, in the transaction it is handed."""

from __future__ import annotations

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from .schema import Family


def upgrade(connection: Connection, family: Family) -> None:
    """Run the migrations that the database lacks. Stopped midway, the old schema remains."""
    config = _config(family)
    config.attributes["connection"] = connection
    config.attributes["metadata"] = family.metadata
    command.upgrade(config, "head")


def revisions(family: Family) -> frozenset[str]:
    """Every schema revision of the family that this version knows."""
    script = ScriptDirectory.from_config(_config(family))
    return frozenset(step.revision for step in script.walk_revisions())


def _config(family: Family) -> Config:
    # Places inside the package, not paths: a folder's name may hold a % or a space.
    config = Config()
    config.set_main_option("script_location", "phieu.store:migrations")
    config.set_main_option("path_separator", "space")
    config.set_main_option("version_locations", f"phieu.store:migrations/{family.name}")
    return config
