"""How banks and venture funds choose firms, and what a firm thinks of an offer.

Money works through cash and credit alone: a firm that is short of either does more R&D or survives. No rule here
holds an effect on R&D, growth or survival.
"""

from math import exp, log

from sim.engine.ledger import whole
from sim.engine.luck import decision

FUND_FOCUS = decision("fund.focus", "to which sector does a venture fund keep?")
FUND_APPETITE = decision("fund.risk_appetite", "how readily does a fund say yes?")
ACCEPTS_CAPITAL = decision("firm.accepts_capital", "does the firm want a venture fund's money at this price?")
INVESTS = decision("fund.invests", "does a venture fund put money into this firm?")
LOOKS_FOR = decision("fund.looks_for", "does a guidance fund look for young or for proven firms this quarter?")
POOL_QUEUE = decision("firm.pool_queue", "when is the firm's turn among those that ask for a pooled loan?")
HOLDING_TIME = decision("venture.holding_time", "after how many quarters is a stake sold?")

RISK_CLASSES = 12  # of half a percentage point of default; the last is open


def log_odds(p):
    """ln(p / (1 - p)) of a share or of luck in [0, 1), held within about +-34."""
    p = min(max(p, 1e-15), 1.0 - 1e-15)
    return log(p / (1.0 - p))


def chance_of(odds):
    """Chance of a yes from log odds: 1 / (1 + exp(-x))."""
    return 1.0 / (1.0 + exp(-min(max(odds, -34.0), 34.0)))


def p_default(belief, debt, sales_year, net_margin, signal, price_level):
    """Chance of default within a year, as a bank judges it (probability).

        logit p = logit pd0 + a debt / S - b (m - m0) - c ln(S / 20m) - d signal

    debt (yuan) over yearly sales S, m profit after R&D over sales against the mean margin m0, size at the prices of
    the start, signal 1 for a certificate or for government money. pd0: base rate of unpooled loans, Beta(3, 97); the
    slopes are judgement, and so is which facts a bank looks at.
    """
    odds = (
        log_odds(belief.default_rate)
        + belief.default_leverage * debt / sales_year
        - belief.default_margin * (net_margin - belief.mean_margin)
        - belief.default_size * log(sales_year / (20e6 * price_level))
        - belief.default_signal * signal
    )
    return chance_of(odds)


def bank_approves(p, rate, cover, recovery, funding_cost, screening):
    """Does a bank lend? If what it expects back, per yuan and year, beats what the yuan costs (True or False).

        (1 - p) (1 + r) + p (cover + recovery) >= 1 + f + c

    p chance of default, r interest, cover the part that a risk pool pays, recovery what collateral brings, f funding
    and c screening cost (shares a year). Evidence: form of A6; E60-E65.
    """
    return (1.0 - p) * (1.0 + rate) + p * min(1.0, cover + recovery) >= 1.0 + funding_cost + screening


def risk_class(p):
    """Class of a chance of default, 0 the safest: at one rate of interest, the order of what a bank expects back."""
    return min(RISK_CLASSES - 1, int(200.0 * p))


def caution(expected, seen, weight):
    """Factor on what a financier expects to lose, from its own record (ratio).

    Mean of a gamma posterior: (w + losses seen) / (w + losses expected), in yuan; w weight of the prior. A bank window
    learns from defaults on pooled loans, a venture fund from what its stakes brought.
    """
    return (weight + seen) / (weight + expected)


def pledge_value(patents, law_value, share, cap):
    """What invention patents in force add to a firm's limit on debt (yuan): share of their value, capped (E70-E73)."""
    return min(cap, share * law_value * patents)


def room_for_debt(sales_year, pledge, debt, belief):
    """What a firm may still borrow (whole yuan, at least 0): max(0, l S + V - B).

    S yearly sales, l the debt that banks allow over them, V what pledged patents add (yuan), B debt (yuan). l:
    JUDGEMENT.
    """
    return max(0, whole(belief.borrowing_limit * sales_year + pledge) - debt)


