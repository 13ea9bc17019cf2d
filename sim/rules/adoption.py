"""Farm households take up techniques with contact and drop them without (evidence is weak: analogues only, E40-E47)."""

from math import exp, log

from sim.engine.luck import decision

POOR_VILLAGES = decision("start.poor_villages", "how many of a township's villages were registered as poor?")


def take_up(reference, adoption, adoption_start, gain, peers_weight, gain_weight, reference_gain):
    """Chance in a quarter that a household in contact takes the techniques up: a logit in peers and expected gain.

        logit h = logit h_ad + b_peer (A - A_2012) + b_gain (g - 0.03)

    A: share of the township's households that use them, now and at the start; g: income gain that a household expects
    (log). Form: adoption follows gain, peers and contact (E41, E43, E45); weights are judgement.
    """
    pull = peers_weight * (adoption - adoption_start) + gain_weight * (gain - reference_gain)
    odds = exp(log(reference / (1.0 - reference)) + pull)
    return odds / (1.0 + odds)


def expected_gain(effect, gap, is_poor_village):
    """Income gain (log) that a household expects; in poor villages less by `gap`: credit and labour are short (E45)."""
    if is_poor_village:
        return effect - gap
    return effect


def next_adoption(adoption, contact, take_up, abandonment):
    """Share of households with improved techniques one quarter on.

    A' = A + h contact (1 - A) - d_ad (1 - contact) A
    """
    return adoption + take_up * contact * (1.0 - adoption) - abandonment * (1.0 - contact) * adoption


def household_income(base, effect, adoption):
    """Mean household income (yuan a year): base exp(b_tc A). b_tc: log points at full adoption, E41-E43, wide."""
    return base * exp(effect * adoption)


def worth_of_a_day(income, gain, adoption, take_up, abandonment, duty):
    """What reaching one household is worth to the township office (yuan a year, times its duty).

        v = duty * income * g * (h (1 - A) + d_ad A)

    the income that contact adds, by new users and by users kept; a gain below 0.001 counts as that.
    """
    return duty * income * max(gain, 0.001) * (take_up * (1.0 - adoption) + abandonment * adoption)


def share_for_poor_villages(households_poor, worth_poor, households_ordinary, worth_ordinary):
    """Share of commissioners' days that a township gives to poor villages: households weighted by what a day is worth.

    s = n_p v_p / (n_p v_p + n_o v_o)        a choice rule after Luce; no evidence on the form
    """
    total = households_poor * worth_poor + households_ordinary * worth_ordinary
    if total <= 0.0:
        return 0.0
    return households_poor * worth_poor / total
