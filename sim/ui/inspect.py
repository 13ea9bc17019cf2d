"""Mesa's SolaraViz on the live model: a map of the counties, series of the region, and one agent's story.

For modellers, on this machine alone. Each visitor has a model of their own.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import solara
import solara.lab
from mesa.visualization import SolaraViz

from sim import indicators
from sim.agents.view import KINDS
from sim.data import REGIONS, counties, tile_grid
from sim.model import REPORTED, CountyInnovationModel
from sim.report.tilemap import COLOURS, DARK_FROM, fifths
from sim.report.words import shown_unit
from sim.text import say
from sim.ui import svg

SHOWN: dict[str, Any] = {"scenario": "jiangxi_2018", "rng": 1, "scale": 20, "lang": "en"}
"""What the command was given; the page starts from it."""

STORIES = {
    "Firm": (
        "sales_year", "rd", "rd_relabelled", "n_rd_workers", "cash", "debt", "patents", "is_rd_active", "claims",
        "is_hnte", "alive",
    ),
    "Talent": ("county", "employer", "skill", "alive"),
    "County": ("st_envelope", "visits", "p_reached", "skilled_wage", "n_workforce", "score", "is_innovative"),
    "Institute": ("rd_done", "n_rd_workers", "contract_income", "cash", "patents"),
    "Township": ("contact_ordinary", "contact_poor", "adoption", "income", "score", "is_innovative"),
}  # fmt: skip
"""What an agent's story tells, by kind; of other kinds the first ten numbers."""

LISTED = 200
"""Agents of a county that the list offers, the largest first."""

QUARTERS = 6
"""Quarters of a story that are shown."""

NAMED_TABS = """
.v-tab {{ font-size: 0 !important; }}
.v-tab::after {{ font-size: 0.875rem; content: {first}; }}
.v-tab + .v-tab::after {{ content: {second}; }}
"""
"""Mesa calls its tabs "Page 0" and "Page 1" and takes no other names; so they are written over."""

SIZES = {"Firm": "sales_year", "Talent": "skill", "Institute": "rd_done", "Township": "households"}
"""What the agents of a list are ordered by."""


class InspectedModel(CountyInnovationModel):
    """The model, which also keeps the story of one agent from the quarter on in which somebody asks for it."""

    def __init__(self, *, scenario: Any = "jiangxi_2018", rng: int = 1, scale: int = 20) -> None:
        super().__init__(scenario=scenario, rng=rng, scale=scale)
        self.watched: tuple[type, int] | None = None
        self.story: list[tuple[str, dict[str, Any]]] = []

    def step(self) -> None:
        """One quarter, and a line of the story."""
        super().step()
        self.write_story()

    def watch(self, kind: type, key: int) -> None:
        """Begin the story of another agent."""
        if self.watched != (kind, key):
            self.watched, self.story = (kind, key), []
            self.write_story()

    def write_story(self) -> None:
        """Add the watched agent's state; nothing once it has left."""
        if self.watched is None:
            return
        kind, key = self.watched
        rows = living(self, kind)
        found = rows[rows["key"] == np.uint64(key)]
        if len(found):
            year, season = self.date
            self.story.append((f"{year} Q{season}", {name: found[0][name].item() for name in told(kind)}))


def told(kind: Any) -> tuple[str, ...]:
    """Fields that the story of a kind tells."""
    numbers = [field.name for field in kind.fields if not field.shape and field.name != "key"]
    return tuple(name for name in STORIES.get(kind.__name__, numbers[:10]) if name in numbers)


def living(model: Any, kind: Any) -> np.ndarray:
    """Records of the living agents of a kind."""
    return model.world.alive(kind.block)


def words(key: str, **values: Any) -> str:
    """A text of this page in the language that was asked for."""
    return say(f"inspect.{key}", SHOWN["lang"], **values)


