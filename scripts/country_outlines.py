"""The middle of each country's mainland, from the Natural Earth outlines of the npm package world-atlas."""

from __future__ import annotations

import json
import math
import tarfile
from collections import defaultdict
from itertools import pairwise
from typing import Any


def outlines(archive: str) -> dict[int, tuple[float, float, float, float]]:
    """ISO number -> latitude, longitude, width and share of land of each country's largest piece (Natural Earth)."""
    with tarfile.open(archive) as tar:
        handle = tar.extractfile("package/countries-50m.json")
        topology = json.load(handle) if handle else {}
    arcs = _arcs(topology)
    pieces: dict[int, list[tuple[float, float, float, float]]] = defaultdict(list)
    for shape in topology["objects"]["countries"]["geometries"]:
        if "id" not in shape or "arcs" not in shape:
            continue
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        pieces[int(shape["id"])] += [_middle(_ring(arcs, p[0])) for p in polygons]
    out = {}
    for number, found in pieces.items():
        area, lat, lon, width = max(found)
        out[number] = (lat, lon, width, area / sum(p[0] for p in found))
    return out


def _arcs(topology: dict[str, Any]) -> list[list[tuple[float, float]]]:
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    out = []
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        out.append(line)
    return out


def _ring(arcs: list[list[tuple[float, float]]], indices: list[int]) -> list[tuple[float, float]]:
    line: list[tuple[float, float]] = []
    for i in indices:
        arc = arcs[i] if i >= 0 else arcs[~i][::-1]
        line += arc[1:] if line else arc
    return line


def _middle(ring: list[tuple[float, float]]) -> tuple[float, float, float, float]:
    """Area (no unit), latitude, longitude of the centroid, on an equal-area projection, and the width in degrees."""
    line = [(lon, math.sin(math.radians(lat))) for lon, lat in _unwrapped(ring)]
    left, low = line[0]
    area = x = y = 0.0
    for (x0, s0), (x1, s1) in pairwise(line):
        cross = (x0 - left) * (s1 - low) - (x1 - left) * (s0 - low)
        area += cross
        x += (x0 + x1 - 2 * left) * cross
        y += (s0 + s1 - 2 * low) * cross
    width = max(p[0] for p in line) - min(p[0] for p in line)
    if not area:
        return 0.0, ring[0][1], left, width
    lat = math.degrees(math.asin(max(-1.0, min(1.0, low + y / 3 / area))))
    return abs(area), lat, left + x / 3 / area, width


def _unwrapped(ring: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The ring with longitudes that run on past 180 degrees instead of jumping to -180."""
    out = [ring[0]]
    for lon, lat in ring[1:]:
        out.append((lon + 360 * round((out[-1][0] - lon) / 360), lat))
    return out
