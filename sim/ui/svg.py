"""Small drawings as inline SVG: they need no library in the browser and no internet. Every text is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

INK, GREY, LINE = "#1f2a37", "#9aa5b1", "#2f6fa5"


def tile_map(tiles: pd.DataFrame, fills: dict[str, tuple[str, str]], notes: dict[str, str], names: str) -> str:
    """A square a county. tiles: code, col, row, `names`; fills: (colour, ink) by code; notes: hover text by code."""
    side = 46
    wide, high = (int(tiles["col"].max()) + 1) * side, (int(tiles["row"].max()) + 1) * side
    parts = [f'<svg viewBox="0 0 {wide} {high}" width="100%" role="img" style="max-height:70vh">']
    for tile in tiles.to_dict("records"):
        fill, ink = fills.get(tile["code"], ("#ffffff", GREY))
        name = str(tile[names])
        short = name if len(name) <= 4 else name[:5]
        left, top = tile["col"] * side, tile["row"] * side
        parts.append(
            f"<g><title>{escape(name)}: {escape(notes.get(tile['code'], ''))}</title>"
            f'<rect x="{left + 1}" y="{top + 1}" width="{side - 2}" height="{side - 2}" fill="{fill}" '
            f'stroke="{GREY}" stroke-width="0.6"/><text x="{left + side / 2}" y="{top + side / 2 + 4}" '
            f'text-anchor="middle" font-size="11" fill="{ink}">{escape(short)}</text></g>'
        )
    return "".join([*parts, "</svg>"])


def line_chart(title: str, unit: str, when: Sequence[float], values: Sequence[float]) -> str:
    """One series over time with its first, last and greatest value; when: years with fractions."""
    wide, high, left, top = 420, 112, 8, 26
    head = f'<text x="{left}" y="16" font-size="12" fill="{INK}">{escape(title)} ({escape(unit)})</text>'
    frame = f'<svg viewBox="0 0 {wide} {high}" width="100%" role="img">{head}'
    if len(values) < 2:
        return f"{frame}</svg>"
    least, most = min(0.0, *values), max(values)
    span = (most - least) or 1.0
    across = (when[-1] - when[0]) or 1.0
    points = [
        (left + (t - when[0]) / across * (wide - 90), high - 22 - (v - least) / span * (high - top - 30))
        for t, v in zip(when, values, strict=True)
    ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return (
        f'{frame}<polyline points="{path}" fill="none" stroke="{LINE}" stroke-width="2"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{LINE}"/>'
        f'<text x="{x + 6:.1f}" y="{y + 4:.1f}" font-size="11" fill="{INK}">{number(values[-1])}</text>'
        f'<text x="{left}" y="{high - 6}" font-size="10" fill="{GREY}">{int(when[0])}</text>'
        f'<text x="{wide - 110}" y="{high - 6}" font-size="10" fill="{GREY}">{int(when[-1])}</text></svg>'
    )


def number(value: float) -> str:
    """A number for people: whole with thousands separated, small ones with four digits."""
    return f"{value:,.0f}" if abs(value) >= 1000 or value == int(value) else f"{value:.4g}"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], bold: set[tuple[int, int]] | None = None) -> str:
    """A plain table whose first column says what a row is; `bold` names (row, column) places to set in bold."""
    cell = "padding:2px 8px;border-bottom:1px solid #e5e7eb;"
    first, other = f"{cell}text-align:left;max-width:190px", f"{cell}text-align:right;white-space:nowrap"
    parts = ['<div style="overflow:auto"><table style="border-collapse:collapse;font-size:12px"><tr>']
    parts += [f'<th style="{other if place else first}">{escape(word)}</th>' for place, word in enumerate(head)]
    for i, row in enumerate(rows):
        parts.append("</tr><tr>")
        for j, word in enumerate(row):
            weight = ";font-weight:700" if bold and (i, j) in bold else ""
            parts.append(f'<td style="{other if j else first}{weight}">{escape(word)}</td>')
    return "".join([*parts, "</tr></table></div>"])
