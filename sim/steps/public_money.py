"""How governments handle money: set aside in pools, taken from them, raised and paid."""

from sim.engine.ledger import N_PURSES, REST_OF_WORLD, pay, whole


def reserve(government, wanted):
    """Set money of the envelope aside for a pool (whole yuan); no pool gets more than is left."""
    yuan = min(whole(wanted), government.st_left)
    government.st_left -= yuan
    return yuan


def from_pool(government, pool, wanted):
    """Take money out of a government's pool (whole yuan): no more than it holds."""
    yuan = min(whole(wanted), government.pools[pool])
    government.pools[pool] -= yuan
    return yuan


def government_pays(kind, revenue, payee, yuan, c, purses, ledger, flow):
    """Province or prefecture raise what they spend in a county, up to their budgets, and pay it to a purse there."""
    purse = purses[c * N_PURSES + kind]
    pay(purses[c * N_PURSES + REST_OF_WORLD], purse, yuan, ledger, c, revenue)
    pay(purse, purses[c * N_PURSES + payee], yuan, ledger, c, flow)
