"""Sectors of modelled firms: a table with its source and status (sim/data/sectors.csv), and its record."""

from __future__ import annotations

from functools import cache

import pandas as pd

from sim.engine.records import Field, dtype_of

N_SECTORS = 10

FIELDS = [
    Field("is_manufacturing", "i1", "0 or 1", "manufacturing"),
    Field("is_high_tech", "i1", "0 or 1", "high-tech industry"),
    Field("is_strategic_emerging", "i1", "0 or 1", "strategic emerging industry"),
    Field("on_negative_list", "i1", "0 or 1", "excluded from the super-deduction"),
    Field("is_integrated_circuits", "i1", "0 or 1", "integrated circuits and industrial mother machines"),
    Field("rd_habit", "f8", "log", "log R&D intensity of active firms"),
    Field("value_added_share", "f8", "share of sales", "value added over sales"),
    Field("demand_lead", "f8", "1 / year", "growth of demand above that of nominal GDP"),
    Field("demand", "f8", "factor / quarter", "growth of demand in this quarter"),
    Field("index", "f8", "ratio", "demand for the region's firms over that of the start"),
    Field("sales_start", "f8", "yuan / quarter", "sales of the sector at the start"),
    Field("sales", "f8", "yuan / quarter", "sales of the sector"),
    Field("strength", "f8", "index", "sales-weighted mean competitiveness"),
    Field("strength_start", "f8", "index", "the same at the start, and that of rivals elsewhere then"),
    Field("weight", "f8", "yuan / quarter", "sum of sales after clearing"),
    Field("weighted_strength", "f8", "yuan / quarter", "sum of sales times competitiveness"),
    Field("share_of_industry", "f8", "share", "share of industrial firms in 2012"),
    Field("share_of_services", "f8", "share", "share of technology services in 2012"),
    Field("clearing", "f8", "ratio", "factor that brings sales to demand"),
    Field("n_institutes", "f8", "institutes", "institutes of the region whose field it is"),
    Field("share_of_firms", "f8", "share", "share of the region's firms at the start"),
]
SECTOR = dtype_of(FIELDS)


@cache
def sector_table() -> pd.DataFrame:
    """The sector table: key, names, flags, habits, shares, source and status of each row."""
    from sim.data import FOLDER

    table = pd.read_csv(FOLDER / "sectors.csv")
    if len(table) != N_SECTORS:
        raise ValueError(f"sim/data/sectors.csv has {len(table)} rows; {N_SECTORS} sectors are declared")
    return table


SECTOR_PLACE = {name: place for place, name in enumerate(sector_table()["sector"])}
"""Place of each sector in the table, by its key."""


@cache
def sector_shares(region: str) -> pd.DataFrame:
    """share_of_industry_firms, share_of_service_firms of a region, in the order of the sector table.

    From sim/data/sector_shares.csv where the region, or the province that it is a part of, has rows there; else those
    of the sector table. ValueError when the region's rows do not name every sector once.
    """
    from sim.data import FOLDER, REGIONS

    columns = ["share_of_industry_firms", "share_of_service_firms"]
    table = pd.read_csv(FOLDER / "sector_shares.csv")
    own = table[table["region"] == REGIONS[region].get("part_of", region)].set_index("sector")
    if own.empty:
        return sector_table()[columns]
    if sorted(own.index) != sorted(sector_table()["sector"]):
        raise ValueError(f"sim/data/sector_shares.csv: the rows of {region} do not name every sector once")
    return own.loc[sector_table()["sector"], columns].reset_index(drop=True)
