"""The population of a region in 2012: counties, firms, R&D workers, institutes, townships, with stable keys.

The recipe's numbers stand in sim/data/recipe.yaml, each with its status. Counts are drawn by inversion of keyed
draws; every attribute is keyed per agent and never renormalised over the sample, so that at scale K the firms kept
(those with hash(key) < 1/K, nested) are the very firms of scale 1, each standing for K.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from scipy.special import ndtri
from scipy.stats import poisson as poisson_law

from sim.agents.firm import FIRM
from sim.agents.government import COUNTY
from sim.agents.institute import INSTITUTE
from sim.agents.talent import TALENT
from sim.agents.township import TOWNSHIP
from sim.data import FOLDER
from sim.data import counties as county_table
from sim.engine.luck import GOLDEN, MIX_1, MIX_2, agent_key, decision, luck_key
from sim.rules import budgets, labour, market, recognition
from sim.sectors import sector_table

SERVICE_SLOTS = 1 << 20
CERTAIN_SLOTS = 1 << 21
TALENT_SLOTS = 1 << 30

N_INDUSTRY = decision("start.n_industry", "number of industrial firms of a county in 2012")
N_SERVICES = decision("start.n_services", "number of technology service firms of a county in 2012")
SECTOR_DRAW = decision("start.sector", "sector of a firm of 2012")
SALES_DRAW = decision("start.sales", "sales of a firm of 2012")
STATE_DRAW = decision("start.is_state", "is a firm of 2012 state-owned?")
HABIT_DRAW = decision("start.rd_habit", "a firm's own R&D habit")
ACTIVE_DRAW = decision("start.rd_active", "does a firm do R&D in 2012?")
MARGIN_DRAW = decision("start.margin", "a firm's margin")
PRODUCTIVITY_DRAW = decision("start.productivity", "a firm's productivity in 2012")
AGE_DRAW = decision("start.age", "age of a firm of 2012")
CLAIMS_DRAW = decision("start.claims", "did an active firm claim in 2012?")
HNTE_DRAW = decision("start.hnte", "was an eligible firm an HNTE in 2012?")
EXPIRY_DRAW = decision("start.hnte_until", "when does the certificate of 2012 end?")
SME_DRAW = decision("start.is_tech_sme", "is a firm of 2012 a technology SME?")
PATENT_DRAW = decision("start.patents", "patents in force in 2012")
PENDING_DRAW = decision("start.patents_pending", "applications pending in 2012")


def uniform(seed: int, stream: int, keys: np.ndarray, quarter: int = 0) -> np.ndarray:
    """Keyed uniforms of many agents at once; the same bits as `luck`. keys: uint64, any shape."""
    with np.errstate(over="ignore"):
        z = np.uint64(luck_key(seed, stream, quarter)) + keys.astype(np.uint64) * np.uint64(GOLDEN)
        z = (z ^ (z >> np.uint64(30))) * np.uint64(MIX_1)
        z = (z ^ (z >> np.uint64(27))) * np.uint64(MIX_2)
        return ((z ^ (z >> np.uint64(31))) >> np.uint64(11)) * 2.0**-53


def normal_scores(seed: int, stream: int, keys: np.ndarray) -> np.ndarray:
    """Keyed standard normal draws of many agents."""
    return ndtri(np.clip(uniform(seed, stream, keys), 1e-12, 1 - 1e-12))


@cache
def recipe(region: str) -> dict[str, float]:
    """The recipe's numbers for a region; ValueError when the region has none."""
    from ruamel.yaml import YAML

    table = YAML(typ="safe").load((FOLDER / "recipe.yaml").read_text(encoding="utf-8"))
    if region not in table or region == "shared":
        have = ", ".join(sorted(set(table) - {"shared"}))
        raise ValueError(f"region {region!r} has no population recipe yet; there is one for: {have}")
    return {name: float(row["value"]) for name, row in (table["shared"] | table[region]).items()}


