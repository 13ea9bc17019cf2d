"""The certainty stratum: who a province's largest R&D performers are, dealt out by rule and not by lot.

    python -m sim.population.stratum sichuan jilin

writes the regions' rows of sim/data/certainty_stratum.csv anew. Rule: sectors in turn (sim/data/certainty_rule.yaml);
counties in turn by largest remainder of a weight, 0.7 manufacturing and 0.3 science and technology employment; every
other one state-owned, beginning with the largest. No real firm is meant.

`merit` is the firm's rank in the criteria of recognition other than R&D: at 1 it never meets them. By lot, a giant
that is recognised must bring its R&D to 3 % of its sales, and one lot moves the R&D of Jilin by half. By assumption the
largest performers are groups whose units are recognised, not they themselves. Empty (Jiangxi): by lot.
"""

from __future__ import annotations

import sys

import pandas as pd

from sim.data import FOLDER
from sim.data import counties as county_table
from sim.population.institutes import dealt_out
from sim.population.recipe import recipe, shares

FILE = FOLDER / "certainty_stratum.csv"
SOURCE = (
    "sectors in turn, counties by manufacturing and S&T employment (0.7 and 0.3, largest remainder), "
    "every other one state-owned: sim/population/stratum.py"
)


def sectors_in_turn(region: str) -> list[str]:
    """Sectors of a region's largest R&D performers, by rank; ValueError when the rule names none for the region."""
    from ruamel.yaml import YAML

    rule = YAML(typ="safe").load((FOLDER / "certainty_rule.yaml").read_text(encoding="utf-8"))
    if region not in rule:
        raise ValueError(f"certainty_rule.yaml has no sectors for {region!r}; it has some for: {', '.join(rule)}")
    return [sector for part in rule[region]["sectors"] for _ in range(part["times"]) for sector in part["in_turn"]]


def stratum(region: str) -> pd.DataFrame:
    """Rows of a region by the rule: region, rank, county, sector, is_state, merit, source, status."""
    n, weight, codes = int(recipe(region)["certain_firms"]), shares(region), county_table(region)["code"]
    sectors = sectors_in_turn(region)
    if len(sectors) != n:
        raise ValueError(f"certainty_rule.yaml names {len(sectors)} sectors for {region}; the recipe has {n} firms")
    places = dealt_out((0.7 * weight["industry"] + 0.3 * weight["science"]).to_numpy(), n)
    return pd.DataFrame(
        {
            "region": region,
            "rank": range(1, n + 1),
            "county": [codes[place] for place in places],
            "sector": sectors,
            "is_state": [1 - k % 2 for k in range(n)],
            "merit": 1.0,
            "source": SOURCE,
            "status": "ASSUMED",
        }
    )


def write(regions: list[str]) -> None:
    """Put the regions' rows into the file, in place of those that it has."""
    table = pd.read_csv(FILE, dtype={"county": str})
    others = table[~table["region"].isin(regions)]
    new = pd.concat([others, *(stratum(region) for region in regions)])
    new.sort_values(["region", "rank"]).to_csv(FILE, index=False, lineterminator="\n")


if __name__ == "__main__":
    write(sys.argv[1:])
