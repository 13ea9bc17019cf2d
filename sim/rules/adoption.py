"""Farm households take up techniques with contact and drop them without (evidence is weak: analogues only, E40-E47)."""

from math import exp


def next_adoption(adoption, contact, take_up, abandonment):
    """Share of households with improved techniques one quarter on.

    A' = A + h_ad contact (1 - A) - d_ad (1 - contact) A
    """
    return adoption + take_up * contact * (1.0 - adoption) - abandonment * (1.0 - contact) * adoption


def household_income(base, effect, adoption):
    """Mean household income (yuan a year): base exp(b_tc A). b_tc: log points at full adoption, E41-E43, wide."""
    return base * exp(effect * adoption)
