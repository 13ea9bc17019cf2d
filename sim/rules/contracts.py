"""Outside contracts of firms with institutes. Additionality is an outcome, never an input."""

from math import exp

from sim.engine.luck import decision, normal
from sim.rules.clusters import search_with_neighbours

CONTRACT_VALUE = decision("firm.contract_value", "net value of the outside contract at hand")
CONTRACT_COMES = decision("firm.contract_comes", "does an outside contract come to hand this quarter?")
PARTNER = decision("firm.partner", "with which institute?")
NEXT_PARTNER = decision("firm.next_partner", "with which institute, if the first has no free time?")
REDEEMS = decision("voucher.redeemed", "how many quarters after the contract is a voucher paid?")


def net_value(u, mean, spread, face):
    """Value of a contract to the firm less its price (yuan): Normal(mu_v, sd_v) in units of the face value (E30)."""
    return (mean + spread * normal(u)) * face


def search_base(firm, belief, price_level):
    """Cost of finding a partner in the own county (yuan): k0 (1 - cut_c c); c: member of a cluster (E150)."""
    return search_with_neighbours(firm, belief.search_cost * belief.contract_reference * price_level, belief)


def distance_seen(distance, is_listed):
    """How much dearer the farthest institute is to find (ratio): nothing if a digital platform shows what it offers."""
    if is_listed:
        return 0.0
    return distance


def search_cost(base, near, distance, memory, memory_cut, paired, pair_cut):
    """Cost of finding one institute (yuan): k = base (1 + d (1 - near)) (1 - cut_m m) (1 - cut_p p).

    near in (0, 1], 1 in the own county; d how much dearer the farthest is; m memory if it was the last partner,
    p whether it is paired with the county.
    """
    cost = base * (1.0 + distance * (1.0 - near)) * (1.0 - memory_cut * memory)
    if paired:
        cost = cost * (1.0 - pair_cut)
    return cost


def surplus(value, price, effort, fit):
    """What a contract with one institute brings above its price, before the search (yuan): e ((p + v) fit - p).

    v net value and p price of the contract at hand. Inventors' effort e raises worth and price alike, so that it
    makes contracts more valuable rather than more numerous (no effect on cooperation: E141).
    """
    return effort * ((price + value) * fit - price)


def fit_of_fields(sector, field, other):
    """How well an institute's field fits the firm's technology (share): 1 in the same, `other` in another."""
    if sector == field:
        return 1.0
    return other


def weight_of_partner(net, taste):
    """Weight of one institute in the choice of a partner: exp(net / taste), 0 where the contract does not pay.

    Logit choice (McFadden 1974) among the institutes with whom the contract is worth more than it costs.
    """
    if net <= 0.0:
        return 0.0
    return exp(min(net / taste, 50.0))


def learning(share, absorptive_capacity, fit, time, knowledge, researchers):
    """Knowledge that a contract carries over (yuan): phi psi fit h K / n.

    h person-years of the contract, K / n technology stock per researcher: what those who do the work bring with
    them, of which the firm keeps a share by its county's absorptive capacity.
    """
    return share * absorptive_capacity * fit * time * knowledge / max(researchers, 1.0)


def partner_memory(firm, quarter, half_life):
    """What is left of the memory of the last partner (share): 1 at the contract, half after `half_life` quarters."""
    if firm.partner == 0:
        return 0.0
    return exp(-0.6931471805599453 * (quarter - firm.partner_since) / half_life)
