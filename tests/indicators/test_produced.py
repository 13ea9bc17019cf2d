"""What rules produce and what inputs bring add up to the whole, in a run."""

import pytest
from worlds import run, world_of

from sim.indicators import rd_by_rules_share, rd_expenditure
from sim.indicators.gdp_by_rules_share import measure as gdp_by_rules
from sim.scenario import load_scenario


@pytest.fixture(scope="module")
def world():
    """A year and a half of Jiangxi."""
    return run(world_of(load_scenario("jiangxi_2018")), 6)


def test_what_firms_add_and_the_rest_of_the_economy_are_gdp(world):
    fields = {name: world.tally[name][0, :6].sum(axis=1) for name in ("value_added", "gdp")}
    rest = world.calendars[0][1]["rest_of_economy"][:6]
    assert gdp_by_rules(fields) + rest / fields["gdp"] == pytest.approx(1.0)


def test_strategic_emerging_industries_are_a_part_of_industry_and_of_gdp(world):
    names = ("sales_emerging_rd_active", "sales_emerging", "sales_above_scale")
    sales = [world.tally[name][0, :6] for name in names]
    assert (sales[0] <= sales[1] * (1 + 1e-12)).all() and (sales[1] <= sales[2] * (1 + 1e-12)).all()
    assert 0.0 < sales[0].sum() < sales[1].sum() < sales[2].sum()
    added = [world.tally[f"value_added{part}"][0, :6] for part in ("_emerging_rd_active", "_emerging", "")]
    assert (added[0] <= added[1] * (1 + 1e-12)).all() and (added[1] <= added[2] * (1 + 1e-12)).all()
    assert 0.0 < added[0].sum() < added[1].sum() < added[2].sum()


def test_rd_of_firms_contracts_local_money_and_licences_with_that_on_inputs_is_all_rd(world):
    fields = {name: world.tally[name][0, :6].sum() for name in world.tally.dtype.names}
    inputs = fields["yuan_rd_institutes_inputs"]
    public = fields["yuan_rd_institutes_government"] + fields["yuan_rd_institutes_other"]
    assert 0.0 < inputs < public  # some of it is local money and licences
    own = fields["yuan_rd_enterprise_real"] + fields["yuan_rd_relabelled"] + fields["yuan_rd_institutes_contracts"]
    whole = rd_expenditure.measure(fields)
    assert rd_by_rules_share.measure(fields) == pytest.approx((own + public - inputs) / whole)
