"""Knowledge, innovation, imitation and patents.

Lineage: Nelson and Winter (1982); two-step innovation (access, then draw) as in Dosi, Fagiolo and Roventini (2010).
"""

from math import exp, log, sqrt

from sim.engine.luck import decision, luck, luck_key, poisson, rounded

INNOVATES = decision("firm.innovates", "does the firm find an innovation this quarter?")
STEP_1 = decision("firm.step_1", "size of the innovation, first of five draws")
STEP_2 = decision("firm.step_2", "size of the innovation, second of five draws")
STEP_3 = decision("firm.step_3", "size of the innovation, third of five draws")
STEP_4 = decision("firm.step_4", "size of the innovation, fourth of five draws")
STEP_5 = decision("firm.step_5", "size of the innovation, fifth of five draws")
APPLIES_FOR_PATENTS = decision("firm.applies_for_patents", "how many inventions are filed?")
SPLITS_INVENTIONS = decision("firm.splits_inventions", "how many further applications are made of its inventions?")
EQUIPMENT_PROJECT = decision("firm.equipment_project", "does better equipment come into sight this year, and how dear?")
PURSUED = decision("firm.pursued", "is the firm kept from copying what is under patent this quarter?")
PATENTS_GRANTED = decision("patents.granted", "how many pending applications are decided?")
PATENTS_GRANT_ROUNDING = decision("patents.granted_share", "rounding of the grants among decided applications")
PATENTS_LAPSE = decision("patents.lapse", "how many patents lapse?")
INSTITUTE_APPLIES = decision("institute.applies_for_patents", "how many inventions does an institute file?")

MEAN_GAIN = 5.0 / 32.0  # mean of max(0, 2 B - 1) for B ~ Beta(3, 3)


def next_knowledge(knowledge, rd, depreciation, spillover):
    """Knowledge stock one quarter on (yuan).

        K' = (1 - delta) K + D exp(spillover)

    D real R&D with its staff (yuan a quarter), delta 0.0398 a quarter (15 % a year, a convention). Spillovers raise
    the yield of a firm's own R&D: the published numbers (E180-E182) are elasticities of output to others' R&D, so
    they enter as elasticities and not as a sum of yuan, which would drown a small firm's own effort.
    """
    return (1.0 - depreciation) * knowledge + rd * exp(spillover)


def spillover(absorptive_capacity, own_county, elsewhere):
    """Log gain in the yield of R&D: psi (g_loc ln(pool / pool0) + g_sp ln(pool elsewhere / pool0 elsewhere))."""
    return absorptive_capacity * (own_county + elsewhere)


def p_access(knowledge, reference, rate):
    """Chance to find an innovation this quarter: P = 1 - exp(-nu (K / K0)^0.5).

    K0 is the stock of a firm of the same sales with its sector's habit; without sales P is its limit, 1.
    """
    if reference <= 0.0:
        return 1.0
    return 1.0 - exp(-rate * sqrt(knowledge / reference))


def reference_knowledge(sales, sector, belief):
    """Knowledge K0 of a firm of these sales (yuan a quarter) that always did R&D at its sector's habit (yuan).

    K0 = rho S / delta, the stationary stock at an R&D intensity rho and a depreciation delta a quarter.
    """
    return exp(belief.habit_level + sector.rd_habit) * sales / belief.knowledge_decay_quarter


def lost_lead(lead, belief):
    """What a firm ahead of its sector loses of its lead in a quarter (log): erosion times the lead, 0 if behind."""
    return belief.lead_erosion * max(lead, 0.0)


def learnt(gap, absorptive_capacity, belief):
    """Log productivity that a firm gains by imitation in a quarter: iota psi gap (`gap_to_close`); JUDGEMENT."""
    return belief.imitation * absorptive_capacity * gap


def gap_closed_by_advice(visits, belief):
    """Part of a productivity gap that advice worth so many visits closes (share): 1 - (1 - g)^v; JUDGEMENT.

    g what a visit of a tech commissioner closes: the next closes as much of what is left.
    """
    return 1.0 - exp(visits * log(1.0 - belief.commissioner_gap_closed))


def step_scale(rate, elasticity, erosion):
    """Size b of an innovation (log points per unit draw) for which d log A / d log K = eps_A in the long run.

    Gains come at P mean(max(0, 2B - 1)) b a quarter and erode at `erosion`, so around K0 the stationary log lead is
    a = nu sqrt(K / K0) b (5/32) / erosion and its elasticity to K is half of it: b = 2 eps_A erosion / (nu 5/32).
    eps_A: E20, E183, E184.
    """
    return 2.0 * elasticity * erosion / (rate * MEAN_GAIN)


