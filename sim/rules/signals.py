"""What a public body's choice of a firm tells banks and funds, and for how long.

Signals are sources in which a public body chooses a firm after a look at its project or product:

    project grant          county or city, of those who ask (steps.projects)              E53, E110
    problem solved         province, when what was promised is delivered (steps.problems) E110
    talent project         prefecture, the employer of a grant's holder (steps.grants)    E110
    first purchase         county, the product is bought and used (steps.markets)         JUDGEMENT
    guidance fund's stake  public capital beside a private fund (steps.venture)           E50, E53

Banks also go by the HNTE certificate, as long as it is held. No signals: vouchers, R&D post-subsidies and what the
province adds to growing R&D, which follow a queue or a formula (and what they pay for stands in the firm's books);
other titles, which are marks by rule; tax.
Banks and funds are told the same thing once, however many sources there are: a new one only renews it. Howell (E110)
finds that an award doubles the odds of venture money, but through the prototype it pays for rather than as a
certificate: the prior of `signal_effect` is wide, and reaches down to nothing.
"""


def give_signal(firm, quarter, belief):
    """A public body has chosen the firm: other financiers know for `signal_lasts` quarters."""
    firm.signal_until = quarter + int(belief.signal_lasts + 0.5)


def has_signal(firm, quarter):
    """Is there a public body's choice that still counts? 1.0 or 0.0."""
    return 1.0 if firm.signal_until > quarter else 0.0


def signal_to_bank(firm, quarter):
    """What a bank goes by: 1.0 = HNTE certificate or a public body's choice, counted once; else 0.0."""
    return 1.0 if firm.is_hnte else has_signal(firm, quarter)
