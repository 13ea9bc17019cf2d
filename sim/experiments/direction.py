"""Which way each indicator is wanted to go: a judgement of ours, used where a comparison says better or worse."""

LESS_IS_BETTER = frozenset(
    {
        "rd_relabelled_share",
        "rd_stops",
        "contracts_refused",
        "firms_leaving",
        "talent_grants_refused",
        "pool_losses",
        "bank_losses",
        "credit_refused",
        "credit_rationed",
        "turned_away",
    }
)
NEITHER = frozenset(
    {
        "tax_paid",
        "skilled_wage",
        "rd_wage_rise",
        "rd_wage_rise_share",
        "hnte_told_by_peers_share",
        "hnte_gain_tax_share",
        "hnte_gain_reward_share",
        "rd_by_rules_share",
        "gdp_by_rules_share",
        "firms_preparing",
        "venture_investment_public",
        "subsidised_startups",
    }
)
"""Indicators that are neither good nor bad by themselves: there "beats" means no more than "is larger"."""


def sign(indicator: str) -> float:
    """1.0 where more is better (or larger is all that is asked), -1.0 where less is."""
    return -1.0 if indicator in LESS_IS_BETTER else 1.0


def word(indicator: str) -> str:
    """more, less or larger: what is better, or that neither is."""
    return "less" if indicator in LESS_IS_BETTER else "larger" if indicator in NEITHER else "more"
