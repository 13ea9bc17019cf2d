"""Priority of R&D-intensive firms in projects: who gets a project grant depends on R&D over sales.

Enters      the chance of a project grant (steps.projects), and by it the user cost of R&D: a further yuan of R&D
            raises the chance (steps.firms)
Reaches     firms that ask for project grants
Paid by     the province, where its document says so (Jilin 2021): a yearly sum that joins counties' money for projects;
            the county, out of that money, which otherwise stays the same (Jilin City)
Evidence    E111, E122: what matters is who gets the money; no study of this rule was found
Not here    an effect on R&D: it follows from the user cost and its elasticity
"""

from sim.rules.tax import LOWEST_PRICE

MOST = 3.0
"""Intensity over the county's mean beyond which more counts no more."""


def project_money(law):
    """What the province adds to counties' money for projects in a year (yuan), on the condition that the rule holds."""
    return law.annual_budget if law.priority_weight > 0.0 else 0.0


def intensity(firm):
    """Planned R&D over sales of a year (share)."""
    return 4.0 * firm.rd / firm.sales_year


def weight(share, mean, law):
    """Weight of a firm's project (ratio): 1 - w + w min(x / mean x, 3), x R&D over sales; 1 without the rule."""
    if law.priority_weight <= 0.0 or mean <= 0.0:
        return 1.0
    return 1.0 - law.priority_weight + law.priority_weight * min(share / mean, MOST)


def chance(firm, county, law):
    """Chance of a grant (probability): pool over what is asked, times the firm's weight over the mean weight."""
    if law.priority_weight <= 0.0:
        return county.project_chance
    return county.project_chance * weight(intensity(firm), county.project_intensity, law) / county.project_weight


def user_cost_with_priority(firm, county, grant, belief, law):
    """User cost of R&D less what a further yuan brings by a better chance: u - g (r + delta).

        g = grant x c w / (m x S)

    c the chance of a mean project, m the mean weight, x the mean intensity, all of the county's last projects; S the
    firm's sales (yuan a year). Never below the least price; nothing for firms that the office has not reached, beyond
    the intensity that counts, or sure of a grant.
    """
    if law.priority_weight <= 0.0 or not firm.is_reached or county.project_intensity <= 0.0:
        return firm.user_cost
    if intensity(firm) >= MOST * county.project_intensity or chance(firm, county, law) >= 1.0:
        return firm.user_cost
    slope = county.project_chance * law.priority_weight / (county.project_weight * county.project_intensity)
    price = belief.interest + belief.knowledge_decay
    lower = firm.user_cost - grant * slope / firm.sales_year * price
    return max(lower, min(firm.user_cost, LOWEST_PRICE * price))
