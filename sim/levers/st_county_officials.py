"""S&T officials: institutes send researchers to counties as deputy heads and town teams for a year.

Enters      visits to firms: officials spend the office's usual share of their time on them; the time of the sending
            institutes, which lend days as they do for commissioners
Reaches     every county alike, as far as the province's money and the days that institutes can spare go
Paid by     the province an allowance; the sending institute goes on paying the wage
Evidence    none for such officials; help takes hold only where it can be absorbed, E134
Not here    better delivery by the county's government: a visit of theirs is like any other
"""


def pool(law):
    """Allowances of the province and year (yuan)."""
    return law.annual_budget


def officials_paid(yuan, n_counties, law):
    """Officials in each county that this money pays (persons): all alike, at most those planned."""
    if law.allowance <= 0.0:
        return 0.0
    return min(law.heads_per_county + law.team_size, yuan / (law.allowance * n_counties))
