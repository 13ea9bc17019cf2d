"""Outside contracts of firms with institutes. Additionality is an outcome, never an input."""

from math import exp

from sim.engine.luck import decision, normal

CONTRACT_VALUE = decision("firm.contract_value", "net value of the outside contract at hand")
CONTRACT_COMES = decision("firm.contract_comes", "does an outside contract come to hand this quarter?")
PARTNER = decision("firm.partner", "with which institute?")
REDEEMS = decision("voucher.redeemed", "how many quarters after the contract is a voucher paid?")


def net_value(u, mean, spread, face):
    """Value of a contract to the firm less its price (yuan): Normal(mu_v, sd_v) in units of the face value (E30)."""
    return (mean + spread * normal(u)) * face


def search_cost(base, memory, cut):
    """Cost of finding a partner (yuan): falls by a share after a contract, and the memory fades (E31, E33, E34)."""
    return base * (1.0 - cut * memory)


def fades(memory, half_life):
    """What is left of the partner memory one quarter on: half after `half_life` quarters."""
    return memory * exp(-0.6931471805599453 / half_life)


def buys_contract(value, search, voucher):
    """Buy if net value - search cost + voucher > 0 (yuan)."""
    return value - search + voucher > 0.0
