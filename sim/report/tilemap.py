"""The region as tiles, one a county, in classes: county values are not validated and never shown as figures."""

import pandas as pd
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from sim.report.figures import GREY, INK, new_figure
from sim.report.reading import Reading

# one hue, lightness falling evenly: the order survives grey print and colour blindness
COLOURS = ("#f2f6fa", "#c9dcec", "#8fb8d8", "#4a86b5", "#123f66")
DARK_FROM = 3  # white letters from this class (counted from 0) on
SUFFIXES_ZH = ("区", "县", "市")
SUFFIXES_EN = (" District", " County", " City")


def tile_grid(region: str) -> pd.DataFrame | None:
    """code, name_zh, name_en, col, row of the region's counties, or None where there is no grid."""
    try:
        from sim.data import tile_grid as grid

        tiles = grid(region)
    except (ImportError, KeyError, ValueError, FileNotFoundError):
        return None
    return tiles.assign(code=tiles["code"].astype(str)) if len(tiles) else None


def fifths(values: pd.Series) -> pd.Series:
    """Class 1-5 by rank; equal values share a class (so a class may be empty). Missing values are left out."""
    known = values.dropna()
    share = (known.rank(method="average") - 0.5) / len(known)
    return (share * 5).astype(int).clip(upper=4) + 1


def chances(share: pd.Series) -> pd.Series:
    """Class 1-5 of a share of replicates in [0, 1]: under 10 %, to 33, to 67, to 90, over 90."""
    return pd.Series(1 + sum((share > edge).astype(int) for edge in (0.1, 1 / 3, 2 / 3, 0.9)), index=share.index)


def counts(share: pd.Series) -> pd.Series:
    """Class 1-4 where replicates are few: none, under half, half or more, all."""
    return 1 + (share > 0).astype(int) + (share >= 0.5).astype(int) + (share >= 1).astype(int)


def county_classes(reading: Reading, indicator: str, year: int) -> tuple[pd.Series, str]:
    """(class by county code, key of the classes' words under report.map) in `year`; an empty series if no values."""
    rows = reading.counties
    rows = rows[(rows["indicator"] == indicator) & (rows["year"] == year)]
    by_county = rows.groupby("county")["value"]
    if indicator != "innovative_counties":
        return fifths(by_county.median()), "fifths"
    share = by_county.mean()  # 0 or 1 in each replicate
    return (counts(share), "counts") if reading.is_preliminary else (chances(share), "chance")


def short_name(tile: pd.Series, lang: str) -> str:
    """The county's name without "county", "district", "city" where what is left still names it."""
    name = str(tile["name_zh"] if lang == "zh" else tile["name_en"])
    for suffix in SUFFIXES_ZH if lang == "zh" else SUFFIXES_EN:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            return name.removesuffix(suffix)
    return name


def legend_words(reading: Reading, classes: pd.Series, group: str) -> list[str]:
    """One phrase a class: its number, its words, how many counties."""
    steps = 4 if group == "counts" else 5
    return [
        reading.t("map.legend", number=step, word=reading.t(f"map.{group}.{step}"), n=int((classes == step).sum()))
        for step in range(1, steps + 1)
    ]


def colour_of(step: int, group: str) -> tuple[str, str]:
    """(fill, ink) of a class."""
    index = [0, 1, 3, 4][step - 1] if group == "counts" else step - 1
    return COLOURS[index], "white" if index >= DARK_FROM else INK


def tile_map(reading: Reading, tiles: pd.DataFrame, classes: pd.Series, group: str, title: str) -> Figure:
    """A square a county, filled by class, with its name and the number of its class; the legend says it in words."""
    width, height = int(tiles["col"].max()) + 1, int(tiles["row"].max()) + 1
    size = 0.62
    wide, high = width * size + 0.3, height * size * 0.78 + 1.5
    figure, axes = new_figure(reading, title, (wide, high))
    axes.set_position((0.15 / wide, 1.05 / high, 1 - 0.3 / wide, 1 - 1.5 / high))
    letters = (7.5 if reading.lang == "zh" else 5.6) * min(1.0, 14 / width)
    for _, tile in tiles.iterrows():
        step = int(classes.get(tile["code"], 0))
        fill, ink = colour_of(step, group) if step else ("white", GREY)
        left, top = float(tile["col"]), float(tile["row"])
        axes.add_patch(Rectangle((left + 0.03, top + 0.03), 0.94, 0.94, fc=fill, ec=GREY, lw=0.5))
        axes.text(left + 0.5, top + 0.62, short_name(tile, reading.lang), ha="center", va="center", fontsize=letters,
                  color=ink)  # fmt: skip
        axes.text(left + 0.09, top + 0.1, str(step or "–"), ha="left", va="top", fontsize=5.2, color=ink)
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    legend(figure, reading, classes, group, (wide, high))
    return figure


def legend(figure: Figure, reading: Reading, classes: pd.Series, group: str, size: tuple[float, float]) -> None:
    """Swatches with words under the map, three in a row, and the warning that nothing here is validated."""
    wide, high = size
    for place, phrase in enumerate(legend_words(reading, classes, group)):
        x, y = 0.15 + (place % 3) * (wide - 0.3) / 3, 0.78 - (place // 3) * 0.24
        fill, _ = colour_of(place + 1, group)
        figure.add_artist(Rectangle((x / wide, y / high), 0.2 / wide, 0.15 / high, fc=fill, ec=GREY, lw=0.5))
        figure.text((x + 0.27) / wide, (y + 0.075) / high, phrase, fontsize=8, va="center")
    figure.text(0.15 / wide, 0.012, reading.t("map.not_validated"), fontsize=7.5, color=GREY, va="bottom")
