"""A modest hand and a modest scanner: marks drawn on the synthetic page, then damaged by code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import cv2
import numpy as np

from phieu.paper.geometry import PAGE_HEIGHT_MM, PAGE_WIDTH_MM, Box

CANVAS_DPI = 300
CANVAS_PPM = CANVAS_DPI / 25.4
Points = np.ndarray  # (n, 2) mm


@dataclass(frozen=True)
class Pen:
    """width_mm of the stroke, contrast against paper (1 = as black as print), wobble in mm."""

    width_mm: float = 0.45
    contrast: float = 0.8
    wobble_mm: float = 0.12
    reach: float = 1.0  # of a cross or tick, in box halves: above 1.3 it leaves the box
    off_mm: float = 0.3


def _draw(page: np.ndarray, points: Points, width_mm: float, contrast: float) -> None:
    margin = width_mm + 0.5
    x0, y0 = np.floor((points.min(0) - margin) * CANVAS_PPM).astype(int).clip(0)
    x1, y1 = np.ceil((points.max(0) + margin) * CANVAS_PPM).astype(int)
    part = page[y0:y1, x0:x1]
    ink = np.zeros(part.shape, np.uint8)
    local = ((points * CANVAS_PPM - 0.5 - (x0, y0)) * 16).round().astype(np.int32)
    thickness = max(1, round(width_mm * CANVAS_PPM))
    cv2.polylines(ink, [local.reshape(-1, 1, 2)], False, 255, thickness, cv2.LINE_AA, 4)
    inked = part * (1 - contrast * (ink / 255.0))
    part[...] = np.minimum(part, inked).astype(np.uint8)


def _off(place: Points, x_mm: float, y_mm: float) -> Points:
    return place + np.array([x_mm, y_mm])


def _line(rng: np.random.Generator, a: Points, b: Points, wobble_mm: float) -> Points:
    t = np.linspace(0, 1, 7)[:, None]
    bend = rng.normal(0, wobble_mm, 2) * np.sin(np.pi * t)
    return a + (b - a) * t + bend


def cross(rng: np.random.Generator, page: np.ndarray, centre: Points, pen: Pen) -> None:
    c = centre + rng.normal(0, pen.off_mm, 2)
    r = 1.7 * pen.reach * rng.uniform(0.85, 1.15, 4)
    for sx, (p, q) in ((1, r[:2]), (-1, r[2:])):
        skew = rng.normal(0, 0.12, 2)
        a = _off(c, -sx * p, -p * (1 + skew[0]))
        b = _off(c, sx * q, q * (1 + skew[1]))
        _draw(page, _line(rng, a, b, pen.wobble_mm), pen.width_mm, pen.contrast)


def tick(rng: np.random.Generator, page: np.ndarray, centre: Points, pen: Pen) -> None:
    c = centre + rng.normal(0, pen.off_mm, 2)
    r = 1.8 * pen.reach * rng.uniform(0.85, 1.15)
    start, foot, end = _off(c, -0.8 * r, -0.1 * r), _off(c, -0.2 * r, 0.8 * r), _off(c, r, -0.9 * r)
    down = _line(rng, start, foot, pen.wobble_mm)
    up = _line(rng, foot, end, pen.wobble_mm)
    _draw(page, np.vstack([down, up]), pen.width_mm, pen.contrast)


def slash(rng: np.random.Generator, page: np.ndarray, centre: Points, pen: Pen) -> None:
    c = centre + rng.normal(0, pen.off_mm, 2)
    r = 1.7 * pen.reach * rng.uniform(0.85, 1.15)
    points = _line(rng, _off(c, -r, r), _off(c, r, -r), pen.wobble_mm)
    _draw(page, points, pen.width_mm, pen.contrast)


def blacken(rng: np.random.Generator, page: np.ndarray, centre: Points, pen: Pen) -> None:
    """Strokes so close that hardly any white is left."""
    y = np.arange(-1.8, 1.81, max(0.25, 0.7 * pen.width_mm))
    x = np.where(np.arange(len(y)) % 2, 1.8, -1.8) + rng.normal(0, 0.12, len(y))
    points = centre + np.stack([x, y + rng.normal(0, 0.05, len(y))], 1)
    _draw(page, points, pen.width_mm, pen.contrast)


def scribble(rng: np.random.Generator, page: np.ndarray, centre: Points, pen: Pen) -> None:
    """A hasty zigzag that leaves white between its strokes."""
    y = np.linspace(-1.6, 1.6, int(rng.integers(5, 9)))
    x = np.where(np.arange(len(y)) % 2, 1.6, -1.6) + rng.normal(0, 0.25, len(y))
    _draw(page, centre + np.stack([x, y], 1), pen.width_mm, pen.contrast)


def dot(rng: np.random.Generator, page: np.ndarray, centre: Points, pen: Pen) -> None:
    c = centre + rng.uniform(-1.1, 1.1, 2)
    _draw(page, np.stack([c, c + rng.uniform(-0.1, 0.1, 2)]), rng.uniform(0.2, 0.5), pen.contrast)


def circle(rng: np.random.Generator, page: np.ndarray, centre: Points, pen: Pen) -> None:
    """Round the box and not in it."""
    a = np.linspace(0, 2 * np.pi * rng.uniform(0.95, 1.1), 30) + rng.uniform(0, 6)
    r = rng.uniform(2.9, 3.6)
    points = centre + rng.normal(0, 0.2, 2) + r * np.stack([np.cos(a), np.sin(a)], 1)
    _draw(page, points, pen.width_mm, pen.contrast)


def writing(rng: np.random.Generator, page: np.ndarray, box: Box, pen: Pen) -> None:
    """Letters of a kind, along the first line of a text box."""
    x = np.linspace(box.x_mm + 3, box.x_mm + rng.uniform(20, 120), 160)
    y = box.y_mm + 4.5 + 1.1 * np.sin(x * 3.1) + rng.normal(0, 0.25, len(x))
    _draw(page, np.stack([x, y], 1), pen.width_mm, pen.contrast)


Hand = Callable[[np.random.Generator, np.ndarray, Points, Pen], None]


@dataclass(frozen=True)
class Scanner:
    """What scanning does. turn in degrees; shift in mm; stretch along the feed, share at most."""

    dpi: int = 200
    turn: float = 0.0
    shift_mm: tuple[float, float] = (0.0, 0.0)
    scale: float = 1.0
    stretch: float = 0.0
    shear: float = 0.0
    curl_mm: float = 0.0
    paper: int = 245
    ink: int = 20
    gamma: float = 1.0
    blur_px: float = 0.6
    noise: float = 3.0
    jpeg: int | None = 75
    bilevel: int | None = None
    stains: int = 0
    streaks: int = 0
    shadow: float = 0.0
    upside_down: bool = False
    streak_depth: float = 0.4
    covers_mm: tuple[tuple[float, float, float, float], ...] = field(default=())


def any_scanner(rng: np.random.Generator, **fixed: object) -> Scanner:
    drawn: dict[str, object] = {
        "turn": float(rng.uniform(-2, 2)),
        "shift_mm": (float(rng.uniform(-4, 4)), float(rng.uniform(-4, 4))),
        "scale": float(rng.uniform(0.98, 1.02)),
        "stretch": float(rng.uniform(-0.008, 0.008)),
        "shear": float(rng.uniform(-0.003, 0.003)),
        "curl_mm": float(rng.uniform(0, 0.4)),
        "paper": int(rng.integers(205, 254)),
        "ink": int(rng.integers(5, 60)),
        "gamma": float(rng.uniform(0.8, 1.25)),
        "blur_px": float(rng.uniform(0.4, 1.1)),
        "noise": float(rng.uniform(1, 7)),
        "jpeg": int(rng.integers(40, 86)),
        "upside_down": bool(rng.random() < 0.3),
        "shadow": float(rng.uniform(0, 0.15)),
    }
    return Scanner(**(drawn | fixed))  # type: ignore[arg-type]


def _stained(rng: np.random.Generator, page: np.ndarray, count: int) -> np.ndarray:
    stain = np.ones(page.shape, np.float32)
    for _ in range(count):
        centre = tuple(int(rng.uniform(0.1, 0.9) * n) for n in page.shape[::-1])
        radius = int(rng.uniform(8, 25) * CANVAS_PPM)
        cv2.circle(stain, centre, radius, float(rng.uniform(0.6, 0.85)), -1)
        cv2.circle(stain, centre, radius, float(rng.uniform(0.5, 0.75)), int(1.5 * CANVAS_PPM))
    return (page * cv2.GaussianBlur(stain, (0, 0), 6)).astype(np.uint8)


def page_to_canvas(scanner: Scanner) -> tuple[np.ndarray, np.ndarray]:
    """The canvas pixel under every scan pixel, two (h, w) float32 maps."""
    ppm = scanner.dpi / 25.4
    w, h = round(PAGE_WIDTH_MM * ppm), round(PAGE_HEIGHT_MM * ppm)
    x, y = np.meshgrid(
        (np.arange(w, dtype=np.float32) + 0.5) / ppm, (np.arange(h, dtype=np.float32) + 0.5) / ppm
    )
    if scanner.upside_down:
        x, y = PAGE_WIDTH_MM - x, PAGE_HEIGHT_MM - y
    x, y = x - 105 - scanner.shift_mm[0], y - 148.5 - scanner.shift_mm[1]
    angle = np.deg2rad(scanner.turn)
    cos, sin = float(np.cos(angle)) / scanner.scale, float(np.sin(angle)) / scanner.scale
    u, v = cos * x + sin * y, -sin * x + cos * y
    v = v + scanner.stretch * 40 * np.sin(v / 45)
    u = u + scanner.shear * v + scanner.curl_mm * np.sin(v / 60)
    v = v + scanner.curl_mm * np.cos(u / 40)
    return (u + 105) * CANVAS_PPM - 0.5, (v + 148.5) * CANVAS_PPM - 0.5


_NOISE = np.random.default_rng(7).standard_normal((1500, 1500)).astype(np.float32)


def _noise(rng: np.random.Generator, shape: tuple[int, ...]) -> np.ndarray:
    repeats = -(-shape[0] // 1400), -(-shape[1] // 1400)
    y, x = rng.integers(0, 100, 2)
    return np.tile(_NOISE[y : y + 1400, x : x + 1400], repeats)[: shape[0], : shape[1]]


def scan(rng: np.random.Generator, page: np.ndarray, scanner: Scanner) -> np.ndarray:
    """The page as this scanner sees it: (h, w) uint8."""
    page = _stained(rng, page, scanner.stains) if scanner.stains else page.copy()
    for x, y, w, h in scanner.covers_mm:
        x0, y0, x1, y1 = (round(v * CANVAS_PPM) for v in (x, y, x + w, y + h))
        page[y0:y1, x0:x1] = 150
    blurred = cv2.GaussianBlur(page, (0, 0), scanner.blur_px * CANVAS_DPI / scanner.dpi)
    map_x, map_y = page_to_canvas(scanner)
    seen = cv2.remap(
        blurred, map_x, map_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT, borderValue=255
    ).astype(np.float32)
    seen = scanner.ink + (scanner.paper - scanner.ink) * (seen / 255) ** scanner.gamma
    if scanner.shadow:
        seen *= 1 - scanner.shadow * np.linspace(0, 1, seen.shape[1], dtype=np.float32)
    for _ in range(scanner.streaks):
        at, width = int(rng.uniform(0.12, 0.9) * seen.shape[1]), int(rng.integers(1, 4))
        seen[:, at : at + width] *= 1 - scanner.streak_depth
    seen += scanner.noise * _noise(rng, seen.shape)
    image = np.clip(seen, 0, 255).astype(np.uint8)
    if scanner.bilevel is not None:
        return np.where(image > scanner.bilevel, 255, 0).astype(np.uint8)
    if scanner.jpeg is None:
        return image
    encoded = cv2.imencode(".jpg", image, [cv2.IMWRITE_JPEG_QUALITY, scanner.jpeg])[1]
    return cv2.imdecode(encoded, cv2.IMREAD_GRAYSCALE)
