"""What counties are scored by: one list of criteria, for the contest, for the index and for what a county expects.

A criterion is amount over size, e.g. R&D over GDP. To add one: its name in CRITERIA (agents.government), its amount
and size here, and where it counts (`in_contest`, `dimension`).
"""

from sim.agents.government import (
    ACTIVE_SHARE,
    ADOPTION,
    CONTRACTS,
    FARM_INCOME,
    GDP_PER_HEAD,
    HNTE,
    N_CRITERIA,
    OUTREACH,
    PATENTS,
    PERSONNEL,
    PLATFORMS,
    RD_INTENSITY,
    ST_SHARE,
)

INPUT, ACTORS, CONDITIONS, OUTPUT, PERFORMANCE, NO_DIMENSION = range(6)
N_DIMENSIONS = 5

MOST = 2.0  # of a component, so that one criterion does not carry the others


def amount(county, k, price_level):
    """What criterion k counts in a county over the last year, in yuan, firms, persons ... (money at constant prices
    where it is compared over years)."""
    if k == RD_INTENSITY:
        return county.rd_year
    if k == HNTE:
        return county.n_hnte
    if k == ST_SHARE:
        return float(county.st_envelope)
    if k == PATENTS:
        return county.invention_patents_in_force
    if k == PLATFORMS:
        return county.platforms
    if k == FARM_INCOME:
        return county.farm_income / price_level
    if k == ACTIVE_SHARE:
        return county.n_rd_active
    if k == PERSONNEL:
        return county.n_rd_personnel
    if k == OUTREACH:
        return county.outreach * county.candidates
    if k == CONTRACTS:
        return county.contracts_year
    if k == GDP_PER_HEAD:
        return county.gdp_year / price_level
    return county.households_adopting


def size(county, k):
    """What criterion k is measured against in a county: GDP, residents, firms, households; platforms are per county."""
    if k in (RD_INTENSITY, CONTRACTS):
        return county.gdp_year
    if k == ST_SHARE:
        return county.expenditure
    if k in (FARM_INCOME, ADOPTION):
        return county.farm_households
    if k == ACTIVE_SHARE:
        return county.n_firms
    if k == OUTREACH:
        return county.candidates
    if k == PLATFORMS:
        return 1.0
    return county.residents


def in_contest(k):
    """Weight of criterion k in the score: the published kinds of criteria have equal weights, by assumption."""
    return 1.0 if k <= FARM_INCOME else 0.0


def dimension(k):
    """Dimension of the index to which criterion k belongs: input, actors, conditions, output, performance."""
    if k in (RD_INTENSITY, ST_SHARE):
        return INPUT
    if k in (HNTE, ACTIVE_SHARE):
        return ACTORS
    if k in (PERSONNEL, OUTREACH):
        return CONDITIONS
    if k in (PATENTS, CONTRACTS):
        return OUTPUT
    if k in (FARM_INCOME, GDP_PER_HEAD):
        return PERFORMANCE
    return NO_DIMENSION


def component(value, reference):
    """One criterion of a score: the value over its reference, at most 2."""
    return min(MOST, value / reference) if reference > 0.0 else 0.0


def score(county):
    """Score of a county (index; 1 = the region's average in all): weighted mean of its components.

    The criteria are of the kinds that the province names (R&D/GDP, HNTE, S&T spending, patents, platforms, farmers'
    income).
    Money is compared with money of the same year, so that nobody passes by inflation.
    """
    total = 0.0
    for k in range(N_CRITERIA):
        total += in_contest(k) * component(county.figures[k], county.reference[k])
    return total / max(weights_that_count(county), 1.0)


def weights_that_count(county):
    """Sum of the weights of the criteria that count (shares): what nobody has yet, a reference of 0, does not."""
    weights = 0.0
    for k in range(N_CRITERIA):
        if county.reference[k] > 0.0:
            weights += in_contest(k)
    return weights


def slope(county, k):
    """Points of score that one unit more of criterion k's amount brings (1 / yuan, 1 / firm ...); 0 at its ceiling.

    d score / d amount = weight / (sum of weights x size x reference)
    """
    against = size(county, k) * county.reference[k]
    if against <= 0.0 or county.figures[k] >= MOST * county.reference[k]:
        return 0.0
    return in_contest(k) / (max(weights_that_count(county), 1.0) * against)


def capacity_index(county):
    """Index of innovation capacity (0 to 100; 50 = the region in its first year).

    50 x the mean over five dimensions of the mean of their criteria, each over the region's figure of the first year
    and at most 2. Five dimensions with equal weights: our choice.
    """
    total = 0.0
    for d in range(N_DIMENSIONS):
        points = 0.0
        n = 0.0
        for k in range(N_CRITERIA):
            if dimension(k) == d:
                points += component(county.figures[k], county.first_figures[k])
                n += 1.0
        total += points / n
    return 50.0 * total / N_DIMENSIONS
