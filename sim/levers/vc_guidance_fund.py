"""Government guidance fund: public capital that invests in firms only beside a private venture fund.

Enters      the round of venture deals: a share of the price of a deal, and of its loss, is borne by public money; the
            partner's owners pay in what the duty to reinvest asks for beyond the deal
Reaches     R&D-active technology SMEs and HNTE that seek equity; young ones by the mandate
Paid by     province and counties, as capital that stays theirs until it is lost; little giants where they may join
Evidence    E50 for the dislike of government ties, E53 for the headline ratio, E55 for counties from 2025; E51 and
            E52 are left to compare with
Not here    a multiplier: which private money would not have come is an outcome
"""


def province_capital(law):
    """Capital that the province pays in in a year (yuan)."""
    if law.public_share_cap <= 0.0:
        return 0.0
    return law.annual_capital_province


def county_capital(law, weight):
    """Capital that a county pays in in a year (yuan): the mean county's times its weight in S&T money."""
    if law.public_share_cap <= 0.0:
        return 0.0
    return law.annual_capital_county * weight


def duty_beyond_the_deal(public_share, law):
    """What a partner has to invest in the region beside its part of a deal (yuan per public yuan in the deal).

        max(0, rho - (1 - g) / g)

    rho the reinvestment ratio, g public share. All firms here are of the region, so that the partner's own part of the
    deal counts towards the duty; only what goes beyond it puts a partner off, and only that brings other money.
    """
    if public_share <= 0.0:
        return 0.0
    return max(0.0, law.reinvestment_ratio - (1.0 - public_share) / public_share)


def looks_at_proven(safe_share, law):
    """Share of a guidance fund's quarters in which only proven firms will do, within what its mandate leaves."""
    return min(safe_share, max(0.0, 1.0 - law.early_stage_share))


def is_blamed(lost, capital, law):
    """Do managers of a fund answer for what it has lost (yuan)? Not within the tolerated share of its public capital.

    Whoever is not blamed has no reason to look at proven firms alone.
    """
    return law.tolerated_loss <= 0.0 or lost >= law.tolerated_loss * capital


def most_of_firms(public, law):
    """What little giants may pay into a fund in all (yuan), beside public capital: s / (1 - s) of it, s their share."""
    return public * law.firm_contribution / (1.0 - law.firm_contribution)


def public_part_of_loss(public_share, law):
    """Share of a loss that public money bears: its share of the stake, or more where the law says so."""
    return max(public_share, law.loss_share_gov)


def longest_holding(earliest, law):
    """Quarters after which a stake has to be sold at the latest: the fund's life."""
    return max(earliest, int(4.0 * law.fund_life))