def kept(keys: np.ndarray, scale: int) -> np.ndarray:
    """Which agents stay in the sample at scale K: hash(key) < 1 / K, whatever the seed, so samples are nested."""
    return uniform(0, market.ENTRANT_KEPT, keys) < 1.0 / scale


@cache
def shares(region: str) -> pd.DataFrame:
    """Fixed weights of a region's counties (each column sums to 1)."""
    table = county_table(region)
    population = table["pop_2010"].astype(float)
    working = population * 0.55
    out = pd.DataFrame(
        {
            "industry": working * table["emp_share_manufacturing"],
            "services": working * (table["emp_share_ict"] + table["emp_share_sci_tech"]),
            "science": working * table["emp_share_sci_tech"],
            "budget": population,
            # value added per worker of the three sectors of the region: judgement, farm : industry : services
            "rest": working
            * (
                0.35 * table["emp_share_primary"]
                + 1.6 * table["emp_share_secondary"]
                + 1.2 * table["emp_share_tertiary"]
            ),
            "graduates": population * (table["tertiary_educated_share_of_pop_2020"] + 0.02),
        }
    )
    return out / out.sum()


def make_counties(region: str, seed: int, belief: dict[str, float]) -> np.ndarray:
    """County records of one lane (COUNTY, in the order of the county table)."""
    table, weight, numbers = county_table(region), shares(region), recipe(region)
    out = np.zeros(len(table), COUNTY)
    keys = table["code"].astype(int).to_numpy(np.uint64)
    out["key"] = keys
    out["prefecture"] = table["prefecture_code"].astype(int)
    out["population"] = table["pop_2010"]
    schooling = table["mean_years_schooling_2020"].to_numpy(float)
    z = (schooling - schooling.mean()) / schooling.std()
    out["schooling"] = z
    out["share_budget"], out["share_rest"] = weight["budget"], weight["rest"]
    out["share_graduates"] = weight["graduates"]
    industry, services = numbers["industry_firms"] * weight["industry"], numbers["service_firms"] * weight["services"]
    out["expected_firms"] = industry + services
    out["share_service_firms"] = services / (industry + services)
    quality = belief["delivery_spread"] * normal_scores(seed, budgets.DELIVERY_QUALITY, keys)
    out["delivery_quality"] = np.exp(quality + belief["delivery_schooling"] * z - 0.5 * belief["delivery_spread"] ** 2)
    out["absorptive_capacity"] = 1.0 / (1.0 + np.exp(-0.8 * z))
    spread = belief["st_propensity_spread"]
    propensity = np.exp(spread * normal_scores(seed, budgets.ST_PROPENSITY, keys) - 0.5 * spread * spread)
    out["st_propensity"] = propensity / (propensity * weight["budget"].to_numpy()).sum()
    out["effort"] = 1.0
    out["skilled_wage"] = belief["wage_2012"] * np.exp(0.1 * z)
    out["skilled_wage_2012"] = out["skilled_wage"]
    institutes = make_institutes(region, belief)
    np.add.at(out["institute_weight"], institutes["county"], institutes["weight"])
    out["housing_cost"] = np.exp(0.3 * z)
    return out


@cache
def certain_stratum(region: str) -> pd.DataFrame:
    """The region's largest R&D performers: county, sector, ownership by stated assumption (certainty_stratum.csv)."""
    table = pd.read_csv(FOLDER / "certainty_stratum.csv")
    rows = table[table["region"] == region].sort_values("rank").reset_index(drop=True)
    places = {int(code): place for place, code in enumerate(county_table(region)["code"].astype(int))}
    rows["place"] = rows["county"].astype(int).map(places)
    sectors = {name: place for place, name in enumerate(sector_table()["sector"])}
    rows["sector_place"] = rows["sector"].map(sectors)
    return rows


