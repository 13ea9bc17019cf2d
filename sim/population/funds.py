"""Funds of a region: banks' technology windows, private venture funds, slots for guidance funds."""

from __future__ import annotations

import numpy as np

from sim.agents.fund import BANK, FUND, GUIDANCE, VENTURE
from sim.data import county_column
from sim.engine.luck import agent_key
from sim.population.keyed import normal_scores, uniform
from sim.population.recipe import recipe, shares
from sim.rules import finance
from sim.sectors import sector_table


def make_funds(region: str, seed: int, counties: np.ndarray, first_quarter: int) -> np.ndarray:
    """Funds of one lane (FUND): a bank window per prefecture, in their order; private venture funds; guidance funds.

    A window sits where its prefecture's budget is largest; the others by science and technology employment. Half of
    the private funds keep to a sector, a strategic emerging one.
    """
    numbers, people = recipe(region), float(county_column(region, "pop_2010").sum())
    n_private = max(1, round(numbers["venture_funds_per_million_people"] * people / 1e6))
    windows = [
        int(np.where(counties["prefecture"] == place, counties["share_budget"], -1.0).argmax())
        for place in range(counties["prefecture"].max() + 1)
    ]
    science = np.argsort(-shares(region)["science"].to_numpy(), kind="stable")
    private = sorted(int(science[i % 3]) for i in range(n_private))
    guidance = sorted(int(science[i]) for i in range(int(numbers["guidance_funds"])))
    out = np.zeros(len(windows) + n_private + len(guidance), FUND)
    seats = [(BANK, windows), (VENTURE, private), (GUIDANCE, guidance)]
    out["kind"] = np.repeat([kind for kind, _ in seats], [len(places) for _, places in seats])
    out["county"] = [place for _, places in seats for place in places]
    out["key"] = [agent_key(int(f["county"]), 3 + int(f["kind"]), 1 + i) for i, f in enumerate(out)]
    out["founded"] = np.where(out["kind"] == GUIDANCE, 0, first_quarter)
    out["government_share"] = out["kind"] == GUIDANCE
    out["risk_appetite"] = np.exp(0.3 * normal_scores(seed, finance.FUND_APPETITE, out["key"]))
    emerging = np.flatnonzero(sector_table()["is_strategic_emerging"].to_numpy() == 1)
    u = uniform(seed, finance.FUND_FOCUS, out["key"])
    focused = (out["kind"] == VENTURE) & (u < 0.5)
    out["focus"] = np.where(focused, emerging[np.minimum((2 * u * len(emerging)).astype(int), len(emerging) - 1)], -1)
    a_year = numbers["venture_capital_per_person"] * people
    out["commitment"] = np.where(out["kind"] == VENTURE, a_year / n_private, 0.0)
    return out
