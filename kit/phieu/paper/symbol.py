"""A ticket's text as a QR code: a small symbol with large modules survives a dark scan."""

from __future__ import annotations

import numpy as np
import qrcode
from numpy.typing import NDArray
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.util import MODE_ALPHA_NUM, QRData

# Fixed: trying all eight masks costs six times as much, and readers cope with any.
_MASK = 3
# Alphanumeric characters that a symbol of each version holds at level Q (ISO/IEC 18004, table 7).
_CAPACITY_Q = {1: 16, 2: 29, 3: 47, 4: 67, 5: 87, 6: 108}
MAX_TEXT = max(_CAPACITY_Q.values())


def modules(text: str) -> NDArray[np.bool_]:
    """(n, n), True = dark, without quiet zone: the smallest version at error correction Q.

    text: characters of the alphanumeric mode (0-9 A-Z space $ % * + - . / :), MAX_TEXT at most.
    """
    version = next(version for version, limit in _CAPACITY_Q.items() if len(text) <= limit)
    code = qrcode.QRCode(
        version=version, error_correction=ERROR_CORRECT_Q, border=0, mask_pattern=_MASK
    )
    code.add_data(QRData(text, mode=MODE_ALPHA_NUM), optimize=0)
    code.make(fit=False)
    return np.array(code.modules, dtype=bool)