def rolled_over(due, cash, room):
    """Part of a pooled loan that is due and becomes ordinary debt (yuan): what cash does not pay, as far as room."""
    return min(max(0, due - max(0, cash)), room)


def repayment(debt, cash, belief):
    """Ordinary debt that a firm with cash repays in a quarter (yuan): min(B, cash, max(1,000, rho B)).

    rho share of debt a quarter: JUDGEMENT, about the term of a loan for working capital and equipment; the least sum
    ends a debt that would else shrink for ever.
    """
    return min(debt, cash, max(1_000, whole(belief.repayment * debt)))


def lost_on_default(debt, belief):
    """What a bank loses on the ordinary debt of a firm that closes (yuan): what collateral does not bring back."""
    return (1.0 - belief.recovery) * debt


def quality(lead, patents, signal, belief):
    """What speaks for a firm as an investment (log odds): productivity lead, patents, signals of government money.

        q = a lead + b ln(1 + patents) + b_sig signal

    lead (log points over the sector's mean) stands for expected growth, since shares of the market follow it. b_sig:
    log hazard of venture money after a government's co-investment or grant (E50, E53, E110).
    """
    return belief.deal_lead * lead + belief.deal_patents * log(1.0 + patents) + belief.signal_effect * signal


def partner_utility(firm_quality, public_share, loss_share, reinvestment, belief):
    """What a private fund thinks of a deal (log odds of a yes).

        U = a0 + q + a ln(1 / (1 - g)) - d_gov g / g_full - c rho + b max(0, l - g)

    g public share of the deal: a larger deal per private yuan (E52), and a government in the house (E50). rho the
    reinvestment that the region asks for, l the part of a loss that public money bears. Alone: g = rho = l = 0.
    """
    size = -log(1.0 - public_share)
    tie = belief.government_tie * public_share / belief.government_tie_full
    shield = belief.deal_shield * max(0.0, loss_share - public_share)
    strings = belief.deal_reinvestment * reinvestment
    return belief.deal_level + firm_quality + belief.deal_size * size - tie - strings + shield


def appetite(readiness, sold, lost, price_level, belief):
    """A private fund's own readiness for a deal (log odds): ln a - b ln k, k = (w P + L) / (w P + l C).

    a its appetite at the start, against the mean fund; L what it has lost on stakes that cost C (yuan) and are sold or
    gone, l the share of that cost that funds reckon to lose, w weight of the prior at the price level P: `caution`. b
    turns relative losses into log odds of a refusal. That funds with losses draw back is the form that banks have too;
    sizes are JUDGEMENT.
    """
    record = caution(belief.venture_loss_share * sold, float(lost), belief.venture_weight_of_prior * price_level)
    return log(readiness) - belief.deal_caution * log(record)


def offer_utility(shortage, equity, public_share, belief):
    """What a firm thinks of an offer (log odds of a yes): value of money - dilution - dislike of a government owner.

        u = v shortage - w equity - d_gov g / g_full

    shortage: share of the money that the firm needs for R&D and working capital; equity: share of the firm that it
    gives up; g public share of the money (E50).
    """
    tie = belief.government_tie * public_share / belief.government_tie_full
    return belief.offer_need * shortage - belief.offer_dilution * equity - tie


def additional_share(alone, together):
    """Share of a partner's money that would not have come without the government: 1 - p_alone / p_together, >= 0."""
    if together <= 0.0:
        return 0.0
    return max(0.0, 1.0 - alone / together)


def worth(sales_year, belief):
    """What a firm is worth to a buyer of its shares (yuan): a multiple of yearly sales."""
    return belief.sales_multiple * sales_year


def ticket(value, price_level, belief):
    """Venture money that a firm seeks (yuan): the usual amount, or a share of its worth if that is less."""
    return min(belief.venture_ticket * price_level, belief.largest_stake * value)
