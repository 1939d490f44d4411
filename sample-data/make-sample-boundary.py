#!/usr/bin/env python3
"""Makes 虚构边界/示意边界-虚构.geojson: invented borders for the names of Hunan's fourteen prefectures, to try maps with.

Nothing of it is a real border. Cells are those nearest to fourteen points that stand about as the tiles of
`tiles/hunan.tsv` do, within an invented outline; borders are made crooked by a fixed rule. One cell has an island, one a
hole with a zone in it that is no area of the list. Run it in this folder; the same file comes out every time.
"""

import hashlib
import json
import math
import pathlib

OUT = pathlib.Path(__file__).parent / "虚构边界" / "示意边界-虚构.geojson"
# Code, name, column, row: about where the tiles stand.
PLACES = [
    ("433100", "湘西土家族苗族自治州", 1.0, 1.2), ("430800", "张家界市", 2.0, 1.0), ("430700", "常德市", 3.0, 1.1),
    ("430600", "岳阳市", 4.1, 1.2), ("431200", "怀化市", 1.1, 2.4), ("431300", "娄底市", 2.3, 2.2),
    ("430900", "益阳市", 3.0, 1.9), ("430100", "长沙市", 3.9, 2.0), ("430500", "邵阳市", 1.9, 3.1),
    ("430300", "湘潭市", 3.2, 2.6), ("430200", "株洲市", 4.1, 2.9), ("431100", "永州市", 2.3, 4.0),
    ("430400", "衡阳市", 3.1, 3.4), ("431000", "郴州市", 3.8, 4.1),
]
OUTLINE = [(0.5, 0.9), (1.2, 0.35), (2.4, 0.3), (3.5, 0.45), (4.4, 0.6), (4.85, 1.5), (4.75, 2.6), (4.8, 3.4),
           (4.4, 4.3), (3.4, 4.75), (2.2, 4.7), (1.2, 3.9), (0.6, 2.9), (0.35, 1.8)]


def degrees(x, y):
    return round(108.4 + 1.25 * x, 6), round(30.6 - 1.2 * y, 6)


def nearer(polygon, own, other):
    """The part of a polygon that is nearer to `own` than to `other`."""
    mx, my = (own[0] + other[0]) / 2, (own[1] + other[1]) / 2
    nx, ny = other[0] - own[0], other[1] - own[1]
    side = lambda p: (p[0] - mx) * nx + (p[1] - my) * ny
    out = []
    for a, b in zip(polygon, polygon[1:] + polygon[:1]):
        sa, sb = side(a), side(b)
        if sa <= 0:
            out.append(a)
        if (sa < 0 < sb) or (sb < 0 < sa):
            t = sa / (sa - sb)
            out.append((a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])))
    return out


def crooked(a, b, depth=4):
    """The places from a to b, both included, the same whichever side draws them."""
    if b < a:
        return crooked(b, a, depth)[::-1]
    if depth == 0 or math.dist(a, b) < 0.02:
        return [a, b]
    seed = hashlib.sha256(f"{a[0]:.5f},{a[1]:.5f},{b[0]:.5f},{b[1]:.5f}".encode()).digest()
    shift = (seed[0] / 255 - 0.5) * 0.26
    middle = (round((a[0] + b[0]) / 2 - (b[1] - a[1]) * shift, 6), round((a[1] + b[1]) / 2 + (b[0] - a[0]) * shift, 6))
    return crooked(a, middle, depth - 1)[:-1] + crooked(middle, b, depth - 1)


def ring(corners):
    corners = [degrees(*corner) for corner in corners]
    corners = [c for c, before in zip(corners, corners[-1:] + corners[:-1]) if c != before]
    out = []
    for a, b in zip(corners, corners[1:] + corners[:1]):
        out += crooked(a, b)[:-1]
    return [list(p) for p in out + out[:1]]


def around(x, y, radius, count):
    return [(x + radius * math.cos(2 * math.pi * n / count), y + radius * math.sin(2 * math.pi * n / count)) for n in range(count)]


def feature(properties, *polygons):
    kind = "Polygon" if len(polygons) == 1 else "MultiPolygon"
    coordinates = polygons[0] if len(polygons) == 1 else list(polygons)
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}


def main():
    features = []
    zone = ring(around(3.35, 4.15, 0.12, 5))
    for code, name, x, y in PLACES:
        cell = OUTLINE
        for other, _, ox, oy in PLACES:
            if other != code:
                cell = nearer(cell, (x, y), (ox, oy))
        polygons = [[ring(cell)]]
        if code == "431000":
            polygons[0].append(zone)
        if code == "430600":
            polygons.append([ring(around(5.05, 1.0, 0.1, 5))])
        features.append(feature({"adcode": int(code), "name": name}, *polygons))
    features.append(feature({"name": "云梦示范区（虚构）"}, [zone]))
    document = {"type": "FeatureCollection", "name": "示意边界（虚构，不是真实界线）", "features": features}
    lines = json.dumps(document, ensure_ascii=False, separators=(",", ":")).replace('{"type":"Feature",', '\n{"type":"Feature",')
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(lines + "\n", encoding="utf-8")


main()
