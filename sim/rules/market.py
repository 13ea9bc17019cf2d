"""The market: demand, competition, fat-tailed growth, margins. Who enters and who closes stands in rules.entry."""

from math import exp, floor, log, log1p, sqrt

from sim.engine.luck import decision, normal

OPPORTUNITIES = decision("firm.opportunities", "how many business opportunities fall on the firm?")
OPPORTUNITY_SIZE = decision("firm.opportunity_size", "what the opportunities bring")
FORTUNE = decision("firm.fortune", "what does the year bring to the firm's margin?")


def competitive_growth(strength, mean_strength, intensity):
    """Factor on a firm's share of its market (replicator): 1 + chi (E - Ebar) / Ebar, held within [0.8, 1.25]."""
    return min(1.25, max(0.8, 1.0 + intensity * (strength / mean_strength - 1.0)))


def n_opportunities(u, mean):
    """Number of opportunities: geometric, the marginal of the Bose-Einstein urn of Bottazzi and Secchi (2006).

    Growth as a sum of so many normal shocks is Laplace: fat tails emerge and are not put in (E192, E193).
    """
    return floor(log1p(-u) / log(mean / (1.0 + mean)))


def spread_of_growth(sales_year, volatility, size_effect):
    """Standard deviation of what one opportunity brings (log of sales): v = v0 (S / 20m)^-beta, at most a half.

    beta about 0.2 (E195); sales of a year S at the prices of the start.
    """
    return min(volatility * exp(-size_effect * log(max(sales_year, 1e5) / 20e6)), 0.5)


def opportunity_growth(u_number, u_size, sales_year, volatility, size_effect, mean):
    """Log growth from opportunities: sqrt(m) v z with v of `spread_of_growth`.

    z standard normal; m from `n_opportunities`, its mean one a quarter unless somebody opens a channel for more.
    """
    m = n_opportunities(u_number, mean)
    if m == 0:
        return 0.0
    return max(-1.0, min(1.0, sqrt(float(m)) * spread_of_growth(sales_year, volatility, size_effect) * normal(u_size)))


def next_fortune(fortune, persistence, z):
    """Fortune of a firm one year on (standard deviations): f' = p f + sqrt(1 - p^2) z, stationary with spread one.

    z standard normal. Profitability is lasting but not for life: about 0.8 a year for revenue productivity (Foster,
    Haltiwanger and Syverson 2008, RECALLED).
    """
    return persistence * fortune + sqrt(1.0 - persistence * persistence) * z


def margin_of(fortune, sales_year, price_level, belief):
    """Profit before R&D over sales in a normal quarter (share): m = m0 + s (S / 20m)^-b f.

    m0 mean, s spread at sales of 20m yuan at the prices of the start, f fortune with mean nil: the mean stays m0 in
    every size. Profits of small firms vary more (b: Samuels and Smyth 1968 for the direction, RECALLED).
    """
    size = log(max(sales_year / price_level, 1e5) / 20e6)
    return belief.mean_margin + belief.margin_spread * exp(-belief.margin_size_effect * size) * fortune


def operating_costs(sales, sales_before, margin, fixed_share):
    """Costs other than R&D (yuan a quarter): (1 - margin) times sales, part of them fixed at last quarter's sales."""
    return (1.0 - margin) * ((1.0 - fixed_share) * sales + fixed_share * sales_before)
