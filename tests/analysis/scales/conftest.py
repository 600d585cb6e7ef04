"""A survey of two scales: one of seven items with gaps and a reversed one, one of three."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
