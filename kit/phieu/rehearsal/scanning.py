"""Simulated scanners: a page moved, stretched, shaded, blurred, made noisy and put into JPEG."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from phieu.paper.geometry import PAGE_HEIGHT_MM, PAGE_WIDTH_MM

from .drawing import GreyImage

MM_PER_INCH = 25.4

Range = tuple[float, float]


@dataclass(frozen=True)
class Scanner:
    """What a scanner does to pages; each page draws its own values. Ranges are from and to.

    rotation_deg, shift_mm: standard deviations, and no page beyond two and a half of them.
    stretch: the feeder's, as a share of the length fed, slowly varying. streaks, upside_down:
    shares of the pages. specks: the mean number a page. paper, ink: grey values.
    """

    dpi: int = 200
    rotation_deg: float = 0.6
    shift_mm: float = 1.0
    scale: Range = (0.99, 1.01)
    stretch: float = 0.004
    upside_down: float = 0.04
    paper: Range = (225.0, 250.0)
    ink: Range = (15.0, 60.0)
    gamma: Range = (0.85, 1.15)
    vignetting: Range = (0.0, 0.04)
    noise: Range = (2.0, 6.0)
    blur_px: Range = (0.4, 1.0)
    specks: float = 6.0
    streaks: float = 0.01
    jpeg_quality: tuple[int, int] = (55, 85)
    lid: int = 255  # what shows beside the paper, before shading


OFFICE = Scanner()
WORN = Scanner(
    rotation_deg=1.0,
    shift_mm=1.5,
    stretch=0.008,
    upside_down=0.1,
    paper=(205.0, 245.0),
    ink=(20.0, 85.0),
    vignetting=(0.02, 0.12),
    noise=(4.0, 9.0),
    blur_px=(0.6, 1.3),
    specks=30.0,
    streaks=0.08,
    jpeg_quality=(40, 75),
    lid=70,
)

SCANNERS: Mapping[str, Scanner] = {"office": OFFICE, "worn": WORN}

_LIMIT = 2.5  # standard deviations
_STRIP_PX = 128  # rows between which the feeder's speed is taken as even
_NOISE_SD = 32.0  # of the stored noise, around 128
_NOISE_SPARE_PX = 256  # how far it can be rolled
_SPECK_PX = 1.5


@dataclass(frozen=True)
class ScannedPage:
    """One page as captured, and the quality at which its scanner would write it."""

    image: GreyImage
    jpeg_quality: int

    def jpeg(self) -> bytes:
        _done, encoded = cv2.imencode(
            ".jpg", self.image, [cv2.IMWRITE_JPEG_QUALITY, self.jpeg_quality]
        )
        return encoded.tobytes()


def scan(page: GreyImage, px_per_mm: float, scanner: Scanner, rng: np.random.Generator) -> bytes:
    """A page, scanned, as a JPEG file."""
    return capture(page, px_per_mm, scanner, rng).jpeg()


def capture(
    page: GreyImage, px_per_mm: float, scanner: Scanner, rng: np.random.Generator
) -> ScannedPage:
    """A page, scanned, as A4 at the scanner's resolution, whatever that of the page."""
    moved = _moved(page, px_per_mm, scanner, rng)
    blur = rng.uniform(*scanner.blur_px)
    blurred = cv2.GaussianBlur(moved, (5, 5) if blur > 0.7 else (3, 3), blur)
    toned = np.asarray(cv2.LUT(blurred, _tones(scanner, rng)), np.uint8)
    shaded = _shaded(toned, rng.uniform(*scanner.vignetting))
    noisy = _noisy(shaded, rng.uniform(*scanner.noise), rng)
    _add_specks(noisy, rng.poisson(scanner.specks), rng)
    if rng.random() < scanner.streaks:
        _add_streak(noisy, rng)
    return ScannedPage(noisy, int(rng.integers(*scanner.jpeg_quality, endpoint=True)))


def _limited(sd: float, rng: np.random.Generator) -> float:
    return float(np.clip(rng.normal(0.0, sd), -_LIMIT * sd, _LIMIT * sd))


