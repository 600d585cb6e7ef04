"""How shades look to the colour-blind and on an office copier. For tests of the palette."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from matplotlib.colors import to_rgb

Colour = npt.NDArray[np.float64]

# Machado, Oliveira & Fernandes 2009, severity 1, on linear RGB.
DEFICIENCIES: dict[str, Colour] = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}

# sRGB (IEC 61966-2-1) to XYZ, and the white of D65.
_TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
_WHITE = np.array([0.9505, 1.0, 1.089])


def luma(face: str) -> float:
    """Rec. 601: what a copier without colour makes of it, 0 to 1."""
    return float(np.dot(to_rgb(face), [0.299, 0.587, 0.114]))


def seen_distance(one: str, other: str, deficiency: str) -> float:
    """ΔE (CIE 1976) between two faces as this eye sees them."""
    return float(np.linalg.norm(_lab(one, deficiency) - _lab(other, deficiency)))


def _lab(face: str, deficiency: str) -> Colour:
    rgb = np.array(to_rgb(face))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(DEFICIENCIES[deficiency] @ linear, 0, 1)
    ratio = _TO_XYZ @ seen / _WHITE
    f = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])