def innovation_step(seed, quarter, agent):
    """Size of a draw in [-1, 1]: 2 B - 1 with B ~ Beta(3, 3), which is the median of five uniforms."""
    a = luck(luck_key(seed, STEP_1, quarter), agent)
    b = luck(luck_key(seed, STEP_2, quarter), agent)
    c = luck(luck_key(seed, STEP_3, quarter), agent)
    d = luck(luck_key(seed, STEP_4, quarter), agent)
    e = luck(luck_key(seed, STEP_5, quarter), agent)
    low = max(min(a, b), min(c, d))
    high = min(max(a, b), max(c, d))
    return 2.0 * max(min(low, high), min(max(low, high), e)) - 1.0


def gap_to_close(productivity, common, practice):
    """Log productivity that a firm can learn from others of its technology: how far the best model is ahead, or 0.

    What the whole sector knows (`common`: its sales-weighted mean), or the practice of those who do R&D in the own
    county (their R&D-weighted mean), whichever is ahead.
    """
    return max(0.0, max(common, practice) - productivity)


def neighbourhood_log(pool, pool_start, elasticity):
    """g ln(pool / pool at the start), 0 where there was no R&D at the start."""
    if pool <= 0.0 or pool_start <= 0.0:
        return 0.0
    return elasticity * log(pool / pool_start)


def patents_per_million(belief, years):
    """Invention applications per million yuan of firms' R&D: y exp(g t), g the province's trend, t years of it."""
    return belief.patent_yield * exp(belief.patent_trend * years)


def expected_filings(per_million, rd, chance):
    """Mean number of inventions that a firm files when it has found an innovation: (y / 1e6) d / P.

    d its R&D of the quarter (yuan), P the chance that it found one: applications follow innovations, and over time
    they are y per million yuan of R&D.
    """
    return per_million / 1e6 * rd / chance


def filings(u, found, given, cost):
    """Applications for the inventions that a firm has found (patents): n (1 + min(1, g / c)), rounded by lot.

    n inventions, c cost of an application (yuan), g what one brings beside its protection: subsidies and awards (yuan).
    An invention can be cut into two narrower patents. The second protects what is worth between nothing and c, evenly
    spread over inventions, so nobody cuts without help, and the part g / c of them with it. What is known is the same:
    more filings, fewer claims each (E170, E171). `u` uniform in [0, 1).
    """
    return found + rounded(u, found * min(1.0, given / cost))


def price_of_equipment(u, closed, sales_year, belief):
    """Price of equipment that closes so much of a gap (yuan): p a S, p evenly spread from nothing to twice its mean.

    a log productivity, S sales (yuan a year); `u` uniform in [0, frequency of such projects).
    """
    return 2.0 * belief.upgrade_price * u / belief.upgrade_frequency * closed * sales_year


def worth_of_equipment(closed, sales_year, belief):
    """What so much productivity is worth to a firm while the equipment lasts (yuan): m a S (1 - d^L) / (1 - d).

    m rise of the margin with productivity, a log productivity gained, S sales (yuan a year), d discount factor, L life.
    """
    d = belief.discount
    years = (1.0 - exp(belief.upgrade_life * log(d))) / (1.0 - d)
    return belief.margin_of_productivity * closed * sales_year * years


def expected_institute_filings(per_million, effort, own_research, belief):
    """Mean number of inventions that an institute files in a quarter: y r e D / 1e6.

    D own research (yuan a quarter), r institutes' yield over firms', e inventors' effort (E142, E143).
    """
    return per_million * belief.institute_patent_ratio * effort * own_research / 1e6


def applications_decided(u, pending, office_speed, belief):
    """Applications that the office decides in a quarter: min(p, Poisson(r v p)), `u` uniform in [0, 1).

    p pending, r the usual rate (mean of ten quarters: grants follow after two to three years), v speed of the office
    in that year, a national input (sim/patent_office.py).
    """
    rate = belief.patent_grant_rate * office_speed
    return min(pending, poisson(u, rate * pending))


def patents_granted(u, decided, belief):
    """Grants among decided applications: the region's grant ratio of them, rounded by lot (`u` uniform in [0, 1))."""
    return rounded(u, belief.patent_grant_ratio * decided)


def patents_lapsing(u, in_force, belief):
    """Patents in force that lapse in a quarter: min(n, Poisson(l n / 4)), l the region's yearly lapse."""
    return min(in_force, poisson(u, belief.patent_lapse / 4.0 * in_force))
