"""Institutes that make rules of their own give inventors at least what they offer."""

from types import SimpleNamespace

import numpy as np

from sim.levers.talent_incentives_equity import is_offered, least_offered
from tests.levers.helpers import busy, effect, moves_what_its_law_names, no_money_is_no_lever, off_is_no_law
from tests.worlds import block, run, set_law, world_of

LEVER = "talent_incentives_equity"


def test_no_offer_is_no_lever():
    no_money_is_no_lever(LEVER, ["offered_share"])


def test_off_is_no_law():
    off_is_no_law(LEVER)


def test_it_moves_what_its_law_names_and_nothing_before_2018():
    on, _, found = effect({LEVER: "off"})
    assert found.quarter == "2018Q1"
    moves_what_its_law_names(LEVER, found)
    assert on.costs.query("lever == @LEVER").empty  # institutes pay, no government does


def test_only_institutes_with_such_rules_offer():
    law = SimpleNamespace(offered_share=0.6)
    assert [least_offered(SimpleNamespace(offers_equity=has), law) for has in (0, 1)] == [0.0, 0.6]
    assert is_offered(law) and not is_offered(SimpleNamespace(offered_share=0.0))


def test_more_institutes_make_rules_where_the_rate_is_higher_and_they_keep_them():
    """The same luck: whoever offers at a lower rate does so at a higher one; nobody gives up its rules."""
    offers = {}
    for rate in (0.0, 0.2, 1.0):
        world = world_of(busy(), 100)
        set_law(world, LEVER, {"offered_share": 0.6, "adoption_rate": rate})
        run(world, 2)
        early = block(world, "institutes")["offers_equity"].copy()
        run(world, 2)
        offers[rate] = block(world, "institutes")["offers_equity"]
        assert (offers[rate] >= early).all()
    assert offers[0.0].sum() == 0 < offers[0.2].sum() < offers[1.0].sum()
    assert (offers[1.0] >= offers[0.2]).all()


def test_two_reforms_that_ask_for_the_same_do_not_add_up():
    """The floor of the city and the offer of the institute are one floor: the higher counts."""
    world = world_of(busy(), 100)
    set_law(world, LEVER, {"offered_share": 0.6, "adoption_rate": 100.0})
    set_law(world, "tech_transfer_income_share", {"inventor_share": 0.7, "equity_from_surplus": 0.7})
    run(world, 1)
    assert np.all(block(world, "institutes")["share_floor"] == 0.7)
