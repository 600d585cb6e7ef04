"""Lets the tests of this room share their synthetic paper, pens and scanner."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
