"""Townships: their offices divide services and choose their effort; households take up techniques and drop them."""

from sim.agents.township import PROGRAMME
from sim.engine.ledger import (
    FARM_HOUSEHOLDS,
    FARM_INCOME,
    N_PURSES,
    REST_OF_WORLD,
    pay,
    whole,
)
from sim.levers.agri_tech_parks_demonstration import shown_by_fields
from sim.levers.innovative_county_programme import awards_township, holds_round
from sim.levers.poverty_1_10_100_1000 import shown_by_park, shown_by_zone
from sim.levers.science_tech_commissioners import days_for_households, household_contact
from sim.rules.adoption import (
    expected_gain,
    household_income,
    next_adoption,
    share_for_poor_villages,
    take_up,
    worth_of_a_day,
)
from sim.rules.budgets import effort, incentive, nearness
from sim.rules.reporting import risk_of_reports, share_reported
from sim.steps.poor_villages import days_on_the_spot, households_answered, households_visited


def townships_decide(lanes, counties, townships):
    """First quarter: how commissioners' days are divided, and how hard the office tries for the title.

    The days go where they bring income, weighted by the duty towards poor villages. Effort for the contest rises with
    the prize and the nearness of the threshold; it is taken from the office's own service in poor villages, where a
    day brings fewer adopters. How much of it goes into what is reported depends on the prize and the risk of an audit.
    """
    for lane in lanes:
        programme = lane.law.innovative_county_programme
        law = lane.law.science_tech_commissioners
        held = holds_round(programme, lane.given.year)
        for t in range(lane.first_township, lane.end_township):
            township = townships[t]
            township.poor_share = divide_days(lane, township)
            near = 0.0
            if held and township.is_innovative == 0:
                near = nearness(township.score, max(programme.score_threshold_township, 1e-9))
            budget = lane.belief.township_office_budget * lane.given.gdp_index
            eager = effort(incentive(awards_township(programme), budget, near, 0.0), lane.belief.effort_elasticity)
            township.drive = min(1.0, eager - 1.0)
            township.reported = share_reported(
                lane.belief.reporting_share,
                awards_township(programme) * near,
                risk_of_reports(lane.belief.farm_report_audit, 1.0, budget, lane.belief),
                0.0,
            )

            county = counties[lane.first_county + township.county]
            days = days_for_households(county.commissioners, lane.belief.commissioner_firm_time, law)
            days *= township.households / max(county.farm_households, 1.0)
            ordinary = min(
                township.villages - township.poor_villages,
                days * (1.0 - township.poor_share) / lane.belief.days_per_village,
            )
            by_county = min(township.poor_villages, days * township.poor_share / lane.belief.days_per_village)
            others = days_on_the_spot(township)
            from_above = (township.service_days[PROGRAMME] + others) / lane.belief.days_per_village
            township.served = ordinary + min(township.poor_villages, by_county + from_above)
            in_a_year = by_county + others / lane.belief.days_per_village
            township.poor_served_in_a_year = max(township.poor_served_in_a_year, in_a_year)


def divide_days(lane, township):
    """Share of commissioners' days for poor villages: income gained per household there and elsewhere, and duty."""
    belief = lane.belief
    poor = township.poor_villages / township.villages
    gain = expected_gain(income_gain(township), belief.poor_gain_gap, True)
    ordinary = base_of(township.base_income, poor, belief.poor_income_ratio)
    duty = 1.0
    if township.is_poor:
        duty = belief.poverty_duty
    worth_poor = worth_of_a_day(
        ordinary * belief.poor_income_ratio,
        gain,
        township.adoption_poor,
        chance(lane, township, gain),
        belief.household_abandonment,
        duty,
    )
    gain = expected_gain(income_gain(township), belief.poor_gain_gap, False)
    worth_ordinary = worth_of_a_day(
        ordinary,
        gain,
        township.adoption_ordinary,
        chance(lane, township, gain),
        belief.household_abandonment,
        1.0,
    )
    return share_for_poor_villages(poor, worth_poor, 1.0 - poor, worth_ordinary)


