"""Lets the tests of estimation share the samples that R is asked about too."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
