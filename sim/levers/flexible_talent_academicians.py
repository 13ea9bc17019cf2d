"""Part-time experts and workstations: firms host an expert of an institute for some days a year.

Enters      the cost of finding a partner: none towards the expert's institute; what the expert's days carry over to
            the firm's knowledge; the institute's time for contracts, which the days use
Reaches     R&D-active firms above scale or with an HNTE certificate that the office reaches and that have a contract at
            hand; the expert is of an institute of the firm's field with time; nobody moves
Paid by     the county, from its S&T envelope, to the expert's institute, a year at a time
Evidence    E150: cooperation with public science rises where it is brought about; E30 for contracts
Not here    any gain in contracts or R&D: a contract is bought if it is worth more than it costs
"""


def pool(law):
    """Subsidies of a county and year (yuan)."""
    return law.stations_per_county * law.station_subsidy


def expert_time(law, working_days):
    """Time that an expert gives to a firm in a year (person-years)."""
    return law.days / working_days


def hosted(firm, quarter):
    """Share of the firms that the agent stands for that host a workstation now."""
    if firm.station_until <= quarter:
        return 0.0
    return firm.station