def where_and_when(model: Any) -> str:
    """The region and the quarter that was simulated last, for a card's title."""
    name, done = REGIONS[model.scenario.region]["name"][SHOWN["lang"]], model.world.quarter_number
    if done == 0:
        return name
    return words("at", region=name, year=model.scenario.period[0] + (done - 1) // 4, quarter=(done - 1) % 4 + 1)


def county_names(model: Any) -> list[str]:
    """Names of the counties, in the model's order and the page's language."""
    return counties(model.scenario.region)["name_zh" if SHOWN["lang"] == "zh" else "name_en"].tolist()


def county_map(model: Any) -> Any:
    """The region's counties, in fifths of an indicator of the last quarter."""
    labels = {indicators.label(name, SHOWN["lang"]): name for name in REPORTED}
    label, choose = solara.use_state(indicators.label("rd_active_firms", SHOWN["lang"]))
    chosen, region = labels[label], model.scenario.region
    names = "name_zh" if SHOWN["lang"] == "zh" else "name_en"
    with solara.Card(f"{words('map')} · {where_and_when(model)}"):
        solara.Select(words("indicator"), values=list(labels), value=label, on_value=choose)
        if model.world.quarter_number == 0:
            solara.Text(words("not_begun"))
            return
        tally = model.world.tally[0, : model.world.quarter_number]
        codes = counties(region)["code"].astype(str)
        values = [indicators.measure_last(chosen, tally[:, place : place + 1]) for place in range(len(codes))]
        classes = fifths(pd.Series(values, index=codes))
        fills = {
            code: (COLOURS[place - 1], "#ffffff" if place - 1 >= DARK_FROM else svg.INK)
            for code, place in classes.items()
        }
        notes = {str(code): words("fifth", number=place) for code, place in classes.items()}
        tiles = tile_grid(region)
        solara.HTML(
            "div", unsafe_innerHTML=svg.tile_map(tiles.assign(code=tiles["code"].astype(str)), fills, notes, names)
        )
        solara.Text(words("not_validated"))


def time_series(model: Any) -> Any:
    """The region's indicators, quarter by quarter."""
    data = model.datacollector.get_model_vars_dataframe()
    first = model.scenario.period[0]
    when = [first + quarter / 4 for quarter in range(1, len(data) + 1)]
    with solara.Card(f"{words('series')} · {where_and_when(model)}"):
        for name in REPORTED:
            title = indicators.label(name, SHOWN["lang"])
            factor, unit = shown_unit(indicators.unit(name), SHOWN["lang"])
            chart = svg.line_chart(title, unit, when, (data[name] * factor).tolist())
            solara.HTML("div", unsafe_innerHTML=chart)


def agent_story(model: Any) -> Any:
    """Pick a kind, a county and an agent; then follow it quarter by quarter."""
    kinds = {kind.__name__: kind for kind in KINDS}
    kind_name, set_kind = solara.use_state("Firm")
    names = county_names(model)
    firms = living(model, kinds["Firm"])
    largest = int(firms["county"][firms["sales_year"].argmax()]) if len(firms) else 0  # somebody lives there
    place, set_place = solara.use_state(names[largest])
    picked, pick = solara.use_state("")
    kind = kinds[kind_name]
    rows = living(model, kind)
    if "county" in (rows.dtype.names or ()):
        rows = rows[rows["county"] == names.index(place)]
    if kind_name in SIZES:
        rows = rows[np.argsort(-rows[SIZES[kind_name]].astype(float), kind="stable")]
    keys = [str(key) for key in rows["key"][:LISTED]]
    with solara.Card(f"{words('story')} · {where_and_when(model)}"):
        solara.Select(words("kind"), values=list(kinds), value=kind_name, on_value=set_kind)
        if "county" in (rows.dtype.names or ()):
            solara.Select(words("county"), values=names, value=place, on_value=set_place)
        key = picked if picked in keys else (keys[0] if keys else "")
        solara.Select(words("agent"), values=keys, value=key, on_value=pick)
        if not key:
            solara.Text(words("nobody"))
            return
        model.watch(kind, int(key))
        solara.HTML("div", unsafe_innerHTML=story_table(kind, model.story, names))


def story_table(kind: Any, story: list[tuple[str, dict[str, Any]]], names: list[str]) -> str:
    """A row a field, a column a quarter, the last quarter first; what has just begun or ended is bold.

    names: of the counties, which agents know by their place in the list.
    """
    fields = {field.name: field for field in kind.fields}
    shown = list(reversed(story[-QUARTERS - 1 :]))
    rows, bold = [], set()
    for line, name in enumerate(told(kind)):
        field = fields[name]
        states = [state[name] for _, state in shown]
        if name == "county":
            rows.append([words("county"), *(names[int(state)] for state in states[:QUARTERS])])
            continue
        meaning = f"{field.meaning} ({field.unit})" if field.unit else field.meaning
        rows.append([meaning, *map(svg.number, states[:QUARTERS])])
        if field.unit == "0 or 1":
            bold |= {(line, 1 + k) for k in range(len(states) - 1) if states[k] != states[k + 1]}
    return svg.table([words("quarter"), *(quarter for quarter, _ in shown[:QUARTERS])], rows, bold)


@solara.component
def Page() -> None:
    """The page: a model of the visitor's own, made when the page is opened."""
    start = {name: SHOWN[name] for name in ("scenario", "rng", "scale")}
    solara.Title(words("title"))
    solara.Style(NAMED_TABS.format(first=json.dumps(words("map"), ensure_ascii=False),
                                   second=json.dumps(words("story"), ensure_ascii=False)))  # fmt: skip

    def make() -> InspectedModel:
        return InspectedModel(**start)

    made = solara.lab.use_task(make, dependencies=[])
    if made.error:
        solara.Error(str(made.exception))
    elif not made.finished:
        solara.Text(words("making"))
        solara.ProgressLinear(True)
    else:
        seed = {"type": "SliderInt", "value": start["rng"], "label": words("seed"), "min": 1, "max": 50, "step": 1}
        scales = sorted({start["scale"], 10, 20, 50, 100})
        scale = {"type": "Select", "value": start["scale"], "label": words("scale"), "values": scales}
        SolaraViz(
            made.value,
            components=[(county_map, 0), (time_series, 0), (agent_story, 1)],
            model_params={"scenario": start["scenario"], "rng": seed, "scale": scale},
            name=words("title"),
        )