def _moved(
    page: GreyImage, px_per_mm: float, scanner: Scanner, rng: np.random.Generator
) -> GreyImage:
    """The page turned, shifted, scaled and stretched onto the scanner's A4 grid."""
    dots_per_mm = scanner.dpi / MM_PER_INCH
    width, height = round(PAGE_WIDTH_MM * dots_per_mm), round(PAGE_HEIGHT_MM * dots_per_mm)
    turned = 180.0 if rng.random() < scanner.upside_down else 0.0
    angle = np.deg2rad(turned + _limited(scanner.rotation_deg, rng))
    factor = px_per_mm / dots_per_mm / rng.uniform(*scanner.scale)
    shift = np.array([_limited(scanner.shift_mm, rng), _limited(scanner.shift_mm, rng)])
    turn = factor * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    page_centre = np.array(page.shape[::-1]) / 2 - 0.5 + shift * px_per_mm
    scan_centre = np.array([width, height]) / 2 - 0.5
    rows = np.append(np.arange(0, height, _STRIP_PX), height)
    fed = rows + _feeder(rows / height, scanner.stretch, rng) * height
    moved = np.empty((height, width), np.uint8)
    for top, bottom, start, end in zip(rows, rows[1:], fed, fed[1:], strict=False):
        # Evenly fed between two rows, so each strip is a plain affine map and they join exactly.
        speed = np.array([[1.0, 0.0], [0.0, (end - start) / (bottom - top)]])
        offset = page_centre + turn @ (np.array([0.0, start]) - scan_centre)
        matrix = np.column_stack([turn @ speed, offset])
        moved[top:bottom] = cv2.warpAffine(
            page, matrix, (width, int(bottom - top)),
            flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderValue=scanner.lid,
        )  # fmt: skip
    return moved


def _feeder(
    along: NDArray[np.float64], stretch: float, rng: np.random.Generator
) -> NDArray[np.float64]:
    """How far ahead of even the paper is, as a share of its height, at shares of its height."""
    drift = rng.uniform(-1, 1) * along
    swing = rng.uniform(-1, 1) * np.sin(2 * np.pi * along + rng.uniform(0, 2 * np.pi)) / (2 * np.pi)
    ahead = stretch * (drift + swing) / 2
    return np.asarray(ahead - ahead.mean())


def _tones(scanner: Scanner, rng: np.random.Generator) -> GreyImage:
    """(256,) what each grey of the page comes out as."""
    paper, ink = rng.uniform(*scanner.paper), rng.uniform(*scanner.ink)
    share = (np.arange(256) / 255) ** rng.uniform(*scanner.gamma)
    return (ink + (paper - ink) * share + 0.5).astype(np.uint8)


def _shaded(image: GreyImage, darkest: float) -> GreyImage:
    shade = _vignette(image.shape[0], image.shape[1])
    return np.asarray(cv2.addWeighted(image, 1.0, shade, -darkest, 0.0))


@cache
def _vignette(height: int, width: int) -> GreyImage:
    """(height, width) from 0 in the middle to 255 in the corners."""
    y = np.linspace(-1, 1, height, dtype=np.float32)[:, None] ** 2
    x = np.linspace(-1, 1, width, dtype=np.float32)[None, :] ** 2
    return np.asarray(255 * ((x + y) / 2) ** 1.5, np.uint8)


def _noisy(image: GreyImage, sd: float, rng: np.random.Generator) -> GreyImage:
    height, width = image.shape
    row, column = rng.integers(0, _NOISE_SPARE_PX, 2)
    noise = _noise(height, width)[row : row + height, column : column + width]
    strength = sd / _NOISE_SD
    return np.asarray(cv2.addWeighted(image, 1.0, noise, strength, -128 * strength))


@cache
def _noise(height: int, width: int) -> GreyImage:
    """Noise with some to roll it in: fresh normals would cost more than all the rest."""
    rng = np.random.default_rng(2)
    shape = (height + _NOISE_SPARE_PX, width + _NOISE_SPARE_PX)
    noise = rng.standard_normal(shape, np.float32) * _NOISE_SD + 128
    return np.asarray(np.clip(noise, 0, 255), np.uint8)


def _add_specks(image: GreyImage, count: int, rng: np.random.Generator) -> None:
    height, width = image.shape
    for x, y, size in zip(
        rng.integers(0, width, count),
        rng.integers(0, height, count),
        rng.uniform(0.3, _SPECK_PX, count),
        strict=True,
    ):
        grey = int(rng.integers(70, 170))
        cv2.circle(image, (int(x * 16), int(y * 16)), int(size * 8), grey, -1, cv2.LINE_AA, 4)


def _add_streak(image: GreyImage, rng: np.random.Generator) -> None:
    """A thin pale line down the page, from dirt on the glass of a feeder."""
    column = int(rng.integers(20, image.shape[1] - 20))
    streak = image[:, column : column + int(rng.integers(1, 3))]
    streak[:] = (streak * rng.uniform(0.75, 0.92)).astype(np.uint8)
