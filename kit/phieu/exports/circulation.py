"""The dataset without what leads back to a sheet of paper, for files that are passed on."""

from __future__ import annotations

import pandas as pd

from phieu.returns.dataset import IDENTIFYING

REHEARSED = "SỐ LIỆU DIỄN TẬP – KHÔNG PHẢI KẾT QUẢ KHẢO SÁT"


def for_circulation(data: pd.DataFrame) -> pd.DataFrame:
    """Without serial, case and commune, and in an order that serials do not give away.

    Sorted by serial, row 17 would be the 17th serial of those that came back, and the ledger
    knows whose that is. So rows stand by what they hold, which says nothing that they do not.
    """
    kept = data.drop(columns=[name for name in ("serial", *IDENTIFYING) if name in data])
    return kept.sort_values(list(kept.columns), ignore_index=True)
