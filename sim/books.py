"""The books of a run as tables: the ledger by year, costs by lever and payer, and whether money was conserved."""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from sim.data import REGIONS
from sim.data import counties as county_table
from sim.engine.ledger import (
    CONTRACTS,
    EXTRA_MONEY_OF_COUNTY,
    EXTRA_MONEY_OF_PREFECTURE,
    EXTRA_MONEY_OF_PROVINCE,
    FLOWS,
    FUNDS,
    INSTITUTES,
    N_PURSES,
    PURSES,
    REGIONAL,
)
from sim.population.governments import prefecture_places
from sim.rules.tax_law import tax_law_on
from sim.steps.alliance import LOSS_OF_ALLIANCE_COUNTY, LOSS_OF_ALLIANCE_PROVINCE
from sim.steps.pooled_loans import LOSS_OF_POOL_COUNTY, LOSS_OF_POOL_PROVINCE
from sim.steps.settlement import FORGONE_HNTE, FORGONE_SUPER_DEDUCTION
from sim.steps.venture import LOSS_OF_GUIDANCE_COUNTY, LOSS_OF_GUIDANCE_PROVINCE

GOVERNMENTS = {"county", "prefecture", "province", "centre"}
FORGONE_LEVERS = {FORGONE_SUPER_DEDUCTION: "rd_super_deduction", FORGONE_HNTE: "hnte_cit_rate"}
EXTRA_MONEY = (EXTRA_MONEY_OF_COUNTY, EXTRA_MONEY_OF_PREFECTURE, EXTRA_MONEY_OF_PROVINCE)
LOSSES = {
    LOSS_OF_POOL_PROVINCE: ("loan_guarantee_risk_pool", "province"),
    LOSS_OF_POOL_COUNTY: ("loan_guarantee_risk_pool", "county"),
    LOSS_OF_GUIDANCE_PROVINCE: ("vc_guidance_fund", "province"),
    LOSS_OF_GUIDANCE_COUNTY: ("vc_guidance_fund", "county"),
    LOSS_OF_ALLIANCE_PROVINCE: ("ppp_and_vc_alliance", "province"),
    LOSS_OF_ALLIANCE_COUNTY: ("ppp_and_vc_alliance", "county"),
}


@cache
def county_codes(region: str) -> list[str]:
    """GB/T 2260 codes of a region's counties, in the order of the county table."""
    return [str(code) for code in county_table(region)["code"]]


def region_code(region: str) -> str:
    """The region's own code, as text."""
    return str(REGIONS[region]["code"])


def prefecture_codes(region: str) -> list[str]:
    """GB/T 2260 codes of a region's prefectures, as text; with a star where the region itself has that code."""
    codes = sorted(set(county_table(region)["prefecture_code"].astype(str)))
    return [f"{code}*" if code == region_code(region) else code for code in codes]


def ledger_table(world: Any, place: int, replicate: int) -> pd.DataFrame:
    """Every payment of a lane, summed by year, pair of accounts, lever and purpose (whole yuan)."""
    rows = slice(place * world.n_counties, (place + 1) * world.n_counties)
    years, flows, payers, payees, sums = [], [], [], [], []
    for year, ledger in world.ledgers.items():
        county, flow = np.nonzero(ledger[rows])
        payer, payee = np.nonzero(world.contracts[year][rows])
        years.append(np.full(len(flow) + len(payer), year, np.int16))
        flows += [flow, np.full(len(payer), CONTRACTS)]
        payers += [county, payer]
        payees += [county, payee]
        sums += [ledger[rows][county, flow], world.contracts[year][rows][payer, payee]]
    flow = np.concatenate(flows)
    words = {side: pd.Categorical([getattr(f, side) for f in FLOWS]) for side in ("payer", "payee", "lever", "name")}

    def word(side: str) -> pd.Categorical:
        return pd.Categorical.from_codes(words[side].codes[flow], words[side].categories)

    def county_of(side: str, places: list[np.ndarray]) -> pd.Categorical:
        regional = np.array([getattr(f, side) in REGIONAL for f in FLOWS])[flow]
        prefectural = np.array([getattr(f, side) == "prefecture" for f in FLOWS])[flow]
        county = np.concatenate(places)
        codes = np.where(regional, world.n_counties, county)
        codes = np.where(prefectural, world.n_counties + 1 + prefecture_places(world.region)[county], codes)
        names = [*county_codes(world.region), region_code(world.region), *prefecture_codes(world.region)]
        return pd.Categorical.from_codes(codes, names)

    return pd.DataFrame(
        {
            "replicate": np.int32(replicate),
            "year": np.concatenate(years),
            "payer": word("payer"),
            "payer_county": county_of("payer", payers),
            "payee": word("payee"),
            "payee_county": county_of("payee", payees),
            "lever": word("lever"),
            "purpose": word("name"),
            "yuan": np.concatenate(sums),
        }
    )


