"""Own R&D targets: a county sets itself an R&D intensity and is pressed by what it lacks of it.

Enters      pressure on the county (steps.transfers.press), and by it its uses of money, its effort and its reports
Reaches     every county whose reported R&D of last year stays under its target; nobody at or above it
Paid by     the county, out of its S&T money that it then uses otherwise; nothing is added
Evidence    E131 (targets are amplified downwards), E132 (targets crowd out what has none), E135 (holding back)
Not here    R&D: it follows from visits and projects, and what is only reported is counted apart
"""


def pressure_of_target(law, intensity):
    """Pressure as a share of the county's S&T money: w max(0, 1 - x / x*), x* target and x last year's R&D over GDP."""
    if law.own_rd_target <= 0.0:
        return 0.0
    return law.weight * max(0.0, 1.0 - intensity / law.own_rd_target)
