"""First purchases: a share of public procurement is kept for new products of innovative firms.

Enters      demand: the order raises the winner's sales of the year (steps.markets); a mark that funds may read
Reaches     R&D-active firms of the county with a certificate or an invention patent that bid and draw a winning lot
Paid by     the county, the premium over the usual price alone: the order replaces other purchases
Evidence    E80-E82 for the direction (demand pull before certification); no size is put in
Not here    R&D of the winner: it follows from sales. What others lose, where markets are shared, is counted
"""


def room(expenditure, law):
    """Money for first purchases of a county and year (yuan), of the ordinary budget; all levels are in it."""
    return expenditure * law.procurement_over_expenditure * law.procurement_share_innovative


def pool(expenditure, law):
    """Money for the premium (yuan a year), of the S&T envelope."""
    return law.first_buy_price_premium * room(expenditure, law)


def may(firm):
    """Innovative firms: those that do R&D and have an HNTE certificate or an invention patent."""
    return firm.is_rd_active and (firm.is_hnte or firm.patents > 0)


def bid(sales_year, share, law):
    """What a firm offers in a year (yuan): new products in proportion to its sales, up to the largest order."""
    return min(share * sales_year, law.largest_order)


def chance(room_left, bids):
    """Chance that a bid wins (share): all of them while the money covers all bids."""
    if bids <= 0.0:
        return 0.0
    return min(1.0, room_left / bids)
