"""R&D super-deduction: an extra deduction of s yuan per yuan of R&D from taxable income.

Enters      the user cost of R&D (rules.tax.user_cost), for firms that claim it; tax at settlement
Reaches     every R&D-active firm outside the negative list that has taken up claiming
Paid by     centre and locality, as tax forgone (60 : 40, to be checked)
Evidence    E01-E08 for the response; E12 for take-up; at a 5 % rate it is worth almost nothing (design point 2)
Not here    a response of firms that do not claim, or pay no tax
"""


def rate(firm, sector, law):
    """Extra deduction s per yuan of R&D that this firm may claim (share); 0 on the negative list.

    A firm in two classes takes the higher rate. Law: rd_super_deduction.yaml.
    """
    if sector.on_negative_list:
        return 0.0
    s = law.rate_general
    if sector.is_manufacturing:
        s = max(s, law.rate_manufacturing)
    if firm.is_tech_sme:
        s = max(s, law.rate_tech_sme)
    if sector.is_integrated_circuits:
        s = max(s, law.rate_integrated_circuits)
    return s
