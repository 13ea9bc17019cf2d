"""What firms of 2012 have lived through: fortune, reserves and debt after two decades of good and bad years."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from sim.engine.luck import decision
from sim.population.keyed import normal_scores
from sim.rules.finance import bank_approves, p_default
from sim.rules.market import FORTUNE, margin_of, next_fortune

YEARS = 20  # enough for fortunes and reserves to forget how they began
FIRST_FORTUNE = decision("start.fortune", "fortune of a firm of 2012 when it was founded")


def live_through_years_before(out: np.ndarray, seed: int, belief: dict[str, float], first_quarter: int) -> None:
    """Set fortune, margin, cash and debt of the firms of 2012 (FIRM), and `founded` where a firm took over a place.

    Each year a firm keeps margin less R&D, as a share of its sales of 2012; above the target its owners are paid. One
    that would have had neither cash nor a loan has closed: another, founded in that year, has its place. So reserves
    are in the state in which the rules of exit leave them, and the first year of a run is a year like others.
    """
    known = SimpleNamespace(**belief)
    keys, sales = out["key"], out["sales_year"]
    steady = out["is_certain"] == 1
    spread = np.array([margin_of(1.0, size, 1.0, known) for size in sales.tolist()]) - known.mean_margin
    fortune = normal_scores(seed, FIRST_FORTUNE, keys)
    reserve = np.full(len(keys), known.target_cash)
    researched = 4 * out["rd"] / sales
    for year in range(first_quarter // 4 - YEARS, first_quarter // 4):
        fortune = next_fortune(fortune, known.margin_persistence, normal_scores(seed, FORTUNE, keys, year))
        apart = np.clip(spread * fortune, -known.margin_bound, known.margin_bound)
        kept = known.mean_margin + apart - researched
        reserve = reserve + kept
        reserve -= known.payout * np.maximum(reserve - known.target_cash, 0.0)
        closed = _has_closed(reserve, kept, sales, known) & ~steady
        out["founded"] = np.where(closed, 4 * year, out["founded"])
        new = out["founded"] // 4 == year  # with the luck of its first year alone
        reserve = np.where(new, known.target_cash, reserve)
        first = normal_scores(seed, FIRST_FORTUNE, keys[new], year)
        fortune[new] = next_fortune(0.0, known.margin_persistence, first)
    out["fortune"] = np.where(steady, 0.0, fortune)
    out["margin"] = known.mean_margin + spread * out["fortune"]
    reserve = np.where(steady, known.target_cash, reserve)
    out["cash"] = np.floor(np.maximum(reserve, 0.0) * sales).astype(np.int64)
    out["debt"] = np.floor(np.maximum(-reserve, 0.0) * sales).astype(np.int64)


def _has_closed(reserve: np.ndarray, kept: np.ndarray, sales: np.ndarray, known: SimpleNamespace) -> np.ndarray:
    """Which firms have no cash and are over the limit on debt or refused by the bank. reserve: share of sales."""
    closed = reserve < -known.borrowing_limit
    asks = np.flatnonzero((reserve < 0.0) & ~closed)
    facts = zip((-reserve * sales)[asks].tolist(), sales[asks].tolist(), kept[asks].tolist(), strict=True)
    chances = [p_default(known, debt, size, margin, 0.0, 1.0) for debt, size, margin in facts]
    bank = (known.interest, 0.0, known.recovery, known.funding_cost, known.screening_cost)
    closed[asks] = [not bank_approves(p, *bank) for p in chances]
    return closed