def chance(lane, township, gain):
    """Chance in a quarter that a household of the township in contact takes techniques up, with this expected gain."""
    return take_up(
        lane.belief.household_take_up,
        township.adoption,
        township.adoption_2012,
        gain,
        lane.belief.household_peers,
        lane.belief.household_gain,
        lane.belief.household_reference_gain,
    )


def income_gain(township):
    """Income effect of full adoption (log), and what a certified product adds to it."""
    return township.income_effect + township.price_gain


def premium_of_contracts(county):
    """What firms pay households of poor villages over the market price: the mean of all (yuan a year)."""
    return 4.0 * county.chain_premium / max(county.poor_households, 1.0)


def base_of(mean, poor, ratio):
    """Base income outside poor villages (yuan a year), from the township's mean and the ratio of poor to other."""
    return mean / (1.0 - poor + poor * ratio)


def townships_adopt(lanes, counties, townships, purses, ledger):
    """Techniques spread with contact and fade without, in poor and in other villages; household income follows."""
    for lane in lanes:
        belief = lane.belief
        for t in range(lane.first_township, lane.end_township):
            township = townships[t]
            c = lane.first_county + township.county
            meet_households(lane, township, counties[c])
            poor = township.poor_villages / township.villages
            gain = expected_gain(income_gain(township), belief.poor_gain_gap, False)
            ordinary = next_adoption(
                township.adoption_ordinary,
                township.contact_ordinary,
                chance(lane, township, gain),
                belief.household_abandonment,
            )
            gain = expected_gain(income_gain(township), belief.poor_gain_gap, True)
            township.adoption_poor = next_adoption(
                township.adoption_poor,
                township.contact_poor,
                chance(lane, township, gain),
                belief.household_abandonment,
            )
            township.adoption_ordinary = ordinary
            township.adoption = (1.0 - poor) * ordinary + poor * township.adoption_poor
            base = base_of(township.base_income * lane.given.gdp_index, poor, belief.poor_income_ratio)
            others = household_income(base, income_gain(township), ordinary)
            poorer = household_income(base * belief.poor_income_ratio, income_gain(township), township.adoption_poor)
            township.income = (1.0 - poor) * others + poor * poorer
            pay(
                purses[c * N_PURSES + REST_OF_WORLD],
                purses[c * N_PURSES + FARM_HOUSEHOLDS],
                whole(township.income * township.households / 4.0),
                ledger,
                c,
                FARM_INCOME,
            )
            township.income += poor * premium_of_contracts(counties[c])


def meet_households(lane, township, county):
    """Contact of the quarter: the office, commissioners, courses, parks, firms, and what is paid from above."""
    belief = lane.belief
    poverty = lane.law.poverty_1_10_100_1000
    quality = min(1.5, county.delivery_quality)
    base = belief.household_contact_base
    poor = township.poor_villages / township.villages
    moved = township.drive * (1.0 - township.reported) * poor / max(1.0 - poor, 0.01)
    with_households = county.commissioners * (1.0 - belief.commissioner_firm_time)
    sent = household_contact(with_households, county.farm_households, lane.law.science_tech_commissioners) * quality
    farm_households = max(county.farm_households, 1.0)
    shown = county.has_zone * shown_by_zone(poverty) / farm_households
    shown += shown_by_fields(float(county.agri_park_paid), lane.law.agri_tech_parks_demonstration) / farm_households
    shown += county.farmers_trained / farm_households
    shown += township.has_park * shown_by_park(poverty) / township.households
    ordinary = sent * (1.0 - township.poor_share) / max(1.0 - poor, 0.01)
    township.contact_ordinary = min(1.0, base * (1.0 + moved) + shown + ordinary)
    township.contact_poor = base
    if poor > 0.0:
        visited = households_visited(lane, township) * (quality / (township.households * poor))
        visited += county.chain_households / max(county.poor_households, 1.0)
        visited += households_answered(lane, township) / (township.households * poor)
        township.contact_poor = min(
            1.0, base * (1.0 - township.drive) + shown + visited + sent * township.poor_share / poor
        )
