"""Lets the tests of waves share two rounds of one questionnaire."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
