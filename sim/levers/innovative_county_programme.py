"""Innovative counties and townships: a contest of rank with a threshold, a title and an award.

Enters      statuses of the fourth quarter; before that, the effort of counties whose score is near the threshold
Reaches     every county and every rural township of the region
Paid by     the province
Evidence    none for the status itself (gap 8 of the evidence); effort elasticity E130, weak
Not here    the number of winners: a round is never filled up to the number in a target
"""


def prize(law):
    """What a county may win (yuan)."""
    return law.award_per_county


def holds_round(law, year):
    """Is a round held this year? Only with money for its awards, and not before the first round."""
    if law.award_per_county <= 0.0 and law.award_per_township <= 0.0:
        return False
    return law.rounds_per_year >= 1.0 and year >= law.first_round_year


def awards_to_counties(law, year):
    """What the awards of a year to counties may cost (yuan)."""
    if not holds_round(law, year):
        return 0.0
    return law.places_per_round_county * law.award_per_county


def awards_to_townships(law, year):
    """What the awards of a year to townships may cost (yuan)."""
    if not holds_round(law, year):
        return 0.0
    return law.places_per_round_township * law.award_per_township


def awards_township(law):
    """Award to a township (yuan)."""
    return law.award_per_township
