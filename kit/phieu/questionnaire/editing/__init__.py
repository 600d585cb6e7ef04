"""A questionnaire's text edited by its parts; what is not touched stays byte for byte.

Every operation takes the text and gives the new text; it raises CannotEditError where the text or
the path does not allow it. Paths are those of the linter's findings.
"""

from .changing import set_value
from .copying import copy
from .deleting import delete
from .history import History
from .parts import insert, move
from .renaming import rename
from .spans import CannotEditError

__all__ = ["CannotEditError", "History", "copy", "delete", "insert", "move", "rename", "set_value"]
