"""Corporate R&D reserves: a firm keeps money for R&D alone, and the province adds a share of the rise of its R&D.

Enters      the cash at hand for planned R&D (steps.finance): a reserve counts wholly, other cash in part; and money
            for R&D by the one way of project grants (steps.projects)
Reaches     R&D-active industrial firms above scale; they set money aside in quarters with a profit, up to a year's R&D
Paid by     the firm (the reserve is its own cash, which is not paid out as long as it is kept) and the province, which
            gives all who ask the same part of their due where its money is short
Evidence    E185: R&D of Chinese firms hardly follows their cash flow, so little may come of it; E112 for the grant
Not here    steadier R&D: it follows where cash would have been short
"""


def in_force(law):
    """Do firms keep reserves? Only where the province adds to growing R&D: without its money there is no scheme."""
    return law.annual_budget > 0.0 and law.reserve_share > 0.0


def pool(law):
    """The province's money for its part of a year (yuan)."""
    if not in_force(law) or law.co_payment <= 0.0:
        return 0.0
    return law.annual_budget


def next_reserve(reserve, sales, profit, rd, law):
    """Reserve at the end of a quarter (yuan): a share of the quarter's sales is added to it, up to a year's R&D.

    profit, rd: of the quarter (yuan). A quarter without a profit adds nothing.
    """
    if profit <= 0.0:
        return float(reserve)
    return max(float(reserve), min(reserve + law.reserve_share * sales, 4.0 * rd))


def due(rd_year, rd_before, law):
    """The province's part (yuan): a share of the rise of reported R&D over the year before, of one that is known."""
    if rd_before <= 0.0:
        return 0.0
    return law.co_payment * max(0.0, rd_year - rd_before)
