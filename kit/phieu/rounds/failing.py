"""What went wrong, for machines and in sentences for people."""

from __future__ import annotations

import os
from dataclasses import asdict
from typing import Any

from phieu.errors import PhieuError, ProblemsFoundError
from phieu.messages import _


def failure_summary(error: Exception) -> dict[str, Any]:
    if isinstance(error, ProblemsFoundError):
        return {"problems": [asdict(problem) for problem in error.problems]}
    return {"problems": [{"message": failure_text(error)}]}


def failure_text(error: Exception) -> str:
    match error:
        case PhieuError():
            return str(error)
        case OSError():
            return _os_error_text(error)
        case _:
            return _(
                "phieu met an error that it does not know ({kind}: {text}); please report this, "
                "with what PHIEU_DEBUG=1 shows."
            ).format(kind=type(error).__name__, text=error)


def _os_error_text(error: OSError) -> str:
    why = error.strerror or (os.strerror(error.errno) if error.errno else str(error))
    if error.filename is None:
        return _("{why}. Check the free space and your rights on the disk.").format(why=why)
    return _("{file}: {why}. Check the free space and who may write there.").format(
        file=error.filename, why=why
    )
