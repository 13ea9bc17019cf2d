"""Whether a firm finds an innovation, what it learns, and what becomes of patents."""

from math import exp
from types import SimpleNamespace

import numpy as np
import pytest

from sim.beliefs import priors, quantile
from sim.engine.compile import compiled
from sim.rules.innovation import (
    MEAN_GAIN,
    applications_decided,
    expected_filings,
    expected_institute_filings,
    learnt,
    lost_lead,
    next_knowledge,
    p_access,
    patents_granted,
    patents_lapsing,
    patents_per_million,
    reference_knowledge,
    step_scale,
)

CENTRAL = SimpleNamespace(**{name: quantile(row.prior, 0.5) for name, row in priors().items()})
EVENLY = (np.arange(4000) + 0.5) / 4000


@pytest.mark.parametrize("run", [p_access, compiled(p_access)])
def test_the_chance_grows_with_knowledge_and_is_certain_where_there_are_no_sales_to_measure_it_by(run):
    at_reference = run(8e6, 8e6, 0.15)
    assert at_reference == 1.0 - exp(-0.15)
    assert run(4e6, 8e6, 0.15) < at_reference < run(16e6, 8e6, 0.15) < run(16e6, 1e-300, 0.15) == 1.0
    assert run(8e6, 0.0, 0.15) == 1.0


def test_a_firm_that_always_did_its_sectors_rd_has_the_reference_stock():
    sector, sales = SimpleNamespace(rd_habit=-4.0), 5e6
    rd = exp(CENTRAL.habit_level - 4.0) * sales
    stock = reference_knowledge(sales, sector, CENTRAL)
    assert next_knowledge(stock, rd, CENTRAL.knowledge_decay_quarter, 0.0) == pytest.approx(stock)


def test_in_the_long_run_productivity_has_its_elasticity_to_knowledge():
    nu, elasticity, erosion = 0.05, 0.1, CENTRAL.lead_erosion
    step = step_scale(nu, elasticity, erosion)

    def lead(stock):  # where gains and erosion balance
        return p_access(stock, 1.0, nu) * MEAN_GAIN * step / erosion

    assert (lead(1.01) - lead(0.99)) / 0.02 == pytest.approx(elasticity, rel=0.05)
    assert lost_lead(lead(1.0), CENTRAL) == pytest.approx(p_access(1.0, 1.0, nu) * MEAN_GAIN * step)
    assert lost_lead(-0.5, CENTRAL) == 0.0  # a laggard loses nothing


def test_imitation_needs_a_gap_and_a_county_that_absorbs():
    assert learnt(0.4, 0.5, CENTRAL) == pytest.approx(CENTRAL.imitation * 0.2)
    assert learnt(0.0, 0.5, CENTRAL) == learnt(0.4, 0.0, CENTRAL) == 0.0


def test_over_time_filings_are_the_yield_of_rd_however_rare_innovations_are():
    for chance in (0.05, 0.5, 1.0):
        assert chance * expected_filings(0.3, 2e6, chance) == pytest.approx(0.6)
    belief = SimpleNamespace(patent_yield=0.2, patent_trend=0.1, institute_patent_ratio=0.5)
    assert patents_per_million(belief, 0.0) == 0.2
    assert patents_per_million(belief, 5.0) == pytest.approx(0.2 * exp(0.5))
    assert expected_institute_filings(0.2, 1.2, 1e7, belief) == pytest.approx(0.2 * 10 * 0.5 * 1.2)


def test_the_office_decides_grants_and_lets_lapse_at_its_rates_and_never_more_than_there_are():
    belief = SimpleNamespace(patent_grant_rate=0.1, patent_grant_ratio=0.55, patent_lapse=0.08)

    def mean(counts):
        counts = list(counts)
        assert min(counts) >= 0 and all(isinstance(n, int) for n in counts)
        return np.mean(counts)

    assert mean(applications_decided(u, 20, 1.0, belief) for u in EVENLY) == pytest.approx(2.0, rel=0.01)
    assert mean(applications_decided(u, 20, 1.5, belief) for u in EVENLY) == pytest.approx(3.0, rel=0.01)
    assert mean(patents_granted(u, 3, belief) for u in EVENLY) == pytest.approx(1.65, rel=0.01)
    assert mean(patents_lapsing(u, 100, belief) for u in EVENLY) == pytest.approx(2.0, rel=0.01)
    last = 1.0 - 2.0**-53
    assert applications_decided(last, 2, 30.0, belief) == 2 and patents_lapsing(last, 1, belief) == 1
    assert applications_decided(last, 0, 1.0, belief) == patents_granted(last, 0, belief) == 0
    assert patents_granted(last, 1, SimpleNamespace(patent_grant_ratio=1.0)) == 1