def cost_table(world: Any, place: int, replicate: int) -> pd.DataFrame:
    """Fiscal cost of each lever by year, county, payer and kind (whole yuan), as `cost_block` has it, without zeros."""
    years, codes = np.array(list(world.ledgers), np.int16), county_codes(world.region)
    kinds, yuan = cost_block(world, place)
    which, year, county = np.nonzero(yuan)
    words = [pd.Series(np.array(column, object)[which], dtype="str") for column in zip(*kinds, strict=True)]
    return pd.DataFrame(
        {
            "replicate": np.full(len(which), replicate, np.int32),
            "year": years[year],
            "county": pd.Categorical.from_codes(county, codes),
            **dict(zip(("lever", "payer", "kind"), words, strict=True)),
            "yuan": yuan[which, year, county],
        }
    )


def cost_block(world: Any, place: int) -> tuple[list[tuple[str, str, str]], np.ndarray]:
    """(lever, payer, kind) of every fiscal cost of a lane, and yuan [which, year, county].

    Outlays are payments of a government that carry a lever; money from one government to another is a transfer, and
    margin money and fund capital, which stay the government's own, are capital. Neither is a cost: the cost of capital
    is what of it is lost (expected loss). Tax forgone is borne by the centre and the county as the tax is shared; the
    two parts add up to the whole yuan. What a level receives beyond its envelope (`extra_money`) stands in a row of its
    own: it is no cost, what is bought with it is.
    """
    rows = slice(place * world.n_counties, (place + 1) * world.n_counties)
    ledger = np.array([year[rows] for year in world.ledgers.values()])
    forgone = np.array([year[rows] for year in world.forgone_by_year.values()])
    kinds, columns = [], []
    for column, flow in enumerate(FLOWS):
        if flow.lever and flow.payer in GOVERNMENTS:
            kinds.append((flow.lever, flow.payer, flow.kind or ("transfer" if flow.payee in GOVERNMENTS else "outlay")))
            columns.append(ledger[:, :, column])
    for column in EXTRA_MONEY:
        kinds.append(("extra_money", FLOWS[column].payee, "extra money"))
        columns.append(ledger[:, :, column])
    share = np.array([[tax_law_on(f"{year}-12-31")["centre_share"]] for year in world.ledgers])
    for column, lever in FORGONE_LEVERS.items():
        centre = np.floor(forgone[:, :, column] * share + 0.5).astype(np.int64)
        kinds += [(lever, "centre", "tax forgone"), (lever, "county", "tax forgone")]
        columns += [centre, forgone[:, :, column] - centre]
    for column, (lever, payer) in LOSSES.items():
        kinds.append((lever, payer, "expected loss"))
        columns.append(forgone[:, :, column])
    return kinds, np.array(columns)


def balances(world: Any, place: int = 0) -> pd.DataFrame:
    """What every kind of account holds in every county now (whole yuan), from the agents' own purses.

    Firms count as often as they stand for. Index: account kind; columns: counties in the order of the county table.
    """
    lane = world["lanes"][place]
    held: dict[str, np.ndarray] = {}
    firms = world["firms"][lane["first_firm"] : lane["end_firm"]]
    held["firms"] = _by_county(firms["county"], firms["cash"] * firms["stands_for"], world.n_counties)
    institutes = world["institutes"][lane["first_institute"] : lane["end_institute"]]
    held[INSTITUTES] = _by_county(institutes["county"], institutes["cash"], world.n_counties)
    funds = world["funds"][lane["first_fund"] : lane["end_fund"]]
    held[FUNDS] = _by_county(funds["county"], funds["cash"], world.n_counties)
    rows = slice(place * world.n_counties * N_PURSES, (place + 1) * world.n_counties * N_PURSES)
    purses = world["purses"][rows]["cash"].reshape(world.n_counties, N_PURSES)
    held |= {kind: purses[:, column] for column, kind in enumerate(PURSES)}
    return pd.DataFrame(held).T


def _by_county(county: np.ndarray, yuan: np.ndarray, n_counties: int) -> np.ndarray:
    out = np.zeros(n_counties, np.int64)
    np.add.at(out, county, yuan)
    return out


def net_flows(world: Any, place: int = 0) -> pd.DataFrame:
    """What the ledger says every kind of account received less paid, by county, over the closed years (whole yuan)."""
    n = world.n_counties
    rows = slice(place * n, (place + 1) * n)
    net = {kind: np.zeros(n, np.int64) for kind in ["firms", INSTITUTES, FUNDS, *PURSES]}
    for year, ledger in world.ledgers.items():
        for column, flow in enumerate(FLOWS):
            net[flow.payer] -= ledger[rows][:, column]
            net[flow.payee] += ledger[rows][:, column]
        net["firms"] -= world.contracts[year][rows].sum(axis=1)
        net[INSTITUTES] += world.contracts[year][rows].sum(axis=0)
    return pd.DataFrame(net).T


def check_money(world: Any, before: pd.DataFrame, place: int = 0) -> pd.DataFrame:
    """Where the change of the agents' purses since `before` differs from the ledger: empty when money is conserved.

    before: `balances` at the start. Call at the end of a year. Rows: account kind, county, yuan unaccounted for. Risk
    pools and funds pay into other counties than that of their seat: they are checked over the region (first county).
    """
    gap = balances(world, place) - before - net_flows(world, place)
    for account in ("risk_pools", FUNDS):
        gap.loc[account] = [gap.loc[account].sum()] + [0] * (gap.shape[1] - 1)
    found = gap.stack()
    return found[found != 0].rename("yuan").rename_axis(["account", "county"]).reset_index()