def _firm_keys(region: str, seed: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(county place, slot, kind) of all firms of 2012 at scale 1; kind 0 industry, 1 service, 2 certain."""
    weight, numbers = shares(region), recipe(region)
    codes = county_table(region)["code"].astype(int).to_numpy(np.uint64)
    n_industry = poisson_law.ppf(
        uniform(seed, N_INDUSTRY, codes), (numbers["industry_firms"] - numbers["certain_firms"]) * weight["industry"]
    )
    n_service = poisson_law.ppf(uniform(seed, N_SERVICES, codes), numbers["service_firms"] * weight["services"])
    certain = certain_stratum(region)
    places = [np.repeat(np.arange(len(codes)), n.astype(int)) for n in (n_industry, n_service)]
    places.append(certain["place"].to_numpy())
    slots = [
        count_within(places[0]),
        SERVICE_SLOTS + count_within(places[1]),
        CERTAIN_SLOTS + certain["rank"].to_numpy(),
    ]
    kinds = [np.full(len(place), kind) for kind, place in enumerate(places)]
    return np.concatenate(places), np.concatenate(slots), np.concatenate(kinds)


def count_within(places: np.ndarray) -> np.ndarray:
    """0, 1, 2 ... within each run of equal places (sorted)."""
    first = np.searchsorted(places, places)
    return np.arange(len(places)) - first


def agent_keys(county: np.ndarray, quarter: int, slot: np.ndarray) -> np.ndarray:
    """Keys of many agents at once; the same as `engine.luck.agent_key`."""
    key = (np.uint64(quarter) << np.uint64(44)) | (county.astype(np.uint64) << np.uint64(32)) | slot.astype(np.uint64)
    return key + np.uint64(1)


def industry_sales(u: np.ndarray, numbers: dict[str, float]) -> np.ndarray:
    """Yearly sales of industrial firms (yuan) at quantiles u: lognormal body above 20m yuan, Pareto tail.

    The tail ends where the certainty stratum begins, so that no lot makes a giant.
    """
    tail = numbers["tail_share"]

    def body(q):
        return 20e6 + numbers["industry_sales_median_above_floor"] * np.exp(numbers["industry_sales_spread"] * ndtri(q))

    stratum = numbers["certain_firms"] / numbers["industry_firms"]
    left = np.clip((1.0 - u) / tail, stratum / tail, 1.0)
    pareto = body(1.0 - tail) * left ** (-1.0 / numbers["sales_tail_exponent"])
    return np.where(u < 1.0 - tail, body(np.clip(u, 1e-9, 1.0 - tail)), pareto)


def certain_sales(rank: np.ndarray, numbers: dict[str, float]) -> np.ndarray:
    """Yearly sales of the certainty stratum (yuan): the Pareto tail's own values at their ranks."""
    n, tail = numbers["industry_firms"], numbers["tail_share"]
    edge = 20e6 + numbers["industry_sales_median_above_floor"] * np.exp(
        numbers["industry_sales_spread"] * ndtri(1 - tail)
    )
    return edge * ((rank - 0.5) / (n * tail)) ** (-1.0 / numbers["sales_tail_exponent"])


def make_firms(region: str, seed: int, scale: int, belief: dict[str, float], first_quarter: int) -> np.ndarray:
    """Firms of 2012 of one lane (FIRM, in the order of their keys)."""
    numbers, sectors = recipe(region), sector_table()
    place, slot, kind = _firm_keys(region, seed)
    keys = agent_keys(place, 0, slot)
    stay = (kind == 2) | kept(keys, scale)
    order = np.argsort(keys[stay], kind="stable")
    place, slot, kind, keys = (x[stay][order] for x in (place, slot, kind, keys))
    certain, service = kind == 2, kind == 1
    out = np.zeros(len(keys), FIRM)
    out["key"], out["alive"], out["county"] = keys, 1, place
    out["stands_for"] = np.where(certain, 1, scale)
    out["is_certain"], out["is_service"] = certain, service
    stratum = certain_stratum(region).set_index("rank")
    rank = np.where(certain, slot - CERTAIN_SLOTS, 0)
    listed = stratum.reindex(rank[certain])

    out["sector"] = drawn_sector(seed, keys, service)
    out["sector"][certain] = listed["sector_place"]
    out["is_state"] = (uniform(seed, STATE_DRAW, keys) < numbers["state_share_of_industry"]) & ~service
    out["is_state"][certain] = listed["is_state"]

    sales = drawn_sales(seed, keys, service, numbers)
    sales[certain] = certain_sales(rank[certain], numbers)
    out["sales_year"], out["sales"], out["sales_before"] = sales, sales / 4, sales / 4

    spread = np.where(certain, 0.0, 1.0)
    out["rd_habit"] = belief["habit_spread"] * spread * normal_scores(seed, HABIT_DRAW, keys)
    sme = uniform(seed, SME_DRAW, keys) < np.where(service, numbers["tech_sme_share_of_services"], 0.25)
    out["is_tech_sme"] = sme & (sales < 2e8)
    out["rd_habit"] += belief["habit_of_certain_firms"] * certain
    out["rd_habit"] += (
        belief["habit_of_state_firms"] * out["is_state"] + belief["habit_of_tech_smes"] * out["is_tech_sme"]
    )
    out["margin"] = belief["mean_margin"] + belief["margin_spread"] * spread * normal_scores(seed, MARGIN_DRAW, keys)
    out["productivity"] = 0.15 * spread * normal_scores(seed, PRODUCTIVITY_DRAW, keys)
    age = -9.0 * np.log1p(-uniform(seed, AGE_DRAW, keys))
    out["founded"] = first_quarter - np.minimum(4 * age, 160).astype(int) - 1

    high_tech = sectors["is_high_tech"].to_numpy()[out["sector"]] == 1
    chance = active_chance(sales, service, high_tech, numbers)
    out["is_rd_active"] = (uniform(seed, ACTIVE_DRAW, keys) < chance) | certain
    habit = np.log(sectors["rd_intensity"].to_numpy())[out["sector"]]
    size = (belief["rd_size_elasticity"] - 1.0) * np.log(sales / 20e6)
    rd = np.exp(belief["habit_level"] - belief["rd_gap_2012"] + habit + out["rd_habit"] + size) * sales / 4
    out["rd"] = np.where(out["is_rd_active"], rd, 0.0)
    out["rd_done"], out["rd_year"] = out["rd"], 4 * out["rd"]
    out["knowledge"] = 0.8 * out["rd"] / belief["knowledge_decay_quarter"]
    out["claims"] = (uniform(seed, CLAIMS_DRAW, keys) < belief["claim_share_2012"]) & (out["is_rd_active"] == 1)

    out["merit"] = uniform(seed, recognition.MEETS_OTHER_CRITERIA, keys)
    cost = belief["certification_spread"] * normal_scores(seed, recognition.CERTIFICATION_COST_DRAW, keys)
    out["certification_cost"] = belief["certification_cost"] * np.exp(cost)
    eligible = (out["is_rd_active"] == 1) & high_tech & (out["merit"] < MERIT_2012)
    out["is_hnte"] = eligible & (uniform(seed, HNTE_DRAW, keys) < hnte_chance(region))
    until = first_quarter + 3 + 4 * np.floor(3 * uniform(seed, EXPIRY_DRAW, keys)).astype(int)
    out["hnte_until"] = np.where(out["is_hnte"] == 1, until, 0)
    out["cash"] = np.floor(belief["target_cash"] * sales).astype(np.int64)

    in_force = numbers["invention_patents_in_force_2012"] * (1 - numbers["institute_share_of_patents"])
    mean = in_force * out["rd"] * 4 / EXPECTED_RD_2012[region]
    out["patents"] = poisson_law.ppf(uniform(seed, PATENT_DRAW, keys), mean)
    out["patents_pending"] = poisson_law.ppf(uniform(seed, PENDING_DRAW, keys), belief["pending_2012"] * mean)
    return out


EXPECTED_RD_2012 = {"jiangxi": 9.2e9}
"""Expected real R&D of firms in 2012 (yuan), which spreads the patents in force over firms."""


MERIT_2012 = 0.6
"""Firms of 2012 whose merit is below this met the criteria of recognition other than R&D; assumption."""


def drawn_sector(seed: int, keys: np.ndarray, service: np.ndarray) -> np.ndarray:
    """Sector places of firms, by the shares of industrial and of service firms (sim/data/sectors.csv)."""
    u, out = uniform(seed, SECTOR_DRAW, keys), np.zeros(len(keys), np.int64)
    for flag, column in ((service, "share_of_service_firms"), (~service, "share_of_industry_firms")):
        edges = np.cumsum(sector_table()[column].to_numpy())
        out[flag] = np.minimum(np.searchsorted(edges / edges[-1], u[flag], side="right"), len(edges) - 1)
    return out


def drawn_sales(seed: int, keys: np.ndarray, service: np.ndarray, numbers: dict[str, float]) -> np.ndarray:
    """Yearly sales of firms (yuan); services between 0.5m and 500m."""
    u = uniform(seed, SALES_DRAW, keys)
    z = ndtri(np.clip(u, 1e-9, 1 - 1e-4))
    small = numbers["service_sales_median"] * np.exp(numbers["service_sales_spread"] * z)
    return np.where(service, np.clip(small, 0.5e6, 500e6), industry_sales(u, numbers))


def active_chance(sales: np.ndarray, service: np.ndarray, high_tech: np.ndarray, numbers: dict) -> np.ndarray:
    """Chance that a firm did R&D in 2012: logit in size, service and high-tech industry."""
    pull = numbers["active_level"] + numbers["active_size"] * np.log(sales / 40e6)
    pull = pull + numbers["active_service"] * service + numbers["active_high_tech"] * high_tech
    return 1.0 / (1.0 + np.exp(-pull))


@cache
def hnte_chance(region: str) -> float:
    """Chance that an eligible firm was an HNTE in 2012, so that their expected number is the recipe's.

    The expected number of eligible firms is taken at scale 1 from the population of seed 0, the reference.
    """
    numbers = recipe(region)
    place, slot, kind = _firm_keys(region, 0)
    keys = agent_keys(place, 0, slot)
    service = kind == 1
    high_tech = sector_table()["is_high_tech"].to_numpy()[drawn_sector(0, keys, service)] == 1
    active = active_chance(drawn_sales(0, keys, service, numbers), service, high_tech, numbers)
    return min(0.95, numbers["hnte_2012"] / float((active * high_tech * MERIT_2012).sum()))


def make_institutes(region: str, belief: dict[str, float]) -> np.ndarray:
    """Institutes of one lane (INSTITUTE): placed by S&T employment, sizes by rank (1 / sqrt(rank)), by assumption."""
    numbers, weight = recipe(region), shares(region)["science"].to_numpy()
    n = int(numbers["n_institutes"])
    out = np.zeros(n, INSTITUTE)
    seats = np.zeros(len(weight))
    for rank in range(n):
        place = int(np.argmax(weight * n - seats))
        seats[place] += 1
        out[rank]["county"] = place
    out["weight"] = 1.0 / np.sqrt(np.arange(1, n + 1))
    out["weight"] /= out["weight"].sum()
    order = np.argsort(out["county"], kind="stable")
    out = out[order]
    out["alive"] = 1
    out["key"] = [agent_key(int(c), 1, 1 + i) for i, c in enumerate(out["county"])]
    in_force = numbers["invention_patents_in_force_2012"] * numbers["institute_share_of_patents"]
    out["patents"] = np.floor(in_force * out["weight"] + 0.5)
    out["patents_pending"] = np.floor(belief["pending_2012"] * out["patents"] + 0.5)
    return out


def make_townships(region: str, seed: int, belief: dict[str, float]) -> np.ndarray:
    """Rural towns and townships of one lane (TOWNSHIP), households spread evenly within a county."""
    table, numbers = county_table(region), recipe(region)
    rows: list[Any] = []
    rural = 1.0 - np.minimum(0.97, table["urban_share_2020"].to_numpy(float) * numbers["urban_share_2012"] / 0.604)
    for place, (n, population) in enumerate(
        zip(table["n_town"] + table["n_township"], table["pop_2010"] * rural, strict=True)
    ):
        rows += [
            (agent_key(place, 2, 1 + k), place, population / numbers["farm_household_size"] / n) for k in range(int(n))
        ]
    out = np.zeros(len(rows), TOWNSHIP)
    out["key"], out["county"], out["households"] = zip(*rows, strict=True)
    # ordinary extension alone would keep this share: take-up in contact equals abandonment without
    gain = belief["household_take_up"] * belief["household_contact_base"]
    loss = belief["household_abandonment"] * (1.0 - belief["household_contact_base"])
    out["adoption"] = gain / (gain + loss)
    schooling = table["mean_years_schooling_2020"].to_numpy(float)
    z = (schooling - schooling.mean()) / schooling.std()
    out["base_income"] = numbers["farm_income_2012"] * np.exp(0.15 * z[out["county"]])
    out["income"] = out["base_income"]
    # more schooling, more use of a technique: +0.02 log points a standard deviation of schooling (A4 of the evidence)
    out["income_effect"] = belief["household_income_effect"] + 0.02 * z[out["county"]]
    out["organisation"] = normal_scores(seed, budgets.TOWNSHIP_ORGANISATION, out["key"])
    return out


def make_talent(
    region: str, seed: int, scale: int, belief: dict[str, float], counties, firms, institutes, year: int
) -> np.ndarray:
    """R&D workers of one lane in the first year (TALENT): the staff of every employer, and some without a post.

    Sets `n_needed`, `n_rd_workers`, `skill_sum` of firms and institutes. At scale K a worker stands for K.
    """
    wage = counties["skilled_wage"]
    home, employer = [], []
    for kind, rows, share in ((0, firms, belief["rd_labour_share"]), (1, institutes, belief["institute_labour_share"])):
        stands = rows["stands_for"] if kind == 0 else np.ones(len(rows))
        wanted = share * 4 * rows["rd"] / wage[rows["county"]] * stands / scale
        u = uniform(seed, labour.POSTS, rows["key"])
        rows["n_needed"] = np.floor(wanted) + (u < wanted - np.floor(wanted))
        rows["n_rd_workers"] = rows["n_needed"]
        home.append(np.repeat(rows["county"], rows["n_needed"]))
        ids = np.arange(len(rows)) if kind == 0 else -2 - np.arange(len(rows))
        employer.append(np.repeat(ids, rows["n_needed"]))
    employed = np.concatenate(home)
    idle = np.floor(np.bincount(employed, minlength=len(counties)) * recipe(region)["idle_share_2012"] + 0.5).astype(
        int
    )
    home.append(np.repeat(np.arange(len(counties)), idle))
    employer.append(np.full(idle.sum(), -1))
    place, boss = np.concatenate(home), np.concatenate(employer)
    order = np.argsort(place, kind="stable")
    place, boss = place[order], boss[order]
    slot = count_within(place)
    out = np.zeros(len(place), TALENT)
    out["key"] = agent_keys(place, 0, TALENT_SLOTS + slot)
    out["alive"], out["county"], out["employer"] = 1, place, boss
    skill = belief["skill_spread"] * normal_scores(seed, labour.SKILL, out["key"]) - 0.5 * belief["skill_spread"] ** 2
    out["skill"] = np.clip(np.floor(1000 * np.exp(skill) + 0.5), 300, 3000)
    out["born"] = year - 23 - np.floor(35 * uniform(seed, labour.AGE, out["key"]))
    np.add.at(firms["skill_sum"], boss[boss >= 0], out["skill"][boss >= 0].astype(np.int64))
    np.add.at(institutes["skill_sum"], -2 - boss[boss <= -2], out["skill"][boss <= -2].astype(np.int64))
    return out
