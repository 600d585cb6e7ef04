"""Lets the tests of charts share what reads a chart back from its artists."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.register_assert_rewrite("drawn")
sys.path.insert(0, str(Path(__file__).parent))
